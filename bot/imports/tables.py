"""Finds the register in a table, whatever stands above and beside it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.imports.cells import LONGEST_TEXT, Cell, UnreadableCell, spelled
from models.imports.headings import recognise_headings
from models.refusals.sheets import CellTooLong, NoHeadings, SheetTooLarge

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 256
"""Columns that are read; what stands further right is no register."""

MOST_CHARACTERS: Final = 100_000_000
"""Characters in all rows together: a small workbook can say one long text in every cell."""

LAST_ROW: Final = 1_048_576
"""The last row of an Excel worksheet."""

HEADINGS_WITHIN: Final = 20
"""Rows from the top among which the headings are sought; titles may stand above them."""

FEWEST_HEADINGS: Final = 2
"""Headings that must be known for a row to be the row of headings."""

ERRORS: Final = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
"""What a cell shows whose formula ended in an error."""

_CONTROLS: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


@dataclass(frozen=True)
class Grid:
    """A table as it stands in a file, before its headings are known.

    `rows` is called with the number of the last row that is wanted. Each time it reads from the top, and gives
    each row's number and its cells, without the blank rows.
    `about` is how many rows to expect, for showing progress. `title` is the worksheet's name, if there is one.
    """

    title: str | None
    about: int
    rows: Callable[[int], Iterator[tuple[int, list[Cell]]]]


@dataclass(frozen=True)
class SheetRow:
    """One row: the number that the spreadsheet shows, and the cells that are not empty by their heading."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Sheet:
    """A register as a file has it.

    `rows` can be gone through once; blank rows and repeated headings are left out. `headed_in` is the number of
    the row of headings, `about` how many rows to expect, for showing progress. `worksheet` is the name of the
    worksheet that was taken, and `other_worksheets` those left out that have at least half as many.
    """

    name: str
    worksheet: str | None
    headings: tuple[str, ...]
    headed_in: int
    about: int
    rows: Iterator[SheetRow]
    other_worksheets: tuple[str, ...] = ()


def sheet_in(grids: Iterable[Grid], name: str) -> Sheet:
    """Return the register in those of `grids` that has the most known headings. Raises NoHeadings."""
    found = [(grid, *headed) for grid in grids if (headed := _find_headings(grid)) is not None]
    if not found:
        raise NoHeadings(name=name, rows=HEADINGS_WITHIN)
    grid, headed_in, by_column, known = max(found, key=lambda each: each[3])
    return Sheet(
        name=name,
        worksheet=grid.title,
        headings=tuple(by_column.values()),
        headed_in=headed_in,
        about=max(0, grid.about - headed_in),
        rows=_rows(grid, headed_in, by_column, name),
        other_worksheets=tuple(
            other.title or "" for other, *_, also in found if other is not grid and 2 * also >= known
        ),
    )


def _find_headings(grid: Grid) -> tuple[int, dict[int, str], int] | None:
    """Return the number of the row of headings, the headings by column, and how many of them are known."""
    best = None
    for number, cells in grid.rows(HEADINGS_WITHIN):
        by_column = headings_by_column(cells)
        known = len(set(recognise_headings(by_column.values()).columns.values()))
        if known >= FEWEST_HEADINGS and (best is None or known > best[2]):
            best = (number, by_column, known)
    return best


def headings_by_column(cells: Sequence[Cell]) -> dict[int, str]:
    """Return the headings by column, on one line each; one that comes again is numbered."""
    by_column: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for column, cell in enumerate(cells):
        heading = " ".join(str(cell).split())[:200] if cell is not None else ""
        if not spelled(heading):
            continue
        seen[heading] += 1
        by_column[column] = heading if seen[heading] == 1 else f"{heading} ({seen[heading]})"
    return by_column


def _rows(grid: Grid, headed_in: int, by_column: dict[int, str], name: str) -> Iterator[SheetRow]:
    count = characters = 0
    headings = set(by_column.items())
    for number, cells in grid.rows(LAST_ROW):
        if number <= headed_in:
            continue
        row: dict[str, Cell] = {
            by_column[column]: cell
            for column, cell in enumerate(cells)
            if cell is not None and column in by_column
        }
        if not row or headings <= {(column, cell) for column, cell in enumerate(cells)}:
            continue
        count += 1
        characters += sum(len(cell) for cell in row.values() if isinstance(cell, str))
        if count > MOST_ROWS:
            raise SheetTooLarge(name=name, limit=MOST_ROWS, what="rows")
        if characters > MOST_CHARACTERS:
            raise SheetTooLarge(name=name, limit=MOST_CHARACTERS, what="characters")
        yield SheetRow(number, row)


def clean_text(value: str, row: int, name: str) -> Cell:
    """Return what a text in a cell says, without blanks at its ends and without what nobody can see.

    Raises CellTooLong with the number of the row and the file's name.
    """
    if len(value) > LONGEST_TEXT:
        raise CellTooLong(name=name, row=row, limit=LONGEST_TEXT)
    text = value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).strip()
    if text in ERRORS:
        return UnreadableCell.ERROR
    return text or None
