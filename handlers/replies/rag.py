"""A colour that a reply judges: taken over at once, and following the words when they change."""

from sqlalchemy.orm import Session

from handlers.request import Request
from models.enums import Rag
from models.ledger.audit_context import AuditContext
from models.policy import Policy
from models.register.judgement import judge, judgements_of, undo_judgements
from models.register.rag import NEED_REASON, rule_for
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.settling import open_again
from models.reply_parser.understand import readings_of
from models.statements.statement import Statement
from templates.messages.understanding import Fate, Judged, Proposal


def propose(_: Session, __: Statement, reading: ReplyReading, ___: Policy) -> Proposal | None:
    """Return that the colour cannot be judged as long as its reason is missing."""
    lacks_reason = reading.rag in NEED_REASON and not reading.reason
    return Proposal(ItemIntent.RAG, Fate.CANNOT, rag=reading.rag) if lacks_reason else None


def take_over_colour(session: Session, statement: Statement, audit: AuditContext) -> None:
    """Judge the item as the reply does, once: where it says why, if the colour asks for a reason."""
    colour = _colour_of(statement)
    if colour is not None and not any(each.undone_at is None for each in judgements_of(statement)):
        judge(session, statement.items[0], colour, statement, audit)


def read_again(session: Session, statement: Statement, audit: AuditContext) -> None:
    """Read a reply whose words were changed: its colour follows, and what it wants is proposed anew.

    One that was taken back counts no longer, whatever it now says.
    """
    if not statement.stands:
        return
    open_again(session, statement, audit)
    now = [each.now for each in judgements_of(statement) if each.undone_at is None]
    if now != [_colour_of(statement)]:
        undo_judgements(session, statement, audit)
        take_over_colour(session, statement, audit)


def judged_by(statement: Statement, request: Request) -> Judged | None:
    """Return the colour that `statement` judged last, and how the item is shown by rule; None if it judged none."""
    judged = judgements_of(statement)
    if not judged:
        return None
    latest, item = judged[-1], judged[-1].recommendation
    rule = rule_for(item, request.today)
    overruled = rule is not None and rule.rag != latest.now
    return Judged(
        rag=Rag(latest.now),
        was=Rag(latest.was) if latest.was else None,
        shown=item.rag_on(request.today),
        rule=rule.name if rule and overruled else None,
        undone=latest.undone_at is not None,
    )


def _colour_of(statement: Statement) -> Rag | None:
    for reading in readings_of(statement):
        if reading.rag is not None and (reading.reason or reading.rag not in NEED_REASON):
            return reading.rag
    return None
