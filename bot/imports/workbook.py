"""Reads the cells of an Excel workbook that may come from anywhere."""

import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any, Final, TypeVar
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812

import openpyxl
from openpyxl.utils.cell import get_column_letter, range_boundaries

from bot.imports.workbook_scan import ZipPart, scan
from models.imports.cells import LONGEST_TEXT, Cell, UnreadableCell
from models.refusals.sheets import BrokenSheet, CellTooLong

Result = TypeVar("Result")

MOST_COLUMNS: Final = 256
"""Columns that are read; what stands further right is no register."""

BATCH: Final = 200
"""Rows that are asked of openpyxl at a time."""

LARGEST_WHOLE_NUMBER: Final = 10**15
"""Beyond this a spreadsheet's numbers are no longer exact."""

BROKEN: Final = (
    *(ArithmeticError, AttributeError, BadZipFile, EOFError, LookupError, NotImplementedError, OSError),
    *(RecursionError, SyntaxError, TypeError, ValueError, ZlibError),
)
"""What openpyxl raises for workbooks that are damaged or were never right; bad XML is a SyntaxError."""

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


def read_workbook(data: bytes, name: str) -> list[Grid]:
    """Return the visible worksheets of the workbook `data`; a BadSheet names it by `name`.

    Cells come out as text, dates, whole numbers, None, or what makes them unreadable. Formulas are never
    calculated, links never followed. A value in cells that are merged downwards is given to each of their rows.
    """
    parts = scan(data, name)
    workbook = _tried(
        lambda: openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False), name
    )
    return [_grid(sheet, parts, name) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]


def _grid(sheet: Any, parts: dict[str, ZipPart], name: str) -> Grid:
    part = parts.get(sheet._worksheet_path, ZipPart())  # noqa: SLF001 - openpyxl tells it nowhere else.
    return Grid(sheet.title, part.rows, lambda last: _rows(sheet, part, name, last))


def _rows(sheet: Any, part: ZipPart, name: str, last: int) -> Iterator[tuple[int, list[Cell]]]:
    merged = _Merged(part, name)
    sheet.reset_dimensions()
    source = sheet.iter_rows(max_row=last, max_col=MOST_COLUMNS, values_only=True)
    for number, values in enumerate(_in_batches(source, name), start=1):
        uncalculated = _uncalculated(part, number)
        if not uncalculated and values.count(None) == len(values):
            continue
        cells = [clean(value, number, name) for value in values]
        for column in uncalculated:
            if column <= len(cells) and cells[column - 1] is None:
                cells[column - 1] = UnreadableCell.FORMULA
        yield number, merged.fill(number, cells)


def clean(value: object, row: int, name: str) -> Cell:
    """Return what a cell holds as a Cell: a time of day is dropped from a date, blanks from a text's ends.

    Raises CellTooLong with the number of the row and the file's name.
    """
    if isinstance(value, str):
        return _text(value, row, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, int | float) and abs(value) < LARGEST_WHOLE_NUMBER and value == int(value):
        return int(value)
    return str(value)


def _text(value: str, row: int, name: str) -> Cell:
    if len(value) > LONGEST_TEXT:
        raise CellTooLong(name=name, row=row, limit=LONGEST_TEXT)
    text = value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).strip()
    if text in ERRORS:
        return UnreadableCell.ERROR
    return text or None


def _tried(step: Callable[[], Result], name: str) -> Result:
    """Take one step of openpyxl's, quietly; whatever it stumbles over means that the workbook is broken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return step()
        except BROKEN:
            raise BrokenSheet(name=name) from None


def _in_batches(source: Iterator[tuple[Any, ...]], name: str) -> Iterator[tuple[Any, ...]]:
    while batch := _tried(lambda: list(islice(source, BATCH)), name):
        yield from batch


def _uncalculated(part: ZipPart, row: int) -> list[int]:
    """Return the columns of the cells in `row` that hold a formula without a value."""
    if not part.uncalculated:
        return []
    columns = range(1, MOST_COLUMNS + 1)
    return [column for column in columns if f"{get_column_letter(column)}{row}" in part.uncalculated]


class _Merged:
    """Gives the value of cells merged downwards to every row they cover, in the first of their columns."""

    def __init__(self, part: ZipPart, name: str) -> None:
        self._beginning: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._running: dict[int, tuple[int, Cell]] = {}
        for reference in part.merged:
            column, first, _, last = _tried(lambda reference=reference: range_boundaries(reference), name)  # type: ignore[misc]
            if column and first and last and last > first and column <= MOST_COLUMNS:
                self._beginning[first].append((column, last))

    def fill(self, row: int, cells: list[Cell]) -> list[Cell]:
        """Return the cells of `row` with merged values in their places; a row that is blank stays blank."""
        for column, last in self._beginning.pop(row, ()):
            if column <= len(cells):
                self._running[column] = (last, cells[column - 1])
        if self._running:
            self._running = {column: each for column, each in self._running.items() if each[0] >= row}
            if any(cell is not None for cell in cells):
                for column, (_, value) in self._running.items():
                    if column <= len(cells) and cells[column - 1] is None:
                        cells[column - 1] = value
        return cells
