"""Items that are complete through evidence that was gathered for others."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.enums import StatementKind
from models.ledger.event import Event, EventKind
from models.statements.statement import Statement


def through_others(session: Session, items: Collection[int]) -> set[int]:
    """Return those of `items`, by number, all of whose evidence was recorded for another item first.

    What was replaced, withdrawn or deleted is no evidence any more.
    """
    recorded = session.scalars(
        select(Event)
        .where(Event.recommendation_id.in_(items), Event.kind == EventKind.EVIDENCE_RECORDED)
        .order_by(Event.id)
    )
    pieces: dict[int, set[int]] = defaultdict(set)
    for event in recorded:
        pieces[event.recommendation_id or 0].add(event.facts["statement"])
    statements = {
        each.id: each
        for each in session.scalars(select(Statement).where(Statement.id.in_(set().union(*pieces.values()))))
        if each.kind is StatementKind.EVIDENCE and each.counts
    }
    first = {number: _recorded_first_for(session, each) for number, each in statements.items()}
    return {
        item
        for item, numbers in pieces.items()
        if (standing := numbers & statements.keys()) and all(first[number] != item for number in standing)
    }


def _recorded_first_for(session: Session, statement: Statement) -> int | None:
    if len(statement.items) == 1:
        return statement.items[0].id
    events = session.scalars(
        select(Event)
        .where(
            Event.recommendation_id.in_([item.id for item in statement.items]),
            Event.kind == EventKind.EVIDENCE_RECORDED,
        )
        .order_by(Event.id)
    )
    return next(
        (each.recommendation_id for each in events if each.facts.get("statement") == statement.id), None
    )
