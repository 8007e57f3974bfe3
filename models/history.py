"""What has happened to one item, from the ledger."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.event import Event
from models.person import Person
from models.recommendation import Recommendation


def events_of(
    session: Session, item: Recommendation, most: int, skip: int
) -> Sequence[tuple[Event, Person | None]]:
    """Return up to `most` events of `item` with who did each, the last recorded first, after the first `skip`."""
    rows = session.execute(
        select(Event, Person)
        .outerjoin(Person, Person.id == Event.by_id)
        .where(Event.recommendation_id == item.id)
        .order_by(Event.id.desc())
        .offset(skip)
        .limit(most)
    )
    return [(event, by) for event, by in rows]


def count_events_of(session: Session, item: Recommendation) -> int:
    """Count the events of `item`."""
    return session.scalar(select(func.count()).where(Event.recommendation_id == item.id)) or 0
