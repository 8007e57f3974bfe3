"""Who is told when nobody answers: rung by rung, each once, in order, and not all at once after an outage."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from models.calendar import first_review_on_or_after
from models.enums import Audience, ReminderReason
from models.reminders.cadence import (
    FULL_LADDER,
    OVERDUE_EVERY,
    PLAIN_LADDER,
    Cadence,
    Dates,
    EscalationRung,
    Ladder,
    Step,
    StepKey,
    next_step_on,
    rungs_ahead,
    steps_due,
)

DEADLINE = date(2023, 3, 31)
LONG_KNOWN = date(2022, 1, 1)
OWNER, LEAD, BOARD = Audience.OWNER, Audience.PORTFOLIO_LEAD, Audience.BOARD
ONCE = (OWNER, LEAD, BOARD)
ANCHOR = date(2022, 1, 31)


def overdue(days: int) -> date:
    """Return the day so many days after the deadline."""
    return DEADLINE + timedelta(days=days)


@dataclass
class Item:
    """An item whose steps are written down as the sweep does it; `heard` holds each with its day."""

    dates: Dates
    ladder: Ladder
    told: dict[StepKey, date] = field(default_factory=dict)
    heard: list[tuple[date, Step]] = field(default_factory=list)
    remind_on: date = date.min

    def sweep(self, today: date) -> None:
        """Look at the item on this day."""
        for step in steps_due(self.dates, today, Cadence(self.ladder), self.told):
            if step.key not in self.told:
                self.told[step.key] = today
                self.heard.append((today, step))
        self.remind_on = next_step_on(self.dates, ANCHOR, today, Cadence(self.ladder), self.told) or date.max

    def answer(self, on: date) -> None:
        """Have the owner say something on this day, as recording it does."""
        self.dates = replace(self.dates, answered_on=on)
        self.remind_on = date.min

    def audiences(self, why: ReminderReason) -> list[Audience]:
        """Return who heard for this reason, in order."""
        return [step.to for _, step in self.heard if step.why is why]


def late_item(ladder: Ladder = FULL_LADDER) -> Item:
    """Return an item with a deadline and no review."""
    return Item(Dates(LONG_KNOWN, DEADLINE, None, None), ladder)


def test_two_nudges_then_the_portfolio_lead_then_the_board() -> None:
    """Looked at every day, each is told a week after the one before."""
    item = late_item()
    for day in range(60):
        item.sweep(overdue(day))
    assert [(day, step.to) for day, step in item.heard if step.why is ReminderReason.OVERDUE] == [
        (overdue(7), OWNER),
        (overdue(14), OWNER),
        (overdue(21), LEAD),
        (overdue(28), BOARD),
    ]


def test_a_late_review_goes_up_the_same_ladder() -> None:
    """The owner hears on the day and once after it, then the lead, then the board."""
    item = Item(Dates(LONG_KNOWN, None, DEADLINE, None), FULL_LADDER)
    for day in range(-10, 60):
        item.sweep(overdue(day))
    assert [(day, step.why, step.to) for day, step in item.heard][1:] == [
        (overdue(0), ReminderReason.REVIEW_DUE, OWNER),
        (overdue(7), ReminderReason.REVIEW_LATE, OWNER),
        (overdue(14), ReminderReason.REVIEW_LATE, LEAD),
        (overdue(21), ReminderReason.REVIEW_LATE, BOARD),
    ]


@pytest.mark.parametrize("back", [28, 40, 700])
def test_after_an_outage_of_weeks_nobody_is_told_before_those_below(back: int) -> None:
    """The owner first, in one message; the lead a week later, the board another week later: as the owner reads."""
    item = late_item()
    item.sweep(overdue(back))
    assert rungs_ahead(item.dates, overdue(back), Cadence(FULL_LADDER), item.told) == (
        EscalationRung(LEAD, overdue(back + 7)),
        EscalationRung(BOARD, overdue(back + 14)),
    )
    for day in range(back, back + 60):
        item.sweep(overdue(day))
    assert [(day, step.to) for day, step in item.heard] == [
        (overdue(back), OWNER),
        (overdue(back + 7), LEAD),
        (overdue(back + 14), BOARD),
    ]


def test_an_answer_stops_the_ladder_and_a_new_silence_begins_at_its_foot() -> None:
    """After the owner's word the lead is not told; if silence follows, the owner is nudged twice again before."""
    item = late_item()
    for day in range(18):
        item.sweep(overdue(day))
    item.answer(overdue(18))
    for day in range(18, 60):
        item.sweep(overdue(day))
    assert [(day, step.to) for day, step in item.heard if day > overdue(18)] == [
        (overdue(25), OWNER),
        (overdue(32), OWNER),
        (overdue(39), LEAD),
        (overdue(46), BOARD),
    ]


LADDERS = st.sampled_from(
    [PLAIN_LADDER, FULL_LADDER, (OWNER, LEAD), (OWNER, OWNER, OWNER, BOARD, Audience.COORDINATORS), ONCE]
)
NEAR = st.dates(date(2022, 6, 1), date(2023, 6, 1))


@st.composite
def lives(draw: st.DrawFn) -> tuple[Dates, Ladder, Sequence[tuple[int, bool]]]:
    """Draw an item, its ladder, and a calendar: pauses between sweeps, and whether the owner answers then."""
    tracked = draw(NEAR)
    deadline = draw(st.none() | NEAR)
    review = first_review_on_or_after(ANCHOR, tracked) if draw(st.booleans()) else None
    pause = st.integers(1, 4) | st.integers(1, 60)
    calendar = draw(st.lists(st.tuples(pause, st.integers(0, 9).map(lambda n: n == 0)), max_size=60))
    return Dates(tracked, deadline, review, None), draw(LADDERS), calendar


@given(life=lives())
def test_nobody_is_told_the_same_rung_twice_and_the_order_holds(
    life: tuple[Dates, Ladder, Sequence[tuple[int, bool]]],
) -> None:
    """In any calendar: each rung of a silence once, upwards only, a week apart, and quiet after an answer."""
    dates, ladder, calendar = life
    item, day = Item(dates, ladder), dates.asked_since
    for pause, answers in calendar:
        item.sweep(day)
        if answers:
            before = len(item.heard)
            item.answer(day)
            for quiet in range(7):
                item.sweep(day + timedelta(days=quiet))
            fresh = [step.why for _, step in item.heard[before:]]
            assert ReminderReason.OVERDUE not in fresh
            day += timedelta(days=6)
        day += timedelta(days=pause)
    assert len({step.key for _, step in item.heard}) == len(item.heard)
    for why in (ReminderReason.OVERDUE, ReminderReason.REVIEW_LATE):
        before_it: tuple[date, Step] | None = None
        for on, step in (each for each in item.heard if each[1].why is why):
            if step.to is not OWNER:
                assert before_it is not None or why is ReminderReason.REVIEW_LATE
                if before_it is not None:
                    assert before_it[0] + OVERDUE_EVERY <= on
                    assert ladder.index(before_it[1].to) < ladder.index(step.to)
            before_it = (on, step)


@given(life=lives())
def test_sweeping_only_when_it_is_time_tells_what_sweeping_always_tells(
    life: tuple[Dates, Ladder, Sequence[tuple[int, bool]]],
) -> None:
    """The day on which an item is looked at again is never later than its next rung, however held up that is."""
    dates, ladder, calendar = life
    always, when_due, day = Item(dates, ladder), Item(dates, ladder), dates.asked_since
    for pause, answers in calendar:
        always.sweep(day)
        if when_due.remind_on <= day:
            when_due.sweep(day)
        if answers:
            always.answer(day)
            when_due.answer(day)
        day += timedelta(days=pause)
    assert when_due.heard == always.heard
