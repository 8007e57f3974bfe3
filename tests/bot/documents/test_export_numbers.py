"""Every number of the workbook is a formula over its list, leads to it, and adds up."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.committee.bridge import BridgeDoesNotClose
from models.committee.figure_table import BRIDGE, ON_SHEET_OF_FIGURES
from models.database import Database
from models.enums import ItemKind, Rag
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import RagCount
from tests.bot.exporting import MOVED, SUMMARY, TODAY, bridge, exported, on_sqlite
from tests.bot.opened import OURS
from tests.factories import Register


@on_sqlite
@pytest.mark.parametrize("summary", [SUMMARY, MOVED], ids=["printed elsewhere", "frozen here"])
def test_every_number_is_a_formula_that_gives_it(
    summary: CommitteeSummary, database: Database, register: Register
) -> None:
    """Each formula is one of ours, and gives the saved value when it is worked out from the cells it names."""
    opened = exported(database, summary)
    formulas = list(opened.every_formula())
    assert {sheet for sheet, *_ in formulas} == {"Bridge", "Figures"}
    for sheet, cell, formula, value in formulas:
        assert OURS.fullmatch(formula), formula
        assert opened.computed(sheet, formula) == value, (sheet, cell, formula)


@on_sqlite
@pytest.mark.parametrize("summary", [SUMMARY, MOVED], ids=["printed elsewhere", "frozen here"])
def test_the_bridge_is_the_summarys_and_adds_up(
    summary: CommitteeSummary, database: Database, register: Register
) -> None:
    """The bridge has the summary's numbers by kind, their totals, and says that they add up."""
    sheet = exported(database, summary).values["Bridge"]
    rows = list(sheet.iter_rows(min_row=6, max_row=9, values_only=True))
    expected = [[row.number(step) for step in BRIDGE] for row in summary.bridge]
    assert [list(row[1:9]) for row in rows[:3]] == expected
    assert list(rows[3][1:9]) == [sum(numbers) for numbers in zip(*expected, strict=True)]
    assert [row[9] for row in rows[:3]] == ["Yes, adds up"] * 3


@on_sqlite
@pytest.mark.parametrize("summary", [SUMMARY, MOVED], ids=["printed elsewhere", "frozen here"])
def test_every_number_opens_to_its_list(
    summary: CommitteeSummary, database: Database, register: Register
) -> None:
    """Every number that is not 0 leads to a sheet of as many rows, from which a link leads back."""
    opened = exported(database, summary)
    (figures,) = [opened.formulas["Figures"]]
    numbers = list(
        opened.values["Figures"].iter_rows(min_row=5, max_row=4 + len(ON_SHEET_OF_FIGURES), max_col=2)
    )
    assert any(cell.value for _, cell in numbers)
    for _, cell in numbers:
        link = figures[cell.coordinate].hyperlink
        assert bool(link) == bool(cell.value)
        if link:
            title = link.location.partition("!")[0].strip("'")
            rows = opened.rows(title, 5)
            assert len(rows) == cell.value or title == "Causes of concern"
            assert opened.formulas[title]["A4"].hyperlink.location == "'Figures'!A1"
    steps = {step: sum(len(getattr(row, step)) for row in summary.bridge) for step in ("added", "closing")}
    assert (len(opened.rows("Added", 5)), len(opened.rows("Open now", 5))) == tuple(steps.values())
    for row in opened.formulas["Bridge"].iter_rows(min_row=6, max_row=8, min_col=2, max_col=9):
        assert all(cell.hyperlink for cell in row if cell.data_type == "f")


@on_sqlite
def test_a_list_says_what_the_summary_says_of_an_item(database: Database, register: Register) -> None:
    """An item is shown as the summary has it; one that only a bridge names, as the register had it then."""
    register.item("1", report="A", text="As the register has it.", rag=Rag.AMBER)
    rows = {row["Reference"]: row for row in exported(database, MOVED).rows("Opening", 5)}
    assert rows["A-1"]["Text"] == "As the register has it."
    assert rows["A-2"] == {"Reference": "A-2", "Counted as": "recommendation"}
    overdue = exported(database, SUMMARY).rows("Overdue", 5)
    assert (overdue[0]["Reference"], overdue[0]["Days overdue"]) == (
        "10618",
        (TODAY - date(2020, 1, 17)).days,
    )


@on_sqlite
def test_a_bridge_that_does_not_close_stops_the_export(database: Database, register: Register) -> None:
    """Figures that do not add up are not exported at all."""
    broken = replace(MOVED, bridge=(bridge(ItemKind.RECOMMENDATION, added=("A-1",)), *MOVED.bridge[1:]))
    with pytest.raises(BridgeDoesNotClose):
        exported(database, broken)


@on_sqlite
def test_an_empty_register_gives_a_workbook_too(database: Database, register: Register) -> None:
    """With nothing in it the workbook has its headings, and no number leads anywhere."""
    bare: dict[str, Any] = {
        each: ()
        for each in SUMMARY.__dataclass_fields__
        if isinstance(getattr(SUMMARY, each), tuple) and each != "bridge"
    }
    nothing = replace(SUMMARY, **bare, bridge=tuple(bridge(kind) for kind in ItemKind))
    nothing = replace(nothing, rag=(RagCount(Rag.RED, ()),))
    opened = exported(database, nothing)
    assert opened.titles == ["About", "Bridge", "Figures", "Register", "Ledger"]
    assert opened.rows("Register") == []
    assert not [cell for row in opened.formulas["Figures"].iter_rows() for cell in row if cell.hyperlink]
