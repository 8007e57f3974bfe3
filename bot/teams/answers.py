"""What Microsoft answers, read a piece at a time and no further than any answer of its own goes."""

import json
from typing import Any, Final

import aiohttp

LARGEST: Final = 2**23
"""Bytes of an answer at most: a page of 50 messages of a chat's history, each with its card, has about 4 MB."""

_AT_A_TIME: Final = 2**16


async def content_of(answer: aiohttp.ClientResponse, most: int = LARGEST) -> bytes | None:
    """Return what an answer holds; None where it breaks off, or has more than `most` bytes."""
    content = bytearray()
    try:
        async for piece in answer.content.iter_chunked(_AT_A_TIME):
            content += piece
            if len(content) > most:
                return None
    except (aiohttp.ClientError, TimeoutError, OSError):
        return None
    return bytes(content)


def object_in(content: bytes | None) -> dict[str, Any] | None:
    """Return the JSON object that an answer holds; None for anything else, such as the page of a proxy."""
    try:
        told = json.loads(content or b"")
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
