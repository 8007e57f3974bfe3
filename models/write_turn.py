"""Whose turn it is to write to a SQLite file, among the threads of this process."""

import sqlite3
import threading
from typing import Final

from sqlalchemy.exc import OperationalError

LET_GO_FIRST: Final = 1.0
"""Seconds for which others are let go first at most, so that a long work comes to its end."""


class WriteTurn:
    """Lets one thread of this process write at a time: whoever is next goes on at once.

    SQLite would only look again after a while, ever longer, whether the other has done.
    """

    def __init__(self, patience: float) -> None:
        """Wait so many seconds, as SQLite itself does for another process."""
        self._lock, self._patience = threading.RLock(), patience
        self._waiting = 0
        self._changed = threading.Condition()

    def __enter__(self) -> None:
        """Wait for the turn. Raises OperationalError, as SQLite does, where it does not come."""
        self._count(1)
        try:
            if not self._lock.acquire(timeout=self._patience):
                locked = sqlite3.OperationalError("database is locked")
                raise OperationalError("BEGIN IMMEDIATE", {}, locked)
        finally:
            self._count(-1)

    def __exit__(self, *_: object) -> None:
        """Let the next one go on."""
        self._lock.release()

    def let_others(self) -> None:
        """Wait until everybody has had the turn who waited for it: who asks again at once would get it first."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting, LET_GO_FIRST)

    def _count(self, more: int) -> None:
        with self._changed:
            self._waiting += more
            self._changed.notify_all()
