"""The history of a status, as the inspectorate's own register writes it into one cell."""

import re
from datetime import date
from typing import Final

from models.dates.day import read_day
from models.imports.cells import EARLIEST, LATEST
from models.refusals.deadlines import NotADeadline

HISTORY: Final = frozenset({"status history", "history of status", "history"})
"""Headings of such a column, as `spelled` has them."""

_BETWEEN: Final = re.compile(r"[;|\n]|->|→|(?<=[\d)]),")
_DAY: Final = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4}"
)
_AROUND: Final = " \t\r\xa0:,()\u2013-"
"""What stands between the words of an entry and its day."""


def last_entry(history: str) -> tuple[str, date] | None:
    """Return the words and the day of the latest entry, each with its day; None where an entry has none."""
    found: list[tuple[date, str]] = []
    for entry in _BETWEEN.split(history.strip().strip(";")):
        parted = _parted(entry.strip().removesuffix("."))
        if parted is None:
            return None
        words, written = parted
        try:
            day = read_day(written)
        except NotADeadline:
            return None
        if not EARLIEST <= day <= LATEST:
            return None
        found.append((day, words))
    last = max(day for day, _ in found) if found else None
    words = next((words for day, words in reversed(found) if day == last), "")
    return (words, last) if last and words else None


def _parted(entry: str) -> tuple[str, str] | None:
    """Return the words of an entry and its day as written, before them or behind; None where either is missing."""
    days = list(_DAY.finditer(entry))
    if not days:
        return None
    if not days[0].start():
        words = entry[days[0].end() :].strip(_AROUND)
        return (words, days[0][0]) if words else None
    if entry[days[-1].end() :].strip(_AROUND):
        return None
    words = entry[: days[-1].start()].strip(_AROUND)
    for before in (" on", " since", " from"):
        words = words.removesuffix(before).rstrip(_AROUND)
    return (words, days[-1][0]) if words else None
