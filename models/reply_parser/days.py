"""The day up to which somebody asks for more time, as people write it: `31 March`, `end of April`, `two weeks`.

Where words can mean several days, all of them are given, so that the person can be asked.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from models.deadlines import wording as words

MARCH, DECEMBER = 3, 12


@dataclass(frozen=True)
class RequestedDay:
    """From what the days follow: the local date `today`, and the item's deadline if it has one."""

    today: date
    deadline_on: date | None = None


@dataclass(frozen=True)
class When:
    """The days that words can mean, earliest first; none if they name a time, but no day. `end` is behind them."""

    days: tuple[date, ...]
    end: int


def find_day(text: str, asked: RequestedDay) -> When | None:
    """Return the day that `text` begins with, or None if it begins with no time at all.

    Only days after today count. A day without its year is the next one of that name; numbers are in the British
    order; a month is its last day.
    """
    for expression, read in _FORMS:
        match = expression.match(text)
        if match is None:
            continue
        try:
            found = read(match, asked)
        except (ValueError, OverflowError):
            found = ()
        return When(tuple(sorted({day for day in found if day > asked.today})), match.end())
    return None


def read_past_day(text: str, today: date) -> tuple[date, int] | None:
    """Return the day that `text` begins with and where it ends, or None: a day without its year is the last such.

    Today and yesterday are understood as well. A day to come is returned as it is written.
    """
    for expression, read in _PAST_FORMS:
        match = expression.match(text)
        if match is None:
            continue
        try:
            found = read(match, RequestedDay(today))
        except (ValueError, OverflowError):
            return None
        return (found[0], match.end()) if found else None
    return None


def read_month(text: str, today: date) -> date | None:
    """Return the first day of the month that `text` names, in this year unless it says which; None for no month."""
    match = _MONTH_NAMED.fullmatch(text.strip())
    if match is None:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(f"{match['iso']}-01")
        return date(int(match["y"] or today.year), _month(match["m"]), 1)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _full(match: re.Match[str], _asked: RequestedDay) -> tuple[date, ...]:
    day = date(_year(match["y"]), _month(match["m"]), int(match["d"]))
    return (day,) if _fits(match, day) else ()


def _without_year(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    month, number = _month(match["m"]), int(match["d"])
    this_year = date(asked.today.year, month, number)
    day = this_year if this_year > asked.today else this_year.replace(year=this_year.year + 1)
    return (day,) if _fits(match, day) else ()


def _lately(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    day = date(asked.today.year, _month(match["m"]), int(match["d"]))
    return (day if day <= asked.today else day.replace(year=day.year - 1),)


def _days_ago(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    return (asked.today - timedelta(days=match[0].casefold() == "yesterday"),)


def _fits(match: re.Match[str], day: date) -> bool:
    """Whether the weekday is right, where one is named."""
    weekday = match.groupdict().get("weekday")
    return weekday is None or words.WEEKDAYS[day.weekday()] == weekday.casefold()


def _month_of_year(match: re.Match[str], _asked: RequestedDay) -> tuple[date, ...]:
    return (month_end(_year(match["y"]), _month(match["m"])),)


def _bare_month(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    month = _month(match["m"])
    this_year = month_end(asked.today.year, month)
    return (this_year if this_year > asked.today else month_end(this_year.year + 1, month),)


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
    return tuple(day if day > asked.today else month_end(day.year + 1, day.month) for day in found)


def _weekday(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    ahead = (words.WEEKDAYS.index(match["weekday"].casefold()) - asked.today.weekday() - 1) % 7 + 1
    coming = asked.today + timedelta(days=ahead)
    return (coming, coming + timedelta(days=7)) if match["next"] else (coming,)


def _period(match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    spelled = re.sub(r"[-\s]+", " ", match["n"].casefold())
    count = int(spelled) if spelled.isdecimal() else words.NUMBERS.get(spelled, 1)
    unit = match["unit"].casefold()
    step = relativedelta(
        days=count if unit == "day" else 0,
        weeks=count * (2 if unit == "fortnight" else 1) if unit in ("week", "fortnight") else 0,
        months=count if unit == "month" else 0,
        years=count if unit == "year" else 0,
    )
    begins = {asked.today} if match["now"] else {asked.today, asked.deadline_on or asked.today}
    return tuple(begin + step for begin in begins)


def _tomorrow(_match: re.Match[str], asked: RequestedDay) -> tuple[date, ...]:
    return (asked.today + timedelta(days=1),)


def _no_day(_match: re.Match[str], _asked: RequestedDay) -> tuple[date, ...]:
    return ()


def _year(digits: str) -> int:
    number = int(digits.lstrip("'"))
    return number if number >= 100 else 2000 + number  # noqa: PLR2004 - two digits are of this century.


def _month(word: str) -> int:
    return words.MONTHS.get(word.casefold().rstrip(".")) or int(word)


_MONTHS = "|".join(sorted(words.MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<m>{_MONTHS})\b\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\b"
_DAYS_OF_WEEK = "|".join(words.WEEKDAYS)
_WEEKDAY = rf"(?:(?P<weekday>{_DAYS_OF_WEEK}),? )?"
_END = r"(?:the )?(?:very )?(?:end|close|last day)(?: of)? (?:the )?(?:month of )?"
_MORE = r"another|a further|an extra|an additional|the next"
_NUMBERS = "|".join(sorted(words.NUMBERS, key=len, reverse=True))
_COUNT = rf"(?:(?:{_MORE}) )?(?P<n>\d{{1,3}}|{_NUMBERS}|{_MORE})"
_PERIOD = (
    rf"{_COUNT}(?: more| further| extra| additional)?(?:-| )(?P<unit>day|week|fortnight|month|year)"
    r"(?:'s|s'|s)?\b(?P<now> from (?:today|now)\b)?"
)
_NO_DAY = (
    r"(?:(?:the )?(?:early|mid|middle|late|beginning|start|end)\b(?:(?: |-)(?:of )?\w{1,20})?"
    r"|next (?:week|month|year)\b"
    r"|(?:the )?(?:new year|spring|summer|autumn|winter|christmas|easter|next (?:meeting|inspection))\b)"
)

_Reader = Callable[[re.Match[str], RequestedDay], tuple[date, ...]]
_FORMS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = tuple(
    (words.pattern(expression), read)
    for expression, read in (
        *((rf"{day}\b", _full) for day in words.DAYS),
        (rf"(?:the )?{_WEEKDAY}(?:the )?{_DAY} (?:of )?{_MONTH}(?!,? \d{{4}})", _without_year),
        (rf"{_WEEKDAY}{_MONTH} {_DAY}(?!,? \d{{4}})", _without_year),
        (r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![/\d])", _without_year),
        (rf"(?:{_END})?{_MONTH},? (?P<y>\d{{4}})\b", _month_of_year),
        (rf"(?:{_END})?{_MONTH}", _bare_month),
        (rf"{_END}(?:this |(?P<next>next ))?month\b", _end_of_month),
        (rf"{_END}(?:this |(?P<next>next ))?(?:(?P<which>calendar|financial|fiscal) )?year\b", _end_of_year),
        (rf"{_END}(?:this |(?P<next>next ))?quarter\b", _end_of_quarter),
        (rf"(?:{_END})?q(?P<q>[1-4])\b", _numbered_quarter),
        (rf"(?:this |(?P<next>next ))?(?P<weekday>{_DAYS_OF_WEEK})\b", _weekday),
        (_PERIOD, _period),
        (r"tomorrow\b", _tomorrow),
        (_NO_DAY, _no_day),
    )
)
"""Each way of saying a time, in the order in which they are tried, and the days that it can mean."""

_PAST_FORMS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = tuple(
    (words.pattern(expression), read)
    for expression, read in (
        *((rf"(?:on )?{day}\b", _full) for day in words.DAYS),
        (rf"(?:on )?(?:the )?{_WEEKDAY}(?:the )?{_DAY} (?:of )?{_MONTH}(?!,? \d{{4}})", _lately),
        (r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![/\d])", _lately),
        (r"(?:today|yesterday)\b", _days_ago),
    )
)
_MONTH_NAMED: Final = words.pattern(rf"(?:(?:{_MONTH})(?:,? (?P<y>\d{{4}}))?|(?P<iso>\d{{4}}-\d{{2}}))")
