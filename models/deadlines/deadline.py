"""The date that a printed deadline means, and on what basis.

Inspectors write a deadline in words at the head of a recommendation. What is worked out here is a proposal: a
person sees the wording and the date together and confirms.
"""

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from models.dates import forms, words
from models.dates.day import LONGEST as LONGEST_WORDING, LONGEST_QUOTE, day_of
from models.dates.look_back import LOOKS_BACK
from models.dates.words import month_end, plain
from models.deadlines import wording as printed_words
from models.refusals.deadlines import (
    CountsFromElsewhere,
    CountsWorkingDays,
    LooksBack,
    NamesNoDay,
    NamesNoYear,
    NoSuchDay,
    NotADeadline,
)


class DeadlineBasis(StrEnum):
    """What a deadline's date rests on."""

    STATED_DAY = "stated day"
    STATED_MONTH = "stated month"
    COUNTED = "counted from publication"
    IMMEDIATE = "immediate"
    LOCAL = "local target"
    NONE = "no deadline"


_FINANCIAL_YEAR_ENDS: Final = 3
"""March."""


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


@lru_cache(maxsize=512)
def read_deadline(wording: str, published: date) -> Deadline:
    """Return the deadline that `wording` means for a report published on `published`.

    Empty wording, or words such as "none", give the basis NONE. Months are counted in calendar months and
    clipped to the month's end (31 August and six months is 28 or 29 February). "Before" a day is the day
    that precedes it. Raises NotADeadline, or one of its kinds, for look-backs and for whatever names no day.
    """
    printed = wording.strip()
    bare = plain(printed).strip(" \t\r\n.,;:!\"'")
    if printed_words.NOTHING.fullmatch(bare):
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


def find_deadline(text: str, published: date) -> Deadline | None:
    """Return the deadline stated within a recommendation's `text`, or None if none is stated for certain.

    Words that open the text decide. Otherwise these count, provided that all of them mean the same day: words
    that open a sentence or a point or follow "should" between commas, a day or month "by" which something is
    due, a period that is said to run from publication, and one in which the inspectorate asks to be answered.
    Look-backs, and days before `published`, are passed over.
    """
    text = text.strip()
    flat = plain(text)
    found = _after(published, flat, text)
    if not found:
        return None
    start, first = found[0]
    opens = printed_words.HEAD.fullmatch(flat[:start]) is not None
    return first if opens or all(deadline.on == first.on for _, deadline in found) else None


def stated_deadlines(text: str, published: date) -> tuple[Deadline, ...]:
    """Return every deadline that a recommendation's `text` states for certain, in order, each day once.

    What `find_deadline` weighs against each other: several of them are for a person to choose from.
    """
    text = text.strip()
    by_day: dict[date | None, Deadline] = {}
    for _, deadline in _after(published, plain(text), text):
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
            if printed_words.WAS_NOT.search(flat[:start]):
                continue
            try:
                yield start, read(match, published, text[start:end])
            except (ValueError, OverflowError, NotADeadline):
                continue


def _read_day(match: re.Match[str], _published: date, printed: str) -> Deadline:
    part, day = match.groupdict(), day_of(match)
    if part.get("before") and not part["end"]:
        day -= timedelta(days=1)
    return Deadline(day, DeadlineBasis.STATED_DAY, printed)


def _read_month(match: re.Match[str], _published: date, printed: str) -> Deadline:
    part = match.groupdict()
    first = date(words.year(part["y"]), words.month(part["m"]), 1)
    if part.get("before") and not part["end"]:
        return Deadline(first - timedelta(days=1), DeadlineBasis.STATED_MONTH, printed)
    last = month_end(first.year, first.month)
    exact = (part["end"] or "").casefold().startswith("last")
    return Deadline(last, DeadlineBasis.STATED_DAY if exact else DeadlineBasis.STATED_MONTH, printed)


def _read_month_of_short_year(match: re.Match[str], _published: date, printed: str) -> Deadline:
    last = month_end(words.year(match["y"]), words.month(match["m"]))
    return Deadline(last, DeadlineBasis.STATED_MONTH, printed)


def _read_year(match: re.Match[str], _published: date, printed: str) -> Deadline:
    return Deadline(date(words.year(match["y"]), 12, 31), DeadlineBasis.STATED_DAY, printed)


def _read_this_year(match: re.Match[str], published: date, printed: str) -> Deadline:
    if (match["kind"] or "").casefold().startswith("financial"):
        ends = date(published.year + (published.month > _FINANCIAL_YEAR_ENDS), _FINANCIAL_YEAR_ENDS, 31)
    else:
        ends = date(published.year, 12, 31)
    return Deadline(ends, DeadlineBasis.STATED_DAY, printed)


def _read_financial_year(match: re.Match[str], _published: date, printed: str) -> Deadline:
    ends_in = words.year(match["y"]) + 1
    if words.year(match["next"]) != ends_in:
        raise ValueError("A financial year runs into the next calendar year.")
    return Deadline(date(ends_in, 3, 31), DeadlineBasis.STATED_DAY, printed)


def _read_period(match: re.Match[str], published: date, printed: str) -> Deadline:
    count = words.number(match["n"])
    if not count or (match["again"] and words.number(match["again"]) != count):
        raise NotADeadline(wording=printed)
    kind = match["unit"].casefold().split()[-1]
    if kind == "fortnight":
        count, kind = 2 * count, "week"
    on = published + words.span(count, kind)
    return Deadline(on, DeadlineBasis.COUNTED, printed, count, DeadlineUnit(f"{kind}s"))


def _read_at_once(_match: re.Match[str], published: date, printed: str) -> Deadline:
    return Deadline(published, DeadlineBasis.IMMEDIATE, printed)


_Reader = Callable[[re.Match[str], date, str], Deadline]
_FORMS: Final[tuple[tuple[str, str, _Reader], ...]] = (
    *((printed_words.BY, day, _read_day) for day in forms.DAYS),
    *((printed_words.BY, month, _read_month) for month in forms.MONTHS_OF_A_YEAR),
    (printed_words.BY, printed_words.MONTH_AND_SHORT_YEAR, _read_month_of_short_year),
    (printed_words.BY, printed_words.END_OF_THIS_YEAR, _read_this_year),
    (printed_words.BY, forms.END_OF_YEAR, _read_year),
    (printed_words.BY, forms.END_OF_FINANCIAL_YEAR, _read_financial_year),
    (printed_words.WITHIN, printed_words.PERIOD, _read_period),
    ("", printed_words.AT_ONCE, _read_at_once),
)
"""Each form of a deadline: the words that lead to it, the form itself, and what it means."""

_WHOLE: Final = tuple((printed_words.whole(lead, form), read) for lead, form, read in _FORMS)
_IN_TEXT: Final = (
    *((printed_words.opening(lead, form), read) for lead, form, read in _FORMS),
    *(
        (printed_words.anywhere(printed_words.BY_ONLY, form), read)
        for lead, form, read in _FORMS
        if lead == printed_words.BY
    ),
    (printed_words.anywhere(printed_words.WITHIN, printed_words.PERIOD_FROM_PUBLICATION), _read_period),
    (printed_words.ANSWER_WITHIN, _read_period),
    (printed_words.anywhere("", printed_words.WITH_IMMEDIATE_EFFECT), _read_at_once),
    (printed_words.SHOULD_IMMEDIATELY, _read_at_once),
    (printed_words.DOES_IMMEDIATELY, _read_at_once),
)

_REFUSED: Final = (
    (LOOKS_BACK, LooksBack),
    (printed_words.WORKING_DAYS, CountsWorkingDays),
    (printed_words.OTHER_START, CountsFromElsewhere),
    (printed_words.NO_DAY, NamesNoDay),
    (printed_words.NO_YEAR, NamesNoYear),
)
"""What words that are no deadline are, the first that fits."""


def _refusal(bare: str) -> type[NotADeadline]:
    return next((refusal for words_of_it, refusal in _REFUSED if words_of_it.search(bare)), NotADeadline)
