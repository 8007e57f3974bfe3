"""The sheet of every number that is not in the bridge."""

from typing import Final

from bot.documents.workbook.book import Book, SheetPage
from bot.documents.workbook.charts import by_colour, name
from bot.documents.workbook.lists import PlacedList, meaning_of, name_of
from models.committee.figure_table import FIGURES, ON_SHEET_OF_FIGURES
from templates.filters import cap, label
from templates.messages.summary import CommitteeSummary
from templates.workbook_labels import ColumnHeading, say

HEAD: Final = 3
ROOM_FOR_CHART: Final = 16
"""Rows that the chart beside the table of colours needs."""


def write_figures(book: Book, summary: CommitteeSummary, placed: dict[str, PlacedList]) -> None:
    """Write the sheet: the numbers with what they count, the colours with a chart, and the bodies."""
    page = book.page(say("sheet", "figures"), tab="#1F3864", long=1)
    page.heading(say("figures", "heading"))
    page.text(1, 0, say("figures", "until", until=summary.until), "note")
    widths = {"figure": 34, "number": 10, "means": 84}
    page.headings(
        HEAD, [ColumnHeading(say("figures", key), width, key == "number") for key, width in widths.items()]
    )
    for at, key in enumerate(ON_SHEET_OF_FIGURES, start=HEAD + 1):
        listed = placed.get(key)
        page.text(at, 0, name_of(FIGURES[key]), "text")
        _number(page, at, listed, listed.total if listed else 0)
        page.text(at, 2, meaning_of(FIGURES[key]), "text")
    top = HEAD + len(ON_SHEET_OF_FIGURES) + 3
    _colours(book, page, summary, placed.get("rag"), top)
    below = max(top + len(summary.rag) + 2, top + ROOM_FOR_CHART)
    _bodies(page, summary, placed.get("addressees"), below)


def _number(
    page: SheetPage, at: int, listed: PlacedList | None, value: int, where: tuple[str, str] | None = None
) -> None:
    """Write a number as a formula over its list, which opens from it; without a list it is 0."""
    if listed is None:
        page.cell(at, 1, value)
        return
    page.link(at, 1, listed.title, str(value))
    formula = listed.number_where(*where) if where else listed.number()
    page.formula(at, 1, f"={formula}", value, "linked")


def _colours(
    book: Book, page: SheetPage, summary: CommitteeSummary, listed: PlacedList | None, top: int
) -> None:
    if not summary.rag:
        return
    page.text(top - 1, 0, say("figures", "rag_heading"), "heading")
    page.text(top, 0, say("figures", "rag"), "head")
    page.text(top, 1, say("figures", "rag_number"), "head_number")
    for at, each in enumerate(summary.rag, start=top + 1):
        word = each.rag or say("rag", "none")
        page.text(at, 0, name(each.rag), "text")
        _number(page, at, listed if each.references else None, len(each.references), ("rag", word))
    page.colour(0, top + 1, top + len(summary.rag))
    by_colour(book, page, summary.rag, top, 2)


def _bodies(page: SheetPage, summary: CommitteeSummary, listed: PlacedList | None, top: int) -> None:
    if not summary.addressees:
        return
    page.text(top - 2, 0, say("figures", "addressees_heading"), "heading")
    page.text(top - 1, 0, say("figures", "addressees_note"), "note")
    page.text(top, 0, say("figures", "body"), "head")
    page.text(top, 1, say("figures", "rag_number"), "head_number")
    for at, each in enumerate(summary.addressees, start=top + 1):
        page.text(at, 0, cap(label(each.addressee)), "text")
        _number(page, at, listed if each.references else None, len(each.references), ("body", each.addressee))
