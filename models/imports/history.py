"""The history of a status, as the inspectorate's own register writes it into one cell."""

import re
from datetime import date
from typing import Final

from models.dates.day import read_day
from models.imports.cells import EARLIEST, LATEST
from models.refusals.deadlines import NotADeadline

HISTORY: Final = frozenset({"status history", "history of status", "history"})
"""Headings of such a column, as `spelled` has them."""

_BETWEEN: Final = re.compile(r"\s*(?:[;|\n]|->|→|(?<=[\d)]),)\s*")
_DAY: Final = (
    r"(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4})"
)
_ENTRY: Final = re.compile(
    rf"(?:(?P<first>{_DAY})[\s:,\u2013-]*(?P<then>.+?)|(?P<words>.+?)[\s:,\u2013-]*(?:\(|\bon |\bsince |\bfrom )?"
    rf"(?P<day>{_DAY})\)?)\.?"
)


def last_entry(history: str) -> tuple[str, date] | None:
    """Return the words and the day of the latest entry, each with its day; None where an entry has none."""
    found: list[tuple[date, str]] = []
    for entry in _BETWEEN.split(history.strip().strip(";")):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            return None
        try:
            day = read_day(match["first"] or match["day"])
        except NotADeadline:
            return None
        if not EARLIEST <= day <= LATEST:
            return None
        found.append((day, (match["then"] or match["words"]).strip(" ():\u2013-")))
    last = max(day for day, _ in found) if found else None
    words = next((words for day, words in reversed(found) if day == last), "")
    return (words, last) if last and words else None
