"""Judging the colour of an item by command."""

import re

from sqlalchemy.orm import Session

from handlers.ask import Ask
from handlers.named import item_and_rest
from handlers.record import check_may_record, record_for
from models.judging import check_judgement
from models.kinds import Rag, StatementKind
from models.refusals import RagUnreadable
from templates.messages import Message

_COLOUR_AND_REASON = re.compile(
    r"(?P<rag>red|amber|green|white)\b[\s,;:.-]*(?:because(?: of)?\b)?\s*(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)


def rag(session: Session, ask: Ask) -> Message:
    """Judge an item: the words are its reference, the colour and why, which are recorded as an update.

    Raises ReferenceMissing, NoSuchItem, NotYours, RagUnreadable, RagNeedsReason or ItemHasEnded.
    """
    item, judgement = item_and_rest(session, ask.words, "rag")
    check_may_record(ask, item)
    judged = _COLOUR_AND_REASON.fullmatch(judgement)
    if judged is None:
        raise RagUnreadable(reference=item.reference)
    colour = Rag(judged["rag"].casefold())
    check_judgement(item, colour, judged["reason"])
    return record_for(session, ask, item, StatementKind.UPDATE, judgement, colour)
