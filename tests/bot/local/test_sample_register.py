"""The sample register says what the two committee papers say, and can be copied as a template."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

import bot.local
from bot.imports.sheets import read_sheet
from bot.local.people import MEMBERS
from models.calendar import first_review_on_or_after
from models.deadlines.deadline import DeadlineBasis
from models.enums import FORCE_ADDRESSEES, Addressee, ItemKind, ReportKind, Status
from models.imports.checking import check_rows
from models.imports.headings import recognise_headings
from models.imports.rows import ImportRow
from models.register.fields import Column

SAMPLE = Path(bot.local.__file__).parent / "sample-register.xlsx"
S = date(2022, 9, 29)
D = date(2022, 12, 15)
CHIEF_CONSTABLES = {Addressee.ALL_FORCES}

COLUMNS = tuple(column for column in Column if not column.field.is_late)
"""Those that the first file of a register needs."""


@pytest.fixture(scope="module")
def register() -> dict[str, ImportRow]:
    """Return the rows of the sample register by code and number; it has no fault and no unknown heading."""
    sheet = read_sheet(SAMPLE, SAMPLE.name)
    headings = recognise_headings(sheet.headings)
    assert headings.unknown == ()
    assert sheet.headings == COLUMNS
    assert (sheet.worksheet, sheet.other_worksheets) == ("Register", ())
    checked = check_rows(((row.number, row.cells) for row in sheet.rows), headings, headed_in=sheet.headed_in)
    assert checked.faults == ()
    return {f"{row.report_code}-{row.number}": row for row in checked.rows}


def test_every_item_that_the_papers_name_is_there(register: dict[str, ImportRow]) -> None:
    """The sample holds the sixteen items that the papers name, and no other."""
    assert sorted(register) == sorted(
        [
            *("OLDER-1", "OLDER-1a", "OLDER-1b", "STALKING-1", "STALKING-1a"),
            *("PPDA-1", "PPDA-2", "PPDA-3", "FINDTIME-1", "FINDTIME-2"),
            *("VETTING-33", "VETTING-34", "VETTING-35", "VETTING-38", "VETTING-39", "PEEL2122-1"),
        ]
    )


@pytest.mark.parametrize(
    ("reference", "register_number", "published", "wording", "on", "bodies"),
    [
        ("OLDER-1a", "10618", date(2019, 7, 17), "Within six months", date(2020, 1, 17), CHIEF_CONSTABLES),
        ("OLDER-1b", "9962", date(2019, 7, 17), "Within three months", date(2019, 10, 17), CHIEF_CONSTABLES),
        ("STALKING-1a", "9472", date(2017, 7, 5), "Within six months", date(2018, 1, 5), {"NPCC", "CPS"}),
        ("PPDA-1", None, date(2022, 6, 30), "Within six months", date(2022, 12, 30), CHIEF_CONSTABLES),
        ("PPDA-2", None, date(2022, 6, 30), "", None, CHIEF_CONSTABLES),
        ("PPDA-3", None, date(2022, 6, 30), "", None, {"PCC", "Ministry of Justice", *CHIEF_CONSTABLES}),
        ("FINDTIME-1", None, date(2022, 8, 11), "By March 2023", date(2023, 3, 31), CHIEF_CONSTABLES),
        ("FINDTIME-2", None, date(2022, 8, 11), "By March 2023", date(2023, 3, 31), CHIEF_CONSTABLES),
        ("VETTING-33", None, date(2022, 11, 2), "By 31 March 2023", date(2023, 3, 31), CHIEF_CONSTABLES),
        ("VETTING-34", None, date(2022, 11, 2), "By 30 April 2023", date(2023, 4, 30), CHIEF_CONSTABLES),
        ("VETTING-35", None, date(2022, 11, 2), "By 31 March 2023", date(2023, 3, 31), CHIEF_CONSTABLES),
        ("VETTING-38", None, date(2022, 11, 2), "By 30 April 2023", date(2023, 4, 30), CHIEF_CONSTABLES),
        ("VETTING-39", None, date(2022, 11, 2), "By 30 April 2023", date(2023, 4, 30), CHIEF_CONSTABLES),
        ("PEEL2122-1", None, date(2022, 4, 1), "", None, {Addressee.FORCE}),
    ],
)
def test_identity_deadline_and_addressees_are_those_of_the_papers(
    register: dict[str, ImportRow],
    reference: str,
    register_number: str | None,
    published: date,
    wording: str,
    on: date | None,
    bodies: set[str],
) -> None:
    """Register number, publication, deadline as printed and worked out, and addressees are the papers'."""
    row = register[reference]
    assert (row.register_number, row.published) == (register_number, published)
    assert (row.deadline.wording, row.deadline.on) == (wording, on)
    assert row.addressed_to == bodies


def test_the_two_causes_of_concern_and_their_recommendations(register: dict[str, ImportRow]) -> None:
    """Two causes of concern count for the force; 10618 and 9962 belong to one, 9472 to the other."""
    causes = {name for name, row in register.items() if row.kind is ItemKind.CAUSE_OF_CONCERN}
    assert causes == {"OLDER-1", "STALKING-1"}
    assert all(register[cause].addressed_to & FORCE_ADDRESSEES for cause in causes)
    parents = {name: row.parent for name, row in register.items() if row.parent}
    assert parents == {"OLDER-1a": "1", "OLDER-1b": "1", "STALKING-1a": "1"}


def test_only_super_complaint_recommendations_are_not_mandatory(register: dict[str, ImportRow]) -> None:
    """The three recommendations of the super-complaint are not mandatory; all others are."""
    optional = {name for name, row in register.items() if not row.mandatory}
    assert optional == {"PPDA-1", "PPDA-2", "PPDA-3"}
    assert all(register[name].report_kind is ReportKind.SUPER_COMPLAINT for name in optional)


def test_what_only_a_month_was_given_for_says_so(register: dict[str, ImportRow]) -> None:
    """“By March 2023” is kept as a month, so that whoever sees the date sees that no day was printed."""
    assert {register[f"FINDTIME-{number}"].deadline.basis for number in (1, 2)} == {
        DeadlineBasis.STATED_MONTH
    }


def test_what_the_second_paper_lists_as_completed_is_signed_off(register: dict[str, ImportRow]) -> None:
    """The five vetting recommendations and the PEEL one are signed off between the papers; nothing else is."""
    done = {name for name, row in register.items() if row.status is Status.SIGNED_OFF}
    assert done == {*(f"VETTING-{number}" for number in (33, 34, 35, 38, 39)), "PEEL2122-1"}
    assert all(S < (register[name].status_since or S) <= D for name in done)
    assert register["PEEL2122-1"].kind is ItemKind.AREA_FOR_IMPROVEMENT


def test_at_the_first_paper_the_two_were_as_late_as_they_were(register: dict[str, ImportRow]) -> None:
    """On 29 September 2022, 9962 was 1,078 days past its date and 10618 was 986."""
    late = {row.register_number: (S - row.deadline.on).days for row in register.values() if row.deadline.on}
    assert (late["9962"], late["10618"]) == (1078, 986)


def test_the_first_reviews_fall_before_the_second_paper(register: dict[str, ImportRow]) -> None:
    """10618 and 9962 are reviewed on 2 December 2022, in time for the paper of the 15th."""
    for name in ("OLDER-1a", "OLDER-1b"):
        assert first_review_on_or_after(register[name].added_on, S) == date(2022, 12, 2)


def test_what_the_papers_do_not_print_is_marked_as_the_samples(register: dict[str, ImportRow]) -> None:
    """Every date that is not in the papers has a note that says it is this sample's."""
    for name in ("OLDER-1a", "OLDER-1b", "STALKING-1", "STALKING-1a", "VETTING-33", "PEEL2122-1"):
        assert "this sample's" in (register[name].plain["notes"] or "")


def test_owners_are_people_of_the_local_workspace(register: dict[str, ImportRow]) -> None:
    """Every owner and deputy can be reached in the local workspace, and one item awaits allocation."""
    people = {member.real_name for member in MEMBERS if member.role is not None}
    named = {name for row in register.values() for name in (row.owner, row.deputy) if name}
    assert named <= people
    assert [name for name, row in register.items() if row.owner is None] == ["PPDA-3"]
    assert register["PPDA-3"].status is Status.AWAITING_ALLOCATION


def test_every_column_is_explained_in_the_sample() -> None:
    """The second worksheet explains every column, in the order of the first."""
    how = openpyxl.load_workbook(SAMPLE)["How to fill this in"]
    explained = [str(row[0].value) for row in how.iter_rows(min_row=6) if row[1].value]
    assert explained == list(COLUMNS)


def test_the_sample_offers_the_words_that_are_understood() -> None:
    """The lists to choose from hold the very words of the register."""
    sheet = openpyxl.load_workbook(SAMPLE)["Register"]
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    for words in (ReportKind, ItemKind, Status):
        assert f'"{",".join(words)}"' in lists
    assert sheet.freeze_panes == "C2"
