"""Putting a backup back: into an empty database, whole, or not at all."""

import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from bot.documents.archive import CHUNK, SUMS
from bot.operations.backup.rows import Row, count, go_on_counting, put, standing_still
from bot.operations.backup.writing import CONTENTS, BackupContents
from bot.operations.ledger_anchor import NAME as HEADS, LedgerAnchor
from bot.worker.files import FileStore
from models.database import Database
from models.ledger import chain
from models.ledger.chain import Head
from models.refusals.backups import BackupBroken, BackupOfOtherTables, DatabaseNotEmpty, NotABackup
from models.tables import TABLES

LONGEST_CONTENTS: Final = 1 << 20

_NOT_READ = (
    BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What reading an archive raises where it is none, is damaged, or has another's contents."""


def restore(backup: Path, database: Database, folder: Path) -> BackupContents:
    """Put everything that `backup` holds into the empty `database` and the data `folder`; return what that is.

    Nothing is changed unless the whole backup is what was written. Raises NotABackup, BackupBroken,
    BackupOfOtherTables or DatabaseNotEmpty.
    """
    with ExitStack() as opened:
        try:
            archive = opened.enter_context(ZipFile(backup))
            contents = _contents(archive)
            _check_sums(archive)
        except _NOT_READ:
            raise NotABackup(file=str(backup)) from None
        database.migrate()
        _put_rows(archive, contents, database, folder)
    return contents


def _contents(archive: ZipFile) -> BackupContents:
    with archive.open(CONTENTS) as reading:
        return BackupContents(**json.loads(reading.read(LONGEST_CONTENTS)))


def _check_sums(archive: ZipFile) -> None:
    sums = {name: sha256 for sha256, name in (line.split("  ", 1) for line in _text(archive, SUMS))}
    if set(archive.namelist()) != {*sums, SUMS}:
        raise BackupBroken(entry=", ".join(sorted(set(archive.namelist()) ^ {*sums, SUMS})))
    for name, sha256 in sums.items():
        if _sha256(archive, name) != sha256:
            raise BackupBroken(entry=name)


def _put_rows(archive: ZipFile, contents: BackupContents, database: Database, folder: Path) -> None:
    with standing_still(database, writes=True) as connection:
        if MigrationContext.configure(connection).get_current_revision() != contents.revision:
            raise BackupOfOtherTables(revision=contents.revision)
        check_empty(connection)
        for table in TABLES:
            put(connection, table, _rows(archive, table.name))
        check_whole(connection, contents.rows, Head(contents.facts, contents.head))
        go_on_counting(connection)
        _put_files(archive, folder)


def check_empty(connection: Connection) -> None:
    """Raise DatabaseNotEmpty if any table has a row."""
    if full := [table.name for table in TABLES if count(connection, table)]:
        raise DatabaseNotEmpty(tables=", ".join(full))


def check_whole(connection: Connection, rows: dict[str, int], head: Head) -> None:
    """Raise BackupBroken unless every table has its number of rows, and the ledger's chain ends as it did."""
    for table in TABLES:
        if count(connection, table) != rows.get(table.name):
            raise BackupBroken(entry=table.name)
    with Session(connection) as session:
        if not chain.verify(session, [head] if head.number else []).holds:
            raise BackupBroken(entry="seal")


def _rows(archive: ZipFile, name: str) -> Iterator[Row]:
    for line in _text(archive, f"tables/{name}.jsonl"):
        yield json.loads(line)


def _put_files(archive: ZipFile, folder: Path) -> None:
    files = FileStore(folder / "files")
    for name in archive.namelist():
        if name.startswith("files/"):
            descriptor, coming = files.opening()
            with os.fdopen(descriptor, "wb") as writing, archive.open(name) as reading:
                while chunk := reading.read(CHUNK):
                    writing.write(chunk)
            files.keep(Path(coming), name.removeprefix("files/"))
    heads = LedgerAnchor(folder).path
    if HEADS in archive.namelist() and not heads.exists():
        heads.write_bytes(archive.read(HEADS))


def _text(archive: ZipFile, name: str) -> Iterator[str]:
    with archive.open(name) as reading:
        for line in reading:
            yield line.decode().rstrip("\n")


def _sha256(archive: ZipFile, name: str) -> str:
    sha256 = hashlib.sha256()
    with archive.open(name) as reading:
        while chunk := reading.read(CHUNK):
            sha256.update(chunk)
    return sha256.hexdigest()
