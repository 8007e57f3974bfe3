"""The words of a date: numbers, months, days of the week and units of time, and how patterns are made of them.

A blank in a pattern stands for any white space. Patterns are matched against `plain` text, in which every
character stands where it stood in print.
"""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from models.lazy_pattern import LazyPattern

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

CARDINALS: Final = (
    {word: number for number, word in enumerate(_ONES, start=1)}
    | _TENS
    | {f"{ten} {one}": _TENS[ten] + _ONES.index(one) + 1 for ten in _TENS for one in _ONES[:9]}
    | {"sixty": 60}
)
"""The numbers that may be written in words, up to sixty."""

NUMBERS: Final = CARDINALS | {"a": 1, "an": 1}
"""What may count a unit of time: “a month” is one."""

MONTH_NAMES: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS: Final = {
    spelling: number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for spelling in (name, name[:3], "sept" if name == "september" else name)
}
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS: Final = ("day", "week", "fortnight", "month", "year")

_ALIKE = str.maketrans(
    "\u00a0\u202f\u2009\u2010\u2011\u2012\u2013\u2014\u2212\u2018\u2019\u201c\u201d", "   ------''\"\""
)


def plain(text: str) -> str:
    """Return `text` with typographic blanks, dashes and quotes made plain, each in its place."""
    return text.translate(_ALIKE)


def pattern(expression: str) -> LazyPattern:
    """Return an expression in which a blank stands for white space and case does not matter.

    Every repetition is bounded, so that no text can make a search slow.
    """
    return LazyPattern(expression.replace(" ", r"\s{1,9}"), re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """Return an expression for any of the `words`, in which a hyphen may stand for a blank."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(word.replace(" ", r"(?:-|\s)") for word in longest_first)


def number(written: str) -> int:
    """Return the number that is written in figures or in words; 0 for what is none of NUMBERS."""
    spelled = re.sub(r"[-\s]+", " ", written.casefold())
    return int(spelled) if spelled.isdecimal() else NUMBERS.get(spelled, 0)


def month(written: str) -> int:
    """Return the number of a month that is written as a name or in figures. Raises ValueError for no month."""
    return MONTHS.get(written.casefold().rstrip(".")) or int(written)


def year(figures: str) -> int:
    """Return the year that is written in two figures, of this century, or in four."""
    written = int(figures.lstrip("'"))
    return written if written >= 100 else 2000 + written  # noqa: PLR2004 - two figures are of this century.


def span(count: int, unit: str) -> relativedelta:
    """Return `count` of a unit of time, one of UNITS in the singular, to be added to a day.

    Months and years are clipped to the month's end: 31 August and six months is 28 or 29 February.
    """
    return relativedelta(
        days=count if unit == "day" else 0,
        weeks=count * (2 if unit == "fortnight" else 1) if unit in ("week", "fortnight") else 0,
        months=count if unit == "month" else 0,
        years=count if unit == "year" else 0,
    )


def month_end(year: int, month: int) -> date:
    """Return the last day of a month. Raises ValueError for a month that no calendar has."""
    return date(year, month, 1).replace(day=calendar.monthrange(year, month)[1])
