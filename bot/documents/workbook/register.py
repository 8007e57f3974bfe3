"""The sheets that hold the register itself, as an import reads it, and its ledger."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.documents.workbook.book import A3, LAST_ROW, Book, Cell, SheetPage, first_units, units
from models.committee.ledger_rows import LedgerRow
from models.imports.cells import LONGEST_TEXT
from models.imports.exporting import Row
from models.refusals.documents import TooLongForWorkbook
from models.register.fields import Column
from templates.presenters.ledger import in_words
from templates.workbook_labels import ColumnHeading, heading, say

SPARE_ROWS: Final = 500
"""Rows below the last in which the words are offered too."""

PAGES_WIDE: Final = 3


def write_register(book: Book, rows: Iterable[Row]) -> int:
    """Write the register; return how many items it has.

    The headings stand in the first row and are the import's own. Raises TooLongForWorkbook: a text that was cut
    would be taken for a shorter one when it is imported again.
    """
    page = book.page(say("sheet", "register"), tab="#00703C", paper=A3, wide=PAGES_WIDE)
    columns = list(Column)
    headings = [ColumnHeading(column, column.field.width) for column in columns]
    last = page.table(0, headings, (_checked(row) for row in rows))
    if last + 1 >= LAST_ROW:
        raise AssertionError("Nobody has a million recommendations.")
    page.sheet.freeze_panes(1, columns.index(Column.REGISTER_NUMBER) + 1)
    page.sheet.repeat_columns(columns.index(Column.REPORT_CODE), columns.index(Column.NUMBER))
    page.sheet.ignore_errors({"number_stored_as_text": f"A1:{_letter(len(columns))}{last + 1}"})
    page.colour(columns.index(Column.RAG), 1, last + SPARE_ROWS)
    for at, column in enumerate(columns):
        if column.field.words:
            page.sheet.data_validation(
                *(1, at, last + SPARE_ROWS, at),
                {"validate": "list", "source": list(column.field.words), "error_type": "warning"},
            )
    return last


def _checked(row: Row) -> list[Cell]:
    for column, cell in row.items():
        if isinstance(cell, str) and 2 * len(cell) > LONGEST_TEXT and units(cell) > LONGEST_TEXT:
            reference = row.get(Column.REGISTER_NUMBER) or f"{row[Column.REPORT_CODE]}-{row[Column.NUMBER]}"
            raise TooLongForWorkbook(what=column, reference=reference, limit=LONGEST_TEXT)
    return [row.get(column) for column in Column]


def write_ledger(
    book: Book, rows: Iterable[LedgerRow], zone: ZoneInfo, most: int = LAST_ROW - 1
) -> list[tuple[str, int]]:
    """Write the ledger, with its instants in `zone` and in UTC; return its sheets with their numbers of rows.

    A sheet takes `most` rows; what is more goes on in the next. Words longer than a cell go on in the next row.
    """
    keys = ("number", "effective_on", "recorded_local", "recorded_utc", "what", "about", "by", "facts")
    headings = [heading(key, zone=zone.key) for key in keys]
    lines = (line for row in rows for line in _lines(row, zone))
    written: list[tuple[str, int]] = []
    following = next(lines, None)
    while following is not None or not written:
        number = len(written) + 1
        title = say("sheet", "ledger") if number == 1 else say("sheet", "ledger_more", number=number)
        page = book.page(title, tab="#7F7F7F")
        taken = 0

        def of_this_sheet() -> Iterator[list[Cell | datetime]]:
            nonlocal following, taken
            while following is not None and taken < most:
                taken += 1
                yield following
                following = next(lines, None)

        page.table(0, headings, of_this_sheet())
        _no_hints(page, len(keys), taken)
        written.append((title, taken))
    return written


def _lines(row: LedgerRow, zone: ZoneInfo) -> Iterator[list[Cell | datetime]]:
    local = row.recorded_at.astimezone(zone)
    words, what = in_words(row.facts), str(row.kind)
    while True:
        part = words if 2 * len(words) <= LONGEST_TEXT else first_units(words, LONGEST_TEXT)
        yield [row.number, row.effective_on, local, row.recorded_at, what, row.about, row.by, part]
        words = words[len(part) :]
        if not words:
            return
        what = say("list", "continued", words=str(row.kind))


def _no_hints(page: SheetPage, columns: int, rows: int) -> None:
    """Keep Excel from marking references that consist of digits: they are text."""
    page.sheet.ignore_errors({"number_stored_as_text": f"A1:{_letter(columns)}{rows + 1}"})


def _letter(column: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
