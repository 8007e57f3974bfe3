"""The figures that a committee is given. Every number is a list: it is as long as what it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from models import queries
from models.committee import Meeting
from models.event import Event, EventKind
from models.kinds import ItemKind
from models.recommendation import Recommendation
from models.review import Review

USUAL_GAP = relativedelta(months=3)
"""Committees meet four times a year: so the next meeting is reckoned while none is entered."""


@dataclass(frozen=True)
class Standing:
    """The register on the local date `today`, and what moved since `since` (None: since it began).

    Items addressed only to other bodies appear in `added_for_others` and `watched` and nowhere else.
    """

    today: date
    since: date | None
    due_until: date
    open_by_kind: dict[ItemKind, int]
    signed_off: Sequence[Recommendation]
    ended_otherwise: Sequence[Recommendation]
    added: Sequence[Recommendation]
    added_for_others: Sequence[Recommendation]
    reopened: Sequence[Recommendation]
    overdue: Sequence[Recommendation]
    due: Sequence[Recommendation]
    reviews_done: Sequence[Recommendation]
    reviews_missed: Sequence[Recommendation]
    watched: int


def standing(session: Session, today: date) -> Standing:
    """Return where the register stands for the committee that meets next after the local date `today`."""
    meeting = next_meeting(session, today)
    last = last_meeting_before(session, meeting.held_on if meeting else today)
    since = last.cut_off_on + timedelta(days=1) if last else None
    due_until = _meets_after(session, meeting.held_on if meeting else today)
    moved = _moved(session, since, today)
    added = moved[EventKind.ADDED]
    return Standing(
        today=today,
        since=since,
        due_until=due_until,
        open_by_kind=queries.open_by_kind(session),
        signed_off=_of_force(moved[EventKind.SIGNED_OFF]),
        ended_otherwise=_of_force(moved[EventKind.ENDED]),
        added=_of_force(added),
        added_for_others=[item for item in added if not item.for_force],
        reopened=_of_force(moved[EventKind.REOPENED]),
        overdue=queries.items_of(session, queries.overdue(today)),
        due=queries.items_of(session, queries.due(today, due_until)),
        reviews_done=_reviewed(session, since, today, done=True),
        reviews_missed=_reviewed(session, since, today, done=False),
        watched=queries.count_of(session, queries.watched()),
    )


def next_meeting(session: Session, today: date) -> Meeting | None:
    """Return the first meeting on or after `today`, or None if none is entered."""
    return session.scalar(select(Meeting).where(Meeting.held_on >= today).order_by(Meeting.held_on).limit(1))


def last_meeting_before(session: Session, day: date) -> Meeting | None:
    """Return the last meeting held before `day`, or None."""
    return session.scalar(
        select(Meeting).where(Meeting.held_on < day).order_by(Meeting.held_on.desc()).limit(1)
    )


def _meets_after(session: Session, day: date) -> date:
    following = next_meeting(session, day + timedelta(days=1))
    return following.held_on if following else day + USUAL_GAP


_MOVEMENTS = (EventKind.ADDED, EventKind.SIGNED_OFF, EventKind.ENDED, EventKind.REOPENED)
_ENDS = frozenset({EventKind.SIGNED_OFF, EventKind.ENDED})


def _moved(session: Session, since: date | None, today: date) -> dict[EventKind, list[Recommendation]]:
    rows = session.execute(
        select(Event.kind, Recommendation)
        .join(Recommendation, Recommendation.id == Event.recommendation_id)
        .where(
            Event.kind.in_(_MOVEMENTS),
            Event.effective_on >= (since or date.min),
            Event.effective_on <= today,
        )
        .order_by(Event.id)
    )
    moved: dict[EventKind, dict[int, Recommendation]] = {kind: {} for kind in _MOVEMENTS}
    for kind, item in rows:
        # What ended and was reopened in the same time has not ended; what was reopened and ended, has.
        for other in _ENDS if kind is EventKind.REOPENED else ():
            moved[other].pop(item.id, None)
        moved[kind][item.id] = item
    return {kind: list(items.values()) for kind, items in moved.items()}


def _of_force(items: Iterable[Recommendation]) -> list[Recommendation]:
    return [item for item in items if item.for_force]


def _reviewed(session: Session, since: date | None, today: date, *, done: bool) -> Sequence[Recommendation]:
    """Return an item for each review that was done since `since`, or fell due since then and was not."""
    on = Review.done_on if done else Review.due_on
    last = today if done else today - timedelta(days=1)
    query = (
        select(Review)
        .join(Review.recommendation)
        .options(contains_eager(Review.recommendation))
        .where(
            on >= (since or date.min),
            on <= last,
            Review.done_on.is_not(None) if done else Review.done_on.is_(None),
        )
        .order_by(on, Review.id)
    )
    return [review.recommendation for review in session.scalars(query)]
