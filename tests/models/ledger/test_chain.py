"""The ledger's chain: whoever changes what was written is found out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.database import Database
from models.ledger.audit_context import AuditContext
from models.ledger.chain import BEGINNING, Head, Seal, head
from models.ledger.event import Event, EventKind
from models.ledger.note import note
from models.ledger.sealing import seal_over
from models.ledger.verifying import verify
from models.queries import items
from tests.factories import Register, person_called

TODAY = date(2022, 12, 1)
AT = datetime(2022, 12, 1, 9, 30, 15, 123_456, tzinfo=UTC)


def write(database: Database, name: str) -> None:
    """Write one fact in a transaction of its own."""
    with database.writing() as session:
        note(session, EventKind.PERSON_CHANGED, AuditContext.now(None, AT, TODAY), name=name)


def write_and_break(database: Database, name: str) -> None:
    """Write one fact in a transaction that breaks before it ends."""
    with database.writing() as session:
        note(session, EventKind.PERSON_CHANGED, AuditContext.now(None, AT, TODAY), name=name)
        session.flush()
        raise ZeroDivisionError


@contextmanager
def unguarded(database: Database) -> Iterator[Connection]:
    """Give a connection to somebody who can take the triggers away, as who owns the database can."""
    with database.engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in ("event_no_update", "event_no_delete", "seal_no_update", "seal_no_delete"):
                connection.execute(text(f"drop trigger {name}"))
        else:
            for table in ("event", "seal"):
                connection.execute(text(f"alter table {table} disable trigger user"))
        yield connection


def seal_anew(connection: Connection) -> None:
    """Seal every fact, as who knows how it is done can."""
    with Session(connection) as session:
        sha256 = BEGINNING
        for number, fact in enumerate(session.scalars(select(Event).order_by(Event.id)), start=1):
            sha256 = seal_over(sha256, fact, None)
            connection.execute(insert(Seal).values(number=number, event_id=fact.id, sha256=sha256))


def test_every_fact_is_sealed_in_its_transaction(register: Register) -> None:
    """What is written to the ledger has a seal as soon as it is committed, and the chain holds."""
    item = register.item()
    with register.database.writing() as session:
        tom = person_called(session, "tom")
        items.item_by_reference(session, item).assign(None, AuditContext.now(tom, AT, TODAY))
    with register.database.reading() as session:
        facts = session.scalar(select(func.count()).select_from(Event))
        found = verify(session)
    assert found.holds
    assert found.head.number == facts
    assert found.head.sha256 != BEGINNING


def test_what_is_rolled_back_leaves_no_seal(database: Database) -> None:
    """A transaction that breaks leaves neither fact nor seal, and the next goes on where the last ended."""
    write(database, "Ann")
    with pytest.raises(ZeroDivisionError):
        write_and_break(database, "Bea")
    write(database, "Cat")
    with database.reading() as session:
        assert verify(session).holds
        assert head(session).number == 2


def test_an_empty_ledger_holds(database: Database) -> None:
    """Before the first fact the chain is at its beginning."""
    with database.reading() as session:
        assert verify(session).head == Head(0, BEGINNING)
        assert verify(session).holds


@pytest.mark.parametrize(
    "forgery",
    [
        "update event set effective_on = '2022-11-01' where id = 2",
        "update event set recorded_at = '2022-11-01 09:30:15.123456' where id = 2",
        'update event set facts = \'{"name": "Eve"}\' where id = 2',
        "update event set kind = 'added' where id = 2",
        "update seal set sha256 = 'f' where number = 2",
    ],
)
def test_a_changed_fact_is_found(database: Database, forgery: str) -> None:
    """Whatever of a fact is changed by somebody who can change the database, verifying names its seal."""
    for name in ("Ann", "Bea", "Cat"):
        write(database, name)
    with unguarded(database) as connection:
        connection.execute(text(forgery))
    with database.reading() as session:
        assert 2 in verify(session).broken_at


def test_a_removed_fact_is_found(database: Database) -> None:
    """A fact that is taken out, together with its seal, leaves a gap."""
    for name in ("Ann", "Bea", "Cat"):
        write(database, name)
    with unguarded(database) as connection:
        connection.execute(text("delete from seal where number = 2"))
        connection.execute(text("delete from event where id = 2"))
    with database.reading() as session:
        assert verify(session).broken_at == (3,)


def test_a_fact_slipped_in_is_found(database: Database) -> None:
    """A fact that did not come by the register has no seal."""
    write(database, "Ann")
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(
            insert(Event).values(
                kind=EventKind.PERSON_CHANGED, effective_on=TODAY, recorded_at=AT, facts={"name": "Eve"}
            )
        )
    with database.reading() as session:
        assert verify(session).unsealed == (2,)


def test_a_chain_made_anew_does_not_fit_the_heads_kept_elsewhere(database: Database) -> None:
    """Somebody who forges a fact and all seals after it is found out by a head that lies outside the database."""
    for name in ("Ann", "Bea"):
        write(database, name)
    with database.reading() as session:
        kept = head(session)
    with unguarded(database) as connection:
        connection.execute(text("delete from seal"))
        connection.execute(text('update event set facts = \'{"name": "Eve"}\' where id = 2'))
        seal_anew(connection)
    with database.reading() as session:
        assert verify(session).holds
        assert verify(session, [kept]).strangers == (kept,)


def test_a_head_beyond_the_end_is_not_taken_for_ours(database: Database) -> None:
    """Facts cut off at the end are found by a head that knows of them."""
    write(database, "Ann")
    beyond = Head(2, "a" * 64)
    with database.reading() as session:
        assert verify(session, [head(session), beyond]).strangers == (beyond,)


def test_a_ledger_that_lost_its_seals_is_not_sealed_again(database: Database) -> None:
    """Seals that were taken away stay away: what is written afterwards does not make the rest good."""
    for name in ("Ann", "Bea"):
        write(database, name)
    with unguarded(database) as connection:
        connection.execute(text("delete from seal"))
    write(database, "Cat")
    with database.reading() as session:
        assert verify(session).unsealed == (1, 2)


@pytest.mark.parametrize("forgery", ["update seal set sha256 = 'f'", "delete from seal"])
def test_seals_cannot_be_changed_in_passing(database: Database, forgery: str) -> None:
    """The database itself refuses to change or delete a seal."""
    write(database, "Ann")
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as session:
        session.execute(text(forgery))


def test_several_that_write_at_once_make_one_chain(database: Database) -> None:
    """Replicas that write at the same moment seal one after the other, without a gap."""
    names = [f"Person {number}" for number in range(40)]
    with ThreadPoolExecutor(8) as together:
        list(together.map(lambda name: write(database, name), names))
    with database.reading() as session:
        assert verify(session).holds
        assert session.scalar(select(func.max(Seal.number))) == len(names)
