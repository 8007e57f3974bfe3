"""Makes backups that somebody has changed, with sums that are right."""

import hashlib
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

from bot.documents.archive import SUMS

Entries = list[tuple[zipfile.ZipInfo, bytes]]


def entries_of(backup: Path) -> Entries:
    """Return what a backup holds, without the sums."""
    with zipfile.ZipFile(backup) as archive:
        return [(each, archive.read(each)) for each in archive.infolist() if each.filename != SUMS]


def forged(backup: Path, entries: Entries) -> Path:
    """Return a backup of `entries` beside `backup`, with sums that are right."""
    made = backup.with_name("forged.zip")
    lines = "".join(f"{hashlib.sha256(held).hexdigest()}  {entry.filename}\n" for entry, held in entries)
    with warnings.catch_warnings():
        # A name that comes twice is what some of these are about.
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(made, "w") as archive:
            for entry, held in entries:
                archive.writestr(entry, held)
            archive.writestr(SUMS, lines)
    return made


def changed(entries: Entries, name: str, change: Callable[[bytes], bytes]) -> Entries:
    """Return `entries` in which one holds something else."""
    return [(each, change(held) if each.filename == name else held) for each, held in entries]


def everything_under(folder: Path) -> dict[str, bytes]:
    """Return every file under `folder`, besides the database's own."""
    return {
        str(path): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("reckoner.db")
    }
