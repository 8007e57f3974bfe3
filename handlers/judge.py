"""Judging the colour of an item by command."""

import re

from sqlalchemy.orm import Session

from handlers.ask import Ask
from handlers.record import check_may_record, record_for
from models import queries
from models.judging import check_judgement
from models.kinds import Rag, StatementKind
from models.refusals import RagUnreadable, ReferenceMissing
from templates.messages import Message

_REFERENCE_AND_REST = re.compile(r"(\S+)\s*(.*)", re.DOTALL)
_COLOUR_AND_REASON = re.compile(
    r"(?P<rag>red|amber|green|white)\b[\s,;:.-]*(?:because(?: of)?\b)?\s*(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)


def rag(session: Session, ask: Ask) -> Message:
    """Judge an item: the words are its reference, the colour and why, which are recorded as an update.

    Raises ReferenceMissing, NoSuchItem, NotYours, RagUnreadable, RagNeedsReason or ItemHasEnded.
    """
    parts = _REFERENCE_AND_REST.match(ask.words.strip())
    if parts is None:
        raise ReferenceMissing(command="rag")
    item = queries.item_by_reference(session, parts[1])
    check_may_record(ask, item)
    judged = _COLOUR_AND_REASON.fullmatch(parts[2])
    if judged is None:
        raise RagUnreadable(reference=item.reference)
    colour = Rag(judged["rag"].casefold())
    check_judgement(item, colour, judged["reason"])
    return record_for(session, ask, item, StatementKind.UPDATE, parts[2], colour)
