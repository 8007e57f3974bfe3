"""Writing a backup: one ZIP file with every row, every file of evidence, and what proves them whole."""

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.documents.archive import PRIVATE, SummedArchive
from bot.operations.backup.entries import CONTENTS, entry_of_file, entry_of_table
from bot.operations.backup.rows import rows_of, standing_still
from bot.operations.ledger_anchor import NAME as HEADS, LedgerAnchor
from bot.worker.files import FileStore
from models import revisions
from models.database import Database
from models.ledger import chain
from models.refusals.backups import BackupAlreadyThere, BackupFileDiffers
from models.statements.statement import AttachedFile, FileState
from models.tables import TABLES


@dataclass(frozen=True)
class BackupContents:
    """What a backup holds: the revision of the tables, the rows of each, the files, and the ledger's head.

    `made_at` is an aware instant in ISO form. `files` counts files of evidence, each content once.
    """

    made_at: str
    revision: str
    rows: dict[str, int]
    files: int
    facts: int
    head: str


def write_backup(database: Database, folder: Path, to: Path, at: datetime) -> BackupContents:
    """Write everything as it is at this moment to the new file `to`, while Reckoner may go on.

    `folder` is the data folder, which has the files and the kept heads; `at` is an aware instant. The file
    appears only once it is whole. Raises BackupAlreadyThere, or BackupFileDiffers where a file of evidence is
    missing or is not what was stored.
    """
    if to.exists():
        raise BackupAlreadyThere(file=str(to))
    descriptor, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}-")
    coming = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with SummedArchive(file, PRIVATE) as archive:
                contents = _write(database, folder, archive, at)
                archive.finish()
            file.flush()
            os.fsync(file.fileno())
        coming.replace(to)
    finally:
        coming.unlink(missing_ok=True)
    return contents


def _write(database: Database, folder: Path, archive: SummedArchive, at: datetime) -> BackupContents:
    rows: dict[str, int] = {}
    with standing_still(database) as connection:
        revision = revisions.current(connection) or ""
        with Session(connection) as session:
            head = chain.head(session)
        for table in TABLES:
            lines = _counted(_lines(connection, table.name), rows, table.name)
            archive.write(entry_of_table(table.name), lines)
        wanted = sorted(stored(connection))
    files = FileStore(folder / "files")
    for sha256 in wanted:
        path = files.path(sha256)
        if not path.is_file() or archive.copy(entry_of_file(sha256), path) != sha256:
            raise BackupFileDiffers(sha256=sha256, file=str(path))
    heads = LedgerAnchor(folder).path
    if heads.exists():
        archive.copy(HEADS, heads)
    contents = BackupContents(at.isoformat(), revision, rows, len(wanted), head.number, head.sha256)
    archive.add(CONTENTS, json.dumps(asdict(contents), indent=2).encode())
    return contents


def _lines(connection: Connection, name: str) -> Iterator[bytes]:
    table = next(each for each in TABLES if each.name == name)
    for row in rows_of(connection, table):
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _counted(lines: Iterator[bytes], counts: dict[str, int], name: str) -> Iterator[bytes]:
    counts[name] = 0
    for line in lines:
        counts[name] += 1
        yield line


def stored(connection: Connection) -> set[str]:
    """Return the SHA-256 of every file of evidence that the register says is stored."""
    wanted = select(AttachedFile.sha256).where(AttachedFile.state == FileState.STORED)
    return {sha256 for sha256 in connection.scalars(wanted) if sha256}
