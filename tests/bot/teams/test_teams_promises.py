"""What Reckoner promises in Teams: one visible message for every key, whatever comes back, and nobody forgotten."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.local.teams.connector import PACE
from bot.local.teams.graph import OF_CHANNELS, OF_CHATS
from bot.teams import addresses
from models.outbox import outbox
from models.outbox.message import OutboxMessage, OutboxState
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.bot.teams.connector import link_to
from tests.bot.teams.hearing import CHANNEL
from tests.bot.teams.serving import GROUP, Serving, reckoner_in, serving, text_of
from tests.databases import BACKENDS

pytestmark = pytest.mark.every_database

KEY = "reminder:4:2022-12-02"
NOTE = "You may have had this already."


@pytest.fixture
async def force(database_url: str, tmp_path: Path, clock: StoppedClock) -> AsyncIterator[Serving]:
    """The force in Teams."""
    async with serving(database_url, tmp_path, clock) as force:
        yield force


async def settled(force: Serving) -> None:
    """Let an hour and a half pass, in steps, in which everything is tried again that waits."""
    for _ in range(9):
        await force.passes(minutes=10)


DONE_ALL_THE_SAME = [
    ("accept-then-503", 0),
    ("accept-then-503", 500),
    ("accept-then-503", 504),
    ("accept-then-drop", 0),
    ("stall", 0),
    ("accept-then-cut", 0),
    ("accept-then-empty", 0),
    ("accept-then-null", 0),
    ("accept-then-page", 0),
    ("accept-then-403", 0),
    ("accept-then-400", 0),
    ("accept-then-408", 0),
]


@pytest.mark.parametrize(("fault", "status"), DONE_ALL_THE_SAME)
async def test_what_may_have_arrived_is_looked_for(force: Serving, fault: str, status: int) -> None:
    """Where Graph may be asked, what was accepted and not told is found, and is seen once."""
    force.organisation.permissions.add(OF_CHATS)
    force.microsoft.faults.order("post", fault, status=status)
    force.enqueue(KEY)
    await force.sends()
    assert force.in_outbox(KEY)[0] is OutboxState.PENDING
    assert force.in_outbox(KEY)[2]
    await settled(force)
    assert force.in_outbox(KEY)[0] is OutboxState.SENT
    (posted,) = force.chat.of_bot
    assert NOTE not in text_of(posted)


@pytest.mark.parametrize(("fault", "status"), DONE_ALL_THE_SAME)
async def test_without_the_look_a_second_one_says_what_it_is(force: Serving, fault: str, status: int) -> None:
    """Where Graph may not be asked, it is sent again, and begins with that it may have come before."""
    force.microsoft.faults.order("post", fault, status=status)
    force.enqueue(KEY)
    await settled(force)
    assert force.in_outbox(KEY)[0] is OutboxState.SENT
    first, second = force.chat.of_bot
    assert NOTE not in text_of(first)
    assert text_of(second).startswith(NOTE)


@pytest.mark.parametrize(
    ("fault", "error", "status"),
    [
        ("429", "", 0),
        ("503", "", 0),
        ("503", "", 502),
        ("503", "", 504),
        ("refuse", "", 0),
        ("page", "", 0),
        ("page", "", 403),
        ("page", "", 407),
        ("error", "PreconditionFailed", 412),
        ("error", "ServiceError", 500),
        ("error", "BotNotInConversationRoster", 403),
        ("error", "ConversationBlockedByUser", 403),
        ("error", "ConversationNotFound", 404),
        ("error", "Unauthorized", 401),
    ],
)
async def test_what_was_not_taken_is_sent_once_it_can_be(
    force: Serving, fault: str, error: str, status: int
) -> None:
    """Whatever was in the way three times, it is seen once, and as it is where Graph may be asked."""
    force.organisation.permissions.add(OF_CHATS)
    force.microsoft.faults.order("post", fault, times=3, error=error, status=status, retry_after=7)
    force.enqueue(KEY)
    for _ in range(4):
        await settled(force)
    assert force.in_outbox(KEY)[0] is OutboxState.SENT
    (posted,) = force.chat.of_bot
    assert NOTE not in text_of(posted)


@pytest.mark.parametrize(
    ("error", "status"),
    [("Bad Argument", 400), ("ActivityNotFoundInConversation", 404), ("MessageSizeTooBig", 413)],
)
async def test_what_is_never_taken_is_shown_as_failed(force: Serving, error: str, status: int) -> None:
    """A message that Teams will never take is not tried again, and the coordinators are told."""
    force.microsoft.faults.order("post", "error", error=error, status=status)
    force.enqueue(KEY)
    await settled(force)
    assert force.in_outbox(KEY)[:2] == (OutboxState.FAILED, error)
    assert force.chat.of_bot == []
    assert any(each.startswith("failed:") for each in force.told())


async def test_a_pause_that_teams_asks_for_is_kept(force: Serving) -> None:
    """After a 429 nothing is tried before the time that was asked for, and then at once."""
    force.microsoft.faults.order("post", "429", retry_after=120)
    force.enqueue(KEY)
    await force.sends()
    await force.passes(seconds=119)
    assert force.chat.of_bot == []
    await force.passes(seconds=1)
    assert len(force.chat.of_bot) == 1


async def test_a_conversation_is_sent_no_more_than_it_takes(
    database_url: str, tmp_path: Path, clock: StoppedClock
) -> None:
    """Of more messages than Teams takes at a time all arrive, each once, in a little more time."""
    async with serving(database_url, tmp_path, clock, PACE) as force:
        for number in range(20):
            force.enqueue(f"told:{number}")
        await force.sends()
        assert len(force.chat.of_bot) == 7
        for _ in range(20):
            await force.passes(seconds=2)
        assert len(force.chat.of_bot) == 20


async def test_whoever_has_not_got_the_app_is_reached_when_they_have_it(force: Serving) -> None:
    """What is for them waits, the coordinators know, and it goes out at once with the installation."""
    removed = force.microsoft.activities.installed(force.priya, force.chat, is_added=False)
    await force.tells(removed)
    force.enqueue(KEY)
    await force.sends()
    assert force.in_outbox(KEY)[:2] == (OutboxState.PENDING, "BotNotInConversationRoster")
    assert any(each.startswith("unreached:") for each in force.told())
    await force.tells(force.microsoft.activities.installed(force.priya, force.chat))
    assert force.in_outbox(KEY)[0] is OutboxState.SENT


async def test_whoever_had_blocked_it_is_reached_with_their_next_word(force: Serving) -> None:
    """Somebody who writes again gets at once what waited for them."""
    force.chat.is_blocked = True
    force.enqueue(KEY)
    await force.sends()
    assert force.in_outbox(KEY)[:2] == (OutboxState.PENDING, "MessageWritesBlocked")
    force.chat.is_blocked = False
    await force.says("status 10618")
    assert force.in_outbox(KEY)[0] is OutboxState.SENT


async def test_everybody_is_tried_every_hour(force: Serving) -> None:
    """Where the administrator has disabled the app for a while, each message is tried every hour, and comes."""
    force.organisation.is_disabled = True
    force.enqueue(KEY)
    await force.sends()
    force.organisation.is_disabled = False
    await force.passes(minutes=59)
    assert force.chat.of_bot == []
    await force.passes(minutes=1)
    # By now the token has ended, too.
    await force.passes(minutes=1)
    assert len(force.chat.of_bot) == 1


async def test_a_cleared_chat_is_begun_anew(force: Serving) -> None:
    """Who clears their chat gets the next message, and the answers to what they write, in the new one."""
    await force.says("status 10618")
    force.organisation.clear(force.priya.account)
    force.enqueue(KEY)
    await force.sends()
    await force.passes(minutes=1)
    assert len(force.chat.of_bot) == 1


async def test_a_change_in_a_chat_that_was_cleared_is_missed_by_nobody(force: Serving) -> None:
    """What stood there is seen no more: the change is neither tried again nor told to the coordinators."""
    force.enqueue(KEY)
    await force.sends()
    force.organisation.clear(force.priya.account)
    with force.database.writing() as session:
        shown = session.scalars(select(OutboxMessage).where(OutboxMessage.key == KEY)).one()
        outbox.amend(session, shown, "changed", freeze(Acknowledged("welcome")), force.clock.now())
    await settled(force)
    assert force.in_outbox("changed")[0] is OutboxState.SENT
    assert force.told() == [KEY, "changed"]
    assert force.chat.of_bot == []


async def test_a_chat_that_never_was_keeps_nothing(force: Serving) -> None:
    """Where somebody was last heard from a chat that is gone, what is for them goes to that which Teams begins."""
    told = force.microsoft.activities.said(force.priya, force.chat, "status 10618")
    await force.tells(told)
    await force.tells({**told, "id": "1", "conversation": {**told["conversation"], "id": "a:gone"}})
    force.enqueue(KEY)
    await settled(force)
    assert force.in_outbox(KEY)[0] is OutboxState.SENT
    assert len(force.chat.of_bot) == 3


async def test_a_days_outage_of_microsofts_loses_nothing(force: Serving) -> None:
    """While neither the login nor the connector answers for a day everything waits, and then comes once."""
    force.microsoft.login.revoke()
    for name in ("login", "post", "begin"):
        force.microsoft.faults.order(name, "refuse", times=200)
    for number in range(3):
        force.enqueue(f"told:{number}")
    for _ in range(48):
        await force.passes(minutes=30)
    assert force.chat.of_bot == []
    force.microsoft.faults.clear()
    await force.passes(minutes=30)
    assert len(force.chat.of_bot) == 3


async def test_a_token_that_has_ended_is_got_anew(force: Serving) -> None:
    """Where a token does not hold any more the message waits a moment, and health says nothing for long."""
    force.enqueue("first")
    await force.sends()
    force.microsoft.login.revoke()
    force.enqueue(KEY)
    await force.sends()
    assert force.in_outbox(KEY)[:2] == (OutboxState.PENDING, "Unauthorized")
    await force.passes(seconds=5)
    assert len(force.chat.of_bot) == 2


@pytest.mark.parametrize("database_url", [each for each in BACKENDS if each == "postgresql"], indirect=True)
async def test_two_replicas_send_each_message_once(
    force: Serving, database_url: str, tmp_path: Path, clock: StoppedClock
) -> None:
    """However two Reckoners share the work, and whatever comes back to one of them, each message is seen once."""
    force.organisation.permissions.add(OF_CHATS)
    async with reckoner_in(force.microsoft, database_url, tmp_path / "other", clock) as other:
        force.microsoft.faults.order("post", "accept-then-503", times=3)
        for number in range(9):
            force.enqueue(f"told:{number}")
        for _ in range(12):
            await force.passes(minutes=5)
            await other.rounds.send()
    assert len(force.chat.of_bot) == 9


async def test_an_update_is_safe_to_repeat(force: Serving) -> None:
    """A change that may have been made is made again, where the message stands, and nothing is posted besides."""
    await force.says("10618 The backlog is 40.")
    (recorded,) = force.chat.of_bot
    said = next(each for each in force.chat.messages.values() if each.by == force.priya.account)
    force.microsoft.faults.order("update", "accept-then-503")
    await force.tells(
        force.microsoft.activities.edited(force.priya, force.chat, said.id, "10618 The backlog is 30.")
    )
    await force.passes(minutes=1)
    assert force.chat.of_bot == [recorded]
    assert recorded.changes == 2


async def test_a_channel_is_looked_through_by_its_teams_consent(force: Serving) -> None:
    """What may have arrived in a channel is looked for where the team has allowed that, and is seen once."""
    force.organisation.permissions.add(OF_CHANNELS)
    told = force.microsoft.activities.said(force.priya, force.channel, "hello")
    await force.tells(told)
    force.microsoft.faults.order("post", "accept-then-503")
    force.enqueue(KEY, conversation=addresses.conversation(CHANNEL))
    await settled(force)
    assert len(force.channel.of_bot) == 1


async def test_a_channel_in_which_nobody_has_written_is_looked_through(
    database_url: str, tmp_path: Path, clock: StoppedClock
) -> None:
    """Its link names its team, so that the first summary there is looked for too."""
    link = link_to(CHANNEL, GROUP)
    async with serving(database_url, tmp_path, clock, reckoner_committee_channel=link) as force:
        force.organisation.permissions.add(OF_CHANNELS)
        force.microsoft.faults.order("post", "accept-then-503")
        force.enqueue(KEY, conversation=addresses.conversation(CHANNEL))
        await settled(force)
        assert len(force.channel.of_bot) == 1


async def test_what_graph_does_not_show_yet_comes_twice(force: Serving) -> None:
    """What is left over: a message that Microsoft has taken and does not show yet when it is looked for."""
    force.organisation.permissions.add(OF_CHATS)
    force.organisation.graph_lags = timedelta(hours=1)
    force.microsoft.faults.order("post", "accept-then-503")
    force.enqueue(KEY)
    await force.sends()
    await force.passes(minutes=1)
    assert len(force.chat.of_bot) == 2
