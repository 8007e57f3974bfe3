"""Which heading of a file gives which field, however real registers spell it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from models.imports.cells import spelled
from models.register.fields import Column

NEEDED: Final = (Column.REPORT_CODE, Column.PUBLISHED, Column.TEXT)
"""Columns without which no row can be taken in; one of the two numbers is needed too."""

REVISED: Final = ("revised ", "current ", "agreed ", "forecast ", "expected ")
"""How the heading of a date begins that is empty where the first one still holds."""

NEAR_ENOUGH = 72
"""How alike, of 100, an unknown heading must be to a known one for that to be suggested."""


_OWN_SPELLINGS: Final = {spelled(column): column for column in Column}
_BY_SPELLING: Final = _OWN_SPELLINGS | {name: column for column in Column for name in column.also}


@dataclass(frozen=True)
class UnknownHeading:
    """A heading that is not taken in, with the column it is nearest to, if any.

    `taken_by` names the heading that gives this column already.
    """

    heading: str
    nearest: Column | None
    taken_by: str | None = None


@dataclass(frozen=True)
class Headings:
    """Which heading gives which column. More than one may give the notes; every other column has one."""

    columns: dict[str, Column]
    unknown: tuple[UnknownHeading, ...]

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns that are needed and that no heading gives."""
        given = set(self.columns.values())
        missing = [column for column in NEEDED if column not in given]
        if not given & {Column.NUMBER, Column.REGISTER_NUMBER}:
            missing.append(Column.NUMBER)
        return tuple(missing)


def recognise_headings(headings: Iterable[str]) -> Headings:
    """Return which of `headings` gives which column, and which are unknown.

    Order, case, punctuation and which of the spellings is used do not matter. Where two headings mean the same
    column, the register's own word for it goes before other spellings, and else the first; the notes are put
    together from all of theirs.
    """
    known = _with_first_dates(
        [(heading, _BY_SPELLING.get(spelled(heading))) for heading in headings if spelled(heading)]
    )
    taken: dict[Column, str] = {}
    for heading, column in sorted(known, key=lambda each: spelled(each[0]) not in _OWN_SPELLINGS):
        if column is not None:
            taken.setdefault(column, heading)
    columns = {
        heading: column
        for heading, column in known
        if column is not None and (taken[column] == heading or column is Column.NOTES)
    }
    return Headings(columns, tuple(_unknown(known, columns, taken)))


def _with_first_dates(known: list[tuple[str, Column | None]]) -> list[tuple[str, Column | None]]:
    """Take a due date beside a revised one for the first that was set."""
    dates = [heading for heading, column in known if column is Column.DEADLINE]
    revised = [heading for heading in dates if spelled(heading).startswith(REVISED)]
    if not revised or len(revised) == len(dates) or Column.ORIGINAL_DEADLINE in dict(known).values():
        return known
    return [
        (heading, Column.ORIGINAL_DEADLINE if heading in dates and heading not in revised else column)
        for heading, column in known
    ]


def _unknown(
    known: list[tuple[str, Column | None]], columns: dict[str, Column], taken: dict[Column, str]
) -> Iterator[UnknownHeading]:
    for heading, column in known:
        if column is None:
            yield UnknownHeading(heading, _nearest(heading))
        elif heading not in columns:
            yield UnknownHeading(heading, column, taken_by=taken[column])


def _nearest(heading: str) -> Column | None:
    near = process.extractOne(
        spelled(heading)[:80], _BY_SPELLING.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH
    )
    return None if near is None else _BY_SPELLING[near[0]]
