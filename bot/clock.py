"""The only place that reads the clock: everything else is told what time it is."""

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant, and lets time pass."""

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        ...

    def running(self) -> float:
        """Return the seconds since some moment by a clock that nobody sets, so that a step of this one is seen."""
        ...

    async def wait(self, seconds: float, ending: asyncio.Event, /) -> bool:
        """Let so many seconds pass, or fewer where there is an `ending` before; return whether they did pass."""
        ...


_UNSET = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""The clock that nobody sets: Linux has one that counts the time in which the machine slept, too."""


def loop_time() -> float:
    """Return the seconds since some moment by the clock of the running event loop, which nobody sets."""
    return asyncio.get_running_loop().time()


class _Running:
    """A clock that runs at the usual pace."""

    async def wait(self, seconds: float, ending: asyncio.Event, /) -> bool:
        """Let so many seconds pass, or fewer where there is an `ending` before; return whether they did pass."""
        try:
            async with asyncio.timeout(seconds):
                await ending.wait()
        except TimeoutError:
            return True
        return False


class SystemClock(_Running):
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the machine's present instant, aware and in UTC."""
        return datetime.now(UTC)

    def running(self) -> float:
        """Return the seconds since the machine was started."""
        return time.clock_gettime(_UNSET)


class MovableClock(_Running):
    """A clock that runs at the usual pace and can be moved on, for the local workspace.

    How far it is from the machine's clock is kept in the file `kept`, so that it goes on after a restart.
    """

    def __init__(self, begins_at: datetime, kept: Path | None = None) -> None:
        """Begin at the aware instant `begins_at`, or go on from where the file `kept` says."""
        self._kept = kept
        self._moved: Callable[[datetime], None] = lambda _: None
        if kept is not None and kept.exists():
            self._ahead = timedelta(seconds=json.loads(kept.read_text())["ahead_seconds"])
        else:
            self._set(begins_at)

    def now(self) -> datetime:
        """Return this clock's present instant, aware and in UTC."""
        return datetime.now(UTC) + self._ahead

    def running(self) -> float:
        """Return the seconds since 1970: that it is moved is no fault."""
        return self.now().timestamp()

    def on_move(self, moved: Callable[[datetime], None]) -> None:
        """Have `moved` called with the new instant after every move."""
        self._moved = moved

    def move_to(self, at: datetime) -> None:
        """Move on to the aware instant `at`; a clock is never moved back.

        Raises ValueError, with a sentence, if `at` has already passed on this clock.
        """
        if at < self.now():
            raise ValueError("The clock only moves on. Choose a later moment.")
        self._set(at)
        self._moved(at)

    def _set(self, at: datetime) -> None:
        self._ahead = at - datetime.now(UTC)
        if self._kept is not None:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            self._kept.write_text(json.dumps({"ahead_seconds": self._ahead.total_seconds()}))


class StoppedClock:
    """A clock that stands still until it is moved, so that a test says exactly what time it is."""

    def __init__(self, at: datetime) -> None:
        """Stand still at `at`, an aware instant."""
        self._at = at

    def now(self) -> datetime:
        """Return the instant at which this clock stands, in UTC."""
        return self._at.astimezone(UTC)

    def running(self) -> float:
        """Return the seconds since 1970: whoever moves it means it."""
        return self._at.timestamp()

    async def wait(self, _seconds: float, _ending: asyncio.Event, /) -> bool:
        """Return False: no time passes while this clock stands still."""
        return False

    def move_to(self, at: datetime) -> None:
        """Stand at the aware instant `at`, which may be earlier: a faulty clock can step back."""
        self._at = at

    def move_by(self, step: timedelta) -> None:
        """Move by `step`, which may be negative."""
        self._at += step
