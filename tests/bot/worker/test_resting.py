"""A platform that asks to be left alone is: one refusal speaks for all that go to the same place, two for all."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.teams import addresses
from models.outbox import outbox
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.bot.teams.connector import PRIYA
from tests.bot.teams.serving import ANNA, Serving, serving
from tests.chat import Chat
from tests.factories import Register, person_called

MESSAGES = 5
TOLD = freeze(Acknowledged("nothing_to_undo"))


@pytest.fixture
async def force(database_url: str, tmp_path: Path, clock: StoppedClock) -> AsyncIterator[Serving]:
    """The force in Teams, with some messages for Priya and some for Anna."""
    async with serving(database_url, tmp_path, clock) as force:
        for number in range(MESSAGES):
            force.enqueue(f"priya:{number}")
            force.enqueue(f"anna:{number}", account=addresses.account(ANNA))
        yield force


def arrived(force: Serving) -> tuple[int, ...]:
    """Return how many messages each has."""
    chats = map(force.organisation.chat_of, (PRIYA, ANNA))
    return tuple(len(chat.of_bot) if chat else 0 for chat in chats)


async def test_a_chat_that_is_asked_too_much_rests_and_no_other(force: Serving) -> None:
    """What goes there is not tried before its time, and what goes elsewhere goes on."""
    force.microsoft.faults.order("post", "429", retry_after=60)
    await force.sends()
    assert sorted(arrived(force)) == [0, MESSAGES]
    assert len(force.microsoft.faults.struck) == 1
    await force.passes(seconds=60)
    assert arrived(force) == (MESSAGES, MESSAGES)


async def test_a_tenant_that_is_asked_too_much_is_left_alone(force: Serving) -> None:
    """Two chats that ask for it are the tenant: nothing is tried until then, and answers go first."""
    faults = force.microsoft.faults
    faults.order("post", "429", retry_after=60, times=4 * MESSAGES)
    await force.sends()
    assert len(faults.struck) == 2
    force.enqueue("answer", Acknowledged("form_received"), account=addresses.account(ANNA), is_answer=True)
    await force.passes(seconds=59)
    assert (len(faults.struck), arrived(force)) == (2, (0, 0))
    faults.clear()
    await force.passes(seconds=1)
    assert arrived(force) == (MESSAGES, MESSAGES + 1)
    first = force.organisation.chat(ANNA).of_bot[0]
    assert "answer" in force.told()
    assert first.activity["summary"] != force.organisation.chat(ANNA).of_bot[1].activity["summary"]


async def test_the_same_in_slack(chat: Chat) -> None:
    """A method that is limited is not called again for every message that waits."""
    Register(chat.database, chat.clock, chat.policy)
    await chat.at("2022-12-05T09:00")
    with chat.database.writing() as session:
        for number in range(MESSAGES):
            for who in ("anna", "priya"):
                person = person_called(session, who)
                outbox.enqueue(session, f"{who}:{number}", TOLD, chat.clock.now(), person=person)
    chat.workspace.faults.order("chat.postMessage", "429", retry_after=60, times=4 * MESSAGES)
    await chat.reckoner.rounds.send()
    assert len(chat.workspace.faults.struck) == 2
    chat.workspace.faults.clear()
    await chat.tries_again_at("2022-12-05T09:00:59")
    assert (chat.sees("anna"), chat.sees("priya")) == ([], [])
    await chat.tries_again_at("2022-12-05T09:01:00")
    assert (len(chat.sees("anna")), len(chat.sees("priya"))) == (MESSAGES, MESSAGES)
