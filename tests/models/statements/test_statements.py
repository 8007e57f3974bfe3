"""What is said: kept word for word, once, with its files, and taken back without being lost."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from bot.clock import StoppedClock
from models.enums import StatementKind, Surface
from models.ledger.event import Event, EventKind
from models.queries import items as queries, statements
from models.statements.recording import record_as
from models.statements.statement import AttachedFile, Statement
from tests.factories import Register

# What is recorded is the same on every database: these rules need no more than one of them.
from tests.models.saying import ADDED, kept, kinds_since, quieted, reminded, says, takes_back

# What is recorded is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_source_is_never_recorded_twice(register: Register, clock: StoppedClock) -> None:
    """Whoever records does not ask again whether a message was recorded: the database itself refuses it."""
    item = register.item(added_on=ADDED)
    first = says(register, clock, item, source="D1:17")
    with pytest.raises(IntegrityError, match="UNIQUE"):
        says(register, clock, item, source="D1:17", text="Other words")
    with register.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Statement)) == 1
        assert session.get_one(Statement, first).text == "All staff are trained."
    assert kinds_since(register, item, 100).count(EventKind.UPDATE_RECORDED) == 1


def test_words_are_kept_as_they_were_said(register: Register, clock: StoppedClock) -> None:
    """A statement keeps words, author, day, instant and link, and its first wording."""
    words = "  <!channel> *100 %* of “staff”\n\nare trained 🚔 & 'tested' "
    item = register.item(added_on=ADDED)
    number = says(register, clock, item, text=words, source="D1:18")
    with register.database.reading() as session:
        statement = session.get_one(Statement, number)
        assert (statement.text, statement.by.name, statement.effective_on) == (
            words,
            "Anna Clarke",
            register.today,
        )
        assert (statement.recorded_at, statement.source) == (clock.now(), "D1:18")
        assert statement.permalink == "https://force.example/p1"
        assert [(each.text, each.recorded_at) for each in statement.wordings] == [(words, clock.now())]
        assert statement.stands


def test_the_ledger_never_holds_what_was_said(register: Register, clock: StoppedClock) -> None:
    """The ledger has the statement's number and not its words."""
    item = register.item(added_on=ADDED)
    number = says(register, clock, item, text="Operation Sandpiper begins on Monday")
    with register.database.reading() as session:
        facts = list(session.scalars(select(Event.facts)))
    assert {"statement": number} in facts
    assert "Sandpiper" not in str(facts)


def test_one_statement_can_answer_for_several_items(register: Register, clock: StoppedClock) -> None:
    """One piece of evidence is recorded for each item, answers for each, and is taken back from each."""
    items = [register.item(number, added_on=ADDED) for number in ("1", "2", "3")]
    statement = says(register, clock, *items, kind=StatementKind.EVIDENCE)
    for item in items:
        assert kept(register, item, "answered_on") == (register.today,)
        assert kinds_since(register, item, 1) == [EventKind.EVIDENCE_RECORDED]
    takes_back(register, clock, statement)
    for item in items:
        assert kept(register, item, "answered_on") == (None,)


def test_files_belong_to_the_statement(register: Register, clock: StoppedClock) -> None:
    """Files are kept in the order in which they came; where only files were given their names are read."""
    item = register.item()
    files = [
        AttachedFile(
            surface=Surface.SLACK,
            external=f"F{number}",
            address=f"https://files.example/{number}",
            name=f"audit {number}.pdf",
            media_type="application/pdf",
            size=number,
            next_try_at=clock.now(),
        )
        for number in (1, 2)
    ]
    number = says(register, clock, item, text="", files=files)
    with register.database.reading() as session:
        statement = session.get_one(Statement, number)
        assert [each.external for each in statement.files] == ["F1", "F2"]
        assert statement.reads == "audit 1.pdf, audit 2.pdf"
        assert {each.state for each in statement.files} == {"wanted"}


def test_taking_back_twice_does_nothing_more(register: Register, clock: StoppedClock) -> None:
    """The second time nothing is taken back, and nothing is written to the ledger."""
    item = register.item(added_on=ADDED)
    statement = says(register, clock, item)
    takes_back(register, clock, statement)
    before = kinds_since(register, item, 100)
    assert not takes_back(register, clock, statement)
    assert kinds_since(register, item, 100) == before


def test_an_answer_quiets_the_reminders_of_its_item(register: Register, clock: StoppedClock) -> None:
    """What waits to be told about an item is quieted by an answer for it, and for no other."""
    items = [register.item(number, added_on=ADDED) for number in ("1", "2")]
    for item in items:
        reminded(register, clock, item)
    clock.move_by(timedelta(hours=1))
    statement = says(register, clock, items[0])
    assert quieted(register) == [clock.now(), None]
    clock.move_by(timedelta(hours=1))
    takes_back(register, clock, statement)
    assert quieted(register) == [None, None]


def test_taking_back_wakes_only_what_it_had_quieted(register: Register, clock: StoppedClock) -> None:
    """A reminder that an earlier answer had quieted stays quiet when a later answer is taken back."""
    item = register.item(added_on=ADDED)
    reminded(register, clock, item)
    says(register, clock, item)
    quiet_since = clock.now()
    clock.move_by(timedelta(hours=1))
    takes_back(register, clock, says(register, clock, item))
    assert quieted(register) == [quiet_since]


def test_an_edit_keeps_every_wording(register: Register, clock: StoppedClock) -> None:
    """The newest wording is read, all are kept; the same words are no edit, nor are words for what was deleted."""
    item = register.item(added_on=ADDED)
    number = says(register, clock, item, text="Nearly done")
    clock.move_by(timedelta(minutes=5))
    with register.database.writing() as session:
        statement = session.get_one(Statement, number)
        act = register.policy.act(statement.by, clock.now())
        assert statement.edit("Done", act)
        assert not statement.edit("Done", act)
        assert (statement.text, statement.edited_at) == ("Done", clock.now())
        assert statement.delete(act)
        assert not statement.delete(act)
        assert not statement.edit("Not done", act)
    with register.database.reading() as session:
        statement = session.get_one(Statement, number)
        assert [each.text for each in statement.wordings] == ["Nearly done", "Done"]
        assert (statement.stands, statement.text) == (False, "Done")
    assert kinds_since(register, item, 2) == [EventKind.STATEMENT_EDITED, EventKind.STATEMENT_DELETED]


def test_what_was_said_is_counted_while_it_stands(register: Register, clock: StoppedClock) -> None:
    """Updates and evidence are counted by kind; what was taken back is shown and not counted."""
    item = register.item(added_on=ADDED)
    first, second = says(register, clock, item), says(register, clock, item, kind=StatementKind.EVIDENCE)
    third = says(register, clock, item)
    takes_back(register, clock, first)
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        assert statements.count_statements(session, found) == {
            StatementKind.UPDATE: 1,
            StatementKind.EVIDENCE: 1,
            StatementKind.NOTE: 0,
        }
        assert [each.id for each in statements.statements_of(session, found, 10)] == [third, second, first]
        assert [each.id for each in statements.statements_of(session, found, 2)] == [third, second]
        assert statements.last_review_done(session, found) is None


def test_a_note_quiets_nothing_until_it_becomes_an_update(register: Register, clock: StoppedClock) -> None:
    """An edit can make an update of a note, from the day it was said, and a note of an update again."""
    item = register.item(added_on=ADDED)
    reminded(register, clock, item)
    number = says(register, clock, item, text="Thanks", kind=StatementKind.NOTE)
    assert quieted(register) == [None]
    said_on = register.today
    clock.move_by(timedelta(days=1))
    for kind, answered_on in ((StatementKind.UPDATE, said_on), (StatementKind.NOTE, None)):
        with register.database.writing() as session:
            statement = session.get_one(Statement, number)
            record_as(session, statement, kind, register.policy.act(statement.by, clock.now()))
        assert kept(register, item, "answered_on") == (answered_on,)
        assert quieted(register) == [clock.now() if answered_on else None]
