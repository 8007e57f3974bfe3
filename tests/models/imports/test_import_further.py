"""The columns that a register needs once it has been kept for a while are understood, and kept."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Role
from models.imports.cell_text import as_in_a_cell
from models.imports.cells import Cell
from models.imports.checking import Checked, check_rows
from models.imports.headings import recognise_headings
from models.imports.importing import Intake, Register
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.people.person import Person
from models.queries import items

Row = dict[str, Cell]
TODAY = date(2022, 12, 1)
FIRST, MOVED = date(2022, 12, 30), date(2023, 3, 31)

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def row(number: str = "1", **changes: Cell) -> Row:
    """Return a row of a report of 30 June 2022 with the cells of `changes`, whose names have _ for a blank."""
    cells: Row = {
        "Report code": "PPDA",
        "Published": date(2022, 6, 30),
        "Number": number,
        "Text": "Do it.",
        "Deadline wording": "Within six months",
        "Owner": "Marcus Reid",
    }
    return cells | {name.replace("_", " "): cell for name, cell in changes.items()}


def check(*rows: Row) -> Checked:
    return check_rows(
        enumerate(rows, start=2), recognise_headings({name: None for each in rows for name in each})
    )


def take(database: Database, *rows: Row, today: date = TODAY) -> Intake:
    """Take the rows in on a day; nothing may be wrong with them in themselves."""
    checked = check(*rows)
    assert checked.faults == ()
    at = datetime(today.year, today.month, today.day, 9, 30, tzinfo=UTC)
    with database.writing() as session:
        return Register(session, AuditContext.now(None, at, today)).take(checked.rows)


@pytest.mark.parametrize(
    ("cells", "on", "basis"),
    [
        ({"Deadline": MOVED, "Original deadline": FIRST}, MOVED, DeadlineBasis.LOCAL),
        ({"Deadline": FIRST, "Original deadline": FIRST}, FIRST, DeadlineBasis.COUNTED),
        ({"Deadline": None, "Original deadline": FIRST}, None, DeadlineBasis.NONE),
        ({"Deadline": MOVED, "Times moved": 1}, MOVED, DeadlineBasis.LOCAL),
        ({"Deadline": MOVED, "Deadline basis": "local target"}, MOVED, DeadlineBasis.LOCAL),
        (
            {"Deadline": MOVED, "Original deadline": FIRST, "Deadline basis": "stated day"},
            MOVED,
            DeadlineBasis.STATED_DAY,
        ),
        ({"Deadline": None, "Deadline basis": "no deadline"}, None, DeadlineBasis.NONE),
        ({"Deadline": None, "Times moved": 0}, FIRST, DeadlineBasis.COUNTED),
        ({"Deadline": FIRST, "Deadline basis": "counted from publication"}, FIRST, DeadlineBasis.COUNTED),
        (
            {"Deadline wording": None, "Deadline": MOVED, "Deadline basis": "stated day"},
            MOVED,
            DeadlineBasis.STATED_DAY,
        ),
    ],
)
def test_a_date_that_is_said_to_differ_from_its_wording_is_taken_as_it_is(
    cells: Row, on: date | None, basis: DeadlineBasis
) -> None:
    """A first date, a number of moves, or a basis of the force's own explains a date that the wording does not."""
    checked = check(row() | cells)
    assert checked.faults == ()
    deadline = checked.rows[0].deadline
    assert (deadline.on, deadline.basis) == (on, basis)


@pytest.mark.parametrize(
    ("cells", "column", "wrong", "right"),
    [
        ({"Deadline": MOVED}, "Deadline", "means 30 December 2022, but the date is 31", "Original deadline"),
        (
            {"Deadline": MOVED, "Deadline basis": "counted from publication"},
            "Deadline",
            "but the date is 31 March 2023",
            "Correct",
        ),
        ({"Deadline": MOVED, "Deadline basis": "no deadline"}, "Deadline", "“no deadline”", "Clear the date"),
        ({"Deadline basis": "hearsay"}, "Deadline basis", "“hearsay”", "local target"),
        (
            {"Deadline wording": "By 23 December 8892"},
            "Deadline wording",
            "“By 23 December 8892” means the year 8892.",
            "Check the year",
        ),
        ({"Times moved": "twice"}, "Times moved", "not a whole number", "digits"),
        ({"PEEL question": 1234}, "PEEL question", "not a whole number", "digits"),
        ({"Accepted": "perhaps"}, "Accepted", "neither yes nor no", "yes or no"),
        ({"Part of": "the first"}, "Part of", "“the first”", "33 or 1a"),
        ({"Reviews from": "soon"}, "Reviews from", "not a date", "31 March 2023"),
    ],
)
def test_each_fault_in_a_further_column_is_told(cells: Row, column: str, wrong: str, right: str) -> None:
    """A faulty cell is told with its column, what is wrong, and what would be right."""
    (fault,) = check(row() | cells).faults
    assert (fault.row, fault.column) == (2, column)
    assert wrong in fault.wrong
    assert right in fault.right


@on_sqlite
def test_a_moved_deadline_comes_in_with_its_first_date_and_its_moves(database: Database) -> None:
    """The original date and the number of moves are kept, and the ledger dates the move before the import."""
    cells: Row = {"Deadline": MOVED, "Original deadline": FIRST, "Times moved": 2}
    take(database, row() | cells)
    with database.reading() as session:
        item = items.item_by_reference(session, "PPDA-1")
        assert (item.deadline_on, item.original_deadline_on, item.deadline_moves) == (MOVED, FIRST, 2)
        kinds = (EventKind.DEADLINE_SET, EventKind.DEADLINE_MOVED)
        events = session.scalars(select(Event).where(Event.kind.in_(kinds)).order_by(Event.id)).all()
        assert [(each.facts["to"], each.effective_on) for each in events] == [
            ("2022-12-30", item.added_on),
            ("2023-03-31", item.added_on),
        ]
    assert take(database, row() | cells).unchanged == 1


@on_sqlite
def test_a_deadline_is_moved_by_a_file_that_names_the_first_date(database: Database) -> None:
    """A new date beside the first one moves the deadline; the first one can never be another."""
    take(database, row())
    intake = take(database, row(Deadline=MOVED, Original_deadline=FIRST))
    assert intake.changed == {"PPDA-1": ["deadline: 31 March 2023 (was 30 December 2022)"]}
    with database.reading() as session:
        item = items.item_by_reference(session, "PPDA-1")
        assert (item.original_deadline_on, item.deadline_moves) == (FIRST, 1)
    (fault,) = take(database, row(Deadline=MOVED, Original_deadline=MOVED)).faults
    assert (fault.row, fault.column) == (2, "Original deadline")
    assert "has 30 December 2022 as the original deadline" in fault.wrong


@on_sqlite
def test_whether_it_was_accepted_its_question_and_its_reviews_come_in(database: Database) -> None:
    """What a file says of these is kept; a new item is accepted and reviewed from its entry unless it says so."""
    further: Row = {"Accepted": "no", "PEEL question": 3, "Reviews from": date(2022, 7, 15)}
    further["Last review"] = date(2022, 10, 3)
    take(database, row("1") | further, row("2"))
    with database.reading() as session:
        one, two = (items.item_by_reference(session, f"PPDA-{number}") for number in (1, 2))
        assert (one.accepted, one.peel_question, one.review_anchor_on) == (False, 3, date(2022, 7, 15))
        assert (one.last_reviewed_on, two.last_reviewed_on) == (date(2022, 10, 3), None)
        assert (two.accepted, two.peel_question, two.review_anchor_on) == (True, None, date(2022, 6, 30))
    (fault,) = take(database, row("3") | {"Last review": date(2099, 1, 1)}).faults
    assert (fault.column, "is in the future" in fault.wrong) == ("Last review", True)
    intake = take(database, row("1", Accepted="yes", PEEL_question=4), row("2", Accepted=None))
    assert intake.changed == {"PPDA-1": ["accepted: True (was False)", "PEEL question: 4 (was 3)"]}


@on_sqlite
def test_a_row_can_say_what_it_is_part_of(database: Database) -> None:
    """“Part of” goes before what the number suggests, “none” too; a number that is nowhere is a fault."""
    cause = row("1", Kind="cause of concern")
    take(database, cause, row("1a", Part_of="none"), row("2", Part_of="1"))
    with database.reading() as session:
        parents = [items.item_by_reference(session, f"PPDA-{number}").parent for number in ("1a", "2")]
        assert [each and each.code_number for each in parents] == [None, "PPDA-1"]
    assert take(database, row("2", Part_of="none")).changed == {"PPDA-2": ["parent: none (was PPDA-1)"]}
    assert take(database, cause, row("1a")).changed == {"PPDA-1a": ["parent: PPDA-1 (was none)"]}
    for number in ("9", "3"):
        (fault,) = take(database, row("3", Part_of=number)).faults
        assert (fault.column, fault.wrong) == ("Part of", f"PPDA has no other item with the number {number}.")


@on_sqlite
def test_whom_an_address_names_is_known_by_it(database: Database) -> None:
    """Somebody new is recognised by the address in the file when they are heard from; words are no address."""
    take(database, row(Owner="Anna.Clarke@force.example", Deputy="Marcus Reid (marcus@force.example)"))
    with database.reading() as session:
        item = items.item_by_reference(session, "PPDA-1")
        assert item.owner is not None
        assert item.deputy is not None
        assert (item.owner.name, item.owner.email) == (
            "Anna.Clarke@force.example",
            "anna.clarke@force.example",
        )
        assert item.deputy.email is None
    assert take(database, row(Owner="anna.clarke@force.example")).unchanged == 1


@on_sqlite
def test_who_is_there_already_stays_though_another_has_the_name(database: Database) -> None:
    """Of two people with one name, the item's own stays its owner, and nobody's role changes unasked."""
    with database.writing() as session:
        session.add_all(
            [
                Person(name="Marcus  Reid", email="marcus.a@force.example", role=Role.READER),
                Person(name="Marcus Reid", email="marcus.b@force.example", role=Role.READER),
            ]
        )
    take(database, row(Owner="marcus.a@force.example"))
    with database.writing() as session:
        owner = items.item_by_reference(session, "PPDA-1").owner
        assert owner is not None
        assert (owner.email, owner.role) == ("marcus.a@force.example", Role.OWNER)
        owner.role = Role.READER
    assert take(database, row(Owner="Marcus Reid")).unchanged == 1
    with database.reading() as session:
        assert {each.role for each in session.scalars(select(Person))} == {Role.READER}


@on_sqlite
@pytest.mark.parametrize(
    ("text", "read"),
    [
        (" a\r\nb\rc\n", "a\nb\nc"),
        ("bell\x07 half\ud800 none\ufffe", "bell half none"),
        ("=1+1\ttab", "=1+1\ttab"),
    ],
)
def test_what_a_cell_cannot_hold_is_no_change(text: str, read: str, database: Database) -> None:
    """Line ends and characters that nobody sees come back otherwise from a workbook, and nothing has changed."""
    assert as_in_a_cell(text) == read
    assert as_in_a_cell(None) is None
    take(database, row())
    with database.writing() as session:
        items.item_by_reference(session, "PPDA-1").notes = text.replace("\ud800", "")
    assert take(database, row(Notes=read)).unchanged == 1
