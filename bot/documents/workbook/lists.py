"""The sheets of the lists, and where each list stands, so that a number can be counted from it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.documents.workbook.book import Book
from bot.documents.workbook.listing import Listing
from models.enums import ItemKind
from templates.filters import cap, count, day
from templates.messages.summary import CommitteeSummary
from templates.translator import PLAIN
from templates.workbook_labels import heading, say

TOP: Final = 4
"""The row of headings on a list's sheet, counted from 0."""

OF_A_DAY: Final = frozenset(
    {
        *("opening", "closing", "overdue", "due", "rag", "red", "causes", "waiting", "watched", "addressees"),
        *("inspections", "peel", "unsupported"),
    }
)
"""Lists of what is so on the last day; the others are of what happened up to it."""


@dataclass(frozen=True)
class PlacedList:
    """A list and its sheet."""

    listing: Listing

    @property
    def title(self) -> str:
        """The name of the sheet."""
        return say("sheet", self.listing.key)

    @property
    def last(self) -> int:
        """The last row, counted from 0."""
        return TOP + len(self.listing.rows)

    def cells(self, key: str) -> str:
        """Return the reference to the cells of a column, for a formula."""
        letter = chr(ord("A") + self.listing.columns.index(key))
        return f"'{self.title}'!${letter}${TOP + 2}:${letter}${self.last + 1}"

    def number(self, kind: ItemKind | None = None) -> str:
        """Return the formula that counts the list, or what of it counts as `kind`."""
        counts = "counts" in self.listing.columns
        if kind is None:
            return (
                f"SUM({self.cells('counts')})" if counts else f"COUNTA({self.cells(self.listing.columns[0])})"
            )
        if counts:
            return f'SUMIF({self.cells("counted_as")},"{kind}",{self.cells("counts")})'
        return f'COUNTIF({self.cells("counted_as")},"{kind}")'

    def number_where(self, key: str, word: str) -> str:
        """Return the formula that counts the rows in which the column `key` has `word`, a word of ours."""
        return f'COUNTIF({self.cells(key)},"{word}")'


def name_of(key: str) -> str:
    """Return what a figure is called."""
    own = say("figures", key) if key in OTHERS else PLAIN.say("figure", "closing" if key == "rag" else key)
    return str(cap(own))


def meaning_of(key: str) -> str:
    """Return what a figure counts."""
    if key in OTHERS:
        return say("figures", f"{key}_means")
    return str(PLAIN.say("figure", f"{'closing' if key == 'rag' else key}_means"))


OTHERS: Final = ("reports", "inspections", "peel", "unsupported")
"""Figures of the workbook that are no lists of items."""


def write_list(book: Book, placed: PlacedList, summary: CommitteeSummary, back: str) -> None:
    """Write a list on a sheet of its own, from which a link leads `back`."""
    listing = placed.listing
    page = book.page(placed.title, tab="#8EA9DB")
    title, means = say("sheet", listing.key), ""
    if listing.key == "addressees":
        means = say("figures", "addressees_note")
    elif listing.key != "rag":
        title, means = name_of(listing.key), meaning_of(listing.key)
    page.heading(title)
    page.text(1, 0, means, "note")
    counted = say("list", "counted", count=count(len(listing.rows), "row"))
    page.text(2, 0, f"{_when(listing.key, summary)} {counted}", "note")
    page.link(3, 0, back, say("list", "back"))
    page.table(
        TOP,
        [heading(key) for key in listing.columns],
        ([row.get(key) for key in listing.columns] for row in listing.rows),
    )
    if "rag" in listing.columns:
        page.colour(listing.columns.index("rag"), TOP + 1, placed.last)
    page.sheet.ignore_errors({"number_stored_as_text": f"A{TOP + 2}:Z{placed.last + 1}"})


def _when(key: str, summary: CommitteeSummary) -> str:
    as_at = say("list", "as_at", until=summary.until)
    if key == "opening" and summary.since:
        return say("list", "so_far", until=summary.since) + " " + as_at
    if key in OF_A_DAY or summary.since is None:
        return say("list", "so_far", until=summary.until) + ("" if key in OTHERS else f" {as_at}")
    first = day(summary.since + timedelta(days=1))
    return say("list", "between", first=first, until=summary.until) + ("" if key in OTHERS else f" {as_at}")
