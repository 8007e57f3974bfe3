"""Reads a register from an Excel workbook or a CSV file, row by row, whatever the file may hold."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from bot.imports.workbook import MOST_COLUMNS, Grid, clean, read_workbook
from bot.imports.workbook_scan import LAST_ROW, MEBIBYTE, is_compound_file, refuse_compound_file
from models.imports.cells import Cell, spelled
from models.imports.headings import recognise_headings
from models.refusals.sheets import (
    BadSheet,
    CellTooLong,
    NoHeadings,
    NotInLetters,
    OtherFormat,
    SheetTooLarge,
    StrayQuote,
)

LARGEST_FILE: Final = 50 * MEBIBYTE
MOST_ROWS: Final = 200_000
MOST_CHARACTERS: Final = 100_000_000
"""Characters in all rows together: a small workbook can say one long text in every cell."""

HEADINGS_WITHIN: Final = 20
"""Rows from the top among which the headings are sought; titles may stand above them."""

FEWEST_HEADINGS: Final = 2
"""Headings that must be known for a row to be the row of headings."""

_SEPARATORS: Final = ",;\t|"
_SAMPLE: Final = 64 * 1024


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


def read_sheet(source: Path | BinaryIO, name: str) -> Sheet:
    """Return the register in `source`, which people know as `name`: an Excel workbook (.xlsx) or a CSV file.

    What it is is told from its content. CSV is read as UTF-8, or else as Windows' Western European letters, and
    may be divided by commas, semicolons, tabs or bars. Of several worksheets the one with the most known
    headings is taken. Raises a BadSheet, here or while the rows are read, for every file that cannot be read
    within the limits above and those of the workbook scan.
    """
    data = _read_all(source, name)
    if data.startswith(b"PK"):
        grids = read_workbook(data, name)
    elif is_compound_file(data):
        refuse_compound_file(data, name)
    else:
        grids = [_csv_grid(data, name)]
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


def _read_all(source: Path | BinaryIO, name: str) -> bytes:
    if isinstance(source, Path):
        with source.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    else:
        data = source.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise SheetTooLarge(name=name, limit=LARGEST_FILE // MEBIBYTE, what="MiB")
    return data


def _find_headings(grid: Grid) -> tuple[int, dict[int, str], int] | None:
    """Return the number of the row of headings, the headings by column, and how many of them are known."""
    best = None
    for number, cells in grid.rows(HEADINGS_WITHIN):
        by_column = _headings(cells)
        known = len(set(recognise_headings(by_column.values()).columns.values()))
        if known >= FEWEST_HEADINGS and (best is None or known > best[2]):
            best = (number, by_column, known)
    return best


def _headings(cells: list[Cell]) -> dict[int, str]:
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


def _csv_grid(data: bytes, name: str) -> Grid:
    encoding = _encoding(data, name)
    with _reading(data, encoding) as text:
        sample = text.read(_SAMPLE)
    opening = sample.lstrip()[:200].casefold()
    if opening.startswith("<"):
        raise OtherFormat(name=name, what="a web page" if "html" in opening else "an XML file")
    if opening.startswith(("%pdf", "{\\rtf")):
        raise OtherFormat(name=name, what="a PDF or a Word document")
    separator = max(_SEPARATORS, key=lambda mark: _headings_divided_by(mark, sample))
    return Grid(None, data.count(b"\n"), lambda last: _csv_rows(data, encoding, separator, name, last))


def _encoding(data: bytes, name: str) -> str:
    """Return the encoding of a text; one that fits none, or that holds what no text holds, is refused."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif not data.strip():
        raise BadSheet(name=name)
    elif b"\0" in data:
        raise NotInLetters(name=name)
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        try:
            with _reading(data, encoding) as text:
                while text.read(_SAMPLE):
                    pass
        except UnicodeError:
            continue
        return encoding
    raise NotInLetters(name=name)


def _reading(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")


def _headings_divided_by(separator: str, sample: str) -> tuple[int, int]:
    """Return how many known headings, and how many cells, a row of the sample has at most when so divided."""
    try:
        rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), HEADINGS_WITHIN))
    except csv.Error:
        return (0, 0)
    known = max((len(recognise_headings(row[:MOST_COLUMNS]).columns) for row in rows), default=0)
    return (known, max((len(row) for row in rows), default=0))


def _csv_rows(
    data: bytes, encoding: str, separator: str, name: str, last: int
) -> Iterator[tuple[int, list[Cell]]]:
    with _reading(data, encoding) as text:
        reader = csv.reader(text, delimiter=separator, strict=True)
        for number in range(1, last + 1):
            try:
                values = next(reader, None)
            except csv.Error as error:
                if "field limit" in str(error):
                    raise CellTooLong(name=name, row=number, limit=csv.field_size_limit()) from None
                raise StrayQuote(name=name, row=number) from None
            if values is None:
                return
            if len(values) > MOST_COLUMNS:
                raise SheetTooLarge(name=name, limit=MOST_COLUMNS, what="columns")
            if any(values):
                yield number, [clean(value, number, name) for value in values]
