"""Taking edited rows in: exactly what was edited changes, each with its fact in the ledger."""

from datetime import date

import pytest

from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, Status
from models.imports.cells import Cell
from models.ledger.event import EventKind
from tests.models.taking import NEXT_DAY, facts, kept, row, take

# The verbs through which rows are taken in are the same on every database; one of them is enough here, and the
# command that imports a file is tried on both.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


CHANGES: list[tuple[dict[str, Cell], str, object, EventKind, str]] = [
    ({"Text": "Do more."}, "text", "Do more.", EventKind.CORRECTED, "text: Do more. (was "),
    (
        {"Kind": "AFI"},
        "kind",
        ItemKind.AREA_FOR_IMPROVEMENT,
        EventKind.RECLASSIFIED,
        "kind: area for improvement",
    ),
    (
        {"Addressed_to": "NPCC"},
        "addressed_to",
        frozenset({Addressee.NPCC}),
        EventKind.READDRESSED,
        "addressed to: NPCC (was all forces)",
    ),
    ({"Mandatory": "no"}, "mandatory", False, EventKind.CORRECTED, "mandatory: False (was True)"),
    ({"Portfolio": "Crime"}, "portfolio", "Crime", EventKind.CORRECTED, "portfolio: Crime (was Standards)"),
    ({"Board": "Crime Board"}, "board", "Crime Board", EventKind.CORRECTED, "board: Crime Board"),
    ({"Theme": "Misconduct"}, "theme", "Misconduct", EventKind.CORRECTED, "theme: Misconduct"),
    ({"RAG": "red"}, "judged_rag", Rag.RED, EventKind.RAG_JUDGED, "RAG: red (was amber)"),
    ({"Notes": "Heard."}, "notes", "Heard.", EventKind.CORRECTED, "notes: Heard. (was Seen.)"),
    ({"Register_number": "777"}, "register_number", "777", EventKind.CORRECTED, "register number: 777"),
    (
        {"Status": "submitted", "Status_since": date(2022, 12, 4)},
        "status",
        Status.SUBMITTED,
        EventKind.SUBMITTED,
        "status: submitted (was in progress)",
    ),
    (
        {"Status_since": date(2022, 11, 20)},
        "status_since",
        date(2022, 11, 20),
        EventKind.CORRECTED,
        "status since: 20 November 2022 (was 3 November 2022)",
    ),
]


@pytest.mark.parametrize(
    ("change", "field", "value", "kind", "said"), CHANGES, ids=[each[1] for each in CHANGES]
)
def test_an_edited_cell_changes_exactly_that(
    database: Database, change: dict[str, Cell], field: str, value: object, kind: EventKind, said: str
) -> None:
    """One edited cell changes one field, with one fact in the ledger, recorded on the day of the import."""
    take(database, row("33"), row("34"))
    before = facts(database)
    intake = take(database, row("33", **change), row("34"), today=NEXT_DAY)
    reference = "777" if field == "register_number" else "10033"
    assert (intake.added, intake.unchanged, list(intake.changed)) == ([], 1, [reference])
    (sentence,) = intake.changed[reference]
    assert sentence.startswith(said)
    assert kept(database, "VETTING-33", field) == (value,)
    (fact,) = facts(database)[len(before) :]
    assert fact[0] is kind
    assert fact[1] == (date(2022, 12, 4) if field == "status" else NEXT_DAY)


def test_a_new_owner_and_deputy_are_told_by_name(database: Database) -> None:
    """An item given to another owner and deputy passes to them, with a fact each."""
    take(database, row("33"))
    intake = take(database, row("33", Owner="Dev Patel", Deputy="Sofia Novak"), today=NEXT_DAY)
    assert intake.changed == {
        "10033": ["deputy: Sofia Novak (was none)", "owner: Dev Patel (was Marcus Reid)"]
    }
    assert [fact[0] for fact in facts(database)][-2:] == [EventKind.DEPUTY_NAMED, EventKind.ALLOCATED]


def test_an_edited_wording_moves_the_deadline(database: Database) -> None:
    """Another wording moves the deadline with it: the original is kept, and the move has its reason."""
    take(database, row("33"))
    intake = take(database, row("33", Deadline_wording="By June 2023"), today=NEXT_DAY)
    assert intake.changed["10033"][1] == "deadline: 30 June 2023 (was 31 March 2023)"
    assert kept(database, "10033", "deadline_on", "original_deadline_on", "deadline_basis") == (
        date(2023, 6, 30),
        date(2023, 3, 31),
        DeadlineBasis.STATED_MONTH,
    )
    assert facts(database)[-1][2]["reason"] == "Changed in an imported file"


def test_a_wording_that_confirms_a_local_date_is_its_basis_from_then_on(database: Database) -> None:
    """A target date of the force's own becomes the report's when the wording is entered, without a move."""
    take(database, row("33", Deadline_wording=None, Deadline=date(2023, 3, 31)))
    take(database, row("33", Deadline=date(2023, 3, 31)), today=NEXT_DAY)
    assert kept(database, "10033", "deadline_basis", "deadline_moves", "deadline_wording") == (
        DeadlineBasis.STATED_DAY,
        0,
        "By 31 March 2023",
    )


def test_a_corrected_report_takes_its_counted_deadlines_along(database: Database) -> None:
    """A publication date that is corrected is told of the report, and what is counted from it follows."""
    take(database, row("33", Deadline_wording="Within six months"))
    intake = take(
        database,
        row("33", Deadline_wording="Within six months", Published=date(2022, 11, 1), Report="Vetting"),
        today=NEXT_DAY,
    )
    assert intake.changed["VETTING"] == [
        "report's title: Vetting (was Vetting, misconduct and misogyny)",
        "published: 1 November 2022 (was 2 November 2022)",
    ]
    assert intake.changed["10033"] == ["deadline: 1 May 2023 (was 2 May 2023)"]
    kinds = [fact[0] for fact in facts(database)]
    assert kinds[-3:] == [EventKind.REPORT_CORRECTED, EventKind.REPORT_CORRECTED, EventKind.DEADLINE_MOVED]


def test_several_changes_of_an_item_stand_under_its_new_number(database: Database) -> None:
    """An item whose register number and text change at once is one changed item, called by its new number."""
    take(database, row("33", Register_number=None))
    intake = take(database, row("33", Text="Do more.", Owner="Dev Patel"), today=NEXT_DAY)
    assert [(reference, len(changes)) for reference, changes in intake.changed.items()] == [("10033", 3)]
