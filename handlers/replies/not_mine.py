"""Not mine: the coordinators are told, for the reason that was read, once the owner presses."""

from sqlalchemy.orm import Session

from handlers.people.not_mine import check_answers_for, disown
from handlers.request import Request
from models.policy import Policy
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.statements.statement import Statement
from templates.messages.not_mine import NotMineForm
from templates.messages.replies import Proposal
from templates.presenters.rows import row


def propose(_: Session, statement: Statement, __: ReplyReading, ___: Policy) -> Proposal | None:
    """Return the offer to tell the coordinators; None unless its owner has written, and for the first time."""
    item = statement.items[0]
    can_be = statement.by_id == item.owner_id and item.disowned_on is None
    return Proposal(ItemIntent.NOT_MINE) if can_be else None


def take_up(
    session: Session, request: Request, statement: Statement, reading: ReplyReading, _: str
) -> str | NotMineForm:
    """Tell the coordinators that the item is not its owner's, and return why; without a reason, the form.

    Raises NotYours, or what disowning refuses.
    """
    item = statement.items[0]
    check_answers_for(request, item)
    if not reading.reason:
        return NotMineForm(row(item, request.today))
    disown(session, request, item, reading.reason)
    return reading.reason
