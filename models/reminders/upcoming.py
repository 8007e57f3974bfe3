"""What a person will be sent next, and when: the same rules by which the sweep and the merging send it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from models.calendar import local_date
from models.enums import Audience
from models.outbox import outbox
from models.outbox.message import DueReminder
from models.people.absence import away_on
from models.people.person import Person
from models.people.recipient import recipient
from models.policy import Policy
from models.queries.items import MINE, mine
from models.register.recommendation import Recommendation
from models.reminders.cadence import Dates, Step, key_of, reviews_opened, steps_ahead, steps_due
from models.reminders.escalation import cadence_of, told_of

AHEAD = timedelta(days=14)
"""How far is looked ahead; further only to the first thing that is to come."""

LOOKED_AHEAD = timedelta(days=400)
"""By then an open item has a further review."""

MOST_ITEMS = 500
"""Of more items than this that are to be looked at so soon, those whose turn comes first are."""


@dataclass(frozen=True)
class Coming:
    """One message that will be sent at the aware instant `at`, if nobody answers before: its items and why."""

    at: datetime
    steps: tuple[tuple[Recommendation, Step], ...]


def asked_again_on(item: Recommendation, today: date, policy: Policy) -> date | None:
    """Return the local date after `today` on which its owner is reminded of `item` again, or None."""
    steps = steps_ahead(
        _dates_on(item, today), item.review_anchor_on, today, today + LOOKED_AHEAD, cadence_of(item, policy)
    )
    return min((step.on for step in steps if step.to is Audience.OWNER), default=None)


def sends_at(person: Person, ready: datetime, policy: Policy, told_on: date | None = None) -> datetime:
    """Return when a reminder that is `ready` at an aware instant goes out to `person`, in UTC.

    That is in their working hours, and not on the local date `told_on`, on which they have had one already.
    """
    zone = ZoneInfo(person.zone)
    at = person.next_opening(ready, policy.calendar)
    if told_on is None or local_date(at, zone) > told_on:
        return at
    tomorrow = datetime.combine(told_on + timedelta(days=1), time(), zone)
    return person.next_opening(max(tomorrow, ready), policy.calendar)


_WAITS = (DueReminder.outbox_message_id.is_(None), DueReminder.quieted_at.is_(None))
# A page is drawn after whatever its person does: what it asks is built once.
_NOT_SENT = (
    select(DueReminder)
    .where(DueReminder.recommendation_id.in_(bindparam("items", expanding=True)), *_WAITS)
    .order_by(DueReminder.id)
)
_FIRST = select(func.min(Recommendation.remind_on)).where(MINE)
_SOON = (
    select(Recommendation)
    .where(MINE, Recommendation.remind_on <= bindparam("until"))
    .order_by(Recommendation.remind_on, Recommendation.id)
    .limit(MOST_ITEMS)
)
_LATER = (
    select(Recommendation)
    .where(
        MINE,
        Recommendation.remind_on > bindparam("until"),
        Recommendation.id.in_(select(DueReminder.recommendation_id).where(*_WAITS)),
    )
    .limit(MOST_ITEMS)
)


def step_of(reminder: DueReminder) -> Step:
    """Return the step that was written down as `reminder`."""
    return Step(reminder.why, reminder.step_on, reminder.about_on, reminder.audience)


def reminder_key(person: Person, day: date) -> str:
    """Return the key of the one message by which `person` is reminded on the local date `day`."""
    return f"reminder:{person.id}:{day}"


def coming_to(session: Session, person: Person, at: datetime, policy: Policy) -> list[Coming]:
    """Return what `person` will be reminded of from the aware instant `at` on, if nobody answers, day by day.

    Whoever is on leave today is taken to stay so, and whoever stands in for them to go on doing so.
    """
    today = policy.today(at)
    away = away_on(session, today)
    soon = _looked_at_soon(session, person, today)
    items = [item for item in soon if recipient(item, away).person is person]
    until = max([today + AHEAD, *(item.remind_on for item in items if item.remind_on)])
    ready = [
        (max(at, _rests_until(item, today, policy)), item, step)
        for item, step in _waiting(session, items, today, policy)
    ]
    ready += [
        (max(_begins(step.on, policy), _rests_until(item, today, policy)), item, step)
        for item in items
        for step in steps_ahead(
            _dates_on(item, today), item.review_anchor_on, today, until, cadence_of(item, policy)
        )
    ]
    told_on = _told_on(session, person, local_date(at, ZoneInfo(person.zone)))
    by_moment: dict[datetime, dict[tuple[int, str], tuple[Recommendation, Step]]] = {}
    for moment, item, step in sorted(ready, key=lambda each: (each[0], each[1].pressing_on, each[1].id)):
        if step.to is Audience.OWNER:
            # A later step of the same series says all that an earlier one would have said.
            steps = by_moment.setdefault(sends_at(person, moment, policy, told_on), {})
            steps[item.id, step.series] = (item, step)
    return [Coming(moment, tuple(steps.values())) for moment, steps in sorted(by_moment.items())]


def _looked_at_soon(session: Session, person: Person, today: date) -> list[Recommendation]:
    """Return the items of `person` that the sweep looks at soon, and those that wait to be reminded of."""
    whose = mine(person)
    first = session.scalar(_FIRST, whose)
    until = {"until": max(today + AHEAD, first or today)}
    return [*session.scalars(_SOON, whose | until), *session.scalars(_LATER, whose | until)]


def _waiting(
    session: Session, items: Sequence[Recommendation], today: date, policy: Policy
) -> list[tuple[Recommendation, Step]]:
    """Return the steps that have come and are not sent: those written down, and those the sweep is about to."""
    by_id = {item.id: item for item in items}
    told = told_of(session, items, policy)
    rows = session.scalars(_NOT_SENT, {"items": list(by_id)})
    written = [(by_id[row.recommendation_id], step_of(row)) for row in rows]
    still = [(item, step) for item, step in written if step.is_about(item.dates)]
    about = {
        key_of(item.id, step): (item, step)
        for item in by_id.values()
        if item.remind_on is not None and item.remind_on <= today
        for step in steps_due(_dates_on(item, today), today, cadence_of(item, policy), told[item.id])
    }
    known = set(session.scalars(select(DueReminder.key).where(DueReminder.key.in_(about)))) if about else ()
    return still + [pair for key, pair in about.items() if key not in known]


def _dates_on(item: Recommendation, today: date) -> Dates:
    """Return the dates of `item` as the sweep will find them: a review that nobody answered has been passed on."""
    dates = item.dates
    opened = reviews_opened(item.review_anchor_on, dates.review_due_on, today)
    return replace(dates, review_due_on=opened[-1]) if opened else dates


def _rests_until(item: Recommendation, today: date, policy: Policy) -> datetime:
    """Return the instant before which nobody is reminded of `item`, which has passed where it does not rest."""
    return _begins(item.rests_until(today) or today, policy)


def _begins(day: date, policy: Policy) -> datetime:
    return datetime.combine(day, time(), policy.zone)


def _told_on(session: Session, person: Person, today: date) -> date | None:
    return today if outbox.has(session, reminder_key(person, today)) else None
