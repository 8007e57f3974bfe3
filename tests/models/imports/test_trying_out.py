"""A register is tried out by parts of which hardly anything is written down, and with the same outcome."""

from datetime import UTC, date, datetime

from sqlalchemy import func, select

from models.database import Database
from models.imports.checking import check_rows
from models.imports.headings import recognise_headings
from models.imports.importing import Intake, Register
from models.imports.rows import ImportRow
from models.ledger.audit_context import AuditContext
from models.people.person import Person
from models.register.recommendation import Recommendation
from models.reviews.review import Review
from tests.models.taking import FIRST_DAY, Row, row, take

ACT = AuditContext.now(None, datetime(2022, 12, 1, 10, tzinfo=UTC), FIRST_DAY)


def checked(*rows: Row) -> tuple[ImportRow, ...]:
    """Return rows as they are checked; nothing may be wrong with them in themselves."""
    found = check_rows(
        enumerate(rows, start=2), recognise_headings({name: None for each in rows for name in each})
    )
    assert found.faults == ()
    return found.rows


def tried(database: Database, *parts: tuple[ImportRow, ...]) -> tuple[Intake, list[str], list[str]]:
    """Try out parts one after another; return the outcome, and the items and people that are written down."""
    with database.trying() as session:
        register = Register(session, ACT)
        for part in parts:
            register.try_out(part)
        assert not session.identity_map
        items = session.scalars(select(Recommendation.number).order_by(Recommendation.id)).all()
        people = session.scalars(select(Person.name).order_by(Person.id)).all()
        assert session.scalar(select(func.count()).select_from(Review)) == 0
        return register.intake, list(items), list(people)


def test_what_stands_alone_is_not_written_down(database: Database) -> None:
    """New items that belong to nothing are let go; who owns them is new once, in whatever part."""
    one, other, reviewed = checked(row("1"), row("2"), row("3", Last_review=date(2022, 11, 25)))
    intake, items, people = tried(database, (one,), (other, reviewed))
    assert (intake.added, intake.new_people, intake.faults) == (["1001", "1002", "1003"], ["Marcus Reid"], [])
    assert (items, people) == ([], ["Marcus Reid"])


def test_what_belongs_together_is_found_in_a_later_part(database: Database) -> None:
    """A part of an item which is itself a part of another finds it, though it comes later."""
    cause, within, further = checked(
        row("1", Kind="cause of concern"), row("2", Part_of="1"), row("3", Part_of="2")
    )
    intake, items, _ = tried(database, (cause, within), (further,))
    assert (intake.added, intake.faults) == (["1001", "1002", "1003"], [])
    assert items == ["1", "2", "3"]


def test_what_changes_is_known_to_later_parts(database: Database) -> None:
    """A register number that an item gives up in one part is free for another in the next."""
    take(database, row("1", Register_number="5001"))
    held, new = checked(row("1", Register_number="5009"), row("2", Register_number="5001"))
    intake, _, _ = tried(database, (held,), (new,))
    assert (intake.added, list(intake.changed), intake.faults) == (["5001"], ["5009"], [])


def test_trying_finds_what_taking_in_does(database: Database) -> None:
    """The same is added, changed and left as it is as when the rows are taken in."""
    take(database, row("1"), row("2"))
    rows = checked(row("1"), row("2", Owner="Priya Shah"), row("3"), row("4", Owner="Priya Shah"))
    intake, _, _ = tried(database, rows[:3], rows[3:])
    with database.writing() as session:
        done = Register(session, ACT).take(rows)
    assert (intake.added, intake.changed, intake.unchanged) == (done.added, done.changed, done.unchanged)
    assert (intake.new_people, intake.faults) == (done.new_people, done.faults)
