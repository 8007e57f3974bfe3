"""From the cells of a register to checked rows, or to what is wrong with each."""

from datetime import date
from typing import Any

import pytest

from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, ReportKind, Status
from models.imports.cells import Cell, UnreadableCell
from models.imports.checking import Checked, check_rows
from models.imports.headings import recognise_headings
from models.imports.rows import ImportRow, RowFault

SOUND: dict[str, Cell] = {
    "Report": "Vetting, misconduct and misogyny",
    "Report code": "VETTING",
    "Report kind": "national thematic",
    "Published": date(2022, 11, 2),
    "Number": 33,
    "Register number": 12345,
    "Kind": "recommendation",
    "Text": "Tell the charities.",
    "Addressed to": "chief constables",
    "Mandatory": "yes",
    "Deadline wording": "By 31 March 2023",
    "Deadline": date(2023, 3, 31),
    "Owner": "Marcus Reid",
    "Deputy": "Sofia Novak",
    "Portfolio": "Professional Standards",
    "Board": "Standards Board",
    "Theme": "Counter-corruption",
    "RAG": "AMBER",
    "Status": "In progress",
    "Status since": date(2022, 11, 10),
    "Added on": date(2022, 11, 3),
    "Notes": "Seen by the board.",
}


def check(*rows: dict[str, Cell], **given: Any) -> Checked:
    """Check rows that begin in row 2, below the headings that any of them has."""
    headings = recognise_headings({heading: None for row in rows for heading in row})
    return check_rows(enumerate(rows, start=2), headings, **given)


def row(**changes: Cell) -> dict[str, Cell]:
    """Return a sound row with the cells of `changes`, whose names have _ for a blank."""
    return SOUND | {name.replace("_", " "): cell for name, cell in changes.items()}


def only_row(**changes: Cell) -> ImportRow:
    checked = check(row(**changes))
    assert checked.faults == ()
    return checked.rows[0]


def only_fault(**changes: Cell) -> RowFault:
    checked = check(row(**changes))
    assert checked.rows == ()
    (fault,) = checked.faults
    return fault


def test_a_sound_row_is_read_whole() -> None:
    """Every one of the columns finds its place in the row."""
    found = only_row()
    assert found == ImportRow(
        row=2,
        report="Vetting, misconduct and misogyny",
        report_code="VETTING",
        report_kind=ReportKind.NATIONAL_THEMATIC,
        published=date(2022, 11, 2),
        number="33",
        register_number="12345",
        kind=ItemKind.RECOMMENDATION,
        text="Tell the charities.",
        addressed_to=frozenset({Addressee.ALL_FORCES}),
        mandatory=True,
        deadline=found.deadline,
        owner="Marcus Reid",
        deputy="Sofia Novak",
        status=Status.IN_PROGRESS,
        status_since=date(2022, 11, 10),
        added_on=date(2022, 11, 3),
        plain={
            "accepted": None,
            "portfolio": "Professional Standards",
            "board": "Standards Board",
            "theme": "Counter-corruption",
            "peel_question": None,
            "judged_rag": Rag.AMBER,
            "last_reviewed_on": None,
            "notes": "Seen by the board.",
        },
    )
    assert (found.deadline.on, found.deadline.basis) == (date(2023, 3, 31), DeadlineBasis.STATED_DAY)


def test_what_is_left_open_has_its_usual_meaning() -> None:
    """A bare row is a mandatory recommendation to this force, without deadline, and awaits allocation."""
    checked = check({"Report code": "peel", "Published": "01/04/2022", "Number": "Rec 1", "Text": "Do it."})
    (found,) = checked.rows
    assert (found.report, found.report_code, found.number) == (None, "PEEL", "1")
    assert (found.kind, found.addressed_to, found.mandatory) == (
        ItemKind.RECOMMENDATION,
        frozenset({Addressee.FORCE}),
        True,
    )
    assert (found.deadline.on, found.deadline.basis) == (None, DeadlineBasis.NONE)
    assert (found.status, found.status_since, found.plain["judged_rag"]) == (
        Status.AWAITING_ALLOCATION,
        None,
        None,
    )
    assert found.added_on == found.published == date(2022, 4, 1)


def test_an_owner_without_a_status_means_in_progress() -> None:
    """What somebody owns, and nobody says more of, is in progress."""
    assert only_row(Status=None, Status_since=None).status is Status.IN_PROGRESS


def test_super_complaints_are_not_mandatory_unless_the_row_says_so() -> None:
    """A recommendation of a super-complaint is not mandatory, wherever in the file its report's kind is told."""
    kind: dict[str, Cell] = {"Report_kind": "super-complaint", "Register_number": None, "Mandatory": None}
    checked = check(
        row(**kind | {"Report_kind": None, "Number": 1}),
        row(**kind | {"Number": 2}),
        row(**kind | {"Number": 3, "Mandatory": "Yes"}),
    )
    assert checked.faults == ()
    assert [each.mandatory for each in checked.rows] == [False, False, True]
    assert {each.report_kind for each in checked.rows} == {ReportKind.SUPER_COMPLAINT}


@pytest.mark.parametrize(
    ("cell", "bodies"),
    [
        ("all forces", {Addressee.ALL_FORCES}),
        ("This force", {Addressee.FORCE}),
        ("chief constables; NPCC", {Addressee.ALL_FORCES, Addressee.NPCC}),
        (
            "PCCs, Ministry of Justice and chief constables",
            {Addressee.PCC, Addressee.MINISTRY_OF_JUSTICE, Addressee.ALL_FORCES},
        ),
        ("Police & Crime Commissioners (PCCs)", {Addressee.PCC}),
        ("the NPCC and CPS leads", {Addressee.NPCC, Addressee.CPS}),
        ("National Police Chiefs' Council / College of Policing", {Addressee.NPCC, Addressee.COLLEGE}),
        ("IOPC\nHome Office\nother", {Addressee.IOPC, Addressee.HOME_OFFICE, Addressee.OTHER}),
    ],
)
def test_bodies_are_read_from_lists(cell: str, bodies: set[Addressee]) -> None:
    """The bodies addressed are read from lists, however they are divided and in full or in short."""
    assert only_row(Addressed_to=cell).addressed_to == bodies


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("Kind", "AFI", ItemKind.AREA_FOR_IMPROVEMENT),
        ("Kind", "Area for Improvement", ItemKind.AREA_FOR_IMPROVEMENT),
        ("Kind", "Cause of concern", ItemKind.CAUSE_OF_CONCERN),
        ("RAG", "WHITE", Rag.WHITE),
        ("RAG", "g", Rag.GREEN),
        ("Report kind", "Super complaint", ReportKind.SUPER_COMPLAINT),
        ("Report kind", "Joint Targeted Area Inspection", ReportKind.JTAI),
        ("Status", "SIGNED-OFF", Status.SIGNED_OFF),
        ("Status", "Completed", Status.FORCE_COMPLETE),
        ("Status", "risk accepted", Status.RISK_ACCEPTED),
        ("Mandatory", "N", False),
        ("Mandatory", 1, True),
        ("Number", "Recommendation 33", "33"),
        ("Number", "VETTING-33", "33"),
        ("Number", "1 (A)", "1a"),
        ("Number", "AFI 2.", "AFI2"),
        ("Number", "1.1", "1.1"),
        ("Register number", "#10618", "10618"),
        ("Published", "2 Nov 2022", date(2022, 11, 2)),
        ("Published", "02/11/22", date(2022, 11, 2)),
        ("Published", "2022-11-02 00:00:00", date(2022, 11, 2)),
    ],
)
def test_words_are_understood_in_other_spellings(column: str, cell: Cell, value: object) -> None:
    """Kinds, colours, statuses, numbers and dates are understood in the spellings that registers have."""
    checked = check(SOUND | {column: cell})
    assert checked.faults == ()
    row, attribute = checked.rows[0], column.lower().replace(" ", "_")
    assert (row.plain["judged_rag"] if column == "RAG" else getattr(row, attribute)) == value


@pytest.mark.parametrize(
    ("changes", "column", "wrong", "right"),
    [
        ({"Report_code": None}, "Report code", "empty", "short code"),
        ({"Report_code": "PEEL 2122"}, "Report code", "“PEEL 2122”", "without spaces"),
        ({"Report_kind": "audit"}, "Report kind", "“audit”", "national thematic"),
        ({"Published": None}, "Published", "empty", "published"),
        ({"Published": "31/02/2022"}, "Published", "not in the calendar", "31/03/2023"),
        ({"Published": "July 2017"}, "Published", "“July 2017” is not a date", "31/03/2023"),
        ({"Published": 44867}, "Published", "44867 is a number", "date format"),
        ({"Published": date(2202, 11, 2)}, "Published", "2202", "year"),
        ({"Number": None, "Register_number": None}, "Number", "neither", "33 or 1a"),
        ({"Number": "thirty-three"}, "Number", "thirty-three", "33 or 1a"),
        ({"Number": date(2022, 1, 2)}, "Number", "2022-01-02", "33 or 1a"),
        ({"Register_number": "HMI/1"}, "Register number", "“HMI/1”", "digits only"),
        ({"Kind": "action"}, "Kind", "“action”", "area for improvement"),
        ({"Text": None}, "Text", "empty", "Enter the recommendation"),
        ({"Text": UnreadableCell.FORMULA}, "Text", "never calculated", "value itself"),
        ({"Text": UnreadableCell.ERROR}, "Text", "ended in an error", "value itself"),
        ({"Addressed_to": "chief constables and the Mayor"}, "Addressed to", "“mayor”", "semicolons"),
        ({"Addressed_to": "and"}, "Addressed to", "“and”", "semicolons"),
        ({"Mandatory": "maybe"}, "Mandatory", "neither yes nor no", "yes or no"),
        ({"Deadline_wording": "as soon as possible"}, "Deadline wording", "which day", "target date"),
        ({"Deadline_wording": "By 31 June 2023"}, "Deadline wording", "not in the calendar", "Check"),
        (
            {"Deadline_wording": "the last 12 months. Ending 30 June 2022"},
            "Deadline wording",
            "looks back",
            "Leave it empty",
        ),
        (
            {"Deadline": date(2023, 4, 30)},
            "Deadline",
            "31 March 2023, but the date is 30 April 2023",
            "wrong",
        ),
        (
            {"Deadline_wording": "By March 2023", "Deadline": date(2023, 3, 1)},
            "Deadline",
            "31 March",
            "Correct",
        ),
        ({"Deadline_wording": None, "Deadline": date(2022, 3, 31)}, "Deadline", "before the report", "years"),
        (
            {"Deadline_wording": "By May 2022", "Deadline": None},
            "Deadline wording",
            "before the report",
            "years",
        ),
        ({"Owner": "x" * 201}, "Owner", "201 characters", "200 or fewer"),
        ({"Owner": None}, "Deputy", "no owner", "Name the owner"),
        ({"Deputy": "marcus reid"}, "Deputy", "same person", "somebody else"),
        ({"RAG": "blue"}, "RAG", "“blue”", "red, amber, green, white"),
        ({"Status": "closed"}, "Status", "“closed”", "signed off"),
        ({"Status": "awaiting allocation"}, "Status", "“Marcus Reid” owns it", "in progress"),
        ({"Status": "signed off", "Status_since": None}, "Status since", "empty", "“signed off”"),
        ({"Status_since": date(2022, 11, 1)}, "Status since", "before the report", "Check"),
        ({"Added_on": "1.11.2022"}, "Added on", "1 November 2022 is before the report", "Check"),
        ({"Notes": UnreadableCell.ERROR}, "Notes", "ended in an error", "value itself"),
    ],
)
def test_each_fault_is_told_with_row_column_and_what_would_be_right(
    changes: dict[str, Cell], column: str, wrong: str, right: str
) -> None:
    """A faulty cell gives one fault: its row and column, what is wrong and what would be right, in sentences."""
    fault = only_fault(**changes)
    assert (fault.row, fault.column) == (2, column)
    assert wrong in fault.wrong
    assert right in fault.right
    assert fault.wrong.endswith(".")
    assert fault.right.endswith(".")


def test_every_fault_of_every_row_is_told() -> None:
    """Reading does not stop at the first fault, and sound rows between faulty ones are kept apart."""
    checked = check(
        row(RAG="blue", Mandatory="maybe", Register_number=1),
        row(Number=34, Register_number=2),
        row(Number=35, Register_number=3, Kind="x"),
    )
    assert [(fault.row, fault.column) for fault in checked.faults] == [
        (2, "Mandatory"),
        (2, "RAG"),
        (4, "Kind"),
    ]
    assert [each.number for each in checked.rows] == ["34"]


def test_faults_name_the_column_as_the_file_does() -> None:
    """A fault names the heading that stands in the file, not the register's own word for it."""
    cells: dict[str, Cell] = {
        "Code": "PEEL",
        "Date": "01/04/2022",
        "No.": 1,
        "Recommendation": "Do it.",
        "Due Date": "soon",
    }
    assert check(cells).faults[0].column == "Due Date"


def test_a_date_without_wording_is_a_local_target() -> None:
    """Without wording there is no deadline; a date that is given is the force's own target."""
    deadline = only_row(Deadline_wording=None, Deadline="30/06/2023").deadline
    assert (deadline.on, deadline.basis) == (date(2023, 6, 30), DeadlineBasis.LOCAL)


def test_wording_alone_gives_the_date() -> None:
    """The date of a deadline is worked out from its wording and the day of publication."""
    deadline = only_row(Deadline_wording="Within six months", Deadline=None).deadline
    assert (deadline.on, deadline.basis) == (date(2023, 5, 2), DeadlineBasis.COUNTED)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("AFI 2", ItemKind.AREA_FOR_IMPROVEMENT),
        ("Area for improvement 2", ItemKind.AREA_FOR_IMPROVEMENT),
        ("CoC 1", ItemKind.CAUSE_OF_CONCERN),
        ("COC1.2", ItemKind.RECOMMENDATION),
        ("2", ItemKind.RECOMMENDATION),
    ],
)
def test_a_number_tells_its_kind_where_no_cell_does(number: str, kind: ItemKind) -> None:
    """An area for improvement counts as one though its file has no column for that; a cell has the last word."""
    assert only_row(Number=number, Kind=None).kind is kind
    assert only_row(Number=number, Kind="Recommendation").kind is ItemKind.RECOMMENDATION


def test_a_register_number_stands_in_for_a_number() -> None:
    """An item without a number in its report is numbered by its register number."""
    found = only_row(Number=None)
    assert (found.number, found.register_number) == ("12345", "12345")
