"""What holds for a register as a whole: its headings, identifiers, reports, and causes of concern."""

import sys
from datetime import date

import pytest

from models.imports.cells import Cell, spelled
from models.imports.checking import MOST_FAULTS, Checked, check_rows
from models.imports.headings import UnknownHeading, recognise_headings
from models.register.fields import Column

Row = dict[str, Cell]


def item(number: str, **changes: Cell) -> Row:
    cells: Row = {"Report code": "OLDER", "Published": date(2019, 7, 17), "Number": number, "Text": "Do it."}
    return cells | {name.replace("_", " "): cell for name, cell in changes.items()}


def check(*rows: Row) -> Checked:
    headings = recognise_headings({heading: None for row in rows for heading in row})
    return check_rows(enumerate(rows, start=2), headings)


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (
            ["Recommendations & Areas for Improvement", "Status", "Due Date", "Comment"],
            [Column.TEXT, Column.STATUS, Column.DEADLINE, Column.NOTES],
        ),
        (["Publication", "Date", "Last Update"], [Column.REPORT, Column.PUBLISHED, Column.NOTES]),
        (["Recommendation", "Position"], [Column.TEXT, Column.NOTES]),
        (["Recommendation", "Force Update", "Action"], [Column.TEXT, Column.NOTES, Column.NOTES]),
        (
            ["OWNER:", " rag_rating ", "deadline  WORDING"],
            [Column.OWNER, Column.RAG, Column.DEADLINE_WORDING],
        ),
    ],
)
def test_headings_of_real_registers_are_recognised(headings: list[str], columns: list[Column]) -> None:
    """Headings that real registers have are recognised, whatever their order, case and punctuation."""
    for order in (headings, headings[::-1]):
        found = recognise_headings(order)
        assert [found.columns[heading] for heading in headings] == columns
        assert found.unknown == ()


def test_every_column_is_recognised_by_its_own_name() -> None:
    """Each of the register's own headings gives its own column."""
    assert recognise_headings(column.value for column in Column).columns == {
        each.value: each for each in Column
    }


def test_no_spelling_means_two_columns() -> None:
    """A spelling stands for one column only, and is written as it is compared."""
    spellings = [name for column in Column for name in column.also] + [spelled(each) for each in Column]
    assert len(spellings) == len(set(spellings))
    assert [spelled(name) for name in spellings] == spellings


def test_unknown_headings_are_named_with_the_nearest() -> None:
    """A heading that is not understood is named, with the column it is nearest to, if it is near to one."""
    found = recognise_headings(["Onwer", "Reprot code", "Total Recs", "", "Owner (2)"])
    assert found.columns == {}
    assert found.unknown == (
        UnknownHeading("Onwer", Column.OWNER),
        UnknownHeading("Reprot code", Column.REPORT_CODE),
        UnknownHeading("Total Recs", None),
        UnknownHeading("Owner (2)", Column.OWNER),
    )


def test_the_registers_own_word_goes_before_another_spelling() -> None:
    """Where two headings mean the same column, its own word is taken and the other is named as left out."""
    found = recognise_headings(["Date", "Published", "Comment", "Notes"])
    assert found.columns == {"Published": Column.PUBLISHED, "Comment": Column.NOTES, "Notes": Column.NOTES}
    assert found.unknown == (UnknownHeading("Date", Column.PUBLISHED, taken_by="Published"),)


def test_notes_are_put_together_from_all_their_columns() -> None:
    """Several columns of narrative become one note, each part headed as in the file."""
    (row,) = check(item("1", Force_Update="Half way.", Action="Ask again.", Comment=None)).rows
    assert row.plain["notes"] == "Force Update: Half way.\nAction: Ask again."


def test_a_needed_column_that_is_missing_is_told_once() -> None:
    """Without a column that every row needs, nothing is read, and what to do is said once, at the headings."""
    checked = check_rows(
        enumerate([{"Recommendation": "x", "Reprot code": "A1"}] * 3),
        recognise_headings(["Recommendation", "Reprot code"]),
        headed_in=4,
    )
    assert checked.rows == ()
    assert [(fault.row, fault.column, fault.right) for fault in checked.faults] == [
        (4, "Report code", "Rename the column “Reprot code” to “Report code”."),
        (4, "Published", "Add a column headed “Published”."),
        (4, "Number", "Add a column headed “Number”."),
    ]


def test_what_is_given_for_all_rows_fills_empty_cells() -> None:
    """A report named for the whole file applies to every row that does not name its own."""
    rows: list[Row] = [{"No": 1, "Recommendation": "x"}, {"No": 2, "Recommendation": "y", "Code": "PEEL"}]
    checked = check_rows(
        enumerate(rows),
        recognise_headings(["No", "Recommendation", "Code"]),
        given={Column.REPORT_CODE: "CUSTODY", Column.PUBLISHED: date(2022, 1, 31)},
    )
    assert [(row.report_code, row.published) for row in checked.rows] == [
        ("CUSTODY", date(2022, 1, 31)),
        ("PEEL", date(2022, 1, 31)),
    ]


def test_identifiers_come_once() -> None:
    """A reference or register number that comes again is a fault of the later row, which names the first."""
    checked = check(
        item("1a", Register_number=10618),
        item("1A"),
        item("2", Register_number="10618"),
        item("1a", Report_code="PEEL", RAG="blue"),
        item("1a", Report_code="PEEL"),
    )
    assert [(fault.row, fault.column, fault.wrong) for fault in checked.faults] == [
        (3, "Number", "“OLDER-1a” is already in row 2."),
        (4, "Register number", "“10618” is already in row 2."),
        (5, "RAG", "“blue” is not one of the choices here."),
        (6, "Number", "“PEEL-1a” is already in row 5."),
    ]


def test_every_row_of_a_report_says_the_same_of_it() -> None:
    """Title, kind and publication date of a report are the same in all its rows, or told once."""
    checked = check(
        item("1", Report="Older people", Report_kind=None),
        item("2", Report="OLDER people!", Report_kind="joint inspection"),
        item("3", Report="Other people"),
        item("4", Published=date(2019, 7, 18)),
        item("5", Report_kind="PEEL"),
        item("6"),
    )
    assert [(fault.row, fault.column) for fault in checked.faults] == [
        (4, "Report"),
        (5, "Published"),
        (6, "Report kind"),
    ]
    assert "Row 2 says “17 July 2019” for the same report, OLDER." in checked.faults[1].wrong
    assert {(row.report, row.report_kind) for row in checked.rows if row.number != "2"} == {
        ("Older people", "joint inspection")
    }


def test_a_number_that_extends_a_cause_of_concerns_is_its_child() -> None:
    """1a and 1.2 belong to cause of concern 1 of the same report, before or after it; 10 and others do not."""
    checked = check(
        item("1a"),
        item("1", Kind="cause of concern"),
        item("1.2"),
        item("10"),
        item("2"),
        item("2a"),
        item("1a", Report_code="PEEL"),
    )
    assert checked.faults == ()
    assert [row.parent for row in checked.rows] == ["1", None, "1", None, None, None, None]


def test_a_cause_of_concern_stands_in_no_other() -> None:
    """A cause of concern whose number extends another's is a fault: it holds recommendations only."""
    checked = check(item("1", Kind="cause of concern"), item("1a", Kind="cause of concern"))
    (fault,) = checked.faults
    assert (fault.row, fault.column) == (3, "Kind")
    assert fault.wrong == "OLDER-1a is a cause of concern within another, OLDER-1."


def test_reading_stops_after_more_faults_than_anyone_corrects() -> None:
    """After five thousand faults reading stops, and says so."""
    checked = check(*(item(str(number % 9999), RAG="blue") for number in range(MOST_FAULTS + 100)))
    assert checked.cut_short
    assert len(checked.faults) == MOST_FAULTS


def test_checking_grows_as_the_register_does() -> None:
    """Four times as many rows take four times as many calls, and not sixteen times."""
    assert calls_for(4_000) < 4.5 * calls_for(1_000)


def calls_for(number: int) -> int:
    """Return how many functions are called to check so many rows: the same on every machine."""
    rows = [item(f"{each % 999}", Report_code=f"R{each // 999}", Owner="Anna") for each in range(number)]
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        checked = check(*rows)
    finally:
        sys.setprofile(None)
    assert len(checked.rows) == number
    return calls
