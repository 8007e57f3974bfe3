"""Typed text stays text in the workbook, and what a person may not read is not in what they export."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from bot.documents.workbook.book import LARGE, Book, Marks
from models.database import Database
from models.enums import StatementKind, Status
from models.queries import items
from models.statements.recording import RecordedStatement, record
from templates.messages.summary_parts import Told
from tests.bot.exporting import SUMMARY, TODAY, exported, on_sqlite
from tests.bot.opened import OURS, Opened
from tests.factories import Register, person_called

HOSTILE = '=HYPERLINK("http://evil.example","click")'


def cells_of(xml: str) -> Iterator[Element]:
    for element in fromstring(xml).iter():
        if element.tag.endswith("}c"):
            yield element


def hostile_register(register: Register) -> None:
    """Put a hostile text wherever somebody can type one."""
    register.report("CUSTODY", HOSTILE)
    register.item("1", report="CUSTODY", text=HOSTILE, deadline_on=date(2022, 12, 2))
    register.move_deadline("CUSTODY-1", date(2023, 3, 31))
    with register.database.writing() as session:
        item = items.item_by_reference(session, "CUSTODY-1")
        item.notes = item.theme = item.portfolio = item.board = item.deadline_wording = HOSTILE
        item.correct("theme", "+1", register.policy.act(None, datetime(2022, 12, 2, 9, tzinfo=UTC)))
        person_called(session, "anna").name = HOSTILE


@on_sqlite
def test_nothing_that_was_typed_becomes_a_formula_or_a_link(database: Database, register: Register) -> None:
    """Hostile text stands in text cells only; there is no link, picture, comment or query to anywhere outside."""
    hostile_register(register)
    row = replace(SUMMARY.overdue[0], text=HOSTILE, report="-2+3")
    report = replace(SUMMARY.reports[0], summary="@SUM(1)", source_link="javascript:alert(1)", title="=1")
    opened = exported(database, replace(SUMMARY, force=HOSTILE, overdue=(row,), reports=(report,)))
    strings = opened.parts["xl/sharedStrings.xml"]
    assert all(word in strings for word in ("HYPERLINK", "javascript:", "@SUM", "-2+3"))
    for name, part in opened.parts.items():
        if name.startswith("xl/worksheets/sheet"):
            for cell in cells_of(part):
                formula = cell.find("{*}f")
                assert formula is None or OURS.fullmatch(f"={formula.text}")
                assert cell.get("t") in (None, "s", "str")
            assert "HYPERLINK" not in part.partition("<headerFooter>")[0]
        assert 'TargetMode="External"' not in part, name
    assert not [name for name in opened.parts if re.search(r"external|connection|query|vba|comment", name)]


@pytest.mark.parametrize("rows", [0, LARGE + 1], ids=["in memory", "row by row"])
@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "{=1}", "http://x"]
)
def test_typed_text_is_a_text_cell_however_it_is_written(text: str, rows: int) -> None:
    """Whether a workbook is small or large, what begins like a formula, number or link is a text cell."""
    book = Book(Marks("OFFICIAL", "Force"), TODAY, rows)
    page = book.page("Sheet", tab="#000000")
    page.cell(0, 0, text)
    opened = Opened(book.octets())
    (cell,) = cells_of(opened.parts["xl/worksheets/sheet1.xml"])
    assert cell.get("t") == ("inlineStr" if rows else "s")
    assert cell.find("{*}f") is None
    assert opened.values["Sheet"]["A1"].value.strip() == text.strip()


@on_sqlite
def test_evidence_is_in_no_workbook(database: Database, register: Register) -> None:
    """What was recorded as an update or evidence is nowhere in a coordinator's copy; that it was, is."""
    register.item("1")
    with register.database.writing() as session:
        said = RecordedStatement(person_called(session, "anna"), "The victim is named Nobody.", "C:1")
        act = register.policy.act(said.by, datetime(2022, 12, 2, 9, tzinfo=UTC))
        record(session, StatementKind.EVIDENCE, said, [items.item_by_reference(session, "OLDER-1")], act)
    row = replace(SUMMARY.red[0].row, reference="OLDER-1")
    last_said = Told(row, "The victim is named Nobody.", date(2022, 12, 2))
    opened = exported(database, replace(SUMMARY, red=(last_said, *SUMMARY.red)))
    assert not any("Nobody." in part for part in opened.parts.values())
    assert [row["What happened"] for row in opened.rows("Ledger")][-1] == "evidence recorded"
    assert [row["Last words for the committee"] for row in opened.rows("Red", 5)] == [
        "Evidence was recorded. Its text is never exported.",
        "The new form went live on Monday.",
    ]
    (red,) = exported(database, SUMMARY, "helen").rows("Red", 5)
    assert red["Last words for the committee"] == "Left out of this copy."


@on_sqlite
@pytest.mark.parametrize("who", ["anna", "helen"])
def test_only_coordinators_export_notes_and_what_was_said_between_them(
    who: str, database: Database, register: Register
) -> None:
    """An owner's or reader's ledger has neither notes nor reasons that no paper prints, and says so."""
    register.item("1")
    with register.database.writing() as session:
        item = items.item_by_reference(session, "OLDER-1")
        act = register.policy.act(person_called(session, "priya"), datetime(2022, 12, 2, 9, tzinfo=UTC))
        item.correct("notes", "SECRET note", act)
        item.become(Status.SUBMITTED, act)
        item.become(Status.IN_PROGRESS, act, reason="SECRET reason")
        item.become(Status.SIGNED_OFF, act, reason="Printed reason")
    opened = exported(database, SUMMARY, who)
    assert not any("SECRET" in part for part in opened.parts.values())
    words = [row.get("Details", "") for row in opened.rows("Ledger")]
    assert sum("left out of this copy" in each for each in words) == 2
    assert any("Printed reason" in each for each in words)
    assert any("SECRET" in part for part in exported(database, SUMMARY, "priya").parts.values())
    assert any("SECRET" in part for part in exported(database, SUMMARY, None).parts.values())
