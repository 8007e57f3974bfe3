"""Files that came with what was written in Slack: fetched from there into the folder of files."""

import asyncio
import hashlib
import os
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import aiohttp

from bot.worker.files import CHUNK, FileStore
from jobs.fetching import NotStored, Stored, Wanted

FOUND = 200
GONE = frozenset({401, 403, 404, 410})


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
