"""The folder of files that came as evidence, each stored once under its SHA-256."""

import asyncio
import hashlib
import os
import re
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import aiohttp

from jobs.fetching import NotStored, Stored, Wanted

CHUNK = 1 << 16
FOUND = 200
GONE = frozenset({401, 403, 404, 410})

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


class FileFetcher:
    """Fetches files from Slack. The token goes to one exact origin only, and no redirect is followed."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        token: str,
        origin: tuple[str, str],
        store: FileStore,
        largest: int,
    ) -> None:
        """Fetch with `token` from `origin` (scheme and host), into `store`; `largest` is in bytes."""
        self._session, self._token, self._origin = session, token, origin
        self._store, self._largest = store, largest

    async def fetch(self, wanted: Wanted) -> Stored | NotStored:
        """Fetch and store one file; return its SHA-256 and size, or why it was not stored."""
        address = urlsplit(wanted.address)
        if (address.scheme, address.netloc) != self._origin:
            return NotStored("Its address is not Slack's own, so it was not fetched.", final=True)
        if wanted.size > self._largest:
            return NotStored(_too_large(self._largest), final=True)
        try:
            return await self._download(wanted)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return NotStored(f"It could not be fetched: {type(error).__name__}.")

    async def _download(self, wanted: Wanted) -> Stored | NotStored:
        headers = {"Authorization": f"Bearer {self._token}"}
        async with self._session.get(wanted.address, headers=headers, allow_redirects=False) as answer:
            if answer.status != FOUND:
                return NotStored(f"Slack answered {answer.status}.", final=answer.status in GONE)
            if answer.content_type == "text/html" and not wanted.name.lower().endswith((".html", ".htm")):
                return NotStored("Slack asked for a sign-in: the app needs the scope files:read.")
            return await self._write(answer, wanted)

    async def _write(self, answer: aiohttp.ClientResponse, wanted: Wanted) -> Stored | NotStored:
        descriptor, path = await asyncio.to_thread(self._store.opening)
        written, digest = 0, hashlib.sha256()
        try:
            with os.fdopen(descriptor, "wb") as file:
                async for chunk in answer.content.iter_chunked(CHUNK):
                    written += len(chunk)
                    if written > self._largest:
                        return NotStored(_too_large(self._largest), final=True)
                    digest.update(chunk)
                    await asyncio.to_thread(file.write, chunk)
                await asyncio.to_thread(_settle_on_disk, file)
            if wanted.size and written != wanted.size:
                return NotStored(f"Only {written} of {wanted.size} bytes arrived.")
            await asyncio.to_thread(self._store.keep, Path(path), digest.hexdigest())
            return Stored(digest.hexdigest(), written)
        finally:
            await asyncio.to_thread(Path(path).unlink, missing_ok=True)


def _settle_on_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _too_large(largest: int) -> str:
    return f"It is larger than {largest // 2**20} MB, the most that is taken."
