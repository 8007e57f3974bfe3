"""What is said of items: each part of a reply is recorded for its own."""

from sqlalchemy.orm import Session

from handlers.replies.ask import answer_question, ask_coordinators
from handlers.replies.outcome import all_said_back
from handlers.replies.record import check_may_record, record_reply
from handlers.request import Request
from models.reply_parser.intents import ItemUpdate
from templates.messages import Message


def record_update(session: Session, request: Request, intent: ItemUpdate) -> Message:
    """Record each part for its items, with whatever files came with the message.

    Raises NotYours or NotYoursUnallocated for any of them, and then records none.
    """
    for part in intent.parts:
        for item in part.items:
            check_may_record(request, item)
    recorded = [
        record_reply(session, request, part, number) for number, part in enumerate(intent.parts, start=1)
    ]
    for statement in recorded:
        ask_coordinators(session, request, statement)
    if len(recorded) == 1:
        answer_question(session, request, recorded[0])
    return all_said_back(session, recorded, request)
