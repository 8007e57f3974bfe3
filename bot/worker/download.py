"""Taking in what a platform gives of a file: piece by piece into the folder of files, and no more than is taken."""

import asyncio
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import aiohttp

from bot.worker.files import CHUNK, FileStore
from jobs.fetching import Marked, NotStored, Stored, Wanted
from models.enums import Marking
from models.statements.marking import is_above

Look = Callable[[Path, str], Marking | None]
"""Finds the protective marking that the file at a path carries, by the name that people know it by."""


async def download(
    answer: aiohttp.ClientResponse,
    store: FileStore,
    largest: int,
    size: int,
    *,
    wanted: Wanted,
    look: Look,
    link: str | None,
) -> Stored | NotStored | Marked:
    """Store what `answer` brings, if that is at most `largest` bytes, and `size` of them unless that is 0.

    Where it is larger, `link` says where it lies. It is not stored where `look` finds a marking that `wanted`
    does not allow.
    """
    descriptor, path = await asyncio.to_thread(store.opening)
    written, digest = 0, hashlib.sha256()
    try:
        with os.fdopen(descriptor, "wb") as file:
            async for chunk in answer.content.iter_chunked(CHUNK):
                written += len(chunk)
                if written > largest:
                    return NotStored(too_large(largest), final=True, link=link)
                digest.update(chunk)
                await asyncio.to_thread(file.write, chunk)
            await asyncio.to_thread(_settle_on_disk, file)
        if size and written != size:
            return NotStored(f"Only {written} of {size} bytes arrived.")
        if wanted.most is not None:
            marking = await asyncio.to_thread(look, Path(path), wanted.name)
            if is_above(marking, wanted.most):
                return Marked(marking)
        await asyncio.to_thread(store.keep, Path(path), digest.hexdigest())
        return Stored(digest.hexdigest(), written)
    finally:
        await asyncio.to_thread(Path(path).unlink, missing_ok=True)


def too_large(largest: int) -> str:
    """Return why a file is not taken that holds more than `largest` bytes."""
    return f"It is larger than {largest // 2**20} MB, the most that is taken."


def _settle_on_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
