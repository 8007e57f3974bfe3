"""Reads the cells of an Excel workbook that may come from anywhere.

It is called in the process for workbooks, which has little memory and time: what a file unpacks to can harm nothing
else.
"""

import warnings
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any, Final, TypeVar
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from bot.imports.tables import LAST_ROW, MOST_COLUMNS, Grid, Sheet, clean_text, sheet_in
from models.imports.cells import Cell, UnreadableCell
from models.refusals.sheets import BrokenSheet, OddWorkbook, SheetTooLarge

Result = TypeVar("Result")
RawRow = tuple[int, list[Any]]

MOST_UNCALCULATED: Final = 10_000
LARGEST_WHOLE_NUMBER: Final = 10**15
"""Beyond this a spreadsheet's numbers are no longer exact."""

BROKEN: Final = (
    *(ArithmeticError, AttributeError, BadZipFile, EOFError, LookupError, NotImplementedError, OSError),
    *(RuntimeError, SyntaxError, TypeError, ValueError, ZlibError),
)
"""What openpyxl raises for workbooks that are damaged or were never right; bad XML is a SyntaxError."""


def read_workbook(data: bytes, name: str) -> Sheet:
    """Return the register in the visible worksheets of the workbook `data`; a BadSheet names it by `name`.

    Cells come out as text, dates, whole numbers, None, or what makes them unreadable. Formulas are never
    calculated, links never followed. A value in cells that are merged downwards is given to each of their rows.
    """
    _refuse_document_types(data, name)
    workbook = _tried(
        lambda: openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False), name
    )
    visible = (sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
    return sheet_in((_grid(sheet, name) for sheet in visible), name)


def _refuse_document_types(data: bytes, name: str) -> None:
    """Refuse a workbook any part of which declares a document type, so that no entity is ever met.

    It would stand before the first element, so that little of each part is read. What is not XML is passed over,
    unless its name says that it is.
    """

    def look(source: Any, path: str) -> None:
        try:
            next(iterparse(source, ("start",), forbid_dtd=True), None)
        except DefusedXmlException:
            raise OddWorkbook(name=name) from None
        except (ParseError, LookupError, ValueError):
            if path.lower().endswith((".xml", ".rels")):
                raise

    with _tried(lambda: zipfile.ZipFile(BytesIO(data)), name) as archive:
        for part in archive.infolist():
            with _tried(partial(archive.open, part), name) as source:
                _tried(partial(look, source, part.filename), name)


class _SheetParser(WorkSheetParser):
    """Reads cells as openpyxl does, and tells formulas that were never calculated from blank cells."""

    uncalculated = 0

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        # Excel writes the value of a formula that ends in no text as an empty one.
        is_blank = element.get("t") == "str" and element.find(VALUE_TAG) is not None
        if cell["value"] is None and element.find(FORMULA_TAG) is not None and not is_blank:
            cell["value"] = UnreadableCell.FORMULA
            self.uncalculated += 1
        return cell


def _grid(sheet: Any, name: str) -> Grid:
    rows, merged = _parsed(sheet, name)
    return Grid(sheet.title, len(rows), partial(_rows, rows, merged, name))


def _parsed(sheet: Any, name: str) -> tuple[list[RawRow], list[str]]:
    """Return the rows of `sheet` that are not blank, and the ranges of its merged cells."""
    workbook = sheet.parent
    with _tried(sheet._get_source, name) as source:  # noqa: SLF001 - openpyxl tells merged cells nowhere else.
        parser = _SheetParser(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=workbook.epoch,
            date_formats=workbook._date_formats,  # noqa: SLF001
            timedelta_formats=workbook._timedelta_formats,  # noqa: SLF001
        )
        rows = _tried(lambda: list(_filled(parser, name)), name)
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    return rows, [each.ref for each in merged]


def _filled(parser: _SheetParser, name: str) -> Iterator[RawRow]:
    for number, cells in parser.parse():
        if number > LAST_ROW:
            raise SheetTooLarge(name=name, limit=LAST_ROW, what="rows")
        if parser.uncalculated > MOST_UNCALCULATED:
            what = "formulas that were never calculated"
            raise SheetTooLarge(name=name, limit=MOST_UNCALCULATED, what=what)
        values = {each["column"]: each["value"] for each in cells if each["value"] is not None}
        width = max((column for column in values if column <= MOST_COLUMNS), default=0)
        if width:
            yield number, [values.get(column) for column in range(1, width + 1)]


def _rows(
    rows: Sequence[RawRow], merged: Sequence[str], name: str, last: int
) -> Iterator[tuple[int, list[Cell]]]:
    filling = _Merged(merged, name)
    for number, values in rows:
        if number <= last:
            yield number, filling.fill(number, [_cell(value, number, name) for value in values])


def _cell(value: Any, row: int, name: str) -> Cell:
    """Return what openpyxl found in a cell as a Cell: a time of day is dropped from a date."""
    if isinstance(value, str):
        return value if isinstance(value, UnreadableCell) else clean_text(value, row, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, int | float) and abs(value) < LARGEST_WHOLE_NUMBER and value == int(value):
        return int(value)
    return str(value)


def _tried(step: Callable[[], Result], name: str) -> Result:
    """Take one step of openpyxl's, quietly; whatever it stumbles over means that the workbook is broken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return step()
        except BROKEN:
            raise BrokenSheet(name=name) from None


class _Merged:
    """Gives the value of cells merged downwards to every row they cover, in the first of their columns."""

    def __init__(self, merged: Sequence[str], name: str) -> None:
        self._beginning: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._running: dict[int, tuple[int, Cell]] = {}
        for reference in merged:
            column, first, _, last = _tried(partial(range_boundaries, reference), name)
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
                    cells.extend([None] * (column - len(cells)))
                    if cells[column - 1] is None:
                        cells[column - 1] = value
        return cells
