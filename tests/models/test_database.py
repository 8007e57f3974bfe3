"""How long writers wait for the disk, and for each other."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models.database import Database
from models.people.person import Person
from models.refusals.commands import OnlyLooksUp

FULL, NORMAL = 2, 1
"""How SQLite tells of `PRAGMA synchronous`."""


def _waits(session: Session) -> bool:
    if session.get_bind().dialect.name == "sqlite":
        return bool(session.scalar(text("PRAGMA synchronous")) == FULL)
    return bool(session.scalar(text("SHOW synchronous_commit")) != "off")


def test_what_decides_nothing_waits_for_no_disk_and_what_is_recorded_does_as_before(
    database: Database,
) -> None:
    """The one connection serves both in turn: neither leaves the other as it was itself."""
    with database.writing() as session:
        usual = _waits(session)
    for _ in range(2):
        with database.noting() as session:
            assert not _waits(session)
        with database.writing() as session:
            assert _waits(session) is usual
    if database.engine.dialect.name == "sqlite":
        assert usual


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_waits_to_write_goes_on_as_soon_as_the_other_is_done(database: Database) -> None:
    """Within one process nobody looks now and then: the other's end is what is waited for."""
    reached, done = threading.Event(), threading.Event()

    def write() -> None:
        reached.set()
        with database.writing():
            done.set()

    with database.writing():
        waits = threading.Thread(target=write)
        waits.start()
        assert reached.wait(60)
        assert not done.is_set()
    assert done.wait(60)
    waits.join(60)


def test_whoever_waits_too_long_to_write_is_told_as_by_sqlite(tmp_path: Path) -> None:
    """The address says how long; nothing is written then."""
    database, told = Database(f"sqlite:///{tmp_path / 'register.db'}?timeout=0.01"), list[str]()

    def write() -> None:
        try:
            with database.writing():
                pass
        except OperationalError as error:
            told.append(str(error.orig))

    with database.writing():
        waits = threading.Thread(target=write)
        waits.start()
        waits.join(60)
    database.close()
    assert told == ["database is locked"]


def test_who_only_reads_adds_changes_and_deletes_nothing(database: Database) -> None:
    """It is refused before the database has it, where it would be without its seal or be lost."""
    with database.writing() as session:
        session.add(Person(name="Anna Clarke"))
    with database.reading() as session:
        session.add(Person(name="Priya Nair"))
        with pytest.raises(OnlyLooksUp):
            session.flush()
    with database.reading() as session:
        session.scalars(select(Person)).one().name = "Priya Nair"
        with pytest.raises(OnlyLooksUp):
            session.flush()
    with database.reading() as session:
        session.delete(session.scalars(select(Person)).one())
        with pytest.raises(OnlyLooksUp):
            session.flush()
    with database.reading() as session:
        assert session.scalars(select(Person.name)).all() == ["Anna Clarke"]


def test_a_thread_that_outlives_its_database_leaves_no_connection_to_the_next(database_url: str) -> None:
    """The next at this address may be another file, or be thrown away; the connection to the old one would stay."""
    database, is_open = Database(database_url), set[object]()
    event.listen(database.engine, "connect", lambda connection, _: is_open.add(connection))
    event.listen(database.engine, "close", lambda connection, _: is_open.discard(connection))
    with database.reading() as at_work, database.writing() as about_to_begin:
        at_work.execute(text("select 1"))
        database.close()
        about_to_begin.execute(text("select 1"))
        assert is_open
    assert not is_open
