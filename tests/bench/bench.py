"""What the comparisons of one run share: registers, which are made once, and servers, which are started once."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.bench.comparing import Sizes
from tests.bench.filling import Days, fill
from tests.bench.servers import Street


@dataclass(frozen=True)
class Bench:
    """Where the registers of a run are kept, how large they are, and where servers stand beside each other.

    `postgres` is a database, if one is named.
    """

    sizes: Sizes
    folder: Path
    there: Street
    postgres: str | None = None

    def sqlite(self, name: str) -> str:
        """Return the address of the register called `name`."""
        return f"sqlite:///{self.folder / name}.db"

    def register(self, items: int, days: Days) -> str:
        """Return the address of a register of so many items, whose days are what `days` says; made at first."""
        name = f"{days.__name__}-{items}"
        if not (self.folder / f"{name}.db").exists():
            fill(self.sqlite(name), items, days)
        return self.sqlite(name)

    def copy(self, url: str, name: str) -> str:
        """Return the address of a copy, called `name`, of a register as it stands, whoever works on it."""
        source, target = url.removeprefix("sqlite:///"), self.folder / f"{name}.db"
        with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(target)) as copy:
            whole.backup(copy)
        return self.sqlite(name)
