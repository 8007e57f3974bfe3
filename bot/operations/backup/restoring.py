"""Putting a backup back: into an empty database, whole, or not at all."""

import json
import os
import shutil
import zlib
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from pydantic import TypeAdapter
from sqlalchemy import Connection, Table
from sqlalchemy.exc import InterfaceError, OperationalError, StatementError
from sqlalchemy.orm import Session

from bot.documents.archive import CHUNK
from bot.operations.backup.entries import (
    CONTENTS,
    check_entries,
    check_sums,
    entry_of_file,
    entry_of_table,
    files_in,
    lines_of,
)
from bot.operations.backup.rows import count, go_on_counting, put, standing_still
from bot.operations.backup.writing import BackupContents, stored
from bot.operations.ledger_anchor import NAME as HEADS, LedgerAnchor
from bot.worker.files import FileStore
from models import revisions
from models.database import Database
from models.ledger.chain import Head, has
from models.ledger.verifying import verify
from models.refusals.backups import (
    BackupBroken,
    BackupOfBrokenLedger,
    BackupOfOtherTables,
    DatabaseNotEmpty,
    NotABackup,
)
from models.tables import TABLES

LONGEST_CONTENTS: Final = 1 << 20
_CONTENTS: Final = TypeAdapter(BackupContents)

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


def restore(backup: Path, database: Database, folder: Path, *, as_it_is: bool = False) -> BackupContents:
    """Put everything that `backup` holds into the empty `database` and the data `folder`; return what that is.

    Nothing is changed unless the whole backup is what was written. With `as_it_is` the register in it may have been
    changed without Reckoner before it was backed up. Raises NotABackup, BackupHoldsSomethingElse, BackupBroken,
    BackupOfOtherTables, BackupOfBrokenLedger or DatabaseNotEmpty.
    """
    with ExitStack() as opened:
        try:
            archive = opened.enter_context(ZipFile(backup))
            check_entries(archive)
            contents = _contents(archive)
            check_sums(archive)
        except _NOT_READ:
            raise NotABackup(file=str(backup)) from None
        database.migrate()
        _put_back(archive, contents, database, folder, as_it_is=as_it_is)
    return contents


def _contents(archive: ZipFile) -> BackupContents:
    with archive.open(CONTENTS) as reading:
        return _CONTENTS.validate_json(reading.read(LONGEST_CONTENTS))


def _put_back(
    archive: ZipFile, contents: BackupContents, database: Database, folder: Path, *, as_it_is: bool
) -> None:
    with ExitStack() as taking_back:
        with standing_still(database, writes=True) as connection:
            if revisions.current(connection) != contents.revision:
                raise BackupOfOtherTables(revision=contents.revision)
            check_empty(connection)
            for table in TABLES:
                _put_table(archive, connection, table, contents.rows.get(table.name, 0))
            _check_files(archive, connection, contents.files)
            check_whole(connection, contents.rows, Head(contents.facts, contents.head), verified=not as_it_is)
            go_on_counting(connection)
            _put_files(archive, folder, taking_back)
        # The rows are committed: the files belong to them from here on.
        taking_back.pop_all()


def _put_table(archive: ZipFile, connection: Connection, table: Table, rows: int) -> None:
    """Write the rows of a table, of which there are to be so many: of more than that only one is written."""
    entry = entry_of_table(table.name)
    try:
        with closing(lines_of(archive, entry)) as lines:
            put(connection, table, (json.loads(line) for line in islice(lines, rows + 1)))
    except (OperationalError, InterfaceError):
        # That is the database's trouble, and not the backup's.
        raise
    except (*_NOT_READ, AttributeError, OverflowError, StatementError):
        raise BackupBroken(entry=entry) from None


def check_empty(connection: Connection) -> None:
    """Raise DatabaseNotEmpty if any table has a row."""
    if full := [table.name for table in TABLES if count(connection, table)]:
        raise DatabaseNotEmpty(tables=", ".join(full))


def check_whole(connection: Connection, rows: dict[str, int], head: Head, *, verified: bool = True) -> None:
    """Raise BackupBroken unless every table has its number of rows, and the ledger's chain ends as it did.

    Where it is to be `verified`, raise BackupOfBrokenLedger unless every record is what the ledger tells.
    """
    for table in TABLES:
        if count(connection, table) != rows.get(table.name):
            raise BackupBroken(entry=table.name)
    with Session(connection) as session:
        if not has(session, head):
            raise BackupBroken(entry="seal")
        if verified and not verify(session).holds:
            raise BackupOfBrokenLedger


def _check_files(archive: ZipFile, connection: Connection, count: int) -> None:
    """Raise BackupBroken unless the files are those that the rows name: none is missing, and none is added."""
    there = files_in(archive)
    if differing := there ^ stored(connection):
        raise BackupBroken(entry=entry_of_file(min(differing)))
    if len(there) != count:
        raise BackupBroken(entry=CONTENTS)


def _put_files(archive: ZipFile, folder: Path, taking_back: ExitStack) -> None:
    """Write the files into the data `folder`; what is put there goes again when `taking_back` is closed."""
    files = FileStore(folder / "files")
    for sha256 in sorted(files_in(archive)):
        descriptor, name = files.opening()
        coming = Path(name)
        taking_back.callback(coming.unlink, missing_ok=True)
        with os.fdopen(descriptor, "wb") as writing, archive.open(entry_of_file(sha256)) as reading:
            shutil.copyfileobj(reading, writing, CHUNK)
        if not files.path(sha256).exists():
            taking_back.callback(files.remove, sha256)
        files.keep(coming, sha256)
    heads = LedgerAnchor(folder).path
    if HEADS in archive.namelist() and not heads.exists():
        taking_back.callback(heads.unlink, missing_ok=True)
        heads.parent.mkdir(parents=True, exist_ok=True)
        heads.write_bytes(archive.read(HEADS))
