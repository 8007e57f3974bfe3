"""Names nobody where others than the force read: the surface is asked who does, just before a message is posted."""

from dataclasses import replace

from bot.worker.ports import Poster, Readership
from jobs.delivery import Outcome, Outgoing
from models.address import Conversation


class Discreet:
    """Posts by another poster; what goes to a conversation with guests or outside members names nobody."""

    def __init__(self, poster: Poster, readership: Readership | None = None) -> None:
        """Ask `readership` who reads a conversation; without one nobody is named in any but direct ones."""
        self._poster, self._readership = poster, readership

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Return what became of it, with its names or without them."""
        return await self._poster.send(await self._as_read(outgoing))

    async def _as_read(self, outgoing: Outgoing) -> Outgoing:
        where, discreet = outgoing.goes_to, outgoing.message.naming_nobody()
        if discreet is outgoing.message or not isinstance(where, Conversation) or where.is_direct:
            return outgoing
        if self._readership is not None and not await self._readership.has_outsiders(where):
            return outgoing
        return replace(outgoing, message=discreet)
