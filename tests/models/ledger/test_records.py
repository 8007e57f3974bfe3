"""What stands beside the ledger is what the ledger tells: whoever changes a record past Reckoner is found out."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text

from models.database import Database
from models.ledger.chain import Seal, head
from models.ledger.event import Event, EventKind
from models.ledger.sealing import digest_of_words, seal_over
from models.ledger.verifying import Verification, Verified, verify
from templates.messages.answers import Acknowledged
from tests.factories import Register
from tests.talk import Talk

FORGERIES = {
    "words of evidence": ("update statement set text = 'All is well'", "changed", "statement"),
    "author": ("update statement set by_id = (select max(id) from person)", "changed", "statement"),
    "what it supports": ("delete from statement_item", "changed", "statement"),
    "whole statement": ("delete from statement", "removed", "statement"),
    "wording as first written": ("update wording set text = 'All is well'", "changed", "wording"),
    "name of a file": ("update attached_file set name = 'other.txt'", "changed", "attached_file"),
    "deadline": ("update recommendation set deadline_on = '2030-01-01'", "changed", "recommendation"),
    "original deadline": (
        "update recommendation set original_deadline_on = '2030-01-01'",
        "changed",
        "recommendation",
    ),
    "text of an item": ("update recommendation set text = 'Nothing'", "changed", "recommendation"),
    "status": ("update recommendation set status = 'signed off'", "changed", "recommendation"),
    "name of a person": ("update person set name = 'Eve' where name like 'Anna%'", "changed", "person"),
    "role of a person": (
        "update person set role = 'coordinator' where name like 'Anna%'",
        "changed",
        "person",
    ),
    "date of publication": (
        "update inspection_report set published_on = '2020-01-01'",
        "changed",
        "inspection_report",
    ),
    "person slipped in": (
        (
            "insert into person (id, name, role, surface, zone, day_starts, day_ends, quiet_days, active) "
            "select 999, 'Eve', role, surface, zone, day_starts, day_ends, quiet_days, active from person "
            "where name like 'Anna%'"
        ),
        "put_in",
        "person",
    ),
}


@pytest.fixture
async def told(talk: Talk, register: Register) -> Talk:
    """Anna has given evidence with a file for 10618."""
    register.item("1a", register_number="10618")
    await talk.writes("anna", "10618: evidence: the audit is done", files=[("audit.txt", b"94 %")])
    return talk


def found(database: Database) -> Verified:
    """Return what verifying finds."""
    with database.reading() as session:
        return verify(session)


def forge(database: Database, statement: str) -> None:
    """Change what is kept, past Reckoner and past what the database itself refuses."""
    if database.engine.dialect.name == "sqlite":
        # Another program's connection, to which no foreign key is one.
        with closing(sqlite3.connect(str(database.engine.url.database), isolation_level=None)) as other:
            other.execute(statement)
        return
    with database.engine.begin() as connection:
        connection.execute(text("set local session_replication_role = replica"))
        connection.execute(text(statement))


def slip_in(database: Database, **values: object) -> None:
    """Add a fact with a seal that fits, as who knows how it is done can."""
    with database.writing() as session:
        last = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert last is not None
        told = {"kind": EventKind.SIGNED_OFF, "effective_on": last.effective_on, "facts": {}} | values
        number = session.scalar(insert(Event).values(**told).returning(Event.id))
        fact = session.get_one(Event, number)
        end = head(session)
        sha256 = seal_over(end.sha256, fact, digest_of_words(fact))
        session.execute(insert(Seal).values(number=end.number + 1, event_id=number, sha256=sha256))


async def test_what_was_written_in_conversation_holds(told: Talk) -> None:
    """An untouched register is what the ledger tells of it, whatever was said, edited and taken back."""
    written = await told.writes("anna", "10618: training is 80% done")
    await told.edits(written, "10618: training is 85% done")
    await told.says("priya", "/rec rag 10618 amber because the new supplier delivers in March", Acknowledged)
    verified = found(told.database)
    assert verified.holds
    assert verified == Verified(verified.head)


@pytest.mark.parametrize("what", FORGERIES)
async def test_a_change_past_reckoner_is_found(told: Talk, what: str) -> None:
    """Whatever is changed, removed or put in by somebody who can write to the database, verifying names it."""
    statement, how, table = FORGERIES[what]
    forge(told.database, statement)
    verified = found(told.database)
    assert not verified.holds
    assert {name for name, _ in getattr(verified, how)} >= {table}


async def test_a_published_summary_that_was_changed_is_found(told: Talk, register: Register) -> None:
    """What the committee was given stays what it was given."""
    register.meeting(told.clock.now().date() + timedelta(days=14))
    await told.at("2022-12-09T09:00")
    assert found(told.database).holds
    forge(told.database, "update summary set facts = replace(facts, '1', '7')")
    assert {name for name, _ in found(told.database).changed} == {"summary"}


async def test_a_fact_slipped_in_with_an_earlier_date_is_found(told: Talk) -> None:
    """A sign-off that is appended, dated back and sealed was recorded before what it follows."""
    slip_in(told.database, recorded_at=told.clock.now() - timedelta(days=3))
    verified = found(told.database)
    assert verified.backdated == (verified.head.number,)


async def test_a_clock_that_is_set_right_is_no_forgery(told: Talk) -> None:
    """A machine's clock may step back by minutes."""
    slip_in(told.database, recorded_at=told.clock.now() - timedelta(minutes=6))
    assert found(told.database).holds


async def test_what_is_written_while_it_is_looked_at_is_no_forgery(told: Talk) -> None:
    """People go on while a long ledger is looked at in parts; a change of that time past Reckoner is found."""
    verification = Verification()
    with told.database.reading() as session:
        verification.step(session)
    await told.writes("anna", "10618: training is 80% done")
    with told.database.reading() as session:
        while verification.step(session) is not None:
            pass
    await told.writes("anna", "10618: training is 90% done")
    with told.database.writing() as session:
        assert verification.finish(session) == Verified(head(session))
    forge(told.database, "update statement set text = 'All is well' where id = 1")
    assert found(told.database).changed == (("statement", 1),)
