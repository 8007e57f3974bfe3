"""ZIP archives whose bytes follow from what is in them, and not from when they were made."""

import hashlib
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Self

MADE_AT: Final = (1980, 1, 1, 0, 0, 0)
"""The first instant that a ZIP archive can hold."""

UNIX: Final = 3
READABLE: Final = 0o644
PRIVATE: Final = 0o600
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

    def __init__(self, to: BinaryIO, mode: int = READABLE) -> None:
        """Begin an archive in `to`, which is open for writing and seekable; its files unpack with this `mode`."""
        self._zip, self._mode = zipfile.ZipFile(to, "w"), mode
        self._sums: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Return the archive, which is closed in the end; whole it is only once `finish` was called."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the archive."""
        self._zip.close()

    def add(self, name: str, octets: bytes) -> None:
        """Put a file of these octets into the archive."""
        self.write(name, (octets,))

    def copy(self, name: str, file: Path) -> str:
        """Put a copy of `file` into the archive, a piece at a time; return its SHA-256."""
        with file.open("rb") as opened:
            return self.write(name, iter(lambda: opened.read(CHUNK), b""))

    def finish(self) -> str:
        """Write the sums of all that is in the archive, as `sha256sum -c` reads them; return their own sum."""
        lines = (f"{self._sums[name]}  {name}\n" for name in sorted(self._sums))
        return self.write(SUMS, ("".join(lines).encode(),))

    def write(self, name: str, octets: Iterable[bytes]) -> str:
        """Put a file of these octets, which come piece by piece, into the archive; return its SHA-256."""
        digest = hashlib.sha256()
        with self._zip.open(_entry(name, self._mode), "w", force_zip64=True) as written:
            for each in octets:
                digest.update(each)
                written.write(each)
        self._sums[name] = digest.hexdigest()
        return self._sums[name]


def _entry(name: str, mode: int = READABLE) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MADE_AT)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, UNIX, mode << 16
    return entry
