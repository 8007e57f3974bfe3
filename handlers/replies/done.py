"""Done: the item is handed in for checking, once its owner presses."""

from sqlalchemy.orm import Session

from handlers.completion.submit import hand_in_with
from handlers.request import Request
from models.enums import OWNERS_TURN
from models.policy import Policy
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.statements.statement import Statement
from templates.messages.replies import Fate, Proposal


def propose(_: Session, statement: Statement, __: ReplyReading, ___: Policy) -> Proposal:
    """Return the offer to hand the item in, which can be taken up while it is its owner's turn."""
    is_owners_turn = statement.items[0].status in OWNERS_TURN
    return Proposal(ItemIntent.DONE, Fate.OPEN if is_owners_turn else Fate.CANNOT)


def take_up(session: Session, request: Request, statement: Statement, _: ReplyReading, __: str) -> str:
    """Hand the item in; return its status. Raises what handing in refuses, such as EvidenceMissing."""
    item = statement.items[0]
    hand_in_with(session, request, item, "")
    return item.status
