"""What is exported imports again to the same register, whatever has happened to it."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.documents.workbook import export_workbook
from bot.imports.import_register import import_file
from models.committee.bridge import head
from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, Status
from models.people.person import Person
from models.policy import Policy
from models.queries import items
from models.register.fields import Column
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from templates.messages.imports import Imported
from tests.bot.histories import HOSTILE, PUBLISHED, live_on, report_with_items
from tests.bot.opened import Opened
from tests.databases import EmptyDatabases
from tests.factories import Register, add_people, person_called

AT = datetime(2023, 2, 1, 10, tzinfo=UTC)
TODAY = date(2023, 2, 1)


@pytest.fixture
def other(empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[Database]:
    """A second register, with the same people and nothing else."""
    with empty_databases.copy("sqlite", tmp_path) as address:
        database = Database(address)
        with database.writing() as session:
            add_people(session)
        yield database
        database.close()


def exported(database: Database, who: str | None = "priya", today: date = TODAY) -> bytes:
    with database.reading() as session:
        by = person_called(session, who) if who else None
        return export_workbook(session, None, today, by)


def imported(database: Database, octets: bytes, folder: Path, at: datetime = AT) -> Imported:
    file = folder / "exported.xlsx"
    file.write_bytes(octets)
    outcome = import_file(database, file, at, Policy())
    assert isinstance(outcome, Imported), outcome
    return outcome


def facts(database: Database) -> int:
    with database.reading() as session:
        return head(session)


def comes_back_unchanged(database: Database, other: Database, folder: Path) -> None:
    """Assert that the export changes nothing here, and gives the same register in an empty one."""
    octets = exported(database)
    known = facts(database)
    again = imported(database, octets, folder)
    assert (again.added, again.changed, again.new_people, again.new_reports) == ((), (), (), ())
    assert again.unknown_headings == ()
    assert facts(database) == known
    imported(other, octets, folder)
    assert Opened(exported(other)).rows("Register") == Opened(octets).rows("Register")


def test_an_item_of_every_kind_comes_back(
    database: Database, other: Database, register: Register, tmp_path: Path
) -> None:
    """Causes with children, watched and ended items, moved and removed deadlines: all of it as it was."""
    register.report("OLDER", "Crimes against older people", PUBLISHED)
    register.item("1", kind=ItemKind.CAUSE_OF_CONCERN, added_on=PUBLISHED)
    register.item("1a", register_number="10618", parent="OLDER-1", deadline_on=date(2022, 12, 30))
    register.item("2", parent="OLDER-1", deadline_on=date(2022, 12, 30), deputy="sofia")
    register.item("3", addressed_to=(Addressee.NPCC, Addressee.COLLEGE), owner=None)
    register.item("4", deadline_on=date(2022, 12, 30), rag=Rag.AMBER)
    register.item("5", deadline_on=date(2022, 12, 30), reviews_from=date(2022, 7, 15))
    register.item("1b", addressed_to=Addressee)
    register.item("6", register_number="7654321")
    with register.database.writing() as session:
        items.item_by_reference(session, "7654321").number = "7654321"
        session.scalars(select(Recommendation).where(Recommendation.number == "4")).one().accepted = False
    for to in (date(2023, 1, 31), date(2023, 3, 31)):
        register.move_deadline("10618", to)
    register.move_deadline("OLDER-2", date(2023, 1, 31))
    register.move_deadline("OLDER-2", date(2022, 12, 30))
    register.move_deadline("OLDER-5", None)
    register.become("OLDER-4", Status.SIGNED_OFF)
    register.become("OLDER-5", Status.SUPERSEDED)
    comes_back_unchanged(database, other, tmp_path)
    (moved,) = (row for row in Opened(exported(database)).rows("Register") if "10618" in row.values())
    assert (moved["Deadline"].date(), moved["Original deadline"].date(), moved["Times moved"]) == (
        date(2023, 3, 31),
        date(2022, 12, 30),
        2,
    )
    with other.reading() as session:
        parents = {
            each.code_number: each.parent.code_number
            for each in session.scalars(select(Recommendation))
            if each.parent
        }
        assert parents == {"OLDER-1a": "OLDER-1", "OLDER-2": "OLDER-1"}


def test_a_moved_deadline_may_contradict_its_wording(
    database: Database, other: Database, register: Register, tmp_path: Path
) -> None:
    """The wording goes on meaning the first date while the deadline is another, in the workbook too."""
    register.report("PPDA", published_on=PUBLISHED)
    register.item("1", report="PPDA", deadline_on=date(2022, 12, 30))
    with register.database.writing() as session:
        item = items.item_by_reference(session, "PPDA-1")
        item.deadline_wording, item.deadline_basis = "Within six months", DeadlineBasis.COUNTED
    comes_back_unchanged(database, other, tmp_path)
    register.move_deadline("PPDA-1", date(2023, 6, 30))
    with register.database.writing() as session:
        session.scalars(select(InspectionReport)).one().published_on = date(2022, 6, 29)
    octets = exported(database)
    assert imported(database, octets, tmp_path).unchanged == 1
    (row,) = Opened(octets).rows("Register")
    assert (row["Deadline wording"], row["Deadline"].date()) == ("Within six months", date(2023, 6, 30))


def test_whatever_was_typed_comes_back(
    database: Database, other: Database, register: Register, tmp_path: Path
) -> None:
    """Text that looks like a formula, a number, mark-up or a control comes back as the text that it is."""
    typed = {f"R{n}-1": text for n, text in enumerate(HOSTILE)}
    for reference, text in typed.items():
        register.item("1", report=reference.removesuffix("-1"), text=text)
    with register.database.writing() as session:
        for reference, text in typed.items():
            item = items.item_by_reference(session, reference)
            item.notes = item.theme = item.portfolio = item.board = text
            item.report.title = text
    comes_back_unchanged(database, other, tmp_path)
    with other.reading() as session:
        for reference, text in typed.items():
            back = items.item_by_reference(session, reference)
            seen = (
                text.replace("\r\n", "\n").replace("\r", "\n").replace("\x07", "").replace("\x1b", "").strip()
            )
            assert (back.text, back.notes, back.report.title) == (seen, seen, seen)


def test_people_with_one_name_are_told_apart(
    database: Database, other: Database, register: Register, tmp_path: Path
) -> None:
    """Two people of one name stand in the register with their addresses, and keep their items."""
    for base in (database, other):
        with base.writing() as session:
            session.add(Person(name="Anna Clarke", email="anna.clarke2@force.example"))
    register.item("1", owner="anna")
    register.item("2", owner=None)
    with register.database.writing() as session:
        second = session.scalars(select(Person).where(Person.email == "anna.clarke2@force.example")).one()
        act = register.policy.act(None, datetime(2022, 12, 1, 10, tzinfo=UTC))
        items.item_by_reference(session, "OLDER-2").assign(second, act)
    comes_back_unchanged(database, other, tmp_path)
    owners = [row["Owner"] for row in Opened(exported(database)).rows("Register")]
    assert owners == ["anna.clarke@force.example", "anna.clarke2@force.example"]


def test_a_deputy_who_became_the_owner_is_no_fault(
    database: Database, other: Database, register: Register, tmp_path: Path
) -> None:
    """Nobody deputises for themselves or for nobody: such a deputy is left out, and left as it is."""
    register.item("1", owner="sofia", deputy="sofia")
    register.item("2", owner=None, deputy="sofia")
    octets = exported(database)
    assert imported(database, octets, tmp_path).unchanged == 2
    assert all("Deputy" not in row for row in Opened(octets).rows("Register"))
    imported(other, octets, tmp_path)


@pytest.mark.parametrize("seeds", [range(6), range(6, 12)], ids=["first", "second"])
def test_a_register_with_any_history_comes_back(
    seeds: range, database: Database, other: Database, register: Register, tmp_path: Path
) -> None:
    """After any of adding, allocating, moving, correcting, ending and reopening, nothing is lost or changed."""
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - the same histories every time are wanted.
        reports = [f"ALPHA{seed}", f"BETA{seed}"]
        with register.database.writing() as session:
            for code in reports:
                report_with_items(session, code, chance, register)
        with register.database.writing() as session:
            of_reports = (
                select(Recommendation).join(InspectionReport).where(InspectionReport.code.in_(reports))
            )
            for item in session.scalars(of_reports.order_by(Recommendation.id)).unique().all():
                for _ in range(chance.randint(0, 8)):
                    live_on(session, item, chance, register)
    comes_back_unchanged(database, other, tmp_path)


def test_what_a_reader_exports_has_no_notes_and_loses_none(
    database: Database, register: Register, tmp_path: Path
) -> None:
    """An owner's or reader's copy leaves the notes out; imported again, it leaves those of the register alone."""
    register.item("1")
    with register.database.writing() as session:
        items.item_by_reference(session, "OLDER-1").notes = "Between us."
    for who in ("anna", "helen"):
        octets = exported(database, who)
        assert all("Between us." not in part for part in Opened(octets).parts.values())
        assert imported(database, octets, tmp_path).unchanged == 1
    assert [row["Notes"] for row in Opened(exported(database)).rows("Register")] == ["Between us."]


def test_the_registers_columns_are_the_imports_own(database: Database, register: Register) -> None:
    """The sheet has exactly the columns of an import, in their order, and items by report and number."""
    register.report("OLD", published_on=date(2019, 7, 17))
    for number in ("10", "2", "1a", "1"):
        register.item(number, report="OLD")
    register.item("1", report="NEW")
    opened = Opened(exported(database))
    headings = next(opened.values["Register"].iter_rows(max_row=1, values_only=True))
    assert list(headings) == list(Column)
    assert [(row["Report code"], row["Number"]) for row in opened.rows("Register")] == [
        ("OLD", "1"),
        ("OLD", "1a"),
        ("OLD", "2"),
        ("OLD", "10"),
        ("NEW", "1"),
    ]
