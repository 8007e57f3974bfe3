"""The workbook says what it is, has pictures of Excel's own, and leaves nothing out that it does not name."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.documents.workbook.book import Book, Marks, first_units, in_a_cell, units
from bot.documents.workbook.register import write_ledger
from models.committee.ledger_rows import LedgerRow
from models.database import Database
from models.enums import Status
from models.ledger.event import EventKind
from models.policy import LONDON
from models.queries import items
from models.refusals.documents import TooLongForWorkbook
from models.register.report import InspectionReport
from tests.bot.exporting import SUMMARY, TODAY, exported, on_sqlite
from tests.bot.opened import Opened
from tests.factories import Register, person_called


@on_sqlite
def test_the_ledger_says_in_words_what_happened(database: Database, register: Register) -> None:
    """Every fact has its day, its instant by both clocks, what, about what, by whom, and words."""
    register.item("1", register_number="10618", deadline_on=date(2022, 12, 30))
    with register.database.writing() as session:
        priya = person_called(session, "priya")
        item = items.item_by_reference(session, "10618")
        act = register.policy.act(priya, datetime(2023, 7, 1, 23, 30, tzinfo=UTC))
        item.move_deadline(date(2023, 8, 31), item.deadline_basis, act, reason="Waits for guidance.")
        item.correct("notes", "Between us.", act)
        item.correct("text", "2022-99-99", act)
        item.become(Status.FORCE_COMPLETE, act)
    rows = exported(database, None).rows("Ledger")
    assert [row["What happened"] for row in rows] == [
        *("added", "deadline set", "allocated", "deadline moved", "corrected", "corrected", "force complete")
    ]
    moved = rows[3]
    assert (moved["Took effect on"], moved["Item or report"], moved["By"]) == (
        datetime(2023, 7, 2),  # noqa: DTZ001 - a cell has no zone.
        "10618",
        "Priya Shah",
    )
    assert moved["Recorded (Europe/London)"] == datetime(2023, 7, 2, 0, 30)  # noqa: DTZ001
    assert moved["Recorded (UTC)"] == datetime(2023, 7, 1, 23, 30)  # noqa: DTZ001
    assert moved["Details"] == (
        "From Fri 30 Dec 2022 to Thu 31 Aug 2023. On the basis: stated day. Reason: Waits for guidance."
    )
    assert [row["Details"] for row in rows[4:]] == [
        "notes: Between us.",
        "text: from Assess the needs of every older victim. to 2022-99-99.",
        "From in progress to force complete.",
    ]


@on_sqlite
def test_charts_are_native_and_have_titles_and_words(database: Database, register: Register) -> None:
    """Two charts of Excel's own, each with a title, words for who cannot see it, and more than colour."""
    opened = exported(database, SUMMARY)
    charts = {name: part for name, part in opened.parts.items() if name.startswith("xl/charts/chart")}
    assert len(charts) == 2
    text = "".join(charts.values())
    assert "Open items by kind over time" in text
    assert "Open items by RAG" in text
    assert {"a:prstDash", "c:symbol", "a:pattFill", "c:dLbls"} <= set(re.findall(r"[ac]:\w+", text))
    alts = re.findall(r'descr="([^"]*)"', "".join(opened.parts.values()))
    assert [alt.partition(":")[0] for alt in alts] == [
        "Line chart of the force\u2019s open items by kind, from Thu 29 Sep 2022 to Thu 8 Dec 2022. At the end",
        "Bar chart of the force\u2019s open items by RAG",
    ]
    assert "7 recommendations, 0 areas for improvement and 2 causes of concern" in alts[0]
    assert "Red 1 and No colour 2" in alts[1]


@on_sqlite
def test_the_first_sheet_says_what_this_is(database: Database, register: Register) -> None:
    """It says as of when, with which marking, for whom, what is there, what is empty, and how to import it."""
    opened = exported(database, replace(SUMMARY, marking="OFFICIAL-SENSITIVE", force="A & B Police"))
    assert opened.titles[:3] == ["About", "Bridge", "Figures"]
    assert opened.titles[-2:] == ["Register", "Ledger"]
    about = opened.formulas["About"]
    said = "\n".join(
        str(cell) for row in about.iter_rows(values_only=True) for cell in row if cell is not None
    )
    for words in (
        "A & B Police",
        "OFFICIAL-SENSITIVE",
        "Thu 8 Dec 2022",
        "Priya Shah",
        "--dry-run",
        "Preview",
    ):
        assert words in said
    assert "No sheet, because the list is empty: Restated, Added for other bodies, Reopened" in said
    linked = [row[0].value for row in about.iter_rows() if row[0].hyperlink]
    assert linked == opened.titles[1:]
    for name, part in opened.parts.items():
        if name.startswith("xl/worksheets/sheet"):
            assert "A &amp;&amp; B Police" in part
            assert part.count("OFFICIAL-SENSITIVE") >= 2
            assert 'orientation="landscape"' in part
    assert "frozen on" not in said
    published = exported(database, replace(SUMMARY, frozen_on=date(2022, 12, 9))).values["About"]
    assert any("and frozen on Fri 9 Dec 2022" in str(row[1]) for row in published.iter_rows(values_only=True))


@on_sqlite
def test_without_a_summary_there_is_the_register_alone(database: Database, register: Register) -> None:
    """Without figures the workbook has the register and its ledger, with the policy's marking."""
    opened = exported(database, None, force="Some Force", marking="OFFICIAL")
    assert opened.titles == ["About", "Register", "Ledger"]
    assert any("Some Force" in str(row[1]) for row in opened.values["About"].iter_rows(values_only=True))


@on_sqlite
def test_lists_can_be_read_sorted_and_printed(database: Database, register: Register) -> None:
    """Each list stays headed as it is scrolled and printed, can be filtered, and wraps its texts."""
    register.item("1")
    opened = exported(database, SUMMARY)
    for title in ("Overdue", "Register", "Ledger", "Open now"):
        sheet = opened.formulas[title]
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows
    assert opened.formulas["Register"]["I2"].alignment.wrap_text
    rules = {rule.formula1 for rule in opened.formulas["Register"].data_validations.dataValidation}
    assert f'"{",".join(Status)}"' in rules


@on_sqlite
def test_the_same_facts_give_the_same_octets(database: Database, register: Register) -> None:
    """Exported twice on one day, the workbook is the same to the octet."""
    register.item("1")
    assert exported(database, SUMMARY).octets == exported(database, SUMMARY).octets


def test_what_a_cell_cannot_hold_is_cut_and_says_so() -> None:
    """Excel counts characters beyond the first plane twice; what is cut in a list says where the whole is."""
    assert (units("a😀"), first_units("a😀b", 3), first_units("a😀b", 2)) == (3, "a😀", "a")
    assert in_a_cell("x" * 32_767) == "x" * 32_767
    for text in ("x" * 32_768, "😀" * 16_384):
        cut = in_a_cell(text)
        assert units(cut) <= 32_767
        assert cut.endswith("(cut to fit the cell; the full text is in the register)")
    assert in_a_cell("a\x00\ud800\ufffeb") == "ab"


@on_sqlite
@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384])
def test_a_register_is_never_cut(text: str, database: Database, register: Register) -> None:
    """A text that no cell holds stops the export and names the item: cut, it would be imported as it is."""
    register.item("1")
    with register.database.writing() as session:
        items.item_by_reference(session, "OLDER-1").notes = text
    with pytest.raises(TooLongForWorkbook, match=r"In OLDER-1, “Notes” is longer .* 32,767 characters"):
        exported(database, None)
    assert exported(database, None, "helen").titles == ["About", "Register", "Ledger"]


def test_a_long_ledger_goes_on_in_another_sheet_and_long_words_in_another_row() -> None:
    """What a sheet or a cell does not hold goes on in the next, and nothing is left out."""
    at = datetime(2022, 12, 2, 9, tzinfo=UTC)
    row = LedgerRow(1, TODAY, at, EventKind.CORRECTED, "A-1", None, {"field": "text", "to": "y" * 40_000})
    book = Book(Marks("OFFICIAL", "Force"), TODAY, 0)
    written = write_ledger(book, [row, replace(row, number=2, facts={})], LONDON, most=2)
    assert written == [("Ledger", 2), ("Ledger 2", 1)]
    opened = Opened(book.octets())
    first, second = opened.rows("Ledger")
    assert (first["Details"] + second["Details"]).count("y") == 40_000
    assert (second["No."], second["What happened"]) == (1, "corrected (continued)")
    assert [each["No."] for each in opened.rows("Ledger 2")] == [2]


def test_reports_keep_their_titles_as_they_are(database: Database, register: Register) -> None:
    """A title that was typed with two blanks is exported with both, on either database."""
    register.item("1")
    with register.database.writing() as session:
        session.query(InspectionReport).one().title = "Two  blanks"
    assert exported(database, None).rows("Register")[0]["Report"] == "Two  blanks"
