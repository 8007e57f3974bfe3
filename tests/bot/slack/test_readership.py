"""Owners are named in a channel only where Slack says that nobody but the force reads it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.local.people import Member
from tests.chat import Chat, Force, chatting, texts
from tests.factories import Register

GOVERNANCE = "force-governance"
GUEST = "U0GUEST01"


@pytest.fixture
async def chat(database_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """A running Reckoner, and an overdue item of anna's."""
    async with chatting(Force(database_url, tmp_path)) as chat:
        Register(chat.database, chat.clock, chat.policy).item(
            "1", deadline_on=chat.policy.today(chat.clock.now())
        )
        await chat.at("2022-12-05T09:00")
        yield chat


async def digest_names_owners(chat: Chat, moment: str) -> bool:
    """Post the digest at `moment` and say whether it names the owner; the item stands in it either way."""
    await chat.at(moment)
    await chat.says("priya", "/rec digest", where=f"#{GOVERNANCE}")
    told = texts(chat.channel(GOVERNANCE))[-1]
    assert "OLDER-1" in told
    return "Anna Clarke" in told


async def test_a_guest_who_joins_is_seen_within_minutes(chat: Chat) -> None:
    """Members of the force alone read owners; once a guest has joined, references and counts stand there only."""
    assert await digest_names_owners(chat, "2022-12-05T10:00")
    chat.workspace.directory.join("C0GOV0001", GUEST)
    assert not await digest_names_owners(chat, "2022-12-05T10:06")
    chat.workspace.directory.leave("C0GOV0001", GUEST)
    assert await digest_names_owners(chat, "2022-12-05T10:12")


async def test_a_channel_shared_with_another_organisation_names_nobody(chat: Chat) -> None:
    """Slack says that it is shared; nobody needs to be asked about."""
    stranger = Member(
        "U0LEE0000", "lee", "Lee", "Auditor", "lee@x.example", team="T0STRANGE", enterprise="E0OTHERS1"
    )
    chat.workspace.add_member(stranger)
    chat.workspace.directory.join("C0GOV0001", stranger.id)
    assert not await digest_names_owners(chat, "2022-12-05T10:00")


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members", "users.info"])
async def test_where_slack_does_not_say_nobody_is_named(chat: Chat, method: str) -> None:
    """What cannot be learnt is not guessed: the channel is taken to have guests, and asked again next time."""
    chat.workspace.faults.refuse(method, "missing_scope")
    assert not await digest_names_owners(chat, "2022-12-05T10:00")
    chat.workspace.faults.clear()
    assert await digest_names_owners(chat, "2022-12-05T10:01")
