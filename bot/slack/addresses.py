"""What Slack's ids stand for: accounts, conversations and messages, as everybody else knows them."""

import re

from models.address import Account, Conversation, MessageRef
from models.enums import Surface

_PERSON = re.compile(r"(?<!\S)@?([UW][A-Z0-9]{6,})(?!\S)")
_DIRECT = "D"
MICROSECONDS = 1_000_000


def account(user: str) -> Account:
    """Return the account of a user of Slack."""
    return Account(Surface.SLACK, user)


def conversation(channel: str) -> Conversation:
    """Return a channel, or the direct messages of one person, whose ids begin with a D.

    Source: Slack, “Conversation object”.
    """
    return Conversation(Surface.SLACK, channel, is_direct=channel.startswith(_DIRECT))


def message(channel: str, ts: str) -> MessageRef:
    """Return the message with the timestamp `ts` of a channel."""
    return MessageRef(conversation(channel), ts, order(ts))


def order(ts: str) -> int:
    """Return Slack's timestamp `ts`, like `1669970400.000100`, as microseconds: it is the place in a conversation.

    What is none, such as the id of a file, comes before everything.
    """
    seconds, _, rest = ts.partition(".")
    if not (seconds.isascii() and seconds.isdigit()):
        return 0
    fraction = rest[:6].ljust(6, "0")
    return int(seconds) * MICROSECONDS + (int(fraction) if fraction.isascii() and fraction.isdigit() else 0)


def accounts_in(words: str) -> frozenset[str]:
    """Return the ids of accounts that are named in plain `words`, each a word of its own, perhaps after an @."""
    return frozenset(_PERSON.findall(words))
