"""The folder of files that came as evidence, each stored once under its SHA-256."""

import hashlib
import re
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 16

_SHA256 = re.compile("[0-9a-f]{64}")


class StoredFile(StrEnum):
    """Whether a file that was stored is still what it was."""

    WHOLE = "whole"
    GONE = "gone"
    CHANGED = "changed"


class FileStore:
    """Stores files under `folder`, as `ab/ab12…` by the SHA-256 of what they hold."""

    def __init__(self, folder: Path) -> None:
        """Keep files under `folder`, which is made when the first one comes."""
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the file with this SHA-256 is kept. Raises FileNotFoundError if it is no SHA-256."""
        if _SHA256.fullmatch(sha256) is None:
            raise FileNotFoundError(sha256)
        return self._folder / sha256[:2] / sha256

    def content(self, sha256: str) -> bytes:
        """Return what the file with this SHA-256 holds. Raises FileNotFoundError."""
        return self.path(sha256).read_bytes()

    def check(self, sha256: str) -> StoredFile:
        """Read the file that is kept under this SHA-256, and return whether it still is what it was."""
        try:
            with self.path(sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return StoredFile.GONE
        return StoredFile.WHOLE if found == sha256 else StoredFile.CHANGED

    def keep(self, written: Path, sha256: str) -> None:
        """Move a file that has been written whole to where it is kept; the same content is kept once."""
        place = self.path(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        written.chmod(0o400)
        written.replace(place)

    def remove(self, sha256: str) -> None:
        """Remove the file with this SHA-256, if it is still there."""
        self.path(sha256).unlink(missing_ok=True)

    def opening(self) -> tuple[int, str]:
        """Open a new file to be written; return its descriptor and path."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return tempfile.mkstemp(dir=self._folder, prefix="coming-")

    def passing(self) -> BinaryIO:
        """Open a nameless file in which something is made and from which it is sent: it goes when it is closed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=self._folder)
