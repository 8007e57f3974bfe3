"""Only words can be erased from the ledger, only where a tombstone stands, and forging either is found out."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import TextClause, select, text
from sqlalchemy.exc import DBAPIError

from models.database import Database
from models.enums import Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind, words_in
from models.ledger.tombstone import Tombstone
from models.ledger.verifying import verify
from models.queries import items
from models.retention.due import RetentionRule
from models.retention.erasing import erase
from tests.factories import Register
from tests.retaining import disarm, verified

TODAY = date(2022, 12, 1)
AT = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)
ACT = AuditContext.now(None, AT, TODAY)
REASONED = '{"was": "in progress", "to": "superseded", "reason": "Eve"}'


def ended(register: Register, number: str = "1") -> str:
    """Return the reference of an item that has ended, with a reason."""
    reference = register.item(number)
    register.become(reference, Status.SUPERSEDED)
    return reference


def erased(register: Register) -> str:
    """Return the reference of an item whose words were erased."""
    reference = ended(register)
    with register.database.writing() as session:
        erase(session, items.item_by_reference(session, reference), RetentionRule(2, TODAY), ACT, "(Erased.)")
    return reference


def the_end(database: Database) -> tuple[int, str | None, dict[str, Any]]:
    """Return number, salt and facts of the fact that tells of the end, with its reason."""
    with database.reading() as session:
        found = select(Event.id, Event.salt, Event.facts).where(Event.kind == EventKind.ENDED)
        number, salt, facts = session.execute(found).one()
        return number, salt, facts


def change_under_a_tombstone(database: Database, reference: str, fact: int, changed: str) -> None:
    """Put up the tombstone of a fact, and change the fact in some way."""
    with database.writing() as session:
        item = items.item_by_reference(session, reference)
        erasure = item.note(EventKind.WORDS_ERASED, ACT, facts=[fact], statements=[])
        session.flush()
        session.add(Tombstone(event_id=fact, erasure_id=erasure.id, sha256="0" * 64))
        session.flush()
        session.execute(plainly(" ".join(("update event set", changed, "where id =", str(fact)))))


def plainly(statement: str) -> TextClause:
    """Return a statement without parameters, whose colons are only colons."""
    return text(statement.replace(":", "\\:"))


def test_words_are_sealed_by_a_digest_that_outlives_them(register: Register) -> None:
    """The chain holds after erasing; the fact has lost its reason and its salt, and nothing else."""
    ended(register)
    number, salt, facts = the_end(register.database)
    assert words_in(facts) == {"reason"}
    assert salt is not None
    with register.database.writing() as session:
        erase(session, items.item_by_reference(session, "OLDER-1"), RetentionRule(2, TODAY), ACT, "(Erased.)")
    assert the_end(register.database) == (number, None, {"was": "in progress", "to": "superseded"})
    assert (verified(register.database).holds, verified(register.database).erased) == (True, 1)


@pytest.mark.parametrize(
    "forgery",
    [
        'update event set facts = \'{"was": "in progress", "to": "superseded"}\', salt = null where id = {id}',
        "update event set salt = null where id = {id}",
        "delete from event where id = {id}",
        "insert into tombstone (event_id, erasure_id, sha256) values ({id}, {id}, '0')",
        "insert into tombstone (event_id, erasure_id, sha256) values ({id}, 1, '0')",
    ],
)
def test_nothing_is_erased_without_the_fact_that_tells_of_it(register: Register, forgery: str) -> None:
    """The database refuses to erase words where no tombstone stands, and a tombstone that no fact tells of."""
    ended(register)
    number, _, _ = the_end(register.database)
    with pytest.raises(DBAPIError, match=r"append-only|tombstone"), register.database.writing() as session:
        session.execute(plainly(forgery.replace("{id}", str(number))))


@pytest.mark.parametrize(
    "changed",
    [
        'facts = \'{"was": "in progress", "to": "no further action"}\', salt = null',
        'facts = \'{"was": "in progress", "to": "superseded"}\', salt = null, effective_on = \'2020-01-01\'',
        'facts = \'{"was": "in progress", "to": "superseded"}\', salt = null, by_id = 1',
        'facts = \'{"was": "in progress", "to": "superseded"}\'',
        'facts = \'{"was": "in progress", "to": "superseded", "reason": "Eve"}\', salt = null',
    ],
)
def test_where_a_tombstone_stands_nothing_but_the_words_can_go(register: Register, changed: str) -> None:
    """Under cover of an erasure, no other part of a fact can be changed, and no word put in its place."""
    reference = ended(register)
    end, _, _ = the_end(register.database)
    with pytest.raises(DBAPIError, match="append-only"):
        change_under_a_tombstone(register.database, reference, end, changed)
    assert verified(register.database).holds


@pytest.mark.parametrize("change", ["update tombstone set sha256 = 'f'", "delete from tombstone"])
def test_tombstones_cannot_be_changed_in_passing(register: Register, change: str) -> None:
    """The database itself refuses to change or delete a tombstone."""
    erased(register)
    with pytest.raises(DBAPIError, match="append-only"), register.database.writing() as session:
        session.execute(text(change))


def test_a_tombstone_for_another_item_is_refused(register: Register) -> None:
    """The fact that tells of an erasure vouches for its own item only."""
    erased(register)
    ended(register, "2")
    with register.database.reading() as session:
        ends = select(Event.id).where(Event.kind == EventKind.ENDED).order_by(Event.id.desc())
        other = session.scalars(ends).first()
        told = session.scalars(select(Event.id).where(Event.kind == EventKind.WORDS_ERASED)).one()
    with pytest.raises(DBAPIError, match="about the same item"), register.database.writing() as session:
        session.add(Tombstone(event_id=other, erasure_id=told, sha256="0" * 64))


@pytest.mark.parametrize(
    "forgery",
    [
        "update tombstone set erasure_id = event_id",
        "delete from tombstone",
        "update event set effective_on = '2020-01-01' where kind = 'ended otherwise'",
        "update event set facts = '{\"to\": \"superseded\"}' where kind = 'ended otherwise'",
        " ".join(("update event set facts =", f"'{REASONED}'", "where kind = 'ended otherwise'")),
        "update event set facts = '{\"facts\": [], \"statements\": []}' where kind = 'words erased'",
    ],
)
def test_what_is_forged_after_an_erasure_is_found(register: Register, forgery: str) -> None:
    """Verifying finds a forged tombstone, a fact changed under one, and words put where they were erased."""
    ended(register)
    with register.database.writing() as session:
        erase(session, items.item_by_reference(session, "OLDER-1"), RetentionRule(2, TODAY), ACT, "(Erased.)")
    assert verified(register.database).holds
    with register.database.engine.execution_options(writes=True).begin() as connection:
        disarm(connection)
        connection.execute(plainly(forgery))
    with register.database.reading() as session:
        assert verify(session).broken_at != ()


def test_a_forged_digest_is_found(register: Register) -> None:
    """The digest that a tombstone keeps is the one that was sealed."""
    erased(register)
    with register.database.engine.execution_options(writes=True).begin() as connection:
        disarm(connection)
        connection.execute(text("update tombstone set sha256 = '0'"))
    assert verified(register.database).broken_at != ()
