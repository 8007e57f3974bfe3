"""One Reckoner in a process of its own, which its parent moves through time, sets to work and may kill.

The parent writes orders into a pipe and reads there when they are done. The process runs Reckoner as `bot.app`
starts it: the only things of its own are the clock, and where it is made to die.
"""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from typing import Any, Literal

import aiohttp
import structlog
from sqlalchemy import Connection as DatabaseConnection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.app import running
from bot.settings import Settings
from bot.worker.faults import PlatformFault

Ending = Literal["before", "after"]
Order = tuple[str, Any]


@dataclass(frozen=True)
class Orders:
    """What a child is given at its start: `settings`, and how many pages SQLite may use (None: any number)."""

    settings: Settings
    pages: int | None = None


class ToldClock:
    """A clock that stands where the parent has put it."""

    def __init__(self, at: "Synchronized[float]") -> None:
        """Stand at the instant in `at`, in seconds since 1970."""
        self._at = at

    def now(self) -> datetime:
        """Return the instant at which the parent has put the clock, in UTC."""
        return datetime.fromtimestamp(self._at.value, UTC)

    def running(self) -> float:
        """Return the seconds since 1970: the parent lets it run on."""
        return self._at.value

    async def wait(self, _seconds: float, _ending: asyncio.Event, /) -> bool:
        """Return False: the parent lets it run on once a round has ended."""
        return False


class Death:
    """Kills this process at a commit that the parent chose, before the database has it or after."""

    def __init__(self) -> None:
        """Listen to every transaction that writes."""
        self._left = 0
        self._ending: Ending = "before"
        event.listen(Engine, "commit", self._commits)
        event.listen(Session, "after_commit", self._committed)

    def order(self, nth: int, ending: Ending) -> None:
        """Die at the `nth` commit from now."""
        self._left, self._ending = nth, ending

    def _commits(self, connection: DatabaseConnection) -> None:
        if connection.get_execution_options().get("writes") and self._left:
            self._left -= 1
            if not self._left and self._ending == "before":
                die()
            self._dies_after = not self._left

    def _committed(self, _: Session) -> None:
        if getattr(self, "_dies_after", False):
            die()


def die() -> None:
    """End this process as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def nothing() -> None:
    """End at once."""


def quiet() -> None:
    """Log nothing."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    logging.disable()


def run(orders: Orders, pipe: Connection, at: "Synchronized[float]") -> None:
    """Run Reckoner until the parent says `stop`, or until it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    quiet()
    if orders.pages is not None:
        event.listen(Engine, "connect", _limited(orders.pages))
    try:
        asyncio.run(_serve(orders, pipe, ToldClock(at), Death()))
    except (PlatformFault, aiohttp.ClientError, SQLAlchemyError) as error:
        # As when nothing answers at a start: whoever supervises it starts it again.
        sys.exit(type(error).__name__)


async def _serve(orders: Orders, pipe: Connection, clock: ToldClock, death: Death) -> None:
    loop, wanted = asyncio.get_running_loop(), asyncio.Queue[Order]()
    loop.add_reader(pipe.fileno(), lambda: wanted.put_nowait(_received(pipe)))
    async with running(orders.settings, clock) as reckoner:
        pipe.send(("started", reckoner.addresses))
        while True:
            name, given = await wanted.get()
            if name == "stop":
                break
            if name == "die":
                death.order(*given)
            elif name == "round":
                await _broken_by_faults(reckoner.rounds.round())
            elif name == "rest":
                await _broken_by_faults(reckoner.rounds.send_and_fetch())
            pipe.send((name, None))
    pipe.send(("stopped", None))


def _received(pipe: Connection) -> Order:
    try:
        name, given = pipe.recv()
    except EOFError:
        # The parent is gone: there is nobody left to work for.
        die()
        raise
    return name, given


async def _broken_by_faults(work: Awaitable[None]) -> None:
    """Wait for a piece of work; what a fault breaks is tried again at the next tick, as ever."""
    with suppress(Exception):
        await work


def _limited(pages: int) -> Callable[[DBAPIConnection, object], None]:
    def limit(connection: DBAPIConnection, _: object) -> None:
        driver: Any = connection
        driver.execute(f"PRAGMA max_page_count = {pages}").close()

    return limit
