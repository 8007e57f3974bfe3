"""When an owner is reminded: policy as tables, and the steps that follow from an item's dates.

A step that a stopped bot missed is not lost: the latest step whose day has come is the one that is due. Escalation
goes rung by rung: nobody is told before those below them were, and not within a week of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, takewhile

from models.calendar import first_review_on_or_after, nth_review, review_number
from models.enums import Audience, ReminderReason

ONE_DAY = timedelta(days=1)
DEADLINE_STEPS = (90, 30, 7)
"""Days before a deadline on which its owner is reminded, unless the force has decided otherwise."""

OVERDUE_EVERY = timedelta(days=7)
"""What lies between two reminders of what is late, and two rungs of a ladder, unless it has decided otherwise."""

OVERDUE_NUDGES = 3

Ladder = tuple[Audience, ...]
"""Who is told one after the other as long as nobody answers: it begins with the owner."""

PLAIN_LADDER: Ladder = (*(Audience.OWNER,) * OVERDUE_NUDGES, Audience.COORDINATORS)
"""Where no portfolio leads and no boards' channels are known."""

FULL_LADDER: Ladder = (Audience.OWNER, Audience.OWNER, Audience.PORTFOLIO_LEAD, Audience.BOARD)
"""Where they are: two nudges, then the portfolio lead, then the board."""

REVIEW_OPENS = timedelta(days=7)
"""A review can be done from this long before its day; an update from then on quiets its reminders."""

REVIEW_NUDGES = 1
"""Of the ladder's nudges a late review has this many: its owner was reminded on its day too."""

_MAY_GO_UP = frozenset({ReminderReason.OVERDUE, ReminderReason.REVIEW_DUE, ReminderReason.REVIEW_LATE})
"""From these on it is said who is told next."""


@dataclass(frozen=True)
class Cadence:
    """When an owner is reminded, and who is told next if nobody answers.

    A deadline is announced so many days `before` it, and on its day. What is late comes up `every` so often, and
    each time goes to the next on the `ladder`. `since` is the local date on which the force decided so, or None:
    what would have come before it is not made up for, and whoever stands above the owner is told that long after.
    """

    ladder: Ladder = PLAIN_LADDER
    before: tuple[int, ...] = DEADLINE_STEPS
    every: timedelta = OVERDUE_EVERY
    since: date | None = None


USUAL = Cadence()

StepKey = tuple[ReminderReason, date, date]
Told = Mapping[StepKey, date]
"""The steps that have been written down, by their keys, with the local date on which each was."""


@dataclass(frozen=True)
class Step:
    """A reminder that falls on the local date `on`, about a deadline or a review on `about`."""

    why: ReminderReason
    on: date
    about: date
    to: Audience = Audience.OWNER

    @property
    def key(self) -> StepKey:
        """What tells it from every other step of its item."""
        return self.why, self.about, self.on

    @property
    def series(self) -> str:
        """The name of its series: what comes later in the same says all that an earlier one would have said."""
        return _SERIES_OF[self.why]

    def is_about(self, dates: "Dates") -> bool:
        """Whether it is still about the deadline or the review that an item with these `dates` has."""
        return self.about == SERIES[self.series].about(dates)


@dataclass(frozen=True)
class EscalationRung:
    """Who is told next, and on which local date, unless somebody answers."""

    to: Audience
    on: date


@dataclass(frozen=True)
class Dates:
    """What the steps of an item follow from.

    `asked_since` is the day on which the register knew the item and its owner had it: nobody is reproached for
    silence before it.
    `answered_on` is the day of the owner's last word. `deadline_on` is None once the owner's turn is over.
    """

    asked_since: date
    deadline_on: date | None
    review_due_on: date | None
    answered_on: date | None


def deadline_steps(dates: Dates, cadence: Cadence = USUAL) -> Iterator[Step]:
    """Yield the steps before, on and after the deadline, in order of their days."""
    deadline = dates.deadline_on
    if deadline is None:
        return
    for days in (*cadence.before, 0):
        on = deadline - timedelta(days=days)
        if deadline >= dates.asked_since and not _answered(dates, on):
            yield Step(ReminderReason.DEADLINE_AHEAD if days else ReminderReason.DEADLINE_TODAY, on, deadline)
    anchor = max(deadline, dates.asked_since, dates.answered_on or deadline)
    if anchor == dates.asked_since > max(deadline, dates.answered_on or deadline):
        yield Step(ReminderReason.OVERDUE, anchor, deadline)
    for turn, to in enumerate(cadence.ladder, 1):
        yield Step(ReminderReason.OVERDUE, anchor + turn * cadence.every, deadline, to)


def review_steps(dates: Dates, cadence: Cadence = USUAL) -> Iterator[Step]:
    """Yield the steps of the review that is next or still open, in order of their days.

    There are none once an update was given since it opened: it is still to be done, but nobody is silent.
    """
    due = dates.review_due_on
    if due is None or _answered(dates, due - REVIEW_OPENS):
        return
    yield Step(ReminderReason.REVIEW_OPENS, due - REVIEW_OPENS, due)
    yield Step(ReminderReason.REVIEW_DUE, due, due)
    nudges = [to for to in cadence.ladder if to is Audience.OWNER][:REVIEW_NUDGES]
    rungs = [to for to in cadence.ladder if to is not Audience.OWNER]
    late_from = max(due, dates.asked_since)
    if late_from > due:
        yield Step(ReminderReason.REVIEW_LATE, late_from, due)
    for turn, to in enumerate((*nudges, *rungs), 1):
        yield Step(ReminderReason.REVIEW_LATE, late_from + turn * cadence.every, due, to)


@dataclass(frozen=True)
class Series:
    """Steps that follow from the same day of an item, which they are `about`, and why each of them comes."""

    whys: tuple[ReminderReason, ...]
    about: Callable[[Dates], date | None]
    steps: Callable[[Dates, Cadence], Iterator[Step]]


SERIES: Mapping[str, Series] = {
    "deadline": Series(
        (ReminderReason.DEADLINE_AHEAD, ReminderReason.DEADLINE_TODAY, ReminderReason.OVERDUE),
        lambda dates: dates.deadline_on,
        deadline_steps,
    ),
    "review": Series(
        (ReminderReason.REVIEW_OPENS, ReminderReason.REVIEW_DUE, ReminderReason.REVIEW_LATE),
        lambda dates: dates.review_due_on,
        review_steps,
    ),
}
"""Every series, in the order in which a reminder names them: of each, one step at most is due."""

_SERIES_OF: Mapping[ReminderReason, str] = {
    why: name for name, series in SERIES.items() for why in series.whys
}


def steps_due(dates: Dates, today: date, cadence: Cadence = USUAL, told: Told | None = None) -> list[Step]:
    """Return, of each series, the step that is due by the local date `today`: the latest whose day has come.

    A rung above the owner's is due once everybody below it was told, by `told`, and the cadence's days have passed.
    Without that, every step counts as told on its day. What lies before the cadence began is not made up for.
    """
    due = (_due(_parted(series, today)[0], today, cadence, told) for series in _series(dates, cadence))
    return [step for step in due if step is not None and not _is_from_before(step, cadence, told)]


def steps_ahead(dates: Dates, anchor: date, today: date, until: date, cadence: Cadence = USUAL) -> list[Step]:
    """Return the steps after the local date `today`, up to `until`, that will come if nobody answers.

    Of reviews, counted from `anchor`, that is the present one's and the next one's.
    """
    series = _series(dates, cadence)
    if dates.review_due_on is not None:
        following = replace(dates, review_due_on=review_after(anchor, dates.review_due_on))
        series.append(review_steps(following, cadence))
    return [step for steps in series for step in steps if today < step.on <= until]


def key_of(item: int, step: Step) -> str:
    """Return the key of a step of the item with this number: there is one row for it, whatever happens."""
    return f"{step.series}:{item}:{step.about}:{step.why}:{step.on}"


def next_step_on(
    dates: Dates, anchor: date, today: date, cadence: Cadence = USUAL, told: Told | None = None
) -> date | None:
    """Return the first local date after `today` on which this item wants looking at, or None.

    Besides the steps, that is the day on which the review after the present one opens: `anchor` is the day
    from which reviews are counted.
    """
    days = [_next_on(series, today, cadence, told) for series in _series(dates, cadence)]
    if dates.review_due_on is not None and dates.review_due_on - REVIEW_OPENS <= today:
        days.append(review_after(anchor, dates.review_due_on) - REVIEW_OPENS)
    return min((day for day in days if day is not None and day > today), default=None)


def rungs_ahead(
    dates: Dates, today: date, cadence: Cadence = USUAL, told: Told | None = None
) -> tuple[EscalationRung, ...]:
    """Return who will be told, and when, unless the owner answers, in order; empty while nothing is late or due.

    Where both the deadline and a review are late, it is those of the series that goes up next.
    """
    ahead = []
    for series in _series(dates, cadence):
        come, to_come = _parted(series, today)
        due = _due(come, today, cadence, told)
        if due is not None and due.why in _MAY_GO_UP:
            ahead.append(tuple(_rungs_after(due, [*come, *to_come], today, cadence, told)))
    return min(filter(None, ahead), key=lambda rungs: rungs[0].on, default=())


def reviews_opened(anchor: date, due: date | None, today: date) -> list[date]:
    """Return the days of the reviews that have opened by the local date `today`, from the one due on `due` on."""
    opened = []
    while due is not None and due - REVIEW_OPENS <= today:
        opened.append(due)
        due = review_after(anchor, due)
    return opened


def review_after(anchor: date, due: date) -> date:
    """Return the day of the review that follows the one due on `due`."""
    return first_review_on_or_after(anchor, due + ONE_DAY)


def review_opened(anchor: date, day: date) -> date | None:
    """Return the day of the latest review that has opened by the local date `day`, None before the first."""
    following = review_number(anchor, day + REVIEW_OPENS + ONE_DAY)
    return nth_review(anchor, following - 1) if following > 1 else None


def _answered(dates: Dates, on: date) -> bool:
    return dates.answered_on is not None and on <= dates.answered_on


def _series(dates: Dates, cadence: Cadence) -> list[Iterator[Step]]:
    return [each.steps(dates, cadence) for each in SERIES.values()]


def _parted(series: Iterator[Step], today: date) -> tuple[list[Step], Iterator[Step]]:
    """Part a series into the steps whose day has come, and those to come, made only when they are asked for."""
    come: list[Step] = []
    for step in series:
        if step.on > today:
            return come, chain((step,), series)
        come.append(step)
    return come, series


def _due(come: Sequence[Step], today: date, cadence: Cadence, told: Told | None) -> Step | None:
    """Return which of the steps of a series that have `come` is due."""
    if told is None or not come or come[-1].to is Audience.OWNER:
        return come[-1] if come else None
    told_on = _told_on(come, cadence, told)
    last = max((place for place, step in enumerate(come) if step.key in told_on), default=-1)
    ahead = come[last + 1 :]
    to_owner = list(takewhile(lambda step: step.to is Audience.OWNER, ahead))
    if to_owner:
        return to_owner[-1]
    if ahead and (last < 0 or told_on[come[last].key] + cadence.every <= today):
        return ahead[0]
    return come[last] if last >= 0 else None


def _next_on(series: Iterator[Step], today: date, cadence: Cadence, told: Told | None) -> date | None:
    """Return the first day after `today` of a step to come, or of a rung whose day has come but that is held up."""
    come, to_come = _parted(series, today)
    due = _due(come, today, cadence, told)
    held_up = _rungs_after(due, come, today, cadence, told) if due else ()
    days = [each.on for each in (next(to_come, None), *held_up) if each is not None and each.on > today]
    return min(days, default=None)


def _rungs_after(
    due: Step, series: Sequence[Step], today: date, cadence: Cadence, told: Told | None
) -> Iterator[EscalationRung]:
    """Yield the rungs after the step that is `due`, each on the first day on which it can be."""
    on = due.on if told is None else _told_on((due,), cadence, told).get(due.key, today)
    for step in series[series.index(due) + 1 :]:
        on = max(step.on, on if step.to is Audience.OWNER else on + cadence.every)
        if step.to is not Audience.OWNER:
            yield EscalationRung(step.to, on)


def _told_on(come: Sequence[Step], cadence: Cadence, told: Told) -> Told:
    """Return when the owner's steps count as told: those from before the cadence began, on the day it did."""
    since = cadence.since
    if since is None:
        return told
    return {step.key: since for step in come if step.to is Audience.OWNER and step.on < since} | dict(told)


def _is_from_before(step: Step, cadence: Cadence, told: Told | None) -> bool:
    """Whether a step to the owner would have come before the cadence began, and never did."""
    since = cadence.since
    is_owners = step.to is Audience.OWNER
    return since is not None and is_owners and step.on < since and step.key not in (told or ())
