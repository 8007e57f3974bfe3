"""Writing down what became of messages: all of which that became known meanwhile in one transaction."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.transactions import transact
from jobs import delivery
from models.database import Database

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Known:
    """What became of a message; `written` is done once that is durable, or broken by what kept it from being so."""

    outgoing: delivery.Outgoing
    outcome: delivery.Outcome
    written: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Settling:
    """Settles messages in the order in which their outcome is known, for many senders at a time.

    Whoever waits for the disk and for the turn to write does so for all that came meanwhile. A sender still waits
    until what became of its own message is durable, so that no more is unsettled than if each wrote alone.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        """Settle in `database`, at the time of `clock`."""
        self._database, self._clock = database, clock
        self._known: list[_Known] = []
        self._writing = asyncio.Lock()

    async def settle(self, outgoing: delivery.Outgoing, outcome: delivery.Outcome) -> None:
        """Write down what became of a message; return once that is durable. Raises what kept it from being so."""
        known = _Known(outgoing, outcome)
        self._known.append(known)
        async with self._writing:
            # Whoever had the turn before may have written this too.
            if not known.written.done():
                await self._write()
        await known.written

    async def _write(self) -> None:
        """Write down all that is known. Where one of them breaks that, each is written down alone."""
        together, self._known = self._known, []
        try:
            if len(together) > 1 and await self._is_settled(together):
                return
            for each in together:
                await self._is_settled([each])
        finally:
            # Where this was cancelled, nobody else is left to wait for it.
            for each in together:
                each.written.cancel()

    async def _is_settled(self, known: list[_Known]) -> bool:
        """Write these down in one transaction; return whether that went well."""
        try:
            await self._settle(known)
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            if len(known) == 1:
                known[0].written.set_exception(error)
            else:
                _log.warning("settled_apart", messages=len(known), error=type(error).__name__)
            return False
        for each in known:
            each.written.set_result(None)
        return True

    async def _settle(self, known: list[_Known]) -> None:
        # In one order, so that no two Reckoners wait for each other.
        ordered = sorted(known, key=lambda each: each.outgoing.outbox_message)

        def settle(session: Session, at: datetime) -> None:
            for each in ordered:
                delivery.settle(session, each.outgoing, each.outcome, at)

        await transact(self._database, self._clock, settle)
