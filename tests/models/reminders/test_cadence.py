"""When an owner is reminded: the steps of a deadline and of a review, and the days an item is looked at."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, strategies as st

from models.calendar import first_review_on_or_after, nth_review
from models.enums import Audience, ReminderReason
from models.reminders.cadence import (
    ONE_DAY,
    REVIEW_OPENS,
    Dates,
    Step,
    deadline_steps,
    next_step_on,
    review_after,
    review_steps,
    rungs_ahead,
    steps_due,
)

DEADLINE = date(2023, 3, 31)
REVIEW = date(2022, 12, 2)
LONG_KNOWN = date(2022, 1, 1)


def days(on: date, *counts: int) -> list[date]:
    return [on + timedelta(days=count) for count in counts]


def dates(
    *,
    asked_since: date = LONG_KNOWN,
    deadline_on: date | None = None,
    review_due_on: date | None = None,
    answered_on: date | None = None,
) -> Dates:
    return Dates(asked_since, deadline_on, review_due_on, answered_on)


def next_rung_on(known: Dates, today: date) -> date | None:
    return next((rung.on for rung in rungs_ahead(known, today)), None)


def test_a_deadline_is_announced_and_then_chased() -> None:
    """The owner hears 90, 30 and 7 days before, on the day, and three times a week apart; then coordinators do."""
    steps = list(deadline_steps(dates(deadline_on=DEADLINE)))
    assert [step.on for step in steps] == days(DEADLINE, -90, -30, -7, 0, 7, 14, 21, 28)
    assert [step.why for step in steps] == [
        *[ReminderReason.DEADLINE_AHEAD] * 3,
        ReminderReason.DEADLINE_TODAY,
        *[ReminderReason.OVERDUE] * 4,
    ]
    assert [step.to for step in steps] == [*[Audience.OWNER] * 7, Audience.COORDINATORS]
    assert {step.about for step in steps} == {DEADLINE}


def test_a_review_is_opened_and_then_chased() -> None:
    """The owner hears a week before a review, on its day and a week later; then the coordinators do."""
    assert list(review_steps(dates(review_due_on=REVIEW))) == [
        Step(ReminderReason.REVIEW_OPENS, date(2022, 11, 25), REVIEW),
        Step(ReminderReason.REVIEW_DUE, date(2022, 12, 2), REVIEW),
        Step(ReminderReason.REVIEW_LATE, date(2022, 12, 9), REVIEW),
        Step(ReminderReason.REVIEW_LATE, date(2022, 12, 16), REVIEW, Audience.COORDINATORS),
    ]


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2022, 12, 30), None),
        (date(2022, 12, 31), date(2022, 12, 31)),
        (date(2023, 2, 28), date(2022, 12, 31)),
        (date(2023, 3, 1), date(2023, 3, 1)),
        (date(2023, 3, 24), date(2023, 3, 24)),
        (date(2023, 4, 5), date(2023, 3, 31)),
        (date(2023, 4, 7), date(2023, 4, 7)),
        (date(2023, 4, 27), date(2023, 4, 21)),
        (date(2023, 4, 28), date(2023, 4, 28)),
        (date(2025, 1, 1), date(2023, 4, 28)),
    ],
)
def test_the_latest_step_whose_day_has_come_is_due(today: date, due: date | None) -> None:
    """On any day exactly the latest step so far is due: a day on which nobody looked costs lateness, not loss."""
    assert [step.on for step in steps_due(dates(deadline_on=DEADLINE), today)] == ([due] if due else [])


def test_deadline_and_review_are_chased_apart() -> None:
    """An item with both has the latest step of each."""
    both = dates(deadline_on=DEADLINE, review_due_on=date(2023, 4, 1))
    assert [(step.why, step.on) for step in steps_due(both, date(2023, 4, 2))] == [
        (ReminderReason.DEADLINE_TODAY, DEADLINE),
        (ReminderReason.REVIEW_DUE, date(2023, 4, 1)),
    ]


def test_an_item_without_dates_has_no_steps() -> None:
    """What has neither deadline nor review is never due, and is not looked at again."""
    assert steps_due(dates(), DEADLINE) == []
    assert next_step_on(dates(), LONG_KNOWN, DEADLINE) is None
    assert rungs_ahead(dates(), DEADLINE) == ()


def test_what_was_overdue_when_it_came_is_told_once_and_chased_from_then() -> None:
    """An item imported years after its deadline is told on that day, and chased a week apart from then on."""
    came = date(2022, 12, 1)
    old = dates(asked_since=came, deadline_on=date(2020, 1, 17))
    assert [step.on for step in deadline_steps(old)] == days(came, 0, 7, 14, 21, 28)
    assert {step.why for step in deadline_steps(old)} == {ReminderReason.OVERDUE}
    assert [step.on for step in steps_due(old, came)] == [came]


def test_what_came_on_the_day_of_its_deadline_is_not_reproached_at_once() -> None:
    """An item that came on the very day of its deadline is due that day, and overdue a week after."""
    came = dates(asked_since=DEADLINE, deadline_on=DEADLINE)
    assert [step.why for step in steps_due(came, DEADLINE)] == [ReminderReason.DEADLINE_TODAY]
    assert [step.on for step in steps_due(came, DEADLINE + 7 * ONE_DAY)] == [date(2023, 4, 7)]


def test_what_came_between_steps_is_told_of_the_latest() -> None:
    """An item imported five days before its deadline is told at once that the deadline is ahead."""
    came = dates(asked_since=date(2023, 3, 26), deadline_on=DEADLINE)
    assert [(step.why, step.on) for step in steps_due(came, date(2023, 3, 26))] == [
        (ReminderReason.DEADLINE_AHEAD, date(2023, 3, 24))
    ]


def test_an_answer_rests_the_steps_that_have_come() -> None:
    """After an answer the steps up to its day are quiet, and the next one comes on its own day."""
    answered = dates(deadline_on=DEADLINE, answered_on=date(2023, 3, 2))
    assert steps_due(answered, date(2023, 3, 23)) == []
    assert [step.on for step in steps_due(answered, date(2023, 3, 24))] == [date(2023, 3, 24)]


def test_an_answer_after_the_deadline_begins_the_weeks_anew() -> None:
    """Who answers when overdue is left in peace for a week, and escalation moves on as far."""
    answered = dates(deadline_on=DEADLINE, answered_on=date(2023, 4, 20))
    assert steps_due(answered, date(2023, 4, 26)) == []
    assert [step.on for step in deadline_steps(answered)] == days(date(2023, 4, 20), 7, 14, 21, 28)


def test_an_answer_on_the_day_an_overdue_item_came_rests_it() -> None:
    """An item that was overdue when it came, and was answered that day, is quiet for a week."""
    came = date(2022, 12, 1)
    answered = dates(asked_since=came, deadline_on=date(2020, 1, 17), answered_on=came)
    assert steps_due(answered, came) == []
    assert next_step_on(answered, came, came) == date(2022, 12, 8)


@pytest.mark.parametrize(
    ("today", "escalates"),
    [
        (date(2022, 11, 25), None),
        (date(2022, 12, 2), date(2022, 12, 16)),
        (date(2022, 12, 9), date(2022, 12, 16)),
        (date(2022, 12, 15), date(2022, 12, 16)),
        (date(2022, 12, 16), None),
    ],
)
def test_the_owner_is_told_when_the_coordinators_will_be(today: date, escalates: date | None) -> None:
    """From the review's day until escalation, the day of escalation is known beforehand."""
    assert next_rung_on(dates(review_due_on=REVIEW), today) == escalates


def test_an_overdue_owner_is_told_the_nearest_escalation() -> None:
    """While an item is overdue, the earlier escalation of deadline and review is told."""
    late = dates(deadline_on=date(2022, 11, 20), review_due_on=REVIEW)
    assert next_rung_on(dates(deadline_on=date(2022, 11, 20)), date(2022, 12, 5)) == date(2022, 12, 18)
    assert next_rung_on(late, date(2022, 12, 5)) == date(2022, 12, 16)


def test_after_a_review_the_opening_of_the_next_one_is_looked_for() -> None:
    """When every step of a review has come, the item is looked at again on the day the next review opens."""
    missed = dates(review_due_on=REVIEW)
    assert next_step_on(missed, date(2019, 9, 2), date(2022, 12, 16)) == date(2023, 3, 2) - REVIEW_OPENS


def test_reviews_do_not_drift() -> None:
    """From 31 January reviews fall on 30 April, 31 July, 31 October: no short month moves the later ones."""
    anchor = date(2022, 1, 31)
    found, day = [], anchor
    for _ in range(5):
        day = review_after(anchor, day)
        found.append(day)
    assert found == [
        date(2022, 4, 30),
        date(2022, 7, 31),
        date(2022, 10, 31),
        date(2023, 1, 31),
        date(2023, 4, 30),
    ]


ANCHORS = st.dates(date(2018, 1, 1), date(2024, 12, 31))
NEAR = st.dates(date(2021, 1, 1), date(2025, 12, 31))


@given(anchor=ANCHORS, steps=st.integers(1, 30))
@example(anchor=date(2020, 11, 30), steps=5)
def test_following_reviews_one_by_one_gives_the_nth(anchor: date, steps: int) -> None:
    """The review after the review, n times, is the n-th three-month step from the anchor."""
    day = anchor
    for _ in range(steps):
        day = review_after(anchor, day)
    assert day == nth_review(anchor, steps)


@st.composite
def known_dates(draw: st.DrawFn) -> tuple[Dates, date]:
    anchor, tracked = draw(ANCHORS), draw(NEAR)
    review = first_review_on_or_after(anchor, tracked) if draw(st.booleans()) else None
    deadline, answered = draw(st.none() | NEAR), draw(st.none() | NEAR)
    return Dates(tracked, deadline, review, answered), anchor


@given(
    known=known_dates(), begins=NEAR, sweeps=st.lists(st.integers(1, 3) | st.integers(1, 200), max_size=40)
)
def test_looking_only_when_it_is_time_finds_what_looking_every_day_finds(
    known: tuple[Dates, date], begins: date, sweeps: list[int]
) -> None:
    """However rarely the sweep runs, the days that next_step_on skips would have shown no step it does not show."""
    these, anchor = known
    looked_at, remind_on, day = [], begins, begins
    every = []
    for days_later in (0, *sweeps):
        day += timedelta(days=days_later)
        every += [step for step in steps_due(these, day) if step not in every]
        if remind_on <= day:
            looked_at += [step for step in steps_due(these, day) if step not in looked_at]
            following = next_step_on(these, anchor, day)
            if following is None:
                assert steps_due(these, date.max) == steps_due(these, day)
                remind_on = date.max
            else:
                assert following > day
                remind_on = following
    assert looked_at == every


@given(known=known_dates(), which=st.integers(0, 20), before=st.integers(-2, 40), later=st.integers(1, 1000))
def test_no_step_comes_before_the_next_look(
    known: tuple[Dates, date], which: int, before: int, later: int
) -> None:
    """On every day before the next look, exactly the steps are due that are due today."""
    these, anchor = known
    near = [step.on for step in (*deadline_steps(these), *review_steps(these))] or [these.asked_since]
    today = near[which % len(near)] - timedelta(days=before)
    following = next_step_on(these, anchor, today)
    last_quiet = min(today + timedelta(days=later), (following or date.max) - ONE_DAY)
    assert steps_due(these, last_quiet) == steps_due(these, today)


@given(known=known_dates())
def test_the_steps_of_a_series_come_in_order(known: tuple[Dates, date]) -> None:
    """Within a series no step is earlier than the one before it, and only the last is for the coordinators."""
    for series in (list(deadline_steps(known[0])), list(review_steps(known[0]))):
        assert [step.on for step in series] == sorted(step.on for step in series)
        assert [step.to for step in series[:-1]] == [Audience.OWNER] * len(series[:-1])
        assert not series or series[-1].to is Audience.COORDINATORS
