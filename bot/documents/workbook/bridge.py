"""The sheet of the bridge: every number a formula over its list, and the sums checked by Excel itself."""

from typing import Final

from bot.documents.workbook.book import LINE, Book, SheetPage
from bot.documents.workbook.charts import over_time
from bot.documents.workbook.lists import PlacedList
from models.committee.bridge import BridgeDoesNotClose
from models.committee.figure_table import BRIDGE, CLOSING, FIGURES
from models.enums import ItemKind
from templates.filters import cap, kinds, listed
from templates.messages.figure_rows import figure_number
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import BridgeRow
from templates.workbook_labels import ColumnHeading, say

HEAD: Final = 4
HISTORY: Final = HEAD + 1 + len(ItemKind) + 3
"""The rows of the two tables' headings, counted from 0."""

WIDTH: Final = 16


def write_bridge(book: Book, summary: CommitteeSummary, placed: dict[str, PlacedList]) -> None:
    """Write the sheet. Raises BridgeDoesNotClose before anything is written."""
    for row in summary.bridge:
        if not row.adds_up:
            raise BridgeDoesNotClose(f"The workbook's bridge of {row.kind}")
    page = book.page(say("sheet", "bridge"), tab="#1F3864", long=1)
    page.heading(say("bridge", "heading"))
    between = {"since": summary.since, "until": summary.until}
    page.text(1, 0, say("bridge", "between" if summary.since else "so_far", **between), "note")
    page.text(2, 0, say("bridge", "how"), "note")
    if any(row.opening_printed is not None for row in summary.bridge):
        page.text(3, 0, _elsewhere(summary), "note")
    words = [say("bridge", key) for key in ("kind", *BRIDGE, "adds_up")]
    page.headings(
        HEAD, [ColumnHeading(word, WIDTH, is_number=0 < at <= len(BRIDGE)) for at, word in enumerate(words)]
    )
    page.sheet.set_column(0, 0, 24)
    page.sheet.set_column(len(words) - 1, len(words) - 1, 20)
    for at, row in enumerate(summary.bridge, start=HEAD + 1):
        _kind(page, at, row, placed)
    _total(page, HEAD + 1 + len(summary.bridge), summary)
    _history(book, page, summary)


def _elsewhere(summary: CommitteeSummary) -> str:
    """Return what to say of openings that a paper made elsewhere printed, also where it printed none."""
    words = say("bridge", "elsewhere")
    if not summary.not_printed:
        return words
    names = listed([kinds(kind) for kind in summary.not_printed])
    return f"{words} {say('bridge', 'not_printed', kinds=names)}"


def _kind(page: SheetPage, at: int, row: BridgeRow, placed: dict[str, PlacedList]) -> None:
    page.text(at, 0, cap(kinds(row.kind)), "text")
    for column, step in enumerate(BRIDGE, start=1):
        formula = _formula(at, row, step, placed)
        value, signed = row.number(step), "_signed" if _is_net(step) else ""
        from_opening = step == "restated" and row.opening_printed is not None
        listed = placed.get("opening" if from_opening else step)
        if listed is not None:
            page.link(at, column, listed.title, str(value))
        style = f"linked{signed}" if listed else (signed[1:] or "number")
        if formula is None:
            page.cell(at, column, value, style)
        else:
            page.formula(at, column, formula, value, style)
    verdict = f'=IF({_sum(at + 1)},"{say("bridge", "yes")}","{say("bridge", "no")}")'
    page.formula(at, len(BRIDGE) + 1, verdict, say("bridge", "yes"), "good")


def _sum(row: int) -> str:
    """Return what is true where the numbers of a row, counted from 1, come to the closing."""
    cells = {step: f"{chr(ord('B') + at)}{row}" for at, step in enumerate(BRIDGE)}
    added = (f"{'-' if FIGURES[step].sign == -1 else '+'}{cells[step]}" for step in BRIDGE if step != CLOSING)
    return f"{''.join(added).removeprefix('+')}={cells[CLOSING]}"


def _is_net(step: str) -> bool:
    """Say whether what is taken off stands in the same list as what is added, so that the number has a sign."""
    return len(FIGURES[step].parts) > 1


def _formula(at: int, row: BridgeRow, step: str, placed: dict[str, PlacedList]) -> str | None:
    """Return the formula of a number, or None for one that only a paper made elsewhere has, or no list."""
    if row.opening_printed is not None and step == "opening":
        return None
    if row.opening_printed is not None and step == "restated":
        held = placed["opening"].number(row.kind) if "opening" in placed else "0"
        return f"={held}-B{at + 1}"
    return f"={placed[step].number(row.kind)}" if step in placed else None


def _total(page: SheetPage, at: int, summary: CommitteeSummary) -> None:
    page.text(at, 0, say("bridge", "total"), "total_words")
    for column, step in enumerate(BRIDGE, start=1):
        letter = chr(ord("A") + column)
        value = figure_number(summary, step)
        style = "total_signed" if _is_net(step) else "total"
        page.formula(at, column, f"=SUM({letter}{HEAD + 2}:{letter}{at})", value, style)
    page.text(at, len(BRIDGE) + 1, "", "total_words")
    page.sheet.conditional_format(
        *(HEAD + 1, len(BRIDGE) + 1, at - 1, len(BRIDGE) + 1),
        {
            "type": "cell",
            "criteria": "==",
            "value": f'"{say("bridge", "no")}"',
            "format": page.book.styles["bad"],
        },
    )


def _history(book: Book, page: SheetPage, summary: CommitteeSummary) -> None:
    if not summary.history:
        return
    page.text(HISTORY - 1, 0, say("bridge", "history"), "heading")
    page.text(HISTORY, 0, say("bridge", "day"), "head")
    for column, kind in enumerate(ItemKind, start=1):
        page.text(HISTORY, column, cap(kinds(kind)), "head_number")
    page.sheet.set_row(HISTORY, 2 * LINE + 3)
    for at, each in enumerate(summary.history, start=HISTORY + 1):
        page.cell(at, 0, each.on)
        for column, number in enumerate(each.by_kind, start=1):
            page.cell(at, column, number)
    over_time(book, page, summary.history, HISTORY)
