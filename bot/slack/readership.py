"""Asking Slack who reads a conversation: only the force's own people, or guests and others too."""

import asyncio
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from bot.clock import Clock
from bot.slack.client import SlackClient, part
from bot.slack.directory import SlackDirectory
from bot.slack.errors import SlackFault
from models.address import Conversation

CONVERSATION_KNOWN_FOR: Final = timedelta(minutes=5)
"""How long an answer about a conversation holds: somebody can be invited at any time."""

PERSON_KNOWN_FOR: Final = timedelta(days=1)
"""How long an answer about a person holds: an account seldom becomes a guest's."""

PATIENCE: Final = 20
"""Seconds that asking may take; a message waits for it. Who is known by then need not be asked next time."""

_PAGE: Final = 200
_log = structlog.get_logger(__name__)


class SlackReadership:
    """Knows whether a conversation has guests, or members of other organisations, through Slack.

    Sources: Slack, “Conversation object” (`is_ext_shared`, `is_pending_ext_shared`) and “User type”.
    """

    def __init__(self, client: SlackClient, directory: SlackDirectory, clock: Clock) -> None:
        """Ask by way of `client`, and `directory` about people; `clock` says how old an answer is."""
        self._client, self._directory, self._clock = client, directory, clock
        self._conversations: dict[str, tuple[datetime, bool]] = {}
        self._people: dict[str, tuple[datetime, bool]] = {}

    async def has_outsiders(self, conversation: Conversation) -> bool:
        """Whether anybody reads it who is not of the force; so it is taken to be where Slack does not say."""
        known = self._fresh(self._conversations, conversation.id, CONVERSATION_KNOWN_FOR)
        if known is not None:
            return known
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._asked(conversation.id)
        except (SlackFault, TimeoutError) as fault:
            _log.warning("readers_unknown", conversation=conversation.id, error=str(fault))
            return True
        self._conversations[conversation.id] = (self._clock.now(), found)
        return found

    async def _asked(self, channel: str) -> bool:
        described: dict[str, Any] = part(
            await self._client.conversations_info(channel=channel), "channel", dict
        )
        if described.get("is_ext_shared") or described.get("is_pending_ext_shared"):
            return True
        cursor = ""
        while True:
            page = await self._client.conversations_members(channel=channel, limit=_PAGE, cursor=cursor)
            for user in part(page, "members", list):
                if await self._is_outsider(str(user)):
                    return True
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return False

    async def _is_outsider(self, user: str) -> bool:
        known = self._fresh(self._people, user, PERSON_KNOWN_FOR)
        if known is not None:
            return known
        found = await self._directory.reads_as_outsider(user)
        self._people[user] = (self._clock.now(), found)
        return found

    def _fresh(self, known: dict[str, tuple[datetime, bool]], name: str, holds_for: timedelta) -> bool | None:
        at, found = known.get(name, (None, None))
        return found if at is not None and self._clock.now() - at < holds_for else None
