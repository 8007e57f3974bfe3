"""How far the ledger had come when something was reckoned from it, and what has been recorded since."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from models.ledger.chain import Seal
from models.ledger.event import Event, EventKind


@dataclass(frozen=True)
class Position:
    """How far the ledger had come: the number of its last fact, and of its last seal; 0 in an empty one."""

    event: int
    seal: int

    def is_passed(self, session: Session, kinds: Collection[EventKind]) -> bool:
        """Whether a fact of one of these `kinds` has been recorded since, or one that has a number before it.

        Facts are sealed in the order in which transactions end. On PostgreSQL one can have a lower number than
        what was seen already: whoever goes on from the last number would pass it over.
        """
        is_one = exists().where(Event.id == Seal.event_id, Event.kind.in_(kinds))
        since = select(Seal.number).where(Seal.number > self.seal)
        return session.scalar(since.where(or_(Seal.event_id <= self.event, is_one)).limit(1)) is not None


def position(session: Session) -> Position:
    """Return how far the ledger has come."""
    last = (select(func.max(column)).scalar_subquery() for column in (Event.id, Seal.number))
    event, seal = session.execute(select(*last)).one()
    return Position(event or 0, seal or 0)
