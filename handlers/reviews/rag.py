"""Judging the colour of an item by command."""

import re

from sqlalchemy.orm import Session

from handlers.arguments import item_and_rest
from handlers.replies.outcome import recorded
from handlers.replies.record import check_may_record, record_for
from handlers.request import Request
from models.enums import Rag, StatementKind
from models.refusals.progress import RagUnreadable
from models.register.judgement import check_judgement
from models.statements.recording import RecordedStatement
from templates.messages import Message

_COLOUR_AND_REASON = re.compile(
    r"(?P<rag>red|amber|green|white)\b[\s,;:.-]*(?:because(?: of)?\b)?\s*(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)


def rag(session: Session, request: Request) -> Message:
    """Judge an item: the words are its reference, the colour and why, which are recorded as an update.

    Raises ReferenceMissing, NoSuchItem, NotYours, RagUnreadable, RagNeedsReason or ItemHasEnded.
    """
    item, judgement = item_and_rest(session, request.words, "rag")
    check_may_record(request, item)
    judged = _COLOUR_AND_REASON.fullmatch(judgement)
    if judged is None:
        raise RagUnreadable(reference=item.reference)
    colour = Rag(judged["rag"].casefold())
    check_judgement(item, colour, judged["reason"])
    said = RecordedStatement(request.who, judgement, request.source, request.permalink)
    statement = record_for(session, request, [item], StatementKind.UPDATE, said, rag=colour)
    return recorded(session, statement, request)
