"""Taking rows in: what is new is entered, and what is the same or left empty moves nothing."""

from datetime import date

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import select

from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, ReportKind, Role, Status
from models.people.person import Person
from models.queries import items
from models.register.recommendation import Recommendation
from tests.examples import tries
from tests.models.taking import FIRST_DAY, NEXT_DAY, OPTIONAL, count, facts, kept, row, take

"""Making a failing example smaller would ask the database thousands of times."""

# The verbs through which rows are taken in are the same on every database; one of them is enough here, and the
# command that imports a file is tried on both.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_new_row_is_entered_whole(database: Database) -> None:
    """Every column of a new row is in the register afterwards."""
    intake = take(database, row(Deputy="Sofia Novak", Status_since=date(2022, 11, 10)))
    assert (intake.added, intake.changed, intake.unchanged) == (["10033"], {}, 0)
    assert (intake.new_reports, intake.new_people) == (["VETTING"], ["Sofia Novak", "Marcus Reid"])
    with database.reading() as session:
        item = items.item_by_reference(session, "VETTING-33")
        assert (item.report.title, item.report.kind, item.report.published_on) == (
            "Vetting, misconduct and misogyny",
            ReportKind.NATIONAL_THEMATIC,
            date(2022, 11, 2),
        )
        assert (item.register_number, item.kind, item.text) == (
            "10033",
            ItemKind.RECOMMENDATION,
            "Do what 33 says.",
        )
        assert (item.addressed_to, item.mandatory) == (frozenset({Addressee.ALL_FORCES}), True)
        assert (item.deadline_wording, item.deadline_on, item.deadline_basis) == (
            "By 31 March 2023",
            date(2023, 3, 31),
            DeadlineBasis.STATED_DAY,
        )
        assert item.owner is not None
        assert item.deputy is not None
        assert (item.owner.name, item.deputy.name) == ("Marcus Reid", "Sofia Novak")
        assert (item.portfolio, item.board, item.theme) == ("Standards", "Standards Board", "Vetting")
        assert (item.judged_rag, item.notes) == (Rag.AMBER, "Seen.")
        assert (item.status, item.status_since) == (Status.IN_PROGRESS, date(2022, 11, 10))
        assert (item.added_on, item.tracked_on, item.review_anchor_on) == (
            date(2022, 11, 3),
            FIRST_DAY,
            date(2022, 11, 3),
        )


def test_people_whom_the_file_names_are_owners(database: Database) -> None:
    """Who is not known yet is added as an owner without an account; known ones are found by name or e-mail."""
    with database.writing() as session:
        session.add(Person(name="Marcus Reid", email="marcus.reid@force.example", role=Role.READER))
    intake = take(
        database,
        row("1", Owner="marcus REID"),
        row("2", Owner="Marcus.Reid@force.example"),
        row("3", Owner="Dev Patel", Deputy="Marcus Reid"),
        row("4", Owner="dev patel"),
    )
    assert intake.new_people == ["Dev Patel"]
    with database.reading() as session:
        people = {person.name: person for person in session.scalars(select(Person))}
        assert {name: person.role for name, person in people.items()} == {
            "Marcus Reid": Role.OWNER,
            "Dev Patel": Role.OWNER,
        }
        assert not people["Dev Patel"].reachable


def test_the_same_rows_again_change_nothing(database: Database) -> None:
    """Taking the same rows in a second time, on another day, writes nothing at all, not even to the ledger."""
    rows = (
        row("1", Kind="cause of concern", Status="signed off", Status_since=date(2022, 11, 20)),
        row("1a", Status="superseded", Status_since=date(2022, 11, 18), Deputy="Dev Patel"),
        row("2", Status="awaiting allocation", Owner=None, Status_since=date(2022, 11, 9)),
        row("3", Status=None, Owner=None, Added_on=None, RAG=None, Notes=None),
        row("4", Deadline_wording=None, Deadline=date(2023, 5, 1), Status_since=date(2022, 11, 30)),
        row("5", Number=None, Register_number="555", Mandatory=None, Kind=None, Addressed_to=None),
    )
    take(database, *rows)
    before = facts(database)
    again = take(database, *rows, today=NEXT_DAY)
    assert (again.added, again.changed, again.unchanged) == ([], {}, len(rows))
    assert (again.new_people, again.new_reports) == ([], [])
    assert facts(database) == before


def test_an_empty_cell_leaves_things_as_they_are(database: Database) -> None:
    """Whichever cells a later file leaves empty, or columns it leaves out, the register keeps what it had."""
    full = row(
        "33",
        Kind="AFI",
        Addressed_to="this force; NPCC",
        Mandatory="no",
        Deputy="Dev Patel",
        Status="signed off",
        Status_since=date(2022, 11, 20),
    )
    take(database, full)
    before = facts(database)

    @tries(15)
    @given(empty=st.sets(st.sampled_from(OPTIONAL), min_size=1), gone=st.booleans())
    def check(empty: set[str], gone: bool) -> None:
        if "Status since" in empty:
            empty.add("Status")
        cells = {name: cell for name, cell in full.items() if name not in empty}
        intake = take(database, cells if gone else cells | dict.fromkeys(empty), today=NEXT_DAY)
        assert (intake.changed, intake.added, intake.unchanged) == ({}, [], 1)
        assert facts(database) == before

    check()


def test_an_empty_owner_does_not_take_the_item_away(database: Database) -> None:
    """A row without an owner leaves the item with the one it has."""
    take(database, row("33"))
    assert take(database, row("33", Owner=None, Status=None), today=NEXT_DAY).changed == {}
    with database.reading() as session:
        owner = items.item_by_reference(session, "10033").owner
        assert owner is not None
        assert owner.name == "Marcus Reid"


def test_a_status_without_its_day_is_left_alone(database: Database) -> None:
    """A status that differs and does not say since when changes nothing about an item that is there."""
    take(database, row("33", Status="signed off", Status_since=date(2022, 11, 20)))
    assert take(database, row("33"), today=NEXT_DAY).changed == {}
    assert kept(database, "10033", "status") == (Status.SIGNED_OFF,)


def test_an_item_can_be_named_by_its_register_number_alone(database: Database) -> None:
    """A later file that gives only register numbers changes the items that have them."""
    take(database, row("33"))
    intake = take(database, row("33", Number=None, Text="Do more."), today=NEXT_DAY)
    assert (intake.added, list(intake.changed)) == ([], ["10033"])
    assert count(database, Recommendation) == 1


def test_numbers_differ_not_by_case(database: Database) -> None:
    """An item is the same whether its number has a small or a capital letter."""
    take(database, row("AFI2", Register_number="1"))
    assert take(database, row("afi2", Register_number="1", Text="Do what AFI2 says.")).added == []
