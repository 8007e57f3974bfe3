"""SQLite's write lock in another program's hands, for longer than Reckoner waits, or with many people waiting."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from bot.local.faults import Moment
from bot.local.slack.dispatch import Waits
from models.statements.statement import Statement
from tests.chat import PATIENCE, Chat, Force, chatting, texts
from tests.factories import Register

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

IMPATIENT = "timeout=1"
"""Seconds that Reckoner waits for the lock: soon over, and far longer than it keeps itself waiting."""

UNACKNOWLEDGED = Waits(acknowledged=0.3, again=(0.0,) * 60)
"""Slack brings an event again long before Reckoner has given the first attempt up."""

REFUSES = "create trigger refuses before insert on statement begin select raise(abort, 'refused'); end"
BROKEN = re.compile(r"Something went wrong .* R-[0-9A-F]{8}")
MANY = 24


@pytest.fixture
async def owned(database_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """A Reckoner that waits for a lock hardly at all, and Anna, who owns an item. Slack waits for every answer."""
    force = Force(f"{database_url}?{IMPATIENT}", tmp_path, "http", waits=Waits(PATIENCE, again=(0.0, 0.0)))
    async with chatting(force) as chat:
        Register(chat.database, chat.clock, chat.policy).item("1a", register_number="10618")
        yield chat


@pytest.fixture
async def overtaken(database_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """The same, but Slack brings everything again while the first attempt is still under way."""
    force = Force(f"{database_url}?{IMPATIENT}", tmp_path, waits=UNACKNOWLEDGED)
    async with chatting(force) as chat:
        Register(chat.database, chat.clock, chat.policy).item("1a", register_number="10618")
        yield chat


def locked(chat: Chat) -> sqlite3.Connection:
    """Return another program's connection, which holds the write lock until it is closed."""
    path = str(make_url(chat.force.database_url).database)
    held = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    held.execute("BEGIN IMMEDIATE")
    return held


def recorded(chat: Chat) -> list[str]:
    """Return the words of everything that is recorded."""
    with chat.database.reading() as session:
        return list(session.scalars(select(Statement.text).order_by(Statement.id)))


async def test_a_reply_that_cannot_be_written_is_said_so_once_and_comes_again(owned: Chat) -> None:
    """The person reads a sentence at once, past the outbox; when Slack brings the reply again, it is recorded."""
    held = locked(owned)
    owned.workspace.faults.when("chat.postMessage", Moment.ANSWERED, held.close)
    await owned.writes("anna", "10618: trained 80%")
    assert recorded(owned) == ["10618: trained 80%"]
    said = texts(owned.sees("anna"))
    assert [bool(BROKEN.search(each)) for each in said] == [False, True, False]
    assert said[-1].startswith("Saved for 10618")


async def test_an_attempt_that_overtakes_another_does_not_say_it_again(overtaken: Chat) -> None:
    """Each waits for the one before: the sentence is read once, and the reply is recorded once."""
    held = locked(overtaken)
    overtaken.workspace.faults.when("chat.postMessage", Moment.ANSWERED, held.close)
    await overtaken.writes("anna", "10618: trained 80%")
    assert recorded(overtaken) == ["10618: trained 80%"]
    assert [bool(BROKEN.search(each)) for each in texts(overtaken.sees("anna"))] == [False, True, False]


async def test_what_was_said_past_the_outbox_is_not_said_by_the_outbox_again(owned: Chat) -> None:
    """Where the next attempt breaks too, but can write that it did, the person has read it already."""
    held = locked(owned)

    def lets_go() -> None:
        held.execute(REFUSES)
        held.execute("COMMIT")
        held.close()

    owned.workspace.faults.when("chat.postMessage", Moment.ANSWERED, lets_go)
    await owned.writes("anna", "10618: trained 80%")
    assert recorded(owned) == []
    assert [bool(BROKEN.search(each)) for each in texts(owned.sees("anna"))] == [False, True]


async def test_an_edit_that_breaks_is_said_whatever_was_said_of_the_message(owned: Chat) -> None:
    """Each event has a sentence of its own: nobody is to believe that the new wording was taken in."""
    held = locked(owned)
    held.execute(REFUSES)
    held.execute("COMMIT")
    written = await owned.writes("anna", "10618: trained 80%")
    await owned.edits("anna", written, "10618: trained 90%")
    held.close()
    assert [bool(BROKEN.search(each)) for each in texts(owned.sees("anna"))] == [False, True, True]


async def test_a_reply_that_can_never_be_written_is_said_so_once(owned: Chat) -> None:
    """However often Slack brings it, the person reads the sentence once, and nothing is half-done."""
    held = locked(owned)
    owned.workspace.post_as("anna", "@reckoner", "10618: trained 80%")
    await owned.workspace.settled()
    held.close()
    assert len(owned.workspace.dispatch.undelivered) == 1
    assert recorded(owned) == []
    assert len([each for each in texts(owned.sees("anna")) if BROKEN.search(each)]) == 1


async def test_a_command_that_cannot_be_written_gives_back_what_was_typed(owned: Chat) -> None:
    """Nothing is recorded, and the person has the words to send again."""
    held = locked(owned)
    outcome = await owned.workspace.command_as("anna", "@reckoner", "/rec evidence 10618 trained 80%")
    held.close()
    assert outcome.message is not None
    assert BROKEN.search(outcome.message["text"])
    assert "/rec evidence 10618 trained 80%" in outcome.message["text"]
    assert recorded(owned) == []


async def test_many_replies_behind_one_lock_are_all_recorded(database_url: str, tmp_path: Path) -> None:
    """Whoever waits gets a turn: each reply is recorded and answered once."""
    async with chatting(Force(database_url, tmp_path)) as chat:
        Register(chat.database, chat.clock, chat.policy).item("1a", register_number="10618")
        held = locked(chat)
        for number in range(MANY):
            chat.workspace.post_as("anna", "@reckoner", f"10618: part {number}")
        asyncio.get_running_loop().call_later(0.3, held.close)
        await chat.settles()
        assert sorted(recorded(chat)) == sorted(f"10618: part {number}" for number in range(MANY))
        answers = [each for each in texts(chat.sees("anna")) if each.startswith("Saved for")]
        assert len(answers) == MANY
