"""Waiting for what happens by itself."""

import asyncio
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds after which it does not happen any more."""


async def until(holds: Callable[[], bool]) -> None:
    """Return once something holds. Raises TimeoutError where it does not come to that."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.005)
