"""The worksheet that writes cells in less time writes what XlsxWriter does."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
import xlsxwriter
from xlsxwriter import worksheet

from bot.documents.workbook.worksheet import Worksheet

CHARACTERS = [*map(chr, range(0x180)), "\u2003", "\u2028", "\ufeff", "€", "😀"]
TEXTS = [text.format(each) for each in CHARACTERS for text in ("a{}b", "{}b", "a{}")]
ODD_TEXTS = [
    "_x0041_",
    "a_x000a_b",
    "_x",
    "<r>rich</r>",
    "=1+1",
    "http://a.example",
    "two\nlines",
    "x" * 40_000,
]
NUMBERS = [0, -1, 10**15 + 1, 2.5, -1e-7, 1 / 3]


@pytest.mark.parametrize("row_by_row", [False, True], ids=["in memory", "row by row"])
def test_its_octets_are_those_of_the_worksheet_of_xlsxwriter(row_by_row: bool) -> None:
    """Whatever stands in a cell, with a format or without, both write the same workbook."""
    ours, theirs = (workbook(kind, row_by_row=row_by_row) for kind in (Worksheet, worksheet.Worksheet))
    assert ours == theirs


def workbook(kind: type[worksheet.Worksheet], *, row_by_row: bool) -> bytes:
    """Return a workbook of one worksheet of this kind, which has all kinds of cells."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": not row_by_row, "constant_memory": row_by_row})
    book.set_properties({"created": datetime(2022, 12, 2, tzinfo=UTC)})
    sheet = book.add_worksheet("Sheet", kind)
    formats = [None, book.add_format({"bold": True}), book.add_format({"num_format": "d mmm yyyy"})]
    for row, (write, value) in enumerate(cells(sheet)):
        for column, format_ in enumerate(formats):
            write(row, 30 * column, value, format_)
    book.close()
    return file.getvalue()


def cells(sheet: worksheet.Worksheet) -> Iterator[tuple[Callable[..., object], object]]:
    """Give each value with what writes it."""
    for text in TEXTS + ODD_TEXTS:
        yield sheet.write_string, text
    for number in NUMBERS:
        yield sheet.write_number, number
    yield sheet.write_datetime, datetime(2022, 12, 2, 9, 30, 15, 250_000, UTC).replace(tzinfo=None)
    yield sheet.write_blank, None
    yield sheet.write_formula, "=A1&B1"
    yield sheet.write_boolean, True
