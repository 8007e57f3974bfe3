"""Looking for a message of ours in a conversation, through Microsoft Graph, before one is posted that may be there.

Teams takes no key for what is posted. What we post carries a mark in its card, which Graph gives back with the
message.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from bot.teams.accounts import Graph
from bot.teams.destinations import Destination
from bot.teams.errors import TeamsFault
from bot.worker.faults import FaultKind
from models.address import MessageRef

AT_A_TIME: Final = 50
"""Messages that Graph gives at a time, at most. Source: Microsoft Graph, “List messages in a chat”."""

PAGES: Final = 4
_ALLOWANCE = timedelta(hours=1)
"""Microsoft's clock stamps messages: so one that differs from ours hides none."""


class CannotLook(Exception):  # noqa: N818 - it reads as what happened
    """Graph does not give this conversation to the app: nobody has granted that."""


def mark(key: str) -> str:
    """Return what a card carries of a message's key, which can name an item: a digest tells nobody anything."""
    return f"n{hashlib.sha256(key.encode()).hexdigest()[:24]}"


class History:
    """Asks Graph what stands in conversations."""

    def __init__(self, graph: Graph, address: str, app: str) -> None:
        """Ask `graph`, which is at `address`, and knows the app by its id `app`."""
        self._graph, self._address, self._app = graph, address, app

    async def find(
        self, there: Destination, thread: MessageRef | None, key: str, since: datetime
    ) -> str | None:
        """Return the id of the message that carries `key` among those since then, or None.

        Raises CannotLook where the app may not, and TeamsFault where Graph does not say now.
        """
        wanted, oldest = mark(key), (since.astimezone(UTC) - _ALLOWANCE).isoformat()
        following: str | None = self._path(there, thread)
        for _ in range(PAGES):
            if following is None:
                return None
            told = await self._page(following)
            messages = [each for each in told.get("value") or () if isinstance(each, dict)]
            for message in messages:
                if _carries(message, wanted):
                    return str(message.get("id"))
            # Only a chat is given in the order of its messages.
            if there.group is None and any(_time(each) < oldest for each in messages):
                return None
            following = self._following(told)
        return None

    def _following(self, told: dict[str, Any]) -> str | None:
        """Return the path of the next page, where there is one: it is named by its whole address."""
        link = told.get("@odata.nextLink")
        is_there = isinstance(link, str) and link.startswith(self._address)
        return str(link).removeprefix(self._address) if is_there else None

    async def _page(self, path: str) -> dict[str, Any]:
        try:
            return await self._graph.graph(path)
        except TeamsFault as fault:
            if fault.kind is FaultKind.REFUSED and not fault.is_of_the_installation:
                raise CannotLook(fault.why) from None
            raise

    def _path(self, there: Destination, thread: MessageRef | None) -> str:
        if there.group is not None:
            messages = f"v1.0/teams/{_quoted(there.group)}/channels/{_quoted(there.external)}/messages"
            within = f"{messages}/{_quoted(thread.id)}/replies" if thread else messages
            return f"{within}?$top={AT_A_TIME}"
        if there.is_channel:
            raise CannotLook("the team of the channel is not known")
        # Graph calls a personal chat by another name than the connector does.
        chat = f"19:{there.account}_{self._app}@unq.gbl.spaces" if there.account else there.external
        return f"v1.0/chats/{_quoted(chat)}/messages?$top={AT_A_TIME}&$orderby=createdDateTime%20desc"


def _carries(message: dict[str, Any], wanted: str) -> bool:
    attached = (each for each in message.get("attachments") or () if isinstance(each, dict))
    return any(wanted in str(each.get("content")) for each in attached)


def _time(message: dict[str, Any]) -> str:
    """Return when a message was posted, as text that sorts by time; what does not say is of now."""
    return str(message.get("createdDateTime") or "9")


def _quoted(part: str) -> str:
    return quote(part, safe="")
