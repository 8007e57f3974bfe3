"""The only place that reads the clock: everything else is told what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the machine's present instant, aware and in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that runs at the usual pace and can be moved on, for the local workspace and for tests.

    `moved` is called with the new instant after every move.
    """

    def __init__(self, starts_at: datetime, *, moved: Callable[[datetime], None] | None = None) -> None:
        """Start at `starts_at`, an aware instant."""
        self._offset = starts_at - datetime.now(UTC)
        self._moved = moved

    def now(self) -> datetime:
        """Return this clock's present instant, aware and in UTC."""
        return datetime.now(UTC) + self._offset

    def on_move(self, moved: Callable[[datetime], None]) -> None:
        """Have `moved` called with the new instant after every move."""
        self._moved = moved

    def move_to(self, at: datetime) -> None:
        """Move on to the aware instant `at`; a clock is never moved back.

        Raises ValueError if `at` has already passed on this clock.
        """
        if at < self.now():
            raise ValueError("This clock only moves on. Choose a later moment.")
        self._offset = at - datetime.now(UTC)
        if self._moved is not None:
            self._moved(at)


class StoppedClock:
    """A clock that stands still until it is moved, so that a test says exactly what time it is."""

    def __init__(self, at: datetime) -> None:
        """Stand still at `at`, an aware instant."""
        self._at = at

    def now(self) -> datetime:
        """Return the instant at which this clock stands, in UTC."""
        return self._at.astimezone(UTC)

    def move_to(self, at: datetime) -> None:
        """Stand at the aware instant `at`, which may be earlier: a faulty clock can step back."""
        self._at = at

    def move_by(self, step: timedelta) -> None:
        """Move by `step`, which may be negative."""
        self._at += step
