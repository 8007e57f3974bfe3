"""A day as people write it, seen from today: `31 March`, `next Friday`, `end of June`, `two weeks`, `yesterday`.

Where words can mean several days, all of them are given, so that the person can be asked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from models.dates import words
from models.dates.day import check_weekday, day_of
from models.dates.forms import (
    DAY_OF_WEEK,
    DAYS,
    DAYS_WITHOUT_YEAR,
    END_OF_THIS,
    MONTH,
    MONTH_WITHOUT_YEAR,
    MONTHS_OF_A_YEAR,
    NUMBER,
    UNIT,
    YEAR,
)
from models.dates.words import month_end
from models.lazy_pattern import LazyPattern

MARCH, DECEMBER = 3, 12


@dataclass(frozen=True)
class RequestedDay:
    """From what the days follow: the local date `today`, and the item's deadline if it has one.

    `today_counts` says whether today itself may be meant; with `only_days`, neither a month nor a period is read as
    the day on which it ends.
    """

    today: date
    deadline_on: date | None = None
    today_counts: bool = False
    only_days: bool = False

    def is_ahead(self, day: date) -> bool:
        """Whether `day` lies ahead."""
        return day > self.today or (self.today_counts and day == self.today)


@dataclass(frozen=True)
class When:
    """The days that words can mean, earliest first; none if they name a time, but no day. `end` is behind them."""

    days: tuple[date, ...]
    end: int


def find_day(text: str, asked: RequestedDay) -> When | None:
    """Return the day ahead that `text` begins with, or None if it begins with no time at all.

    A day without its year is the next one of that name; numbers are in the British order; a month is its last day.
    A period runs from today and, unless it says so, from the deadline as well.
    """
    for expression, read in _DAYS_AHEAD if asked.only_days else _AHEAD:
        match = expression.match(text)
        if match is None:
            continue
        try:
            found = read(match, asked)
        except (ValueError, OverflowError):
            found = ()
        return When(tuple(sorted({day for day in found if asked.is_ahead(day)})), match.end())
    return None


def read_past_day(text: str, today: date) -> tuple[date, int] | None:
    """Return the day that `text` begins with and where it ends, or None: a day without its year is the last such.

    Today and yesterday are understood as well. A day to come is returned as it is written.
    """
    for expression, read in _BEHIND:
        match = expression.match(text)
        if match is None:
            continue
        try:
            found = read(match, RequestedDay(today))
        except (ValueError, OverflowError):
            return None
        return found[0], match.end()
    return None


def read_month(text: str, today: date) -> date | None:
    """Return the first day of the month that `text` names, in this year unless it says which; None for no month."""
    match = _MONTH_NAMED.fullmatch(text.strip())
    if match is None:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(f"{match['iso']}-01")
        return date(int(match["y"] or today.year), words.month(match["m"]), 1)
    except ValueError:
        return None


def _full(match: re.Match[str], _asked: RequestedDay) -> tuple[date, ...]:
    return (day_of(match),)


def _next_of_that_name(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    day = _this_year(match, asked)
    if not asked.is_ahead(day):
        day = day.replace(year=day.year + 1)
    check_weekday(match, day)
    return (day,)


def _last_of_that_name(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    day = _this_year(match, asked)
    if day > asked.today:
        day = day.replace(year=day.year - 1)
    check_weekday(match, day)
    return (day,)


def _this_year(match: re.Match[str], asked: RequestedDay) -> date:
    return date(asked.today.year, words.month(match["m"]), int(match["d"]))


def _today_or_yesterday(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    return (asked.today - timedelta(days=match[0].casefold() == "yesterday"),)


def _month_of_year(match: re.Match[str], _asked: RequestedDay) -> tuple[date, ...]:
    return (month_end(words.year(match["y"]), words.month(match["m"])),)


def _bare_month(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    month = words.month(match["m"])
    this_year = month_end(asked.today.year, month)
    return (this_year if asked.is_ahead(this_year) else month_end(this_year.year + 1, month),)


def _end_of_month(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    month = asked.today + relativedelta(months=1 if match["next"] else 0)
    return (month_end(month.year, month.month),)


def _end_of_year(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    """Return the end of the calendar year and of the financial year, but where the words say which is meant."""
    later = 1 if match["next"] else 0
    year, today = asked.today.year, asked.today
    calendar_year = date(year + later, DECEMBER, 31)
    financial_year = date(year + later + (today.month > MARCH), MARCH, 31)
    if match["which"]:
        return (calendar_year if match["which"].casefold() == "calendar" else financial_year,)
    return (calendar_year, financial_year)


def _end_of_quarter(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    """Return the end of this quarter or the next: those of calendar and financial years end together."""
    month = asked.today + relativedelta(months=3 if match["next"] else 0)
    return (month_end(month.year, (month.month + 2) // 3 * 3),)


def _numbered_quarter(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    """Return the quarter's end as the calendar year counts them, and as the financial year does."""
    number = int(match["q"])
    ends = {3 * number, (3 * number + 3 - 1) % 12 + 1}
    found = (month_end(asked.today.year, month) for month in ends)
    return tuple(day if asked.is_ahead(day) else month_end(day.year + 1, day.month) for day in found)


def _weekday(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    ahead = (words.WEEKDAYS.index(match["weekday"].casefold()) - asked.today.weekday() - 1) % 7 + 1
    coming = asked.today + timedelta(days=ahead)
    return (coming, coming + timedelta(days=7)) if match["next"] else (coming,)


def _period(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    # “Another month” and “a further week” count one.
    step = words.span(words.number(match["n"]) if match["n"] else 1, match["unit"].casefold())
    begins = {asked.today} if match["now"] else {asked.today, asked.deadline_on or asked.today}
    return tuple(begin + step for begin in begins)


def _tomorrow(_match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    return (asked.today + timedelta(days=1),)


def _no_day(_match: re.Match[str], _asked: RequestedDay) -> tuple[date, ...]:
    return ()


_MORE = r"(?:another|a further|an extra|an additional|the next)"
_PERIOD = (
    rf"(?:(?:{_MORE} )?(?P<n>{NUMBER})|{_MORE})(?: more| further| extra| additional)?(?:-| )"
    rf"(?P<unit>{UNIT})(?:'s|s'|s)?\b(?P<now> from (?:today|now)\b)?"
)
_NO_DAY = (
    r"(?:(?:the )?(?:early|mid|middle|late|beginning|start|end)\b(?:(?: |-)(?:of )?\w{1,20})?"
    r"|next (?:week|month|year)\b"
    r"|(?:the )?(?:new year|spring|summer|autumn|winter|christmas|easter|next (?:meeting|inspection))\b)"
)
_NEXT = "(?:this |(?P<next>next ))?"

_Reader = Callable[[re.Match[str], RequestedDay], tuple[date, ...]]


def _forms(*forms: tuple[str, _Reader]) -> tuple[tuple[LazyPattern, _Reader], ...]:
    return tuple((words.pattern(expression), read) for expression, read in forms)


_DAYS_AHEAD: Final = _forms(
    *((rf"{day}\b", _full) for day in DAYS),
    *((day, _next_of_that_name) for day in DAYS_WITHOUT_YEAR),
    (rf"{_NEXT}{DAY_OF_WEEK}\b", _weekday),
    (r"tomorrow\b", _tomorrow),
)
_AHEAD: Final = _DAYS_AHEAD + _forms(
    *((rf"{month}\b", _month_of_year) for month in MONTHS_OF_A_YEAR),
    (MONTH_WITHOUT_YEAR, _bare_month),
    (rf"{END_OF_THIS}{_NEXT}month\b", _end_of_month),
    (rf"{END_OF_THIS}{_NEXT}(?:(?P<which>calendar|financial|fiscal) )?year\b", _end_of_year),
    (rf"{END_OF_THIS}{_NEXT}quarter\b", _end_of_quarter),
    (rf"(?:{END_OF_THIS})?q(?P<q>[1-4])\b", _numbered_quarter),
    (_PERIOD, _period),
    (_NO_DAY, _no_day),
)
"""Each way of saying a time ahead, in the order in which they are tried, and the days that it can mean."""

_BEHIND: Final = _forms(
    *((rf"(?:on )?{day}\b", _full) for day in DAYS),
    *((rf"(?:on )?{day}", _last_of_that_name) for day in DAYS_WITHOUT_YEAR),
    (r"(?:today|yesterday)\b", _today_or_yesterday),
)
"""Each way of saying a day that has been."""

_MONTH_NAMED: Final = words.pattern(rf"(?:{MONTH}(?:,? {YEAR})?|(?P<iso>\d{{4}}-\d{{2}}))")
