"""Whether the clock tells the right time: compared with what platforms, the database server and the ledger say.

What is published, frozen or erased by a wrong clock stays so for good: the calendar waits while the clock is off.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace
from typing import Final

import aiohttp
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock, SystemClock
from models.database import Database
from models.ledger import chain
from models.outbox import outbox
from models.policy import Policy
from models.queries import items
from templates import plain
from templates.messages.operations import ClockOff
from templates.serialization import freeze

MOST_OFF: Final = timedelta(minutes=10)
"""Clocks that differ by no more agree: a step of some minutes changes nobody's day."""

PATIENCE: Final = 5.0
"""Seconds in which platforms have to answer."""

_log = structlog.get_logger(__name__)
_machine: Final = SystemClock()


@dataclass(frozen=True)
class _Heard:
    """What time it was at `host`, when the own clock had been `running` for so many seconds."""

    host: str
    at: datetime
    running: float


class ClockWatch:
    """Compares `clock` with the `Date` of every platform's answer, with the server of `database`, and the ledger.

    The ledger, which a clock that was wrong before may have dated, counts only as long as nobody else has spoken.
    """

    def __init__(self, database: Database, clock: Clock, policy: Policy) -> None:
        """Have compared nothing yet; `off` is how the clock was found last, None where it is right."""
        self._database, self._clock, self._policy = database, clock, policy
        self._heard: _Heard | None = None
        self._told = False
        self.off: ClockOff | None = None

    @property
    def sentence(self) -> str | None:
        """What is wrong with the clock, and what to do, for whoever runs Reckoner; None where it is right."""
        return plain.render(self.off) if self.off else None

    def listening(self) -> aiohttp.TraceConfig:
        """Return what a session of calls has to be opened with, so that every answer's `Date` is heard."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._hear)
        return trace

    async def _hear(
        self, _: aiohttp.ClientSession, __: SimpleNamespace, told: aiohttp.TraceRequestEndParams
    ) -> None:
        headers = told.response.headers
        try:
            date = parsedate_to_datetime(headers.get("Date", "")).astimezone(UTC)
            # An answer that a proxy has kept for a while says for how long.
            age = timedelta(seconds=float(headers.get("Age", "0")))
            self._heard = _Heard(told.url.host or "", date + age, self._clock.running())
        except (ValueError, OverflowError):
            return

    async def is_right(self, ask: Callable[[], Awaitable[object]]) -> bool:
        """Compare the clock with everybody's; return whether it is right. The coordinators are told when it is not.

        Where no platform was heard yet, or what was heard may be old, `ask` has them answer before that.
        """
        try:
            off = await asyncio.to_thread(self.compared)
            if off is not None or self._heard is None:
                await _for_a_while(ask)
                off = await asyncio.to_thread(self.compared)
            await asyncio.to_thread(self._found, off, self._clock.now())
        except SQLAlchemyError as error:
            # Whether the database answers is found elsewhere: until it does, the clock is as it was.
            _log.warning("clock_not_compared", error=type(error).__name__)
        return self.off is None

    def _found(self, off: ClockOff | None, at: datetime) -> None:
        self.off = off
        if off is None:
            self._told = False
        elif not self._told:
            _log.error("clock_off", witness=off.witness, seconds=off.seconds)
            self._tell(off, at)
            self._told = True

    def compared(self) -> ClockOff | None:
        """Compare without telling anybody. Raises SQLAlchemyError where the database does not answer."""
        servers = self._database.server_time()
        found = [
            *([self._off_from(heard)] if (heard := self._heard) else ()),
            # Whatever clock Reckoner goes by, that of the server is to agree with the machine's.
            *([self._off("database", _machine.now(), servers)] if servers else ()),
        ]
        return next(filter(None, found), None) if found else self._behind_the_ledger()

    def _off_from(self, heard: _Heard) -> ClockOff | None:
        # Both at once: the clock may be set at any moment.
        ours, running = self._clock.now(), self._clock.running()
        return self._off(heard.host, ours, heard.at + timedelta(seconds=running - heard.running))

    def _behind_the_ledger(self) -> ClockOff | None:
        with self._database.reading() as session:
            last = chain.ended_at(session)
        at = self._clock.now()
        return self._off("ledger", at, last) if last is not None and last > at else None

    @staticmethod
    def _off(witness: str, ours: datetime, theirs: datetime) -> ClockOff | None:
        apart = ours - theirs
        return ClockOff(round(apart.total_seconds()), witness) if abs(apart) > MOST_OFF else None

    def _tell(self, off: ClockOff, at: datetime) -> None:
        key = f"clock-off:{self._policy.today(at)}"
        with self._database.writing() as session:
            for person in items.coordinators(session):
                if person.reachable:
                    outbox.enqueue(session, f"{key}:{person.id}", freeze(off), at, person=person)


async def _for_a_while(ask: Callable[[], Awaitable[object]]) -> None:
    """Ask, and wait no longer for an answer than a round can."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await ask()
