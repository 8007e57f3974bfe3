"""What Teams' ids stand for: accounts, conversations and messages, as everybody else knows them."""

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

from models.address import Account, Conversation, MessageRef
from models.enums import Surface

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_THREAD = "19:"
_HOST = "teams.microsoft.com"
_HOSTS = frozenset({_HOST, "teams.cloud.microsoft"})
_CHANNEL_PATH = "/l/channel/"


def is_guid(text: str) -> bool:
    """Whether `text` is an id of the organisation's directory: of a person, an app or a tenant."""
    return _GUID.fullmatch(text) is not None


def is_channel(text: str) -> bool:
    """Whether `text` is the id of a channel, as its link in Teams has it: `19:…@thread.tacv2`."""
    return text.startswith(_THREAD)


def channel_in(text: str) -> tuple[str, str | None]:
    """Return the id of the channel that `text` links to, and of its team; of anything else, itself and None.

    Source: Microsoft, “Create deep links”, link to a channel.
    """
    try:
        link = urlsplit(text)
    except ValueError:
        return text, None
    if link.hostname not in _HOSTS or not link.path.startswith(_CHANNEL_PATH):
        return text, None
    named = unquote(link.path.removeprefix(_CHANNEL_PATH).partition("/")[0])
    (group,) = parse_qs(link.query).get("groupId", [""])[:1]
    return named, group.lower() if is_guid(group) else None


def link_to(channel: str, group: str | None) -> str:
    """Return a link to the channel with this id, of the team with the id `group`; without that, the id alone."""
    if group is None:
        return channel
    return f"https://{_HOST}{_CHANNEL_PATH}{quote(channel, safe='')}/channel?groupId={group}"


def account(user: str) -> Account:
    """Return the account with this id of the organisation's directory, in whichever case it is written."""
    return Account(Surface.TEAMS, user.lower())


def conversation(channel: str, *, is_direct: bool = False) -> Conversation:
    """Return a conversation by its number in the register, `T12`, or a channel by its id in Teams."""
    return Conversation(Surface.TEAMS, channel, is_direct)


def message(place: Conversation, activity: str) -> MessageRef:
    """Return the message with the id `activity` of a conversation."""
    return MessageRef(place, activity, order(activity))


def order(activity: str) -> int:
    """Return the place of a message in its conversation: in Teams an id is the millisecond of its arrival.

    What is none comes before everything.
    """
    return int(activity) if activity.isascii() and activity.isdigit() else 0
