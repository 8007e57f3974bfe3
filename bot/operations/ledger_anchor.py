"""The heads of the ledger's chain, kept in a file outside the database: one a day, by lines only added."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from models.ledger.chain import Head
from models.refusals.running import HeadsUnreadable

NAME = "ledger-heads.txt"


class LedgerAnchor:
    """The file of heads in a data folder. A line reads `2022-12-01T09:30:00+00:00 1234 9f86d0…`."""

    def __init__(self, folder: Path) -> None:
        """Keep heads in `folder`."""
        self.path = folder / NAME

    def keep(self, head: Head, at: datetime, today: date) -> bool:
        """Add `head` unless one was kept `today` or nothing is new; return whether it was added.

        `at` is the aware instant, in the zone in which it is `today`. Raises HeadsUnreadable.
        """
        last = self._last()
        if last is not None and (last[0].date() >= today or last[1] == head):
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="ascii") as file:
            file.write(f"{at.isoformat()} {head.number} {head.sha256}\n")
            file.flush()
            os.fsync(file.fileno())
        return True

    def heads(self) -> list[Head]:
        """Return every head that was kept, the earliest first. Raises HeadsUnreadable."""
        return [head for _, head in self._lines()]

    def _last(self) -> tuple[datetime, Head] | None:
        return max(self._lines(), key=lambda line: line[0], default=None)

    def _lines(self) -> Iterator[tuple[datetime, Head]]:
        if not self.path.exists():
            return
        for number, line in enumerate(self.path.read_text("ascii", errors="replace").splitlines(), 1):
            try:
                at, count, sha256 = line.split()
                yield datetime.fromisoformat(at), Head(int(count), sha256)
            except ValueError:
                raise HeadsUnreadable(file=str(self.path), line=str(number)) from None
