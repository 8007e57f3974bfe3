"""The first sheet: what this is, as of when, for whom, what is in it, and how it is imported again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.documents.workbook.book import LINE, Book, SheetPage, lines_of
from templates.filters import day
from templates.messages.summary import CommitteeSummary
from templates.workbook_labels import say

PARAGRAPHS: Final = {"reading": 3, "importing": 4}
"""The sections of explanations, and how many paragraphs each has."""

WIDTHS: Final = (26, 12, 96)


@dataclass(frozen=True)
class WorkbookContents:
    """A sheet of the workbook: its name, how many rows its list has (None: it has none), what it holds."""

    title: str
    rows: int | None
    holds: str


@dataclass(frozen=True)
class Copy:
    """Whose copy this is, and whether it holds what only coordinators read."""

    force: str
    marking: str
    made_on: date
    made_by: str | None
    is_whole: bool


def write_about(
    book: Book,
    copy: Copy,
    summary: CommitteeSummary | None,
    contents: Sequence[WorkbookContents],
    empty: Sequence[str],
) -> None:
    """Write the sheet; `empty` are the names of lists that have no sheet."""
    page = book.page(say("sheet", "about"), tab="#404040", long=1)
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    page.heading(say("about", "heading"))
    at = 2
    for key, words in _facts(copy, summary):
        page.text(at, 0, say("about", key), "label")
        page.text(at, 1, words)
        at += 1
    page.text(at + 1, 0, say("about", "contents"), "heading")
    at += 2
    for column, key in enumerate(("sheet", "rows", "contains")):
        page.text(at, column, say("about", key), "head_number" if key == "rows" else "head")
    for each in contents:
        at += 1
        page.link(at, 0, each.title, each.title, "boxed_link")
        page.cell(at, 1, each.rows)
        page.text(at, 2, each.holds, "text")
    if empty:
        at += 1
        _paragraph(page, at, say("about", "empty", lists=", ".join(empty)))
    for section, paragraphs in PARAGRAPHS.items():
        page.text(at + 2, 0, say("about", section), "heading")
        at += 2
        for number in range(1, paragraphs + 1):
            at += 1
            _paragraph(page, at, say("about", f"{section}_{number}"))


def _paragraph(page: SheetPage, at: int, words: str) -> None:
    page.sheet.merge_range(at, 0, at, 2, "", page.book.styles["wrapped_note"])
    page.text(at, 0, words, "wrapped_note")
    page.sheet.set_row(at, LINE * lines_of(words, sum(WIDTHS)) + 2)


def _facts(copy: Copy, summary: CommitteeSummary | None) -> list[tuple[str, str]]:
    facts = [
        ("force", copy.force),
        ("marking", copy.marking),
        ("as_of", day(copy.made_on)),
        ("exported_by", copy.made_by or say("about", "nobody")),
    ]
    if summary is None:
        facts.append(("figures", say("about", "figures_none")))
    else:
        if summary.held_on:
            facts.append(("meeting", day(summary.held_on)))
        state = "figures_frozen" if summary.frozen_on else "figures_preview"
        facts.append(("figures", say("about", state, until=summary.until, frozen=summary.frozen_on or "")))
    facts.append(("holds", say("about", "holds_all" if copy.is_whole else "holds_less")))
    facts.append(("evidence", say("about", "evidence_none")))
    return facts
