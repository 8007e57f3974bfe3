"""Answers in a channel: seen there by whoever asked, for a day, or else in their own chat."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.teams import addresses
from models.outbox import outbox
from models.outbox.message import OutboxMessage, OutboxState
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.bot.teams.connector import PRIYA
from tests.bot.teams.hearing import CHANNEL
from tests.bot.teams.serving import ANNA, Serving, serving


@pytest.fixture
async def force(database_url: str, tmp_path: Path, clock: StoppedClock) -> AsyncIterator[Serving]:
    """The force in Teams, with a channel."""
    async with serving(database_url, tmp_path, clock) as force:
        yield force


async def asks(force: Serving, words: str = "<at>Reckoner</at> status 10618") -> None:
    """Have Priya ask something in the channel."""
    await force.tells(force.microsoft.activities.said(force.priya, force.channel, words))


async def test_an_answer_in_a_channel_is_seen_by_whoever_asked(force: Serving) -> None:
    """It stands in the channel, in the thread of the question, for one member alone, and nowhere else."""
    await asks(force)
    (asked, answered) = force.channel.messages.values()
    assert (answered.seen_by, answered.root) == (PRIYA, asked.id)
    assert "10618" in answered.activity["summary"]
    assert force.chat.of_bot == []


@pytest.mark.parametrize("press", ["undo", "status_page", "none such"])
async def test_what_was_said_to_one_member_is_shown_to_no_other(force: Serving, press: str) -> None:
    """Who makes up a press in a message that somebody else was shown learns nothing of it, and changes nothing."""
    await asks(force)
    (answered,) = force.channel.of_bot
    before, anna = answered.activity, force.organisation.members[ANNA]
    value = {"action": {"data": {"press": press, "value": "1"}}}
    told = force.microsoft.activities.invoked(anna, force.channel, "adaptiveCard/action", value, answered)
    assert "10618" not in str(await force.tells(told))
    assert answered.activity == before


@pytest.mark.parametrize(
    ("fault", "error", "status"),
    [
        ("error", "BotNotInConversationRoster", 403),
        ("error", "Bad Argument", 400),
        ("429", "", 0),
        ("refuse", "", 0),
    ],
)
async def test_where_the_channel_does_not_take_it_it_comes_directly(
    force: Serving, fault: str, error: str, status: int
) -> None:
    """What is refused there is said at once in the person's own chat."""
    force.microsoft.faults.order("target", fault, times=2, error=error, status=status)
    await asks(force)
    await force.passes(minutes=1)
    assert force.channel.of_bot == []
    assert len(force.chat.of_bot) == 1


async def test_who_is_no_member_is_answered_directly(force: Serving) -> None:
    """Whoever Teams does not know as a member of the channel is answered in their own chat."""
    force.microsoft.faults.order("member", "error", error="MemberNotFoundInConversation", status=404)
    await asks(force)
    assert force.channel.of_bot == []
    assert len(force.chat.of_bot) == 1


async def test_an_answer_of_which_nothing_was_learnt_comes_directly(force: Serving) -> None:
    """Where nobody can tell whether it came, it comes once more, directly, and says so."""
    force.microsoft.faults.order("target", "accept-then-503")
    await asks(force)
    await force.passes(minutes=1)
    assert len(force.channel.of_bot) == 1
    (answered,) = force.chat.of_bot
    first = answered.activity["attachments"][0]["content"]["body"][0]
    assert first["text"] == "You may have had this already."


async def test_what_asks_for_a_form_is_asked_directly(force: Serving) -> None:
    """A form is filled in in the person's own chat."""
    await asks(force, "<at>Reckoner</at> preferences")
    assert force.channel.of_bot == []
    (asked,) = force.chat.of_bot
    assert asked.activity["attachments"][0]["content"]["shows"] == "PreferencesForm"


def change(force: Serving, words: str) -> None:
    """Have the answer in the channel say something else."""
    with force.database.writing() as session:
        (answer,) = session.scalars(select(OutboxMessage).where(OutboxMessage.key.startswith("answer:")))
        told = freeze(Acknowledged(words))
        outbox.amend(session, answer, f"changed:{words}", told, force.clock.now())


async def test_what_was_said_to_one_member_is_changed_there(force: Serving) -> None:
    """An answer that changes does so where it stands; after a day it is gone, and nobody misses the change."""
    await asks(force)
    (answered,) = force.channel.of_bot
    change(force, "nothing_to_undo")
    await force.sends()
    assert (answered.changes, answered.activity["summary"]) == (1, "There is nothing to undo.")
    change(force, "already_undone")
    await force.passes(days=1)
    await force.passes(minutes=1)
    assert answered.changes == 1
    assert force.in_outbox("changed:already_undone")[0] is OutboxState.SENT


async def test_a_channel_that_took_nothing_is_reached_with_its_next_word(force: Serving) -> None:
    """What waited for a channel goes out at once when the app is added, or something is written there."""
    where = addresses.conversation(CHANNEL)
    for number, is_added in enumerate((True, False)):
        await force.tells(force.microsoft.activities.installed(force.priya, force.channel, is_added=False))
        force.enqueue(f"told:{number}", conversation=where)
        await force.sends()
        assert force.in_outbox(f"told:{number}")[:2] == (OutboxState.PENDING, "BotNotInConversationRoster")
        if is_added:
            await force.tells(force.microsoft.activities.installed(force.priya, force.channel))
        else:
            force.channel.is_installed = True
            await force.tells(force.microsoft.activities.said(force.priya, force.channel, "hello"))
        assert force.in_outbox(f"told:{number}")[0] is OutboxState.SENT
