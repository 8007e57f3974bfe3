"""More time: asked for until the day and for the reason that were read, once the owner presses."""

from sqlalchemy.orm import Session

from handlers.deadlines.extend import tell_deciders
from handlers.request import Request
from models.deadlines.extensions import ask_extension
from models.enums import OUTSTANDING
from models.policy import Policy
from models.register.substance import says_why
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.statements.statement import Statement
from templates.filters import day
from templates.messages.deadlines import DateForm
from templates.messages.replies import Fate, Proposal
from templates.presenters.rows import row


def propose(_: Session, statement: Statement, reading: ReplyReading, __: Policy) -> Proposal | None:
    """Return the offer to ask for more time, or that it has been asked for; None where nothing can be moved."""
    item = statement.items[0]
    if item.asked_to is not None:
        return Proposal(ItemIntent.MORE_TIME, Fate.TAKEN_UP, now=day(item.asked_to))
    if item.status not in OUTSTANDING or item.deadline_on is None:
        return None
    return Proposal(ItemIntent.MORE_TIME, days=reading.days, reason=reading.reason)


def take_up(
    session: Session, request: Request, statement: Statement, reading: ReplyReading, value: str
) -> str | DateForm:
    """Ask for more time until the day that `value` names, and return it; without day or reason, the form.

    Raises what asking for more time refuses.
    """
    item = statement.items[0]
    to = next((each for each in reading.days if each.isoformat() == value), None)
    if to is None or reading.reason is None or not says_why(reading.reason):
        return DateForm("extend", row(item, request.today), request.today, to)
    source = f"read:{statement.id}:{to}"
    asked = ask_extension(
        session,
        item,
        to,
        reading.reason,
        request.act,
        policy=request.policy,
        source=source,
        statement=statement,
    )
    tell_deciders(session, request, asked)
    return day(to)
