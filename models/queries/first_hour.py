"""How far a register has come that begins: what is there, and which owners have not heard of it."""

from collections.abc import Sequence

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from models.outbox.message import OutboxMessage
from models.people.person import Person
from models.queries.distinct_values import each_of
from models.register.recommendation import Recommendation

INVITATION = "invitation"
"""The topic under which owners are invited: each once."""


def is_empty(session: Session) -> bool:
    """Whether no item is in the register yet."""
    return session.scalar(select(exists(select(Recommendation.id)))) is not True


_HOLDS_OPEN = Person.id.in_(each_of(Recommendation.owner_id, 0).union(each_of(Recommendation.deputy_id, 0)))
_UNREACHED = and_(
    Person.active, or_(Person.account.is_(None), Person.unreachable_since.is_not(None)), _HOLDS_OPEN
)
_UNREACHABLE = select(func.count()).select_from(Person).where(_UNREACHED)


def unreachable(session: Session) -> int:
    """Count the active people who hold something open and to whom no message goes."""
    return session.scalar(_UNREACHABLE) or 0


def unreached(session: Session, most: int) -> Sequence[Person]:
    """Return the first of those by name, at `most` so many; who has no account at all comes first."""
    ordered = select(Person).where(_UNREACHED).order_by(Person.account.is_not(None), Person.name, Person.id)
    return session.scalars(ordered.limit(most)).all()


def owners(session: Session) -> Sequence[Person]:
    """Return everybody active who owns or covers something open, by name."""
    return session.scalars(select(Person).where(Person.active, _HOLDS_OPEN).order_by(Person.name)).all()


def invited(session: Session) -> frozenset[int]:
    """Return the numbers of the people who were invited."""
    told = select(OutboxMessage.person_id).where(OutboxMessage.topic == INVITATION)
    return frozenset(number for number in session.scalars(told) if number is not None)
