"""Writing a backup: one ZIP file with every row, every file of evidence, and what proves them whole."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bot.backup.rows import rows_of, standing_still
from bot.files import FileStore
from bot.heads import NAME as HEADS, KeptHeads
from models import chain
from models.database import Database
from models.refusals import BackupAlreadyThere, BackupFileDiffers
from models.statement import AttachedFile, FileState
from models.tables import TABLES

CONTENTS: Final = "contents.json"
SUMS: Final = "SHA256SUMS"
CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Contents:
    """What a backup holds: the revision of the tables, the rows of each, the files, and the ledger's head.

    `made_at` is an aware instant in ISO form. `files` counts files of evidence, each content once.
    """

    made_at: str
    revision: str
    rows: dict[str, int]
    files: int
    facts: int
    head: str


class _Archive:
    """A ZIP file being written, which keeps the SHA-256 of everything that goes into it."""

    def __init__(self, archive: ZipFile, at: datetime) -> None:
        self._archive, self._at = archive, at
        self.sums: dict[str, str] = {}

    def add(self, name: str, chunks: Iterator[bytes]) -> str:
        """Write an entry; return its SHA-256."""
        entry = ZipInfo(name, self._at.timetuple()[:6])
        entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
        sha256 = hashlib.sha256()
        with self._archive.open(entry, "w", force_zip64=True) as writing:
            for chunk in chunks:
                sha256.update(chunk)
                writing.write(chunk)
        self.sums[name] = sha256.hexdigest()
        return self.sums[name]


def write_backup(database: Database, folder: Path, to: Path, at: datetime) -> Contents:
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
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                contents = _write(database, folder, _Archive(archive, at), at)
            file.flush()
            os.fsync(file.fileno())
        coming.replace(to)
    finally:
        coming.unlink(missing_ok=True)
    return contents


def _write(database: Database, folder: Path, archive: _Archive, at: datetime) -> Contents:
    rows: dict[str, int] = {}
    with standing_still(database) as connection:
        revision = MigrationContext.configure(connection).get_current_revision() or ""
        with Session(connection) as session:
            head = chain.head(session)
        for table in TABLES:
            lines = _counted(_lines(connection, table.name), rows, table.name)
            archive.add(f"tables/{table.name}.jsonl", lines)
        wanted = sorted(_stored(connection))
    files = FileStore(folder / "files")
    for sha256 in wanted:
        path = files.path(sha256)
        if not path.is_file() or archive.add(f"files/{sha256}", _chunks(path)) != sha256:
            raise BackupFileDiffers(sha256=sha256, file=str(path))
    heads = KeptHeads(folder).path
    if heads.exists():
        archive.add(HEADS, _chunks(heads))
    contents = Contents(at.isoformat(), revision, rows, len(wanted), head.number, head.sha256)
    archive.add(CONTENTS, iter([json.dumps(asdict(contents), indent=2).encode()]))
    sums = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(archive.sums.items()))
    archive.add(SUMS, iter([sums.encode()]))
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


def _stored(connection: Connection) -> set[str]:
    stored = select(AttachedFile.sha256).where(AttachedFile.state == FileState.STORED)
    return {sha256 for sha256 in connection.scalars(stored) if sha256}


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as reading:
        while chunk := reading.read(CHUNK):
            yield chunk
