"""What has happened to one item, from the ledger."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.ledger.event import Event
from models.ledger.tombstone import Tombstone
from models.people.person import Person
from models.register.recommendation import Recommendation


def events_of(
    session: Session, item: Recommendation, most: int, skip: int
) -> Sequence[tuple[Event, Person | None, bool]]:
    """Return up to `most` events of `item`, the last recorded first, after the first `skip`.

    With each comes who did it, and whether words of it were erased under retention.
    """
    rows = session.execute(
        select(Event, Person, Tombstone.event_id)
        .outerjoin(Tombstone, Tombstone.event_id == Event.id)
        .outerjoin(Person, Person.id == Event.by_id)
        .where(Event.recommendation_id == item.id)
        .order_by(Event.id.desc())
        .offset(skip)
        .limit(most)
    )
    return [(event, by, tombstone is not None) for event, by, tombstone in rows]


def count_events_of(session: Session, item: Recommendation) -> int:
    """Count the events of `item`."""
    return session.scalar(select(func.count()).where(Event.recommendation_id == item.id)) or 0
