"""ZIP archives whose bytes follow from what is in them, and not from when they were made."""

import hashlib
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

MADE_AT: Final = (1980, 1, 1, 0, 0, 0)
"""The first instant that a ZIP archive can hold."""

UNIX: Final = 3
READABLE: Final = 0o644 << 16
SUMS: Final = "SHA256SUMS"
CHUNK: Final = 1 << 16


def packed_again(saved: BytesIO) -> bytes:
    """Return a document that is an archive, packed again without the time at which it was made."""
    packed = BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.infolist():
            new.writestr(_entry(part.filename), old.read(part))
    return packed.getvalue()


class SummedArchive:
    """An archive being written; the SHA-256 sums of its files come last. None is held in memory whole."""

    def __init__(self, to: BinaryIO) -> None:
        """Begin an archive in `to`, which is open for writing and seekable."""
        self._zip = zipfile.ZipFile(to, "w")
        self._sums: dict[str, str] = {}

    def add(self, name: str, octets: bytes) -> None:
        """Put a file of these octets into the archive."""
        self._write(name, (octets,))

    def copy(self, name: str, file: Path) -> None:
        """Put a copy of `file` into the archive, a piece at a time."""
        with file.open("rb") as opened:
            self._write(name, iter(lambda: opened.read(CHUNK), b""))

    def finish(self) -> str:
        """Write the sums of all that is in the archive, as `sha256sum -c` reads them; return their own sum."""
        lines = (f"{self._sums[name]}  {name}\n" for name in sorted(self._sums))
        self._write(SUMS, ("".join(lines).encode(),))
        self._zip.close()
        return self._sums[SUMS]

    def _write(self, name: str, octets: Iterable[bytes]) -> None:
        digest = hashlib.sha256()
        with self._zip.open(_entry(name), "w", force_zip64=True) as written:
            for each in octets:
                digest.update(each)
                written.write(each)
        self._sums[name] = digest.hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MADE_AT)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, UNIX, READABLE
    return entry
