"""Reads from when to when somebody says that they are away."""

import re
from datetime import date, timedelta
from typing import Final

from models.dates.relative import RequestedDay, find_day
from models.dates.words import pattern, plain
from models.lazy_pattern import LazyPattern

LONGEST: Final = timedelta(days=366)
_UNTIL: Final = pattern(r"\b(?:until|till|til|to|through to|up to|-)(?: and including)? ")
_BACK: Final = pattern(
    r"\b(?:back|return(?:ing)?)"
    r"(?: (?:in|at|to|from)(?: the)? (?:office|work|leave|duty))?(?: on)? "
)
_FROM: Final = pattern(r"\b(?:from|between|leave|away|off|office)(?: on)? ")
_DAYS_OF_A_MONTH: Final = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?:st|nd|rd|th)?\s{0,3}(?:to|-|until|till|and)\s{0,3}(?=\d{1,2}(?:st|nd|rd|th)?\s[a-z])",
    re.IGNORECASE,
)


def away_between(words: str, today: date) -> tuple[date, date] | None:
    """Return the first and the last local date of an absence that `words` name, or None where they name no end.

    One that names no beginning has begun `today`. Whoever is back on a day is away up to the day before.
    """
    text = plain(words)
    asked = RequestedDay(today, today_counts=True, only_days=True)
    ends_on = _day_after(_UNTIL, text, asked)
    if ends_on is None and (back_on := _day_after(_BACK, text, asked)) is not None:
        ends_on = back_on - timedelta(days=1)
    if ends_on is None:
        return None
    starts_on = _day_of_same_month(text, ends_on) or _day_after(_FROM, text, asked) or today
    if starts_on > ends_on:
        starts_on = today
    return (starts_on, ends_on) if today <= ends_on <= starts_on + LONGEST and starts_on <= ends_on else None


def _day_after(before: LazyPattern, text: str, asked: RequestedDay) -> date | None:
    """Return the one day that is named after one of the words that `before` finds, or None."""
    for found in before.finditer(text):
        when = find_day(text[found.end() :], asked)
        if when is not None and len(when.days) == 1:
            return when.days[0]
    return None


def _day_of_same_month(text: str, ends_on: date) -> date | None:
    """Return the 5th where “5 to 16 December” is named, whose end is known."""
    found = _DAYS_OF_A_MONTH.search(text)
    try:
        return ends_on.replace(day=int(found[1])) if found else None
    except ValueError:
        return None
