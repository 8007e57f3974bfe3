"""The sample force in Teams: the same people and channels as in Slack, with the ids that they have there."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from bot.clock import Clock
from bot.local.people import BOT_USER_ID, CHANNELS, MEMBERS, Channel
from bot.local.teams.graph import OF_CHANNELS, OF_CHATS, OF_USERS
from bot.local.teams.organisation import Organisation, Room


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"reckoner-local:{name}"))


APP: Final = _id("app")
TENANT: Final = _id("tenant")
GROUP: Final = _id("team")

ACCOUNTS: Final[Mapping[str, str]] = {member.id: _id(member.id) for member in MEMBERS}
"""People's accounts in the directory, by the ids that the page knows them by."""

MEMBER_OF: Final[Mapping[str, str]] = {account: member for member, account in ACCOUNTS.items()}


def channel_id(channel: str) -> str:
    """Return the id that a channel of the sample force has in Teams."""
    return f"19:{_id(channel).replace('-', '')}@thread.tacv2"


def channel_link(channel: str) -> str:
    """Return the link to a channel of the sample force, as Teams gives it."""
    return (
        f"https://teams.microsoft.com/l/channel/{quote(channel_id(channel), safe='')}/channel?groupId={GROUP}"
    )


def sample_force(clock: Clock, secret: str) -> Organisation:
    """Return the force at the time of `clock`: nobody has the app yet, and its channels are empty."""
    force = Organisation(APP, TENANT, secret, clock)
    force.permissions |= {OF_CHANNELS, OF_CHATS, OF_USERS}
    for member in MEMBERS:
        role = "guest" if member.kind == "guest" else "user"
        force.join(ACCOUNTS[member.id], member.real_name, member.email, role=role, installs=False)
    for channel in CHANNELS:
        there = [ACCOUNTS[member] for member in channel.members if member != BOT_USER_ID]
        force.channel(channel_id(channel.id), GROUP, *there)
    return force


def channel_of(room: Room) -> Channel | None:
    """Return the channel that a conversation of the sample force is; None for a personal chat."""
    return next((each for each in CHANNELS if channel_id(each.id) == room.id), None)
