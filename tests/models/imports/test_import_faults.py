"""Taking rows in that do not fit the register: each fault is told at its cell, and nothing is taken in."""

import random
from datetime import date

import pytest

from models.database import Database
from models.enums import Status
from models.imports.cells import Cell
from models.imports.rows import RowFault
from models.ledger.event import Event
from models.people.person import Person
from models.queries import items
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from tests.models.taking import NEXT_DAY, Row, count, facts, kept, row, take

# The verbs through which rows are taken in are the same on every database; one of them is enough here, and the
# command that imports a file is tried on both.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_trial_changes_nothing(database: Database) -> None:
    """What a trial says would happen is what then happens, and the trial itself changes nothing."""
    take(database, row("33"))
    before = facts(database)
    rows = (row("33", Text="Do more."), row("34", Owner="Dev Patel"))
    said = take(database, *rows, today=NEXT_DAY, dry_run=True)
    assert (facts(database), count(database, Recommendation), count(database, Person)) == (before, 1, 1)
    assert take(database, *rows, today=NEXT_DAY) == said


def test_one_faulty_row_and_nothing_is_taken_in(database: Database) -> None:
    """Rows around a faulty one, with their reports and people, are not taken in either."""
    intake = take(database, row("33"), row("34", Added_on=date(2032, 11, 3)), row("35", Owner="Dev Patel"))
    assert [fault.row for fault in intake.faults] == [3]
    assert [count(database, table) for table in (Recommendation, InspectionReport, Person, Event)] == [0] * 4


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"Added_on": date(2022, 12, 2)}, "Added on"),
        ({"Status": "submitted", "Status_since": date(2022, 12, 2)}, "Status since"),
        (
            {
                "Published": date(2022, 12, 2),
                "Added_on": None,
                "Deadline_wording": "With immediate effect",
            },
            "Published",
        ),
    ],
)
def test_what_has_not_come_yet_is_one_fault(database: Database, change: dict[str, Cell], column: str) -> None:
    """A day after today is a fault of its own cell, once; today itself is none."""
    (fault,) = take(database, row("33", **change)).faults
    assert (fault.row, fault.column) == (2, column)
    assert fault.wrong == "2 December 2022 is in the future: today is 1 December 2022."
    assert take(database, row("33", **change), today=date(2022, 12, 2)).faults == []


def test_a_register_number_belongs_to_one_item(database: Database) -> None:
    """A number that another item has is a fault that names that item, for new rows and for edited ones."""
    take(database, row("33"), row("34"))
    wanted = RowFault(
        2,
        "Register number",
        "VETTING-34 already has the number 10034.",
        "Check the number, the report code and the number in the report.",
    )
    assert take(database, row("35", Register_number="10034")).faults == [wanted]
    assert take(database, row("33", Register_number="10034")).faults == [wanted]
    assert kept(database, "VETTING-33", "register_number") == ("10033",)


def test_causes_and_their_recommendations_can_come_in_any_order(database: Database) -> None:
    """A cause of concern that ends with its recommendations can stand before, between or after them."""
    rows = [
        row("1", Kind="cause of concern", Status="signed off", Status_since=date(2022, 11, 20)),
        row("1a", Status="signed off", Status_since=date(2022, 11, 20)),
        row("1b", Status="risk accepted", Status_since=date(2022, 11, 19)),
        row("2"),
    ]
    for code in ("A1", "B2", "C3", "D4", "E5", "F6"):
        shuffled = [each | {"Report code": code, "Register number": None} for each in rows]
        random.Random(code).shuffle(shuffled)  # noqa: S311 - any order will do.
        assert take(database, *shuffled).faults == []
        with database.reading() as session:
            cause = items.item_by_reference(session, f"{code}-1")
            assert sorted(child.number for child in cause.children) == ["1a", "1b"]
            assert (cause.status, cause.parent) == (Status.SIGNED_OFF, None)


def test_a_cause_that_would_end_before_its_recommendations_is_a_fault(database: Database) -> None:
    """An ended cause of concern with an open recommendation, in the file or the register, is said with its row."""
    ended: Row = {"Status": "signed off", "Status since": date(2022, 11, 20)}
    cause = row("1", Kind="cause of concern", Register_number="9001")
    (fault,) = take(database, cause | ended, row("1a")).faults
    assert (fault.row, fault.column) == (2, "Status")
    assert fault.wrong.startswith("9001 is a cause of concern and closes after")
    take(database, cause, row("1a"))
    (fault,) = take(database, cause | ended, today=NEXT_DAY).faults
    assert fault.right == "Close its recommendations first, or leave it open."


def test_a_recommendation_that_finds_its_cause_later_is_told(database: Database) -> None:
    """When the cause of concern of an item comes in later, the item belongs to it, with a fact in the ledger."""
    take(database, row("1a"))
    intake = take(database, row("1", Kind="cause of concern"), row("1a"), today=NEXT_DAY)
    assert intake.changed == {"VETTING-1a": ["parent: 1001 (was none)"]}
    assert facts(database)[-1][2] == {"field": "parent", "to": "VETTING-1"}


def test_a_status_before_the_one_before_is_a_fault_of_its_day(database: Database) -> None:
    """What would have ended before it began is said at the cell with the day."""
    (fault,) = take(
        database,
        row("33", Status="signed off", Status_since=date(2022, 11, 2), Added_on=date(2022, 11, 3)),
    ).faults
    assert (fault.column, fault.right) == ("Status since", "Check the date.")
    assert fault.wrong.endswith(".")
