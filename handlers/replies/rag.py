"""A colour that a reply judges: set once its owner presses, and taken back when the words say another."""

from sqlalchemy.orm import Session

from handlers.request import Request
from models.ledger.audit_context import AuditContext
from models.policy import Policy
from models.refusals.progress import NotTakenUp
from models.register.judgement import check_judgement, judge, judgements_of, undo_judgements
from models.register.rag import NEED_REASON
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.rag import colour_in
from models.reply_parser.settling import open_again
from models.reply_parser.understand import readings_of
from models.statements.statement import Statement
from templates.messages.replies import Fate, Proposal


def propose(_: Session, statement: Statement, reading: ReplyReading, __: Policy) -> Proposal | None:
    """Return the offer to set the colour, or that it lacks its reason; None once the statement has judged one."""
    if _standing(statement):
        return None
    lacks_reason = reading.rag in NEED_REASON and not reading.reason
    return Proposal(ItemIntent.RAG, Fate.CANNOT if lacks_reason else Fate.OPEN, rag=reading.rag)


def take_up(session: Session, request: Request, statement: Statement, reading: ReplyReading, _: str) -> str:
    """Have the item judged as was read; return the colour. Raises NotTakenUp, ItemHasEnded or RagNeedsReason."""
    if reading.rag is None:
        raise NotTakenUp
    item = statement.items[0]
    check_judgement(item, reading.rag, reading.reason)
    judge(session, item, reading.rag, statement, request.act)
    return reading.rag


def read_again(session: Session, statement: Statement, audit: AuditContext) -> None:
    """Read a reply whose words were changed: what it wants is proposed anew, a colour that was judged by them too.

    One that was taken back counts no longer, whatever it now says.
    """
    if not statement.stands:
        return
    open_again(session, statement, audit)
    if _standing(statement)[-1:] != [colour_in(readings_of(statement))]:
        undo_judgements(session, statement, audit)
    if not _standing(statement):
        open_again(session, statement, audit, taken_up=ItemIntent.RAG)


def _standing(statement: Statement) -> list[str]:
    return [str(each.now) for each in judgements_of(statement) if each.undone_at is None]
