"""The workbook as a whole."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.documents.workbook.about import Copy, WorkbookContents, write_about
from bot.documents.workbook.book import Book, Marks
from bot.documents.workbook.bridge import write_bridge
from bot.documents.workbook.cells import SummaryCells
from bot.documents.workbook.figures import write_figures
from bot.documents.workbook.lists import PlacedList, meaning_of, write_list
from bot.documents.workbook.register import write_ledger, write_register
from models.committee import ledger_rows
from models.committee.asof import as_of
from models.committee.figure_table import FIGURES, ON_SHEETS, Figure
from models.imports import exporting
from models.people.person import Person
from models.policy import Policy
from models.register import access
from models.register.recommendation import Recommendation
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.presenters.rows import row
from templates.workbook_labels import WORDS, say

USUAL: Final = Policy()
NOT_LISTS: Final = ("about", "bridge", "figures", "register", "ledger", "ledger_more")


def export_workbook(
    session: Session,
    summary: CommitteeSummary | None,
    today: date,
    by: Person | None,
    *,
    policy: Policy = USUAL,
) -> bytes:
    """Return the register, its ledger and, with a `summary`, every figure with its list, as an Excel workbook.

    `today` is the force's local date. It holds what `by` may read: notes, and what owners last said of red
    items, are for coordinators, and for None, the force's own machine; the text of evidence is for nobody.
    `policy` gives the time zone of the ledger and, without a summary, the force and the marking. The same facts
    give the same octets. Raises TooLongForWorkbook, and BridgeDoesNotClose if the figures do not add up.
    """
    marks = (
        Marks(summary.marking, summary.force) if summary is not None else Marks(policy.marking, policy.force)
    )
    facts = ledger_rows.ledger_length(session)
    items = session.scalar(select(func.count()).select_from(Recommendation)) or 0
    book = Book(marks, today, facts + items)
    if summary is not None:
        summary = _for_reader(session, summary, by)
    placed = _placed(session, summary)
    copy = Copy(marks.force, marks.marking, today, by.name if by else None, access.may_read_everything(by))
    write_about(book, copy, summary, *_contents(summary, placed, items))
    if summary is not None:
        write_bridge(book, summary, placed)
        write_figures(book, summary, placed)
        for each in placed.values():
            write_list(book, each, summary, say("sheet", "figures"))
    write_register(book, exporting.register_rows(session, by))
    write_ledger(book, ledger_rows.ledger_rows(session, by), policy.zone)
    return book.octets()


def _for_reader(session: Session, summary: CommitteeSummary, by: Person | None) -> CommitteeSummary:
    """Return the summary without the words of evidence, and for others than coordinators without any words."""
    if access.may_read_everything(by):
        evidence = exporting.evidence_of(session, [told.row.reference for told in summary.red])
        words = {each: say("list", "evidence") for each in evidence}
    else:
        words = {told.narrative or "": say("list", "withheld") for told in summary.red}
    red = (replace(told, narrative=words.get(told.narrative or "", told.narrative)) for told in summary.red)
    return replace(summary, red=tuple(red))


def _placed(session: Session, summary: CommitteeSummary | None) -> dict[str, PlacedList]:
    if summary is None:
        return {}

    def others(references: set[str]) -> Mapping[str, ItemRow]:
        items = exporting.items_by_references(session, references)
        stood = as_of(session, {item.id: item for item in items.values()}, summary.until)
        return {reference: row(stood[item.id], summary.until) for reference, item in items.items()}

    cells = SummaryCells(summary, others)
    return {name: PlacedList(FIGURES[name], rows) for name in ON_SHEETS if (rows := cells.of(name))}


def _contents(
    summary: CommitteeSummary | None, placed: Mapping[str, PlacedList], items: int
) -> tuple[list[WorkbookContents], list[str]]:
    """Return the sheets of the workbook, and the names of the lists that are empty."""
    own = {
        key: WorkbookContents(say("sheet", key), None, say("about", f"{key}_is")) for key in NOT_LISTS[1:5]
    }
    register = [WorkbookContents(own["register"].title, items, own["register"].holds), own["ledger"]]
    if summary is None:
        return register, []
    lists = [WorkbookContents(each.title, len(each.rows), _holds(each.figure)) for each in placed.values()]
    empty = [title for key, title in WORDS["sheet"].items() if key not in (*NOT_LISTS, *placed)]
    return [own["bridge"], own["figures"], *lists, *register], empty


def _holds(figure: Figure) -> str:
    return say("figures", f"{figure.name}_heading") + "." if figure.by else meaning_of(figure)
