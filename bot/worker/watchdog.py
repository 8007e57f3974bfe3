"""The watch, apart from the ticker: whether rounds go on, nothing due is forgotten, and the database answers."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Final

import structlog

from bot.clock import Clock
from bot.worker.worker import TICK, Worker
from models.database import Database
from models.outbox import outbox
from models.policy import Policy
from models.queries import items
from models.reminders.overlooked import Overlooked, overlooked
from models.server_connections import Asked
from templates.messages.answers import Acknowledged
from templates.serialization import freeze

LOOKS_EVERY: Final = 60.0
"""Seconds between two looks."""

LATE: Final = 6 * TICK.total_seconds()
"""Seconds after which a round that was not whole, or did not come, is late."""

_log = structlog.get_logger(__name__)


class Watchdog:
    """Looks every minute; does the ticker's work where that does not, and tells the coordinators once a day."""

    def __init__(self, database: Database, clock: Clock, policy: Policy, rounds: Worker) -> None:
        """Watch `rounds` and what is due in `database` at the time of `clock`."""
        self._database, self._clock, self._policy, self._rounds = database, clock, policy, rounds
        self._tasks: list[asyncio.Task[None]] = []
        self._asked: Asked = {}

    def start(self) -> None:
        """Begin to look. What waits for the database for ever must not keep the watch from ending that."""
        looks: tuple[Callable[[], Awaitable[object]], ...] = (self.look, self.break_off)
        self._tasks = [asyncio.create_task(_look_on(look)) for look in looks]

    async def stop(self) -> None:
        """Look no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def break_off(self) -> int:
        """Break off the connections that the database has answered nothing on since the last look; return how many.

        Whoever waited there, a round perhaps, is told that the connection is lost, and goes on with another one.
        """
        connections = self._database.connections
        if connections is None:
            return 0
        broken = connections.break_off(self._asked)
        self._asked = connections.asked()
        if broken:
            _log.error("database_silent", connections=broken)
        return broken

    async def look(self) -> Overlooked:
        """Look once; return what has been overlooked, after doing a round that is late."""
        age = self._rounds.age()
        if age > LATE:
            _log.error("round_late", seconds=round(age))
            if not self._rounds.is_at_work:
                await self._rounds.run_jobs()
        if self._rounds.waits_for_the_clock:
            # What seems overlooked by a clock that is wrong need not be.
            return Overlooked(0, 0, 0, 0)
        found = await asyncio.to_thread(self._find)
        if not found.nothing:
            _log.error("overlooked", **asdict(found))
        return found

    def _find(self) -> Overlooked:
        at = self._clock.now()
        today = self._policy.today(at)
        with self._database.reading() as session:
            found = overlooked(session, at, today)
        if not found.nothing:
            with self._database.writing() as session:
                facts = {name: str(number) for name, number in asdict(found).items()}
                message = freeze(Acknowledged("overlooked", facts))
                for person in items.coordinators(session):
                    if person.reachable:
                        outbox.enqueue(session, f"overlooked:{today}:{person.id}", message, at, person=person)
        return found


async def _look_on(look: Callable[[], Awaitable[object]]) -> None:
    while True:
        await asyncio.sleep(LOOKS_EVERY)
        try:
            await look()
        except Exception as error:  # noqa: BLE001 - whatever breaks one look must not end the watch
            _log.error("watch_failed", error=type(error).__name__)
