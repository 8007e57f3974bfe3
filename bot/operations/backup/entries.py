"""What the archive of a backup may hold: the entries that Reckoner writes, each once, and nothing else.

Whoever puts a backup back may have been handed it. So nothing in it is believed before it has been looked at.
"""

import hashlib
import io
import re
import stat
from collections.abc import Generator
from contextlib import closing
from itertools import islice
from typing import Final, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.documents.archive import CHUNK, SUMS
from bot.operations.ledger_anchor import NAME as HEADS
from models.refusals.backups import BackupBroken, BackupHoldsSomethingElse

CONTENTS: Final = "contents.json"
FILES: Final = "files/"
LONGEST_NAME_SAID: Final = 100
LONGEST_LINE: Final = 1 << 24
"""Bytes of a row at most: what is longer unpacks to no row of ours, and would fill the memory."""


_EXPECTED: Final = re.compile(
    rf"{re.escape(CONTENTS)}|{SUMS}|{re.escape(HEADS)}|tables/[a-z][a-z0-9_]*\.jsonl|{FILES}[0-9a-f]{{64}}"
)


def entry_of_table(name: str) -> str:
    """Return the name of the entry that holds the rows of this table."""
    return f"tables/{name}.jsonl"


def entry_of_file(sha256: str) -> str:
    """Return the name of the entry that holds the file of evidence with this SHA-256."""
    return f"{FILES}{sha256}"


def files_in(archive: ZipFile) -> set[str]:
    """Return the SHA-256 of every file of evidence in a backup that has been checked."""
    return {name.removeprefix(FILES) for name in archive.namelist() if name.startswith(FILES)}


def check_entries(archive: ZipFile) -> None:
    """Raise BackupHoldsSomethingElse unless every entry is a plain file that Reckoner writes, and there once."""
    seen: set[str] = set()
    for entry in archive.infolist():
        if not _is_expected(entry) or entry.filename in seen:
            raise BackupHoldsSomethingElse(entry=_said(entry.orig_filename))
        seen.add(entry.filename)


def check_sums(archive: ZipFile) -> None:
    """Raise BackupBroken unless each entry holds what its sum says, and each file what its name says."""
    names = set(archive.namelist())
    with closing(lines_of(archive, SUMS)) as lines:
        told = (line.split("  ", 1) for line in islice(lines, len(names)))
        sums = {name: sha256 for sha256, name in told}
    if differing := names ^ {*sums, SUMS}:
        raise BackupBroken(entry=", ".join(_said(each) for each in sorted(differing)))
    for name, sha256 in sums.items():
        found = _sha256(archive, name)
        if found != sha256 or (name.startswith(FILES) and name != entry_of_file(found)):
            raise BackupBroken(entry=name)


def lines_of(archive: ZipFile, name: str) -> Generator[str]:
    """Yield the lines of one entry, without their ends. Raises ValueError for one that is longer than any row."""
    with io.BufferedReader(cast("io.RawIOBase", archive.open(name))) as reading:
        while line := reading.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise ValueError(name)
            yield line.decode().rstrip("\n")


def _is_expected(entry: ZipInfo) -> bool:
    # What is read is the name up to a NUL; what is written is the whole of it.
    plain = entry.filename == entry.orig_filename and _EXPECTED.fullmatch(entry.filename) is not None
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return plain and kind in (0, stat.S_IFREG) and entry.compress_type in (ZIP_STORED, ZIP_DEFLATED)


def _said(name: str) -> str:
    """Return the name of an entry as it can be shown: nobody's terminal is to obey it."""
    return name.encode("unicode_escape").decode()[:LONGEST_NAME_SAID]


def _sha256(archive: ZipFile, name: str) -> str:
    sha256 = hashlib.sha256()
    with archive.open(name) as reading:
        while chunk := reading.read(CHUNK):
            sha256.update(chunk)
    return sha256.hexdigest()
