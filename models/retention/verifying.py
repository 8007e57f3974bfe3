"""Whether what was erased, and only that, is what the ledger tells of."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ledger.event import Event, EventKind
from models.statements.statement import Statement, Wording


def erased_otherwise(session: Session) -> tuple[int, ...]:
    """Return the numbers of the statements that say something else of their erasure than the ledger.

    So do those marked as erased of which no fact tells, those of which one tells without the mark, and those that
    have several words again.
    """
    erasures = select(Event.facts).where(Event.kind == EventKind.WORDS_ERASED)
    told = {number for facts in session.scalars(erasures) for number in facts["statements"]}
    marked = set(session.scalars(select(Statement.id).where(Statement.erased_at.is_not(None))))
    written_again = set(
        session.scalars(
            select(Statement.id)
            .join(Wording, Wording.statement_id == Statement.id)
            .where(Statement.erased_at.is_not(None), Wording.text != Statement.text)
        )
    )
    return tuple(sorted((told ^ marked) | written_again))
