"""The date that a printed deadline means, and on what basis.

Inspectors write a deadline in words at the head of a recommendation. What is worked out here is a proposal: a
person sees the wording and the date together and confirms.
"""

import calendar
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta

from models.deadlines import wording as words
from models.refusals.deadlines import (
    CountsFromElsewhere,
    CountsWorkingDays,
    LooksBack,
    NamesNoDay,
    NamesNoYear,
    NoSuchDay,
    NotADeadline,
)

LONGEST_WORDING = 300
"""Characters; a longer text is no deadline but a recommendation."""

LONGEST_QUOTE = 80
"""Characters of a wording that a refusal repeats."""


class DeadlineBasis(StrEnum):
    """What a deadline's date rests on."""

    STATED_DAY = "stated day"
    STATED_MONTH = "stated month"
    COUNTED = "counted from publication"
    IMMEDIATE = "immediate"
    LOCAL = "local target"
    NONE = "no deadline"


class DeadlineUnit(StrEnum):
    """What a counted deadline counts."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Deadline:
    """The day `on` which something is due (None without a deadline), its basis, and the wording as printed.

    `count` and `unit` are given where the basis is COUNTED.
    """

    on: date | None
    basis: DeadlineBasis
    wording: str
    count: int | None = None
    unit: DeadlineUnit | None = None


def read_deadline(wording: str, published: date) -> Deadline:
    """Return the deadline that `wording` means for a report published on `published`.

    Empty wording, or words such as "none", give the basis NONE. Months are counted in calendar months and
    clipped to the month's end (31 August and six months is 28 or 29 February). "Before" a day is the day
    that precedes it. Raises NotADeadline, or one of its kinds, for look-backs and for whatever names no day.
    """
    printed = wording.strip()
    bare = words.plain(printed).strip(" \t\r\n.,;:!\"'")
    if words.NOTHING.fullmatch(bare):
        return Deadline(None, DeadlineBasis.NONE, printed)
    short = textwrap.shorten(printed, LONGEST_QUOTE, placeholder=" …")
    if len(bare) > LONGEST_WORDING:
        raise NotADeadline(wording=short)
    for expression, read in _WHOLE:
        if match := expression.fullmatch(bare):
            try:
                return read(match, published, printed)
            except (ValueError, OverflowError):
                raise NoSuchDay(wording=short) from None
    raise _refusal(bare)(wording=short)


def read_day(text: str) -> date:
    """Return the single day that `text` names, day first: `31/03/2023`, `31 March 2023`, `2023-03-31`.

    Raises NoSuchDay for a day that no calendar has, NotADeadline for whatever does not name a day.
    """
    bare = words.plain(text).strip(" \t\r\n.,;'\"")
    short = textwrap.shorten(text.strip(), LONGEST_QUOTE, placeholder=" …")
    for expression in _DAY_ALONE:
        if match := expression.fullmatch(bare[:LONGEST_WORDING]):
            try:
                return date(_year(match["y"]), _month(match["m"]), int(match["d"]))
            except ValueError:
                raise NoSuchDay(wording=short) from None
    raise NotADeadline(wording=short)


def find_deadline(text: str, published: date) -> Deadline | None:
    """Return the deadline stated within a recommendation's `text`, or None if none is stated for certain.

    Words that open the text decide. Otherwise these count, provided that all of them mean the same day: words
    that open a sentence or a point or follow "should" between commas, a day or month "by" which something is
    due, a period that is said to run from publication, and one in which the inspectorate asks to be answered.
    Look-backs, and days before `published`, are passed over.
    """
    text = text.strip()
    flat = words.plain(text)
    found = _after(published, flat, text)
    if not found:
        return None
    start, first = found[0]
    opens = words.HEAD.fullmatch(flat[:start]) is not None
    return first if opens or all(deadline.on == first.on for _, deadline in found) else None


def stated_deadlines(text: str, published: date) -> tuple[Deadline, ...]:
    """Return every deadline that a recommendation's `text` states for certain, in order, each day once.

    What `find_deadline` weighs against each other: several of them are for a person to choose from.
    """
    text = text.strip()
    by_day: dict[date | None, Deadline] = {}
    for _, deadline in _after(published, words.plain(text), text):
        by_day.setdefault(deadline.on, deadline)
    return tuple(by_day.values())


def _after(published: date, flat: str, text: str) -> list[tuple[int, Deadline]]:
    stated = [each for each in _stated(flat, text, published) if each[1].on and each[1].on >= published]
    return sorted(stated, key=lambda each: each[0])


def _stated(flat: str, text: str, published: date) -> Iterator[tuple[int, Deadline]]:
    """Yield each deadline stated in the text with the position at which its words begin."""
    for expression, read in _IN_TEXT:
        for match in expression.finditer(flat):
            start, end = match.span("clause")
            try:
                yield start, read(match, published, text[start:end])
            except (ValueError, OverflowError, NotADeadline):
                continue


def _read_day(match: re.Match[str], _published: date, printed: str) -> Deadline:
    part = match.groupdict()
    day = date(_year(part["y"]), _month(part["m"]), int(part["d"]))
    weekday = part.get("weekday")
    if weekday and words.WEEKDAYS[day.weekday()] != weekday.casefold():
        raise ValueError("The weekday is another.")
    if part.get("before") and not part["end"]:
        day -= timedelta(days=1)
    return Deadline(day, DeadlineBasis.STATED_DAY, printed)


def _read_month(match: re.Match[str], _published: date, printed: str) -> Deadline:
    part = match.groupdict()
    first = date(_year(part["y"]), _month(part["m"]), 1)
    if part.get("before") and not part["end"]:
        return Deadline(first - timedelta(days=1), DeadlineBasis.STATED_MONTH, printed)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    exact = (part["end"] or "").casefold().startswith("last")
    return Deadline(last, DeadlineBasis.STATED_DAY if exact else DeadlineBasis.STATED_MONTH, printed)


def _read_year(match: re.Match[str], _published: date, printed: str) -> Deadline:
    return Deadline(date(_year(match["y"]), 12, 31), DeadlineBasis.STATED_DAY, printed)


def _read_financial_year(match: re.Match[str], _published: date, printed: str) -> Deadline:
    ends_in = _year(match["y"]) + 1
    if _year(match["next"]) != ends_in:
        raise ValueError("A financial year runs into the next calendar year.")
    return Deadline(date(ends_in, 3, 31), DeadlineBasis.STATED_DAY, printed)


def _read_period(match: re.Match[str], published: date, printed: str) -> Deadline:
    count = _number(match["n"])
    if not count or (match["again"] and _number(match["again"]) != count):
        raise NotADeadline(wording=printed)
    kind = match["unit"].casefold().split()[-1]
    if kind == "fortnight":
        count, kind = 2 * count, "week"
    unit = DeadlineUnit(f"{kind}s")
    on = published + relativedelta(
        days=count if unit is DeadlineUnit.DAYS else 0,
        weeks=count if unit is DeadlineUnit.WEEKS else 0,
        months=count if unit is DeadlineUnit.MONTHS else 0,
        years=count if unit is DeadlineUnit.YEARS else 0,
    )
    return Deadline(on, DeadlineBasis.COUNTED, printed, count, unit)


def _read_at_once(_match: re.Match[str], published: date, printed: str) -> Deadline:
    return Deadline(published, DeadlineBasis.IMMEDIATE, printed)


def _year(digits: str) -> int:
    number = int(digits.lstrip("'"))
    return number if number >= 100 else 2000 + number  # noqa: PLR2004 - two digits are of this century.


def _month(word: str) -> int:
    return words.MONTHS.get(word.casefold()) or int(word)


def _number(word: str) -> int:
    spelled = re.sub(r"[-\s]+", " ", word.casefold())
    return int(spelled) if spelled.isdecimal() else words.NUMBERS.get(spelled, 0)


_Reader = Callable[[re.Match[str], date, str], Deadline]
_FORMS: Final[tuple[tuple[str, str, _Reader], ...]] = (
    *((words.BY, day, _read_day) for day in words.DAYS),
    *((words.BY, month, _read_month) for month in words.MONTHS_OF_A_YEAR),
    (words.BY, words.END_OF_YEAR, _read_year),
    (words.BY, words.END_OF_FINANCIAL_YEAR, _read_financial_year),
    (words.WITHIN, words.PERIOD, _read_period),
    ("", words.AT_ONCE, _read_at_once),
)
"""Each form of a deadline: the words that lead to it, the form itself, and what it means."""

_DAY_ALONE: Final = tuple(words.pattern(day + words.MIDNIGHT) for day in words.DAYS)
_WHOLE: Final = tuple((words.whole(lead, form), read) for lead, form, read in _FORMS)
_IN_TEXT: Final = (
    *((words.opening(lead, form), read) for lead, form, read in _FORMS),
    *((words.anywhere(words.BY_ONLY, form), read) for lead, form, read in _FORMS if lead == words.BY),
    (words.anywhere(words.WITHIN, words.PERIOD_FROM_PUBLICATION), _read_period),
    (words.ANSWER_WITHIN, _read_period),
    (words.anywhere("", words.WITH_IMMEDIATE_EFFECT), _read_at_once),
)

_REFUSED: Final = (
    (words.LOOK_BACK, LooksBack),
    (words.WORKING_DAYS, CountsWorkingDays),
    (words.OTHER_START, CountsFromElsewhere),
    (words.NO_DAY, NamesNoDay),
    (words.NO_YEAR, NamesNoYear),
)
"""What words that are no deadline are, the first that fits."""


def _refusal(bare: str) -> type[NotADeadline]:
    return next((refusal for words_of_it, refusal in _REFUSED if words_of_it.search(bare)), NotADeadline)
