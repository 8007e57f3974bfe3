"""What was read in a reply and waits for a press: each is taken up by its own button, or all are declined."""

from sqlalchemy.orm import Session

from handlers.replies.outcome import said_back
from handlers.replies.proposals import ACTIONS, proposals_of
from handlers.replies.record import check_may_record, readable
from handlers.request import Request
from models.refusals.progress import NotTakenUp
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.settling import settle, settled
from models.reply_parser.understand import readings_of
from models.statements.statement import Statement
from templates.messages import Message
from templates.messages.replies import Fate


def take_up(session: Session, request: Request, intent: ItemIntent) -> Message:
    """Do what was read, once, or return the form that asks for what is missing; the words name the statement.

    Raises NoSuchStatement, NotYours, NotTakenUp, or what the act itself refuses.
    """
    statement, value = _pressed(session, request)
    reading, act = _open(statement, intent), ACTIONS[intent].take_up
    if reading is None:
        return said_back(session, statement, request)
    came = act(session, request, statement, reading, value)
    if not isinstance(came, str):
        return came
    settle(session, statement, statement.items[0], intent, came)
    return said_back(session, statement, request)


def decline(session: Session, request: Request) -> Message:
    """Leave it at what was recorded: nothing that was read is taken up. Raises NoSuchStatement or NotYours."""
    statement, _ = _pressed(session, request)
    for proposal in proposals_of(session, statement, request.policy):
        if proposal.fate is Fate.OPEN:
            settle(session, statement, statement.items[0], proposal.intent, None)
    return said_back(session, statement, request)


def _pressed(session: Session, request: Request) -> tuple[Statement, str]:
    number, _, value = request.words.partition(":")
    statement = readable(session, request, number)
    check_may_record(request, statement.items[0])
    return statement, value


def _open(statement: Statement, intent: ItemIntent) -> ReplyReading | None:
    """Return what was read, or None if it has been settled. Raises NotTakenUp where the words say it no longer."""
    if intent in settled(statement):
        return None
    found = next((each for each in readings_of(statement) if each.intent is intent), None)
    if found is None or not statement.stands:
        raise NotTakenUp
    return found
