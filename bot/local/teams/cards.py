"""What Teams does not take in an activity, however well it was meant."""

import json
from collections.abc import Iterator
from typing import Any, Final

from bot.local.teams.errors import Json, TeamsError

CARD: Final = "application/vnd.microsoft.card.adaptive"
CONSENT: Final = "application/vnd.microsoft.teams.card.file.consent"
FILE_CARD: Final = "application/vnd.microsoft.teams.card.file.info"

LARGEST: Final = 100 * 1024
"""Bytes of a message as UTF-16. Source: Microsoft, “Format your bot messages”, size of a message."""

LATEST: Final = (1, 5)
"""The latest version of cards that Teams draws. Source: Microsoft, “Types of cards”."""


def check(activity: Json, *, is_personal: bool) -> None:
    """Raise TeamsError where an activity would not be taken, or not become one message with an id."""
    if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le")) > LARGEST:
        raise TeamsError(413, "MessageSizeTooBig")
    attached = activity.get("attachments") or []
    # Text beside a card becomes a message of its own. Source: Microsoft, “Send a message with an attachment”.
    if activity.get("type") != "message" or bool(activity.get("text")) == bool(attached):
        raise _wrong()
    for each in attached:
        _attachment(each, is_personal=is_personal)


def _attachment(attached: Json, *, is_personal: bool) -> None:
    kind, content = attached.get("contentType"), attached.get("content")
    if kind in (CONSENT, FILE_CARD):
        # Source: Microsoft, “Send and receive files through a bot”: personal chats only.
        if not is_personal or not attached.get("name"):
            raise _wrong()
        return
    if kind != CARD or not isinstance(content, dict) or content.get("type") != "AdaptiveCard":
        raise _wrong()
    version = tuple(int(part) for part in str(content.get("version", "9")).split("."))
    if version > LATEST or not isinstance(content.get("body"), list):
        raise _wrong()
    for each in _objects(content):
        data = each.get("data")
        # The client breaks over it: seen with Microsoft's Agents Playground 0.2.28.
        if str(each.get("type", "")).startswith("Action.") and isinstance(data, dict) and "key" in data:
            raise _wrong()


def _objects(value: Any) -> Iterator[Json]:
    """Give every object within a card."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each)


def _wrong() -> TeamsError:
    return TeamsError(400, "Bad Argument")
