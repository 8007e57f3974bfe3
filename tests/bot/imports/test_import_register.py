"""A register is taken in from a file as one transaction, on either database."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from sqlalchemy import func, select

from bot.clock import StoppedClock
from bot.imports.import_register import import_file
from bot.local.start import SAMPLE
from models.database import Database
from models.enums import Role, Surface
from models.ledger.event import IS_AN_ACT, Event
from models.people.person import Person
from models.policy import Policy
from models.queries import items
from models.refusals.people import NoSuchPerson
from models.refusals.sheets import BadSheet
from models.register.recommendation import Recommendation
from templates.messages.imports import Imported, ImportFaults

HEADINGS = "Report code,Published,Number,Text,Owner,Deadline wording,Weather\n"
SOUND = "VETTING,02/11/2022,33,Tell the charities.,Marcus Reid,By 31 March 2023,\n"
FAULTY = "VETTING,02/11/2022,34,Look again.,Marcus Reid,soon,\n"


@pytest.fixture
def take(
    database: Database, clock: StoppedClock, policy: Policy, tmp_path: Path
) -> Callable[..., Imported | ImportFaults]:
    """Import a CSV file with these rows."""

    def take(*rows: str, **options: bool | str) -> Imported | ImportFaults:
        file = tmp_path / "register.csv"
        file.write_text(HEADINGS + "".join(rows), "utf-8")
        return import_file(database, file, clock.now(), policy, **options)  # type: ignore[arg-type]

    return take


def counts(database: Database) -> tuple[int, ...]:
    """Return how many items, people and facts there are."""
    with database.reading() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Recommendation, Person, Event)
        )


def test_a_file_is_taken_in_and_a_second_time_changes_nothing(
    take: Callable[..., Imported | ImportFaults], database: Database
) -> None:
    """What is new is told by reference, and the same file again adds nothing, not even to the ledger."""
    first = take(SOUND)
    assert first == Imported(
        file="register.csv",
        dry_run=False,
        added=("VETTING-33",),
        changed=(),
        unchanged=0,
        new_reports=("VETTING",),
        new_people=("Marcus Reid",),
        unknown_headings=(("Weather", None),),
    )
    before = counts(database)
    again = take(SOUND)
    assert isinstance(again, Imported)
    assert (again.added, again.changed, again.unchanged, again.new_people) == ((), (), 1, ())
    assert counts(database) == before


def test_an_edited_file_changes_what_was_edited(
    take: Callable[..., Imported | ImportFaults], database: Database
) -> None:
    """What an edited file changes is told item by item, and is in the register."""
    take(SOUND)
    edited = take(SOUND.replace("31 March", "30 April").replace("Marcus Reid", "Dev Patel"))
    assert isinstance(edited, Imported)
    assert edited.changed == (
        (
            "VETTING-33",
            (
                "deadline wording: By 30 April 2023 (was By 31 March 2023)",
                "deadline: 30 April 2023 (was 31 March 2023)",
                "owner: Dev Patel (was Marcus Reid)",
            ),
        ),
    )
    with database.reading() as session:
        assert items.item_by_reference(session, "VETTING-33").deadline_on == date(2023, 4, 30)


def test_one_faulty_row_and_nothing_is_imported(
    take: Callable[..., Imported | ImportFaults], database: Database
) -> None:
    """A file with a faulty row is not imported at all: the fault says row, column, what is wrong and what right."""
    outcome = take(SOUND, FAULTY)
    assert isinstance(outcome, ImportFaults)
    (fault,) = outcome.faults
    assert (fault.row, fault.column) == (3, "Deadline wording")
    assert fault.wrong.startswith("“soon”")
    assert fault.right
    assert counts(database) == (0, 0, 0)


def test_what_only_the_register_can_tell_is_wrong_imports_nothing_either(
    take: Callable[..., Imported | ImportFaults], database: Database
) -> None:
    """A day to come is found only as the rows are taken in: then too nothing is imported."""
    outcome = take(SOUND, SOUND.replace("VETTING,02/11/2022", "OTHER,02/01/2023"))
    assert isinstance(outcome, ImportFaults)
    assert [(fault.row, fault.column) for fault in outcome.faults] == [(3, "Published")]
    assert counts(database) == (0, 0, 0)


def test_a_trial_tells_the_same_and_changes_nothing(
    take: Callable[..., Imported | ImportFaults], database: Database
) -> None:
    """A trial says what would be done, and then nothing has been."""
    said = take(SOUND, dry_run=True)
    assert counts(database) == (0, 0, 0)
    done = take(SOUND)
    assert isinstance(said, Imported)
    assert isinstance(done, Imported)
    assert (said.dry_run, said.added, said.new_people) == (True, done.added, done.new_people)


def test_the_ledger_says_who_imported(
    take: Callable[..., Imported | ImportFaults], database: Database
) -> None:
    """Every fact of an import has the person who imported, by whatever name they were called."""
    with database.writing() as session:
        session.add(
            Person(name="Tom Bennett", surface=Surface.SLACK, account="U0TOM0001", role=Role.COORDINATOR)
        )
    take(SOUND, by="u0tom0001")
    with database.reading() as session:
        tom = items.person_by_name(session, "Tom Bennett").id
        assert set(session.scalars(select(Event.by_id).where(IS_AN_ACT))) == {tom}
    with pytest.raises(NoSuchPerson):
        take(SOUND, by="Nobody")


def test_progress_is_told_row_by_row(
    database: Database, clock: StoppedClock, policy: Policy, tmp_path: Path
) -> None:
    """Each stage says how many rows to expect and is told of every one."""
    file = tmp_path / "register.csv"
    file.write_text(HEADINGS + "".join(SOUND.replace("33", str(number)) for number in range(1, 41)), "utf-8")
    told: dict[str, list[int]] = {}

    def progress(stage: str, total: int) -> Callable[[], None]:
        told[stage] = [total, 0]

        def step() -> None:
            told[stage][1] += 1

        return step

    import_file(database, file, clock.now(), policy, progress=progress)
    assert told == {"reading": [40, 40], "checking": [40, 40], "importing": [40, 40]}


def test_a_file_that_is_no_register_is_refused(
    database: Database, clock: StoppedClock, policy: Policy, tmp_path: Path
) -> None:
    """What cannot be read at all is refused in a sentence that names the file."""
    file = tmp_path / "letter.xlsx"
    file.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(BadSheet, match=r"letter\.xlsx"):
        import_file(database, file, clock.now(), policy)


def test_a_workbook_is_taken_in_like_a_csv_file(
    database: Database, clock: StoppedClock, policy: Policy, tmp_path: Path
) -> None:
    """Rows of a workbook, with Excel's own dates and numbers, become the same items."""
    file = tmp_path / "register.xlsx"
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Code", "Date published", "Rec no", "Recommendation", "URN"])
        sheet.write_row(1, 0, ["OLDER", date(2019, 7, 17), 1, "Assess every older victim.", 10618])
    outcome = import_file(database, file, clock.now(), policy)
    assert isinstance(outcome, Imported)
    assert (outcome.added, outcome.unknown_headings) == (("10618",), ())


def test_the_sample_is_taken_in_and_again_changes_nothing(
    database: Database, clock: StoppedClock, policy: Policy
) -> None:
    """The sample register is without a fault, and importing it again changes nothing."""
    first = import_file(database, SAMPLE, clock.now(), policy)
    assert isinstance(first, Imported)
    assert len(first.added) > 0
    before = counts(database)
    again = import_file(database, SAMPLE, clock.now(), policy)
    assert isinstance(again, Imported)
    assert (again.changed, again.unchanged, counts(database)) == ((), len(first.added), before)


def test_a_second_worksheet_that_looks_like_a_register_is_named(
    database: Database, clock: StoppedClock, policy: Policy, tmp_path: Path
) -> None:
    """Only one worksheet is imported, and a person is told which others were not read."""
    book = openpyxl.load_workbook(SAMPLE)
    book.copy_worksheet(book.worksheets[0]).title = "Old register"
    book.save(tmp_path / "two.xlsx")
    outcome = import_file(database, tmp_path / "two.xlsx", clock.now(), policy)
    assert isinstance(outcome, Imported)
    assert outcome.other_worksheets == ("Old register",)
