"""Keeps the local workspace in one SQLite file, so that a restart loses nothing."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.local.slack.errors import Json

_TABLES = """
CREATE TABLE IF NOT EXISTS records (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, key)
);
CREATE TABLE IF NOT EXISTS contents (key TEXT PRIMARY KEY, body BLOB NOT NULL);
"""


class Store:
    """Records by kind and key, and the contents of files; everything is written through at once."""

    def __init__(self, path: Path | None) -> None:
        """Open the file at `path`, made if need be; None keeps everything in memory only."""
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute("PRAGMA busy_timeout = 5000")
        self._connection.executescript(_TABLES)
        self._depth = 0

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write what is put inside in one transaction.

        It is committed even when the block is left by an exception: memory has changed by then, and the
        file must say the same as memory.
        """
        if self._depth == 0:
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def load(self, kind: str) -> dict[str, Json]:
        """Return all records of `kind` by key, in the order in which they were first put."""
        rows = self._connection.execute("SELECT key, body FROM records WHERE kind = ? ORDER BY seq", (kind,))
        return {key: json.loads(body) for key, body in rows}

    def put(self, kind: str, key: str, body: Json) -> None:
        """Keep `body` under `kind` and `key`, in place of what was there."""
        self._connection.execute(
            "INSERT INTO records (kind, key, body) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
            (kind, key, json.dumps(body)),
        )

    def drop(self, kind: str, key: str) -> None:
        """Forget the record under `kind` and `key`, if there is one."""
        self._connection.execute("DELETE FROM records WHERE kind = ? AND key = ?", (kind, key))

    def put_content(self, key: str, body: bytes) -> None:
        """Keep the bytes of a file."""
        self._connection.execute("INSERT OR REPLACE INTO contents (key, body) VALUES (?, ?)", (key, body))

    def content(self, key: str) -> bytes:
        """Return the bytes of a file; empty if there are none."""
        row = self._connection.execute("SELECT body FROM contents WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else b""
