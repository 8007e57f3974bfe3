"""The sheets of the lists, and where each list stands, so that a number can be counted from it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.documents.workbook.book import Book
from bot.documents.workbook.cells import Cells
from models.committee.figure_table import CountedOn, Figure
from models.enums import ItemKind
from templates.filters import cap, count, day
from templates.messages.summary import CommitteeSummary
from templates.translator import PLAIN
from templates.workbook_labels import heading, say

TOP: Final = 4
"""The row of headings on a list's sheet, counted from 0."""


@dataclass(frozen=True)
class PlacedList:
    """The list of a figure, and its sheet."""

    figure: Figure
    rows: tuple[Cells, ...]

    @property
    def title(self) -> str:
        """The name of the sheet."""
        return say("sheet", self.figure.name)

    @property
    def total(self) -> int:
        """The number of the figure: what stands in the list beneath another row does not count."""
        return sum(int(str(row["counts"])) for row in self.rows)

    @property
    def last(self) -> int:
        """The last row, counted from 0."""
        return TOP + len(self.rows)

    def cells(self, key: str) -> str:
        """Return the reference to the cells of a column, for a formula."""
        letter = chr(ord("A") + self.figure.columns.index(key))
        return f"'{self.title}'!${letter}${TOP + 2}:${letter}${self.last + 1}"

    def number(self, kind: ItemKind | None = None) -> str:
        """Return the formula that counts the list, or what of it counts as `kind`."""
        counts = "counts" in self.figure.columns
        if kind is None:
            return (
                f"SUM({self.cells('counts')})" if counts else f"COUNTA({self.cells(self.figure.columns[0])})"
            )
        if counts:
            return f'SUMIF({self.cells("counted_as")},"{kind}",{self.cells("counts")})'
        return f'COUNTIF({self.cells("counted_as")},"{kind}")'

    def number_where(self, key: str, word: str) -> str:
        """Return the formula that counts the rows in which the column `key` has `word`, a word of ours."""
        return f'COUNTIF({self.cells(key)},"{word}")'


def name_of(figure: Figure) -> str:
    """Return what a figure is called."""
    return str(cap(PLAIN.say("figure", figure.name)))


def meaning_of(figure: Figure) -> str:
    """Return what a figure counts."""
    return str(PLAIN.say("figure", f"{figure.name}_means"))


def write_list(book: Book, placed: PlacedList, summary: CommitteeSummary, back: str) -> None:
    """Write a list on a sheet of its own, from which a link leads `back`."""
    columns = placed.figure.columns
    page = book.page(placed.title, tab="#8EA9DB")
    if placed.figure.by:
        page.heading(placed.title)
        page.text(1, 0, say("figures", f"{placed.figure.name}_note"), "note")
    else:
        page.heading(name_of(placed.figure))
        page.text(1, 0, meaning_of(placed.figure), "note")
    counted = say("list", "counted", count=count(len(placed.rows), "row"))
    page.text(2, 0, f"{_when(placed.figure, summary)} {counted}", "note")
    page.link(3, 0, back, say("list", "back"))
    page.table(
        TOP,
        [heading(key) for key in columns],
        ([row.get(key) for key in columns] for row in placed.rows),
    )
    if "rag" in columns:
        page.colour(columns.index("rag"), TOP + 1, placed.last)
    page.sheet.ignore_errors({"number_stored_as_text": f"A{TOP + 2}:Z{placed.last + 1}"})


def _when(figure: Figure, summary: CommitteeSummary) -> str:
    as_at = f" {say('list', 'as_at', until=summary.until)}" if figure.is_of_items else ""
    if summary.since is None or figure.counted_on is CountedOn.CUT_OFF:
        return say("list", "so_far", until=summary.until) + as_at
    if figure.counted_on is CountedOn.LAST_CUT_OFF:
        return say("list", "so_far", until=summary.since) + as_at
    first = day(summary.since + timedelta(days=1))
    return say("list", "between", first=first, until=summary.until) + as_at
