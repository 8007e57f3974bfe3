"""Working days, review days and working hours: pure rules of the calendar.

Dates are plain dates. Instants are aware; those that come out are in UTC. Reminders go out on working days
within working hours, while the dates on which things are due never move.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

MONTHS_BETWEEN_REVIEWS = 3
"""Every open item is reviewed every three months."""

SECTION_55_DAYS = 56
"""Days, beginning with the day of publication, in which the PCC must publish comments (Police Act 1996)."""

SATURDAY = 5
_WEEKDAYS = frozenset(range(SATURDAY))
ONE_DAY = timedelta(days=1)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_zone(name: str) -> bool:
    """Return whether `name` is the name of a time zone, as in `Europe/London`."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A name is looked for as a file: one that is too long, or names a folder, is an error of the system.
        return False
    return True


@dataclass(frozen=True)
class WorkingCalendar:
    """Monday to Friday without the bank holidays of England and Wales and the force's own days off.

    `quiet` are further weekdays that are none, counted from Monday, which is 0. All five cannot be: ValueError.
    """

    extra_days_off: frozenset[date] = frozenset()
    quiet: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a week without a working day."""
        if self.quiet >= _WEEKDAYS:
            raise ValueError("At least one day of the week has to stay a working day.")

    def is_working_day(self, day: date) -> bool:
        """Say whether people are at work on `day`."""
        return (
            day.weekday() < SATURDAY
            and day.weekday() not in self.quiet
            and day not in self.extra_days_off
            and day not in _bank_holidays(day.year)
        )

    def next_working_day(self, day: date) -> date:
        """Return `day` itself if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def working_days_before(self, day: date, count: int) -> date:
        """Return the `count`-th working day before `day`, which is not counted; 0 gives `day` itself.

        Raises ValueError for a negative count.
        """
        if count < 0:
            raise ValueError("Working days are counted back from a day: the count cannot be negative.")
        while count:
            day -= ONE_DAY
            count -= self.is_working_day(day)
        return day

    def last_working_day(self, day: date) -> date:
        """Return `day` itself if it is a working day, else the last one before it."""
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days from `start` up to, but not including, `end`; 0 if `end` is not later."""
        return sum(self.is_working_day(day) for day in _days(start, end))


@dataclass(frozen=True)
class WorkingHours:
    """The hours of a person's day in which reminders may reach them, in their local time.

    They open at `opens` and are over at `closes`, on the same day; anything else is a ValueError.
    """

    opens: time = time(9)
    closes: time = time(17)

    def __post_init__(self) -> None:
        """Refuse hours that are empty or run past midnight."""
        if self.opens >= self.closes:
            raise ValueError("Working hours must open before they close, on the same day.")

    def hold(self, at: time) -> bool:
        """Say whether the local time of day `at` lies within these hours."""
        return self.opens <= at < self.closes


def nth_review(anchor: date, number: int) -> date:
    """Return the day of review `number` (1 is the first): that many three-month steps from `anchor`.

    Each step starts from the anchor itself, so 31 January gives 30 April and then 31 July. 0 gives the
    anchor. Raises ValueError for a negative number.
    """
    if number < 0:
        raise ValueError("Reviews are numbered from 1.")
    # The sweep reckons this for every item, and a general library would take most of its time.
    years, months = divmod(anchor.month - 1 + MONTHS_BETWEEN_REVIEWS * number, 12)
    year, month = anchor.year + years, months + 1
    return date(year, month, min(anchor.day, monthrange(year, month)[1]))


def review_number(anchor: date, day: date) -> int:
    """Return the number, 1 or more, of the first review that falls on or after `day`."""
    months = (day.year - anchor.year) * 12 + day.month - anchor.month
    number = max(1, months // MONTHS_BETWEEN_REVIEWS)
    return number if nth_review(anchor, number) >= day else number + 1


def first_review_on_or_after(anchor: date, day: date) -> date:
    """Return the day of the first review on or after `day`; the anchor itself is no review."""
    return nth_review(anchor, review_number(anchor, day))


def section_55_last_day(published: date) -> date:
    """Return the last day for the PCC's comments on a report: 56 days beginning with its publication."""
    return published + timedelta(days=SECTION_55_DAYS - 1)


def local_date(instant: datetime, zone: tzinfo) -> date:
    """Return the date that the wall calendar in `zone` shows at the aware `instant`."""
    return _aware(instant).astimezone(zone).date()


def within_hours(instant: datetime, zone: tzinfo, hours: WorkingHours) -> bool:
    """Say whether the aware `instant` lies within `hours` on the wall clock in `zone`."""
    return hours.hold(_aware(instant).astimezone(zone).time())


def opening(instant: datetime, zone: tzinfo, hours: WorkingHours, calendar: WorkingCalendar) -> datetime:
    """Return the next instant, at or after the aware `instant`, in working hours on a working day, in UTC.

    An opening hour that the clocks leap over in spring is as much later as they leap; one that comes twice in
    autumn is the earlier of the two that is not yet past.
    """
    instant = _aware(instant).astimezone(UTC)
    day = local_date(instant, zone)
    if calendar.is_working_day(day) and within_hours(instant, zone, hours):
        return instant
    while True:
        day = calendar.next_working_day(day)
        for fold in (0, 1):
            start = datetime.combine(day, hours.opens, zone).replace(fold=fold).astimezone(UTC)
            if start >= instant and within_hours(start, zone, hours):
                return start
        day += ONE_DAY


def _days(start: date, end: date) -> Iterator[date]:
    while start < end:
        yield start
        start += ONE_DAY


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("An instant needs its time zone.")
    return instant
