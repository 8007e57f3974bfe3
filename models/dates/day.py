"""A day that is written out, with its year: `31/3/23`, `31 March 2023`, `Friday 31st March 2023`, `2023-03-31`."""

import re
import textwrap
from datetime import date
from functools import lru_cache
from typing import Final

from models.dates import words
from models.dates.forms import DAYS, MIDNIGHT
from models.refusals.deadlines import NoSuchDay, NotADeadline

LONGEST: Final = 300
"""Characters; a longer text is no date."""

LONGEST_QUOTE: Final = 80
"""Characters of what was written that a refusal repeats."""

_DAY_ALONE: Final = tuple(words.pattern(day + MIDNIGHT) for day in DAYS)
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=512)
def read_day(text: str, *, iso: bool = False) -> date:
    """Return the single day that `text` names with its year, the day before the month.

    With `iso`, only `2023-03-31` is taken. Raises NoSuchDay for a day that no calendar has, or that is another day
    of the week than is said, and NotADeadline for whatever does not name a day.
    """
    bare = text if iso else words.plain(text).strip(" \t\r\n.,;'\"")[:LONGEST]
    short = textwrap.shorten(text.strip(), LONGEST_QUOTE, placeholder=" …")
    if iso and _ISO.fullmatch(bare) is None:
        raise NotADeadline(wording=short)
    for expression in _DAY_ALONE:
        if match := expression.fullmatch(bare):
            try:
                return day_of(match)
            except ValueError:
                raise NoSuchDay(wording=short) from None
    raise NotADeadline(wording=short)


def day_of(match: re.Match[str]) -> date:
    """Return the day that one of DAYS has matched. Raises ValueError for a day that there is not."""
    day = date(words.year(match["y"]), words.month(match["m"]), int(match["d"]))
    check_weekday(match, day)
    return day


def check_weekday(match: re.Match[str], day: date) -> None:
    """Raise ValueError where the day of the week is named and is another."""
    weekday = match.groupdict().get("weekday")
    if weekday and words.WEEKDAYS[day.weekday()] != weekday.casefold():
        raise ValueError("The weekday is another.")
