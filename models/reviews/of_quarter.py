"""What became of the reviews of a quarter: how many were done, only updated, missed or are to come, and the first.

They are counted by the database, and no more of them are read than are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, contains_eager

from models.register.recommendation import Recommendation
from models.reminders.cadence import ONE_DAY, REVIEW_OPENS
from models.reviews.review import Review
from models.reviews.updated import spoken_of, updated_by

MONTHS_IN_A_QUARTER = 3
_Listed = TypeVar("_Listed")


@dataclass(frozen=True)
class Quarter:
    """Three months from the local date `begins_on` up to `ends_on`: those of calendar and financial years agree."""

    begins_on: date
    ends_on: date

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that `day` lies in."""
        first = (day.month - 1) // MONTHS_IN_A_QUARTER * MONTHS_IN_A_QUARTER + 1
        begins = date(day.year, first, 1)
        following = (begins + timedelta(days=31 * MONTHS_IN_A_QUARTER)).replace(day=1)
        return cls(begins, following - ONE_DAY)

    @property
    def before(self) -> "Quarter":
        """The quarter before this one."""
        return Quarter.of(self.begins_on - ONE_DAY)


@dataclass(frozen=True)
class Listed(Generic[_Listed]):
    """How many there are, and the `first` of them."""

    number: int
    first: Sequence[_Listed]


@dataclass(frozen=True)
class Reviews:
    """The reviews that fall due in a quarter: `done`, only `updated`, `missed`, and those `to_come`.

    Of those whose day has passed and that nobody has done, an update was given for the `updated` since they opened,
    and for the `missed` none was.
    """

    done: Listed[Review]
    updated: Listed[Review]
    missed: Listed[Review]
    to_come: Listed[tuple[Recommendation, date]]


def reviews_of(session: Session, quarter: Quarter, today: date, most: int) -> Reviews:
    """Return what became, by the local date `today`, of the reviews that fall due in `quarter`; `most` of each."""
    within = and_(Review.due_on >= quarter.begins_on, Review.due_on <= quarter.ends_on)
    over = and_(within, Review.done_on.is_(None), Review.due_on < today)
    done = and_(within, Review.done_on.is_not(None))
    said = spoken_of(quarter.begins_on - REVIEW_OPENS, today)
    may_be_updated = session.scalars(select(Review).where(over, Review.recommendation_id.in_(said))).all()
    updated = updated_by(session, may_be_updated, today)
    return Reviews(
        done=Listed(_count(session, done), _read(session, _numbers(session, done, most))),
        updated=Listed(len(updated), _read(session, _numbers(session, over, most, only=updated))),
        missed=Listed(
            _count(session, over) - len(updated),
            _read(session, _numbers(session, over, most, but=updated)),
        ),
        to_come=_to_come(session, quarter, today, most),
    )


def _count(session: Session, which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Review).where(which)) or 0


def _numbers(
    session: Session,
    which: ColumnElement[bool],
    most: int,
    *,
    only: set[int] | None = None,
    but: frozenset[int] | set[int] = frozenset(),
) -> list[int]:
    """Return the numbers of the first reviews of these by their days: `only` some of them, or all `but` some."""
    numbers = session.scalars(select(Review.id).where(which).order_by(Review.due_on, Review.id))
    return list(
        islice((each for each in numbers if each not in but and (only is None or each in only)), most)
    )


def _read(session: Session, numbers: Sequence[int]) -> Sequence[Review]:
    if not numbers:
        return ()
    return session.scalars(
        select(Review)
        .join(Review.recommendation)
        .options(contains_eager(Review.recommendation))
        .where(Review.id.in_(numbers))
        .order_by(Review.due_on, Review.id)
    ).all()


def _to_come(
    session: Session, quarter: Quarter, today: date, most: int
) -> Listed[tuple[Recommendation, date]]:
    """Return what falls due from today on: reviews written down already, and items whose next one is not yet."""
    begins = max(quarter.begins_on, today)
    written = and_(Review.due_on >= begins, Review.due_on <= quarter.ends_on, Review.done_on.is_(None))
    ahead = and_(
        Recommendation.is_open,
        Recommendation.for_force,
        Recommendation.pressing_on <= quarter.ends_on,
        Recommendation.review_due_on >= begins,
        Recommendation.review_due_on <= quarter.ends_on,
        ~select(Review.id)
        .where(
            Review.recommendation_id == Recommendation.id,
            Review.due_on == Recommendation.review_due_on,
            Review.done_on.is_(None),
        )
        .exists(),
    )
    soonest = select(Recommendation).where(ahead).order_by(Recommendation.review_due_on, Recommendation.id)
    first = [
        *((each.recommendation, each.due_on) for each in _read(session, _numbers(session, written, most))),
        *((item, item.review_due_on or begins) for item in session.scalars(soonest.limit(most))),
    ]
    number = session.scalar(select(func.count()).select_from(Recommendation).where(ahead)) or 0
    return Listed(
        _count(session, written) + number, sorted(first, key=lambda each: (each[1], each[0].id))[:most]
    )
