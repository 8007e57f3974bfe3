"""A workbook being written: its formats, and the one way in which typed text gets into a cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from bot.documents.workbook.worksheet import Worksheet
from models.imports.cell_text import as_in_a_cell
from models.imports.cells import LONGEST_TEXT
from templates.workbook_labels import ColumnHeading, say

Cell = str | date | int | None

LAST_ROW: Final = 1_048_576
"""The last row of a worksheet."""

LARGE: Final = 50_000
"""Rows from which a workbook is written row by row through a temporary file, instead of in memory."""

EARLIEST: Final = date(1900, 3, 1)
"""Before this day Excel counts its days otherwise."""

DAY_0: Final = date(1899, 12, 30)
"""The day from which Excel counts its days."""

LINE: Final = 12.8
TALLEST: Final = 409.0
"""How high a line of text is, and how high Excel lets a row be, in points."""

A4: Final = 9
A3: Final = 8

_FONT: Final[dict[str, Any]] = {"font_name": "Arial", "font_size": 10}
_BASE: Final = {**_FONT, "valign": "top"}
_BOXED: Final = {"border": 1, "border_color": "#BFBFBF"}
_LINK: Final = {"font_color": "#0563C1", "underline": 1}
_RIGHT: Final = {"align": "right"}
_LEFT: Final = {"align": "left", "indent": 1}
_DARK: Final = {"bg_color": "#1F3864", "font_color": "#FFFFFF"}
_HEAD: Final = {"bold": True, "text_wrap": True, "border": 1, **_DARK}
_TOTAL: Final = {"bold": True, "top": 2, "bottom": 1, "bg_color": "#EAEFF7"}
FORMATS: Final[dict[str, dict[str, Any]]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 16, "valign": "vcenter", "font_color": "#1F3864"},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F3864"},
    "note": {"font_color": "#404040"},
    "wrapped_note": {"font_color": "#404040", "text_wrap": True},
    "label": {"bold": True},
    "head": {**_HEAD, **_LEFT},
    "head_number": {**_HEAD, **_RIGHT},
    "text": {"text_wrap": True, **_LEFT, **_BOXED},
    "date": {"num_format": "d mmm yyyy", **_LEFT, **_BOXED},
    "instant": {"num_format": "d mmm yyyy hh:mm:ss", **_LEFT, **_BOXED},
    "number": {"num_format": "#,##0", **_RIGHT, **_BOXED},
    "signed": {"num_format": "+#,##0;-#,##0;0", **_RIGHT, **_BOXED},
    "linked": {"num_format": "#,##0", **_RIGHT, **_LINK, **_BOXED},
    "linked_signed": {"num_format": "+#,##0;-#,##0;0", **_RIGHT, **_LINK, **_BOXED},
    "total_words": {**_LEFT, **_TOTAL},
    "total": {"num_format": "#,##0", **_RIGHT, **_TOTAL},
    "total_signed": {"num_format": "+#,##0;-#,##0;0", **_RIGHT, **_TOTAL},
    "link": _LINK,
    "boxed_link": {**_LINK, **_LEFT, **_BOXED},
    "good": {"bg_color": "#E2EFDA", "font_color": "#1E4620", "bold": True, **_LEFT, **_BOXED},
    "bad": {"bg_color": "#C00000", "font_color": "#FFFFFF", "bold": True},
}
RAG_COLOURS: Final[dict[str, tuple[str, str]]] = {
    "red": ("#C00000", "#FFFFFF"),
    "amber": ("#FFC000", "#000000"),
    "green": ("#00703C", "#FFFFFF"),
    "white": ("#FFFFFF", "#000000"),
}
"""The fill and the letters of each colour; the colour's name always stands in the cell too."""


@dataclass(frozen=True)
class Marks:
    """What every page carries: the protective marking, and whose workbook it is."""

    marking: str
    force: str


def in_a_cell(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return `text` as a cell can hold it; what is longer is cut, and says so."""
    even = str(as_in_a_cell(text))
    if 2 * len(even) <= longest or units(even) <= longest:
        return even
    notice = say("list", "cut")
    return first_units(even, longest - units(notice)) + notice


def units(text: str) -> int:
    """Return how long a text is to Excel, which counts characters beyond the first plane as two."""
    return len(text) + sum(character > "\uffff" for character in text)


def first_units(text: str, most: int) -> str:
    """Return the beginning of `text` that is at most `most` long to Excel."""
    kept = text[:most]
    while units(kept) > most:
        kept = kept[: len(kept) - (units(kept) - most + 1) // 2]
    return kept


class SheetPage:
    """A worksheet. Rows are written from the top downwards; rows and columns count from 0."""

    def __init__(self, book: "Book", sheet: Any, title: str) -> None:
        self.book, self.sheet, self.title = book, sheet, title

    def text(self, row: int, column: int, text: str, style: str = "plain") -> None:
        """Write text that stays text, whatever it begins with."""
        kept = in_a_cell(text)
        if kept:
            self.sheet.write_string(row, column, kept, self.book.styles[style])
        else:
            self.sheet.write_blank(row, column, None, self.book.styles[style])

    def cell(self, row: int, column: int, cell: Cell | datetime, style: str | None = None) -> None:
        """Write a text, day, whole number or nothing, each as what it is."""
        styles = self.book.styles
        if cell is None:
            self.sheet.write_blank(row, column, None, styles[style or "text"])
        elif isinstance(cell, str):
            self.text(row, column, cell, style or "text")
        elif isinstance(cell, datetime):
            self.sheet.write_datetime(row, column, cell.replace(tzinfo=None), styles["instant"])
        elif isinstance(cell, date):
            if cell < EARLIEST:
                self.text(row, column, cell.isoformat(), style or "text")
            else:
                self.sheet.write_number(row, column, (cell - DAY_0).days, styles[style or "date"])
        else:
            self.sheet.write_number(row, column, cell, styles[style or "number"])

    def formula(self, row: int, column: int, formula: str, value: int | str, style: str = "number") -> None:
        """Write a formula of ours with the value it has; nothing that somebody typed may be in it."""
        self.sheet.write_formula(row, column, formula, self.book.styles[style], value)

    def heading(self, words: str) -> None:
        """Write the sheet's own heading in its first row."""
        self.sheet.set_row(0, 24)
        self.text(0, 0, words, "title")

    def link(self, row: int, column: int, to: str, words: str, style: str = "link") -> None:
        """Write words that lead to the first cell of the sheet `to`."""
        self.sheet.write_url(row, column, f"internal:'{to}'!A1", self.book.styles[style], words)

    def headings(self, row: int, headings: Sequence[ColumnHeading]) -> None:
        """Write a row of headings and set the widths of their columns."""
        self.sheet.set_row(row, LINE * max(lines_of(each.title, each.width) for each in headings) + 3)
        for column, heading in enumerate(headings):
            self.sheet.set_column(column, column, heading.width)
            self.text(row, column, heading.title, "head_number" if heading.is_number else "head")

    def table(
        self, top: int, headings: Sequence[ColumnHeading], rows: Iterable[Sequence[Cell | datetime]]
    ) -> int:
        """Write a table with its row of headings at `top`; return the number of its last row."""
        self.headings(top, headings)
        last = top
        widths = [each.width for each in headings]
        for last, cells in enumerate(rows, start=top + 1):
            self.sheet.set_row(last, _height(cells, widths))
            for column, cell in enumerate(cells):
                self.cell(last, column, cell)
        if last > top:
            self.sheet.autofilter(top, 0, last, len(headings) - 1)
        self.sheet.freeze_panes(top + 1, 1)
        self.sheet.repeat_rows(top)
        return last

    def colour(self, column: int, first: int, last: int) -> None:
        """Colour the cells of a column by the RAG words that stand in them."""
        for word in RAG_COLOURS:
            self.sheet.conditional_format(
                *(first, column, last, column),
                {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{word}"',
                    "format": self.book.styles[f"rag_{word}"],
                },
            )


class Book:
    """The workbook. Nothing that is typed can become a formula, a number or a link."""

    def __init__(self, marks: Marks, made_on: date, rows: int) -> None:
        """Begin a workbook of about so many `rows`; `made_on` is the local date that its properties give."""
        self._file = BytesIO()
        self._marks = marks
        self._book = xlsxwriter.Workbook(
            self._file,
            {
                "constant_memory": rows > LARGE,
                "in_memory": rows <= LARGE,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": _FONT,
            },
        )
        self._book.set_properties(
            {
                "title": say("about", "heading"),
                "subject": in_a_cell(marks.marking, 255),
                "author": in_a_cell(marks.force, 255),
                "company": in_a_cell(marks.force, 255),
                "created": datetime.combine(made_on, time(), UTC),
            }
        )
        self.styles = {name: self._book.add_format(_BASE | format_) for name, format_ in FORMATS.items()}
        for word, (fill, letters) in RAG_COLOURS.items():
            self.styles[f"rag_{word}"] = self._book.add_format({"bg_color": fill, "font_color": letters})

    def page(self, title: str, *, tab: str, paper: int = A4, wide: int = 1, long: int = 0) -> SheetPage:
        """Add a sheet that prints on `paper`, landscape, with the marking on each page.

        It is so many pages `wide` and `long`; 0 is as many as are needed. `tab` is the colour of its tab.
        """
        sheet = self._book.add_worksheet(title, Worksheet)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(wide, long)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        marking, force = (_in_a_margin(each) for each in (self._marks.marking, self._marks.force))
        sheet.set_header(f'&L{force}&C&"Arial,Bold"{marking}&R&A')
        sheet.set_footer(f'&C&"Arial,Bold"{marking}&R{say("about", "page")}')
        sheet.hide_gridlines(2)
        sheet.set_tab_color(tab)
        return SheetPage(self, sheet, title)

    def chart(self, kind: dict[str, str]) -> Any:
        """Return a chart of Excel's own."""
        return self._book.add_chart(kind)

    def octets(self) -> bytes:
        """Finish the workbook and return it."""
        self._book.close()
        return self._file.getvalue()


def lines_of(text: str, width: int) -> int:
    """Return about how many lines a text takes in a column of so many characters."""
    return sum(-(-len(paragraph) // (width - 2)) or 1 for paragraph in text.split("\n"))


def _height(cells: Sequence[Cell | datetime], widths: Sequence[int]) -> float:
    """Return how high a row must be, for programs that do not work it out when they open a workbook."""
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        # Most texts are short, and take one line.
        if isinstance(cell, str) and (len(cell) > width - 2 or "\n" in cell):
            lines = max(lines, lines_of(cell, width))
    return min(TALLEST, LINE * lines + 2)


def _in_a_margin(text: str) -> str:
    """Return typed text for a header, where & begins an instruction and at most 255 characters fit in all."""
    return in_a_cell(" ".join(text.split()), 60).replace("&", "&&")
