"""What a platform is to the application: ports for the worker, and a way to listen. Nothing here knows one."""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final, Protocol

import aiohttp
from aiohttp import web

from bot.clock import Clock
from bot.documents.documents import Documents
from bot.operations.platforms import Connected
from bot.requests.dispatcher import Dispatcher
from bot.settings import Settings
from bot.worker.files import FileStore
from bot.worker.ports import AccountBook, Fetcher, NameBook, Pages, Poster
from handlers.request import NewUser
from models.address import Account
from models.database import Database
from models.enums import Surface

CALL_TIMEOUT: Final = aiohttp.ClientTimeout(total=30)
"""How long a call to a platform may take."""


@dataclass(frozen=True)
class Foundation:
    """What every platform stands on."""

    settings: Settings
    clock: Clock
    database: Database
    session: aiohttp.ClientSession
    store: FileStore
    documents: Documents


@dataclass(frozen=True)
class Ports:
    """What the worker needs of a platform: one that has no place for people's own pages keeps none.

    One that tells who is on it has their `names`.
    """

    poster: Poster
    fetcher: Fetcher
    book: AccountBook
    pages: Pages | None = None
    names: NameBook | None = None


class Platform(Protocol):
    """A platform that can be reached."""

    @property
    def surface(self) -> Surface:
        """Which it is."""
        ...

    @property
    def ports(self) -> Ports:
        """What the worker needs of it."""
        ...

    @property
    def health(self) -> Connected:
        """How the connection to it is, once it listens."""
        ...

    async def who_is(self, account: Account) -> NewUser | None:
        """Return who has this account, or None if it does not say."""
        ...

    async def ask(self) -> None:
        """Have it answer something that changes nothing. Raises PlatformFault."""
        ...

    def acted(self, account: Account) -> None:
        """Take note that somebody has changed something; may be called in any thread."""
        ...

    async def listen(
        self, desk: Dispatcher, told: Callable[[], object], stack: AsyncExitStack
    ) -> Sequence[web.RouteDef]:
        """Let `desk` answer what comes, until `stack` is closed; return what it is to be served over HTTP.

        `told` is called when the outbox may have something new.
        """
        ...
