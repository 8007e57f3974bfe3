"""When an owner is reminded: policy as tables, and the steps that follow from an item's dates.

A step that a stopped bot missed is not lost: the latest step whose day has come is the one that is due.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.calendar import first_review_on_or_after, nth_review, review_number
from models.kinds import Audience, Why

ONE_DAY = timedelta(days=1)
DEADLINE_STEPS = (90, 30, 7, 0)
"""Days before a deadline on which its owner is reminded."""

OVERDUE_EVERY = timedelta(days=7)
OVERDUE_NUDGES = 3
"""After the deadline the owner is nudged so often, a week apart; then the coordinators are told."""

REVIEW_OPENS = timedelta(days=7)
"""An update from this long before a review's day answers that review."""

REVIEW_LATE_EVERY = timedelta(days=7)
REVIEW_NUDGES = 1


@dataclass(frozen=True)
class Step:
    """A reminder that falls on the local date `on`, about a deadline or a review on `about`."""

    why: Why
    on: date
    about: date
    to: Audience = Audience.OWNER


@dataclass(frozen=True)
class Dates:
    """What the steps of an item follow from.

    `tracked_on` is the day the register came to know the item: nobody is reproached for silence before it.
    `answered_on` is the day of the owner's last word. `deadline_on` is None once the owner's turn is over.
    """

    tracked_on: date
    deadline_on: date | None
    review_due_on: date | None
    answered_on: date | None


def deadline_steps(dates: Dates) -> Iterator[Step]:
    """Yield the steps before, on and after the deadline, in order of their days."""
    deadline = dates.deadline_on
    if deadline is None:
        return
    for days in DEADLINE_STEPS:
        on = deadline - timedelta(days=days)
        if deadline >= dates.tracked_on and not _answered(dates, on):
            yield Step(Why.DEADLINE_AHEAD if days else Why.DEADLINE_TODAY, on, deadline)
    anchor = max(deadline, dates.tracked_on, dates.answered_on or deadline)
    first = 0 if anchor == dates.tracked_on > max(deadline, dates.answered_on or deadline) else 1
    for nudge in range(first, OVERDUE_NUDGES + 1):
        yield Step(Why.OVERDUE, anchor + nudge * OVERDUE_EVERY, deadline)
    yield Step(Why.OVERDUE, anchor + (OVERDUE_NUDGES + 1) * OVERDUE_EVERY, deadline, Audience.COORDINATORS)


def review_steps(dates: Dates) -> Iterator[Step]:
    """Yield the steps of the review that is next or still open, in order of their days."""
    due = dates.review_due_on
    if due is None:
        return
    yield Step(Why.REVIEW_OPENS, due - REVIEW_OPENS, due)
    yield Step(Why.REVIEW_DUE, due, due)
    for nudge in range(1, REVIEW_NUDGES + 1):
        yield Step(Why.REVIEW_LATE, due + nudge * REVIEW_LATE_EVERY, due)
    yield Step(Why.REVIEW_LATE, due + (REVIEW_NUDGES + 1) * REVIEW_LATE_EVERY, due, Audience.COORDINATORS)


def steps_due(dates: Dates, today: date) -> list[Step]:
    """Return, of each series, the latest step whose day has come by the local date `today`."""
    due = []
    for series in (deadline_steps(dates), review_steps(dates)):
        come = [step for step in series if step.on <= today]
        due += come[-1:]
    return due


def next_step_on(dates: Dates, anchor: date, today: date) -> date | None:
    """Return the first local date after `today` on which this item wants looking at, or None.

    Besides the steps, that is the day on which the review after the present one opens: `anchor` is the day
    from which reviews are counted.
    """
    days = [step.on for step in (*deadline_steps(dates), *review_steps(dates)) if step.on > today]
    if dates.review_due_on is not None:
        days.append(review_after(anchor, dates.review_due_on) - REVIEW_OPENS)
    return min((day for day in days if day > today), default=None)


def escalates_on(dates: Dates, today: date) -> date | None:
    """Return the local date on which the coordinators will be told unless the owner answers."""
    running = {step.why for step in steps_due(dates, today)}
    last = [
        step.on
        for step in (*deadline_steps(dates), *review_steps(dates))
        if step.to is Audience.COORDINATORS
        and step.on > today
        and (step.why in running or (step.why is Why.REVIEW_LATE and Why.REVIEW_DUE in running))
    ]
    return min(last, default=None)


def review_after(anchor: date, due: date) -> date:
    """Return the day of the review that follows the one due on `due`."""
    return first_review_on_or_after(anchor, due + ONE_DAY)


def review_opened(anchor: date, day: date) -> date | None:
    """Return the day of the latest review that has opened by the local date `day`, None before the first."""
    following = review_number(anchor, day + REVIEW_OPENS + ONE_DAY)
    return nth_review(anchor, following - 1) if following > 1 else None


def _answered(dates: Dates, on: date) -> bool:
    return dates.answered_on is not None and on <= dates.answered_on
