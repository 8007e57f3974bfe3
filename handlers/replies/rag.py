"""A colour that a reply judges: it was taken over at once, and follows the words when they change."""

from sqlalchemy.orm import Session

from models.ledger.audit_context import AuditContext
from models.policy import Policy
from models.register.judgement import judge, judgements_of, undo_judgements
from models.register.rag import NEED_REASON
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.rag import colour_in
from models.reply_parser.settling import open_again
from models.reply_parser.understand import readings_of
from models.statements.statement import Statement
from templates.messages.replies import Fate, Proposal


def propose(_: Session, __: Statement, reading: ReplyReading, ___: Policy) -> Proposal | None:
    """Return that the colour cannot be judged as long as its reason is missing."""
    lacks_reason = reading.rag in NEED_REASON and not reading.reason
    return Proposal(ItemIntent.RAG, Fate.CANNOT, rag=reading.rag) if lacks_reason else None


def read_again(session: Session, statement: Statement, audit: AuditContext) -> None:
    """Read a reply whose words were changed: its colour follows, and what it wants is proposed anew.

    One that was taken back counts no longer, whatever it now says.
    """
    if not statement.stands:
        return
    open_again(session, statement, audit)
    colour = colour_in(readings_of(statement))
    now = [each.now for each in judgements_of(statement) if each.undone_at is None]
    if now == [colour]:
        return
    undo_judgements(session, statement, audit)
    if colour is not None:
        judge(session, statement.items[0], colour, statement, audit)
