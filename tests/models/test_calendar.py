"""Working days, reviews and working hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings, strategies as st

from models.calendar import (
    WorkingCalendar,
    WorkingHours,
    first_review_on_or_after,
    local_date,
    nth_review,
    opening,
    review_number,
    section_55_last_day,
    within_hours,
)

LONDON = ZoneInfo("Europe/London")
OFFICE = WorkingHours(time(9), time(17))
ENGLAND = WorkingCalendar()
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
INSTANTS = st.datetimes(datetime(2022, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2022, 12, 23), True),
        (date(2022, 12, 24), False),
        (date(2022, 12, 26), False),
        (date(2022, 12, 27), False),
        (date(2022, 12, 28), True),
        (date(2022, 9, 19), False),
        (date(2023, 5, 8), False),
        (date(2026, 4, 3), False),
        (date(2026, 4, 6), False),
        (date(2022, 11, 30), True),
        (date(2023, 3, 17), True),
    ],
)
def test_bank_holidays_of_england_and_wales_are_no_working_days(day: date, working: bool) -> None:
    """Weekends and the bank holidays of England and Wales, single ones too, are off; others are not."""
    assert ENGLAND.is_working_day(day) is working


def test_the_forces_own_days_are_off() -> None:
    """A force can name days of its own that are no working days."""
    calendar = WorkingCalendar(frozenset({date(2023, 3, 1), date(2023, 3, 2)}))
    assert not calendar.is_working_day(date(2023, 3, 1))
    assert calendar.next_working_day(date(2023, 3, 1)) == date(2023, 3, 3)
    assert calendar.working_days_before(date(2023, 3, 3), 1) == date(2023, 2, 28)


def test_the_next_working_day_is_the_day_itself_when_people_work() -> None:
    """The next working day at or after a working day is that day; after Christmas Eve 2022 it is the 28th."""
    assert ENGLAND.next_working_day(date(2022, 12, 23)) == date(2022, 12, 23)
    assert ENGLAND.next_working_day(date(2022, 12, 24)) == date(2022, 12, 28)


def test_working_days_are_counted_back_from_a_day_that_is_not_counted() -> None:
    """Three working days before Thursday 15 December 2022 is the Monday; over Christmas it takes longer."""
    assert ENGLAND.working_days_before(date(2022, 12, 15), 3) == date(2022, 12, 12)
    assert ENGLAND.working_days_before(date(2022, 12, 15), 4) == date(2022, 12, 9)
    assert ENGLAND.working_days_before(date(2022, 12, 29), 2) == date(2022, 12, 23)
    assert ENGLAND.working_days_before(date(2022, 12, 25), 0) == date(2022, 12, 25)
    with pytest.raises(ValueError, match="negative"):
        ENGLAND.working_days_before(date(2022, 12, 25), -1)


def test_no_working_days_lie_between_a_day_and_an_earlier_one() -> None:
    """Between a day and one that is no later there are no working days."""
    assert ENGLAND.working_days_between(date(2022, 12, 15), date(2022, 12, 15)) == 0
    assert ENGLAND.working_days_between(date(2022, 12, 15), date(2022, 12, 1)) == 0
    assert ENGLAND.working_days_between(date(2022, 12, 12), date(2022, 12, 19)) == 5


@settings(deadline=None)
@given(DAYS, st.integers(0, 40))
def test_counting_back_and_counting_between_agree(day: date, count: int) -> None:
    """Between the n-th working day before a day and that day lie n working days, the first included."""
    before = ENGLAND.working_days_before(day, count)
    assert ENGLAND.working_days_between(before, day) == count
    assert before == day or ENGLAND.is_working_day(before)


def test_reviews_do_not_drift_from_the_end_of_a_month() -> None:
    """From 31 January reviews fall on 30 April and 31 July; from 30 November on the last of February."""
    assert [nth_review(date(2023, 1, 31), n) for n in range(4)] == [
        date(2023, 1, 31),
        date(2023, 4, 30),
        date(2023, 7, 31),
        date(2023, 10, 31),
    ]
    assert nth_review(date(2023, 11, 30), 1) == date(2024, 2, 29)
    assert nth_review(date(2022, 11, 30), 1) == date(2023, 2, 28)
    assert nth_review(date(2022, 11, 30), 2) == date(2023, 5, 30)
    with pytest.raises(ValueError, match="numbered from 1"):
        nth_review(date(2023, 1, 31), -1)


def test_the_next_review_of_a_long_open_item() -> None:
    """An item added on 2 September 2019 has its thirteenth review on 2 December 2022."""
    anchor = date(2019, 9, 2)
    assert first_review_on_or_after(anchor, date(2022, 11, 30)) == date(2022, 12, 2)
    assert review_number(anchor, date(2022, 12, 2)) == 13
    assert review_number(anchor, date(2022, 12, 3)) == 14


def test_the_anchor_is_no_review() -> None:
    """The first review is three months after the anchor, however early one asks."""
    anchor = date(2023, 1, 31)
    assert first_review_on_or_after(anchor, anchor) == date(2023, 4, 30)
    assert first_review_on_or_after(anchor, date(2020, 1, 1)) == date(2023, 4, 30)


@settings(deadline=None)
@given(DAYS, DAYS)
def test_no_earlier_review_would_do(anchor: date, day: date) -> None:
    """The first review on or after a day is the only one that is not before it while its predecessor is."""
    number = review_number(anchor, day)
    assert nth_review(anchor, number) >= day
    assert number == 1 or nth_review(anchor, number - 1) < day
    assert first_review_on_or_after(anchor, day) == nth_review(anchor, number)


def test_the_section_55_clock_begins_with_the_day_of_publication() -> None:
    """A report of 2 November 2022 is to be commented on by 27 December 2022."""
    assert section_55_last_day(date(2022, 11, 2)) == date(2022, 12, 27)


def test_hours_must_open_before_they_close() -> None:
    """Working hours that are empty or run past midnight are refused."""
    for opens, closes in ((time(9), time(9)), (time(22), time(6))):
        with pytest.raises(ValueError, match="open before they close"):
            WorkingHours(opens, closes)


def test_an_instant_without_a_zone_is_refused() -> None:
    """No rule guesses the zone of an instant that has none."""
    naive = datetime(2023, 3, 1, 9)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        local_date(naive, LONDON)
    with pytest.raises(ValueError, match="time zone"):
        opening(naive, LONDON, OFFICE, ENGLAND)


def test_the_local_date_is_that_of_the_wall_calendar() -> None:
    """In summer the local date changes at 23:00 UTC, in winter at midnight."""
    assert local_date(datetime(2022, 6, 30, 23, 0, tzinfo=UTC), LONDON) == date(2022, 7, 1)
    assert local_date(datetime(2022, 6, 30, 22, 59, tzinfo=UTC), LONDON) == date(2022, 6, 30)
    assert local_date(datetime(2022, 12, 31, 23, 59, tzinfo=UTC), LONDON) == date(2022, 12, 31)


def test_hours_include_their_opening_and_not_their_close() -> None:
    """At nine the day has begun, at five it is over, by the local clock."""
    assert within_hours(datetime(2022, 7, 1, 8, 0, tzinfo=UTC), LONDON, OFFICE)
    assert not within_hours(datetime(2022, 7, 1, 7, 59, tzinfo=UTC), LONDON, OFFICE)
    assert within_hours(datetime(2022, 12, 1, 16, 59, tzinfo=UTC), LONDON, OFFICE)
    assert not within_hours(datetime(2022, 12, 1, 17, 0, tzinfo=UTC), LONDON, OFFICE)


@pytest.mark.parametrize(
    ("instant", "opens"),
    [
        ("2022-12-01T11:00", "2022-12-01T11:00"),
        ("2022-12-01T05:00", "2022-12-01T09:00"),
        ("2022-12-01T17:00", "2022-12-02T09:00"),
        ("2022-12-02T17:00", "2022-12-05T09:00"),
        ("2022-12-23T18:00", "2022-12-28T09:00"),
        ("2022-06-30T23:30", "2022-07-01T08:00"),
        ("2026-03-27T18:00", "2026-03-30T08:00"),
        ("2026-03-29T00:59", "2026-03-30T08:00"),
        ("2026-03-29T01:00", "2026-03-30T08:00"),
        ("2026-10-23T17:00", "2026-10-26T09:00"),
        ("2026-10-25T00:30", "2026-10-26T09:00"),
        ("2026-10-25T01:30", "2026-10-26T09:00"),
    ],
)
def test_the_next_opening(instant: str, opens: str) -> None:
    """Reminders wait for the next working hour of the next working day, by the local clock."""
    at = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    found = opening(at, LONDON, OFFICE, ENGLAND)
    assert found == datetime.fromisoformat(opens).replace(tzinfo=UTC)
    assert found.utcoffset() == timedelta(0)


class EveryDay(WorkingCalendar):
    """A calendar without days off, which puts working hours on the nights when clocks change."""

    def is_working_day(self, day: date) -> bool:
        return True


@pytest.mark.parametrize(
    ("hours", "instant", "opens"),
    [
        (WorkingHours(time(1, 30), time(3)), "2026-03-28T12:00", "2026-03-29T01:30"),
        (WorkingHours(time(1, 30), time(2)), "2026-03-28T12:00", "2026-03-30T00:30"),
        (WorkingHours(time(1, 30), time(1, 45)), "2026-10-25T00:10", "2026-10-25T00:30"),
        (WorkingHours(time(1, 30), time(1, 45)), "2026-10-25T00:50", "2026-10-25T01:30"),
        (WorkingHours(time(1, 30), time(1, 45)), "2026-10-25T01:50", "2026-10-26T01:30"),
    ],
)
def test_opening_hours_in_the_hour_that_changes(hours: WorkingHours, instant: str, opens: str) -> None:
    """An hour leapt over in spring opens later; one that comes twice opens twice, never in the past."""
    at = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    found = opening(at, LONDON, hours, EveryDay())
    assert found == datetime.fromisoformat(opens).replace(tzinfo=UTC)


@settings(deadline=None)
@given(INSTANTS)
@example(datetime(2026, 3, 29, 0, 59, tzinfo=UTC))
@example(datetime(2026, 10, 25, 1, 0, tzinfo=UTC))
def test_an_opening_is_open_and_no_earlier_quarter_of_an_hour_is(instant: datetime) -> None:
    """An opening is never in the past, lies in hours on a working day, and nothing before it does."""
    found = opening(instant, LONDON, OFFICE, ENGLAND)

    def is_open(at: datetime) -> bool:
        return ENGLAND.is_working_day(local_date(at, LONDON)) and within_hours(at, LONDON, OFFICE)

    assert found >= instant
    assert is_open(found)
    between = (found - instant) // timedelta(minutes=15)
    assert not any(is_open(found - timedelta(minutes=15 * step)) for step in range(1, between + 1))
