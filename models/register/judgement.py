"""Judging the colour of an item, in a statement that says why; and taking that back with the statement."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.enums import Rag
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.refusals.progress import ItemHasEnded, RagNeedsReason
from models.register.rag import NEED_REASON
from models.register.recommendation import Recommendation
from models.statements.statement import Consequence, Statement

FIELD: Final = "judged_rag"


def check_judgement(item: Recommendation, rag: Rag, reason: str | None) -> None:
    """Raise ItemHasEnded, or RagNeedsReason where a red or amber comes without a `reason`."""
    if not item.is_open:
        raise ItemHasEnded(reference=item.reference)
    if rag in NEED_REASON and not (reason and reason.strip()):
        raise RagNeedsReason(rag=rag, reference=item.reference)


def judge(
    session: Session, item: Recommendation, rag: Rag, statement: Statement, audit: AuditContext
) -> None:
    """Take over the colour that `statement` judges `item` to have: the ledger knows it, and Undo restores it.

    A statement that judges the same again is remembered too: it holds the colour when an earlier one is undone.
    """
    session.add(
        Consequence(statement=statement, recommendation=item, field=FIELD, was=item.judged_rag, now=rag)
    )
    _turn(item, rag, statement, audit)
    session.flush()


def undo_judgements(session: Session, statement: Statement, audit: AuditContext) -> None:
    """Take back every colour that rested on `statement`: what was judged before it holds again.

    Where somebody has judged since, the later judgement stays.
    """
    for judged in judgements_of(statement):
        if judged.undone_at is not None:
            continue
        judged.undone_at = audit.at
        later = session.scalars(
            select(Consequence)
            .where(
                Consequence.recommendation_id == judged.recommendation_id,
                Consequence.field == FIELD,
                Consequence.id > judged.id,
                Consequence.undone_at.is_(None),
            )
            .order_by(Consequence.id)
        ).first()
        item = judged.recommendation
        if later is not None:
            later.was = judged.was if later.was == judged.now else later.was
        elif item.judged_rag == judged.now:
            _turn(item, Rag(judged.was) if judged.was else None, statement, audit)


def judgements_of(statement: Statement) -> Sequence[Consequence]:
    """Return what `statement` judged, in order, with what has been taken back."""
    return [each for each in statement.consequences if each.field == FIELD]


def _turn(item: Recommendation, rag: Rag | None, statement: Statement, audit: AuditContext) -> None:
    if item.judged_rag == rag:
        return
    was, item.judged_rag = item.judged_rag, rag
    item.note(EventKind.RAG_JUDGED, audit, field=FIELD, was=was, to=rag, statement=statement.id)
