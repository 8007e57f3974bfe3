"""A large register keeps nobody waiting: it is tried aside, and taken in part by part, each once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, func, select, text

from bot.imports.import_register import import_file
from bot.imports.register_importer import RegisterImporter
from jobs.register_imports import HELD_FOR, claim
from models.database import Database
from models.enums import ItemKind
from models.imports.parts import ROWS_AT_ONCE, TRIED_AT_ONCE
from models.ledger.event import Event
from models.queries import items
from models.register.recommendation import Recommendation
from templates.messages.allocation import Allocation
from templates.messages.imports import Imported, ImportFaults
from tests.factories import Register
from tests.talk import Talk

pytestmark = pytest.mark.every_database

HEADINGS = "Report code,Published,Number,Kind,Text,Owner,Status,Status since\n"
ROWS = 2 * ROWS_AT_ONCE + 10


def line(number: str, owner: str = "Anna Clarke", kind: str = "", status: str = "", since: str = "") -> str:
    """Return a row of the file."""
    return f"VETTING,02/11/2022,{number},{kind},Look again.,{owner},{status},{since}\n"


LARGE = HEADINGS + "".join(line(str(n)) for n in range(1, ROWS + 1))


def items_in(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Recommendation)) or 0


class Transactions:
    """How many items each transaction has entered that is committed; one that is to die at some number does."""

    def __init__(self, database: Database) -> None:
        """Begin to count."""
        self._items = items_in(database)
        self.entered: list[int] = []
        self.dies_at: int | None = None

    def ends(self, connection: Connection) -> None:
        """Count what a transaction has entered that is about to be committed."""
        items = connection.exec_driver_sql("select count(*) from recommendation").scalar_one()
        if items == self._items:
            return
        if len(self.entered) + 1 == self.dies_at:
            raise InterruptedError
        self.entered.append(items - self._items)
        self._items = items


@contextmanager
def counted(database: Database) -> Iterator[Transactions]:
    """Count the transactions of `database` for as long as the context lasts."""
    found = Transactions(database)
    event.listen(database.engine, "commit", found.ends)
    try:
        yield found
    finally:
        event.remove(database.engine, "commit", found.ends)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A register of more than two parts."""
    file = tmp_path / "register.csv"
    file.write_text(LARGE, "utf-8")
    return file


def test_nobody_waits_for_more_than_a_part(talk: Talk, register: Register, large: Path) -> None:
    """Each transaction enters a part, and what is only shown enters nothing that is committed."""
    with counted(talk.database) as shown:
        import_file(talk.database, large, talk.clock.now(), talk.policy, dry_run=True)
    assert shown.entered == []
    with counted(talk.database) as taken:
        import_file(talk.database, large, talk.clock.now(), talk.policy)
    assert taken.entered == [ROWS_AT_ONCE, ROWS_AT_ONCE, 10]
    assert items_in(talk.database) == ROWS


def test_others_write_while_a_register_is_tried(database: Database, register: Register) -> None:
    """What is changed in a trial keeps nobody waiting for it, and is seen by nobody else."""
    reference = register.item("1", report="VETTING")
    is_file = database.engine.dialect.name == "sqlite"
    impatient = "pragma busy_timeout = 0" if is_file else "set local lock_timeout = 1"
    with database.trying() as trial:
        trial.execute(text("update recommendation set theme = 'tried'"))
        assert trial.scalars(select(Recommendation.theme)).all() == ["tried"]
        with database.writing() as session:
            session.execute(text(impatient))
            session.execute(text("update recommendation set theme = 'written'"))
    with database.reading() as session:
        assert session.scalars(select(Recommendation.theme)).all() == ["written"], reference


def test_what_is_tried_leaves_no_facts(talk: Talk, register: Register) -> None:
    """What is changed in a trial is seen in it, and the ledger is left out: nothing that is tried rests on it."""
    reference = register.item("1", report="VETTING")
    with talk.database.trying() as trial:
        known = trial.scalar(select(func.count()).select_from(Event))
        item = items.item_by_reference(trial, reference)
        item.correct("theme", "tried", talk.policy.act(None, talk.clock.now()))
        trial.flush()
        assert trial.scalars(select(Recommendation.theme)).all() == ["tried"]
        assert trial.scalar(select(func.count()).select_from(Event)) == known


def test_a_register_is_tried_by_large_parts_as_a_whole(
    talk: Talk, register: Register, tmp_path: Path
) -> None:
    """What stands in several of them is told once, and everything in the order of the file."""
    file = tmp_path / "register.csv"
    rows = range(1, TRIED_AT_ONCE + 3)
    file.write_text(HEADINGS + "".join(line(str(n), owner="Una Evans") for n in rows), "utf-8")
    outcome = import_file(talk.database, file, talk.clock.now(), talk.policy, dry_run=True)
    assert isinstance(outcome, Imported), outcome
    assert outcome.added == tuple(f"VETTING-{n}" for n in rows)
    assert (outcome.new_reports, outcome.new_people) == (("VETTING",), ("Una Evans",))
    assert items_in(talk.database) == 0


def test_a_cause_of_concern_is_taken_in_with_what_belongs_to_it(
    talk: Talk, register: Register, tmp_path: Path
) -> None:
    """It ends after its recommendations, wherever they stand in the file."""
    ended = {"status": "Signed off", "since": "01/12/2022"}
    file = tmp_path / "causes.csv"
    between = "".join(line(str(n)) for n in range(10, 10 + ROWS_AT_ONCE))
    cause = line("1", kind="Cause of concern", **ended)
    file.write_text(HEADINGS + cause + between + line("1a", **ended) + line("1b", **ended), "utf-8")
    outcome = import_file(talk.database, file, talk.clock.now(), talk.policy)
    assert isinstance(outcome, Imported), outcome
    assert items_in(talk.database) == ROWS_AT_ONCE + 3


async def confirmed_and_died(talk: Talk) -> None:
    """Have a large register confirmed, and die once its first part is in."""
    await talk.writes("priya", "import", files=[("register.csv", LARGE.encode())])
    await talk.reads_reports()
    await confirmed(talk)
    importer = RegisterImporter(talk.database, talk.policy, talk.shelf.stored.__getitem__)
    with talk.database.writing() as session:
        (wanted,) = claim(session, talk.clock.now())
    with counted(talk.database) as dying:
        dying.dies_at = 2
        with pytest.raises(InterruptedError):
            importer.work(wanted, talk.clock.now())


async def confirmed(talk: Talk) -> None:
    """Press *Import* on what was shown last."""
    shown = talk.last("priya")
    await talk.presses("priya", "import_confirm", str(shown.says(Imported).sent), on=shown)


async def test_what_dies_in_the_middle_is_taken_up_again(talk: Talk, register: Register) -> None:
    """The next one takes in the rest, and everybody is told once of all that has become theirs."""
    register.item("1000", report="OLDER")
    await confirmed_and_died(talk)
    assert items_in(talk.database) == 1 + ROWS_AT_ONCE
    talk.clock.move_by(HELD_FOR)
    await talk.reads_reports()
    assert items_in(talk.database) == 1 + ROWS
    (done,) = [each for each in talk.sees("priya", Imported) if not each.dry_run]
    assert len(done.added) == ROWS
    (told,) = talk.sees("anna", Allocation)
    assert len(told.owned) == ROWS


async def test_what_somebody_has_changed_meanwhile_is_shown_anew(talk: Talk, register: Register) -> None:
    """Nothing is done but what was shown: the rest waits for another press, and all of it is told once."""
    register.item("1000", report="OLDER")
    await confirmed_and_died(talk)
    register.item(str(ROWS), report="VETTING", owner="tom")
    talk.clock.move_by(HELD_FOR)
    await talk.reads_reports()
    again = talk.last("priya").says(Imported)
    assert (again.dry_run, again.changed_since, len(again.changed)) == (True, True, 1)
    assert items_in(talk.database) == 2 + ROWS_AT_ONCE
    await confirmed(talk)
    await talk.reads_reports()
    assert items_in(talk.database) == 1 + ROWS
    (told,) = talk.sees("anna", Allocation)
    assert len(told.owned) == ROWS


def test_the_terminal_goes_on_by_what_the_register_holds_now(
    talk: Talk, register: Register, large: Path
) -> None:
    """Whoever writes between two parts is heard: the rest is tried anew, and what was done is told as one."""
    register.item("1000", report="OLDER")

    def progress(stage: str, _: int) -> Callable[[], None]:
        left = [stage == "importing"]

        def step() -> None:
            if left and left.pop():
                register.item(str(ROWS), report="VETTING", owner="tom")

        return step

    outcome = import_file(talk.database, large, talk.clock.now(), talk.policy, progress=progress)
    assert isinstance(outcome, Imported)
    assert (len(outcome.added), [reference for reference, _ in outcome.changed]) == (
        ROWS,
        [f"VETTING-{ROWS}"],
    )
    assert items_in(talk.database) == 1 + ROWS


def test_faults_that_come_up_between_two_parts_say_what_is_in(
    talk: Talk, register: Register, large: Path
) -> None:
    """Where the rest cannot be taken in any more, it is said that some rows are in already, and stay."""

    def progress(stage: str, _: int) -> Callable[[], None]:
        left = [stage == "importing"]

        def step() -> None:
            if left and left.pop():
                register.item(str(ROWS), report="VETTING", kind=ItemKind.CAUSE_OF_CONCERN)
                register.item(f"{ROWS}a", report="VETTING", parent=f"VETTING-{ROWS}")

        return step

    content = LARGE.replace(line(str(ROWS)), line(str(ROWS), status="Signed off", since="01/12/2022"))
    large.write_text(content, "utf-8")
    outcome = import_file(talk.database, large, talk.clock.now(), talk.policy, progress=progress)
    assert isinstance(outcome, ImportFaults)
    assert outcome.begun
    assert items_in(talk.database) == 2 * ROWS_AT_ONCE + 2
