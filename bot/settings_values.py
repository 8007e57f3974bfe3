"""How settings are written that hold several values: `a, b` and `one=U1, other=U2`."""

from datetime import date
from typing import Annotated

from pydantic_settings import NoDecode

from bot.slack import addresses as slack
from bot.teams import addresses as teams
from models.address import Account, Conversation
from models.enums import Audience
from models.policy import CheckLevel

Listed = Annotated[tuple[str, ...], NoDecode]
Days = Annotated[tuple[date, ...], NoDecode]
Rungs = Annotated[tuple[Audience, ...], NoDecode]
Named = Annotated[dict[str, str], NoDecode]
Levels = Annotated[tuple[CheckLevel, ...], NoDecode]

UNFIT = (
    "RECKONER_ESCALATION must begin with owner and end with somebody else, like “owner, owner, portfolio lead, "
    "board”: the owner is told first, and only the owner can be told twice."
)


def account(text: str) -> Account:
    """Return the account with an id of either platform."""
    return teams.account(text) if teams.is_guid(text) else slack.account(text)


def conversation(text: str) -> Conversation:
    """Return the channel with an id of either platform, or that a link of Teams' leads to."""
    channel, _ = teams.channel_in(text)
    return teams.conversation(channel) if teams.is_channel(channel) else slack.conversation(text)


def is_email(text: str) -> bool:
    """Whether `text` is an e-mail address, and no id of an account."""
    return "@" in text


def listed(value: object) -> object:
    """Return the values of `a, b`; what is no text is returned as it is."""
    if isinstance(value, str):
        return tuple(each.strip() for each in value.split(",") if each.strip())
    return value


def named(value: object) -> object:
    """Return what is named in `one=U1, other=U2`; what is no text is returned as it is.

    Raises ValueError for a part that is not written so, and for a name that comes twice.
    """
    if not isinstance(value, str):
        return value
    found: dict[str, str] = {}
    for each in filter(None, (part.strip() for part in value.split(","))):
        name, equals, what = (part.strip() for part in each.partition("="))
        if not (name and equals and what):
            raise ValueError(f"“{each}” must be a name and an id, like “Public Protection=U0123”")
        if name.casefold() in (known.casefold() for known in found):
            raise ValueError(f"“{name}” is there twice")
        found[name] = what
    return found


def levels(value: object) -> object:
    """Return the checks of `one: U1, U2; other: U3`; what is no text is returned as it is.

    Raises ValueError for a part that is not written so.
    """
    if not isinstance(value, str):
        return value
    return tuple(CheckLevel.read(each, account) for each in value.split(";") if each.strip())
