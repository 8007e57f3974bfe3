"""What every part of the local workspace stands on: time, identifiers, the file, and who is watching."""

import asyncio
import secrets
import string
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

from bot.clock import Clock
from bot.local.slack.errors import Json
from bot.local.slack.installation import Installation
from bot.local.store import Store

_ALPHABET = string.ascii_uppercase + string.digits
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_WAITING = 1_000
END_OF_STREAM: Json = {"type": "closing"}


class Stream:
    """Tells every open page what it should show, as it happens."""

    def __init__(self) -> None:
        """Begin with nobody watching."""
        self._watchers: dict[asyncio.Queue[Json], str] = {}

    @contextmanager
    def watch(self, user: str) -> Iterator[asyncio.Queue[Json]]:
        """Give a queue of what `user` should see, for as long as the block lasts."""
        queue: asyncio.Queue[Json] = asyncio.Queue(_MOST_WAITING)
        self._watchers[queue] = user
        try:
            yield queue
        finally:
            self._watchers.pop(queue, None)

    def tell(self, users: Iterable[str] | None, item: Json) -> None:
        """Tell the pages of `users`, or every page if None; a page that does not keep up is dropped."""
        audience = None if users is None else set(users)
        for queue, user in list(self._watchers.items()):
            if audience is not None and user not in audience:
                continue
            if queue.qsize() >= _MOST_WAITING - 1:
                self._watchers.pop(queue)
                queue.put_nowait(END_OF_STREAM)
                continue
            queue.put_nowait(item)

    def close(self) -> None:
        """End every page's stream."""
        for queue in list(self._watchers):
            while not queue.empty():
                queue.get_nowait()
            queue.put_nowait(END_OF_STREAM)


def tells_time(application: web.Application, clock: Clock) -> None:
    """Have every answer of `application` carry the time of `clock` as its `Date`, as the platforms' own do."""

    async def date(_: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = format_datetime(clock.now(), usegmt=True)

    application.on_response_prepare.append(date)


class Ground:
    """The clock, the store, the installation, and what is drawn from them.

    `address` is where the workspace is served, such as `http://127.0.0.1:8700`.
    """

    def __init__(self, clock: Clock, store: Store, installation: Installation) -> None:
        """Stand on `clock`, `store` and `installation`."""
        self.clock = clock
        self.store = store
        self.installation = installation
        self.stream = Stream()
        self.address = "http://127.0.0.1"
        self._last_stamp = int(store.load("meta").get("stamp", {}).get("last", 0))

    def stamp(self) -> str:
        """Return a new message timestamp, later than every one before, even if the clock steps back."""
        now = (self.clock.now() - _EPOCH) // timedelta(microseconds=1)
        self._last_stamp = max(now, self._last_stamp + 1)
        self.store.put("meta", "stamp", {"last": self._last_stamp})
        return f"{self._last_stamp // 1_000_000}.{self._last_stamp % 1_000_000:06d}"

    def seconds(self) -> int:
        """Return the present instant in whole seconds since 1970."""
        return int(self.clock.now().timestamp())

    def new_id(self, prefix: str, length: int = 10) -> str:
        """Return a new identifier such as `F0ABCDEFGHI`, which nobody can guess."""
        return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(length))
