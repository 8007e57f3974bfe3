"""Brings the app what people do, in order in each conversation, and again where it was not taken."""

import asyncio
from collections.abc import Sequence
from typing import Final
from weakref import WeakValueDictionary

import aiohttp

from bot.local.slack.errors import NotPossible
from bot.local.teams.errors import Json
from bot.local.teams.server import Microsoft

ANSWERED_WITHIN: Final = aiohttp.ClientTimeout(total=15)
"""For how long Teams waits. Source: Microsoft, “Invoke activities: response within 15 seconds”."""

WAITS: Final = (0.5, 2.0, 15.0)
"""Seconds after which what was not taken is brought again."""

_TAKEN: Final = 200
_FAILED: Final = "Something went wrong. Please try again."


class Delivery:
    """Posts activities to the app, signed, once it listens."""

    def __init__(self, microsoft: Microsoft, waits: Sequence[float] = WAITS) -> None:
        """Bring what happens in the organisation of `microsoft`; `waits` are in seconds of real time."""
        self._microsoft, self._waits = microsoft, tuple(waits)
        self._app = ""
        self._listens = asyncio.Event()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._under_way: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def listens_at(self, app: str) -> None:
        """Bring everything to the app at this address from now on; where it is empty, what happens waits."""
        self._app = app
        if app:
            self._listens.set()
        else:
            self._listens.clear()

    async def close(self) -> None:
        """Bring nothing any more."""
        for task in self._under_way:
            task.cancel()
        if self._session is not None:
            await self._session.close()

    def tell(self, activity: Json) -> None:
        """Bring an activity as soon as may be, after everything that happened before in its conversation."""
        task = asyncio.create_task(self._in_turn(activity))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def settled(self) -> None:
        """Return when everything that has happened was taken, or given up."""
        await asyncio.gather(*self._under_way)

    async def invoke(self, activity: Json) -> Json:
        """Return what the app answers to a press or a form; once more is tried under a new id.

        Raises NotPossible with what Teams shows where there is no answer.
        """
        for each in (activity, self._microsoft.activities.again(activity)):
            taken, answer = await self._brought(each)
            if taken:
                return answer
        raise NotPossible(_FAILED)

    async def _in_turn(self, activity: Json) -> None:
        place = str(activity["conversation"]["id"]).partition(";")[0]
        async with self._turns.setdefault(place, asyncio.Lock()):
            for wait in (*self._waits, None):
                taken, _ = await self._brought(activity)
                if taken or wait is None:
                    return
                await asyncio.sleep(wait)

    async def _brought(self, activity: Json) -> tuple[bool, Json]:
        await self._listens.wait()
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=ANSWERED_WITHIN)
        try:
            status, answer = await self._microsoft.tell(self._session, self._app, activity)
        except (aiohttp.ClientError, TimeoutError):
            return False, {}
        return status == _TAKEN, answer
