"""Reckoner as a whole: the platforms that are set, one desk and one worker, wired together."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

import aiohttp
import structlog
from aiohttp import web

from bot.clock import Clock
from bot.documents.documents import Documents
from bot.imports.register_importer import RegisterImporter
from bot.imports.report_reader import ReportReader
from bot.named_people import add_named
from bot.operations.clock_watch import ClockWatch
from bot.operations.health import Health
from bot.operations.ledger_anchor import LedgerAnchor
from bot.operations.ledger_watch import LedgerWatch, begin
from bot.operations.register_lock import hold
from bot.operations.web import listen
from bot.platforms import CALL_TIMEOUT, Foundation, Platform
from bot.requests.dispatcher import Dispatcher
from bot.settings import Settings
from bot.slack.connection import SlackConnection
from bot.teams.connection import TeamsConnection
from bot.worker.by_surface import AccountsBySurface, FetcherBySurface, NamesOfAll, PagesOfAll, PosterBySurface
from bot.worker.faults import PlatformFault
from bot.worker.files import FileStore
from bot.worker.watchdog import Watchdog
from bot.worker.worker import Worker
from handlers.request import NewUser
from models.address import Account
from models.database import Database
from models.enums import Surface

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Reckoner:
    """A running Reckoner. `addresses` are where platforms post to, over HTTP; `health` where it says how it is."""

    database: Database
    desk: Dispatcher
    rounds: Worker
    addresses: tuple[str, ...]
    health: str | None


class Platforms:
    """The platforms that are served, as the desk and the worker know them."""

    def __init__(self, served: Iterable[Platform]) -> None:
        """Serve these, each of a surface of its own."""
        self.served = tuple(served)
        self._by_surface: dict[Surface, Platform] = {each.surface: each for each in self.served}

    async def who_is(self, account: Account) -> NewUser | None:
        """Return who has this account, or None where its surface does not say, or is not served."""
        platform = self._by_surface.get(account.surface)
        return await platform.who_is(account) if platform else None

    async def ask(self) -> None:
        """Have each of them answer something, as far as it does: what time it is there stands in every answer."""
        for platform in self.served:
            try:
                await platform.ask()
            except PlatformFault as fault:
                _log.warning("platform_not_asked", surface=platform.surface, error=fault.why)

    def acted(self, account: Account) -> None:
        """Take note that somebody has changed something."""
        if account.surface in self._by_surface:
            self._by_surface[account.surface].acted(account)

    def worker(self, base: Foundation, anchor: LedgerAnchor, watch: ClockWatch) -> Worker:
        """Return the worker that sends and fetches on all of them, as long as `watch` finds the time right."""
        ports = {surface: platform.ports for surface, platform in self._by_surface.items()}
        policy = base.settings.policy
        return Worker(
            base.database,
            base.clock,
            policy,
            PosterBySurface({surface: each.poster for surface, each in ports.items()}),
            FetcherBySurface({surface: each.fetcher for surface, each in ports.items()}),
            ReportReader(base.store.content),
            book=AccountsBySurface({surface: each.book for surface, each in ports.items()}),
            names=NamesOfAll(each.names for each in ports.values() if each.names is not None),
            importer=RegisterImporter(base.database, policy, base.store.content),
            pages=PagesOfAll(each.pages for each in ports.values() if each.pages is not None),
            remove=base.store.remove,
            when_whole=LedgerWatch(base.database, anchor, policy).look,
            is_time_right=partial(watch.is_right, self.ask),
        )


def set_up(base: Foundation) -> Iterator[Awaitable[Platform]]:
    """Yield each platform that is set, to be opened."""
    if base.settings.mode is not None:
        yield SlackConnection.opened(base)
    if base.settings.serves_teams:
        yield TeamsConnection.opened(base)


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock,
    set_up: Callable[[Foundation], Iterable[Awaitable[Platform]]] = set_up,
) -> AsyncIterator[Reckoner]:
    """Serve every platform that `set_up` gives by `settings`, until the context ends.

    Raises PlatformFault if one refuses the app, or does not answer.
    """
    async with AsyncExitStack() as stack:
        base, clocks = await _foundation(settings, clock, stack)
        platforms = Platforms([await each for each in set_up(base)])
        await add_named(settings, base.database, platforms.who_is)
        anchor = LedgerAnchor(settings.data)
        await asyncio.to_thread(begin, base.database, anchor, settings.policy, clock.now())
        rounds = platforms.worker(base, anchor, clocks)
        told = partial(asyncio.get_running_loop().call_soon_threadsafe, rounds.wanted)
        desk = Dispatcher(
            base.database,
            clock,
            settings.policy,
            told=told,
            acted=platforms.acted,
            who_is=platforms.who_is,
            is_time_right=lambda: clocks.off is None,
        )
        stack.callback(desk.close)
        routes = [route for each in platforms.served for route in await each.listen(desk, told, stack)]
        addresses = await _listen(settings, routes, stack)
        connections = [each.health for each in platforms.served]
        health = Health(
            base.database,
            clock,
            settings.policy,
            rounds,
            desk,
            connections,
            clock_fault=lambda: clocks.sentence,
        )
        seen_at = await _show_health(settings, health, stack)
        rounds.start()
        watch = Watchdog(base.database, clock, settings.policy, rounds)
        watch.start()
        # Rounds are stopped first: the watch may be in the middle of one, which must not be cut off.
        stack.push_async_callback(watch.stop)
        stack.push_async_callback(rounds.stop)
        yield Reckoner(base.database, desk, rounds, addresses, seen_at)


async def _foundation(
    settings: Settings, clock: Clock, stack: AsyncExitStack
) -> tuple[Foundation, ClockWatch]:
    """Return what everything stands on, and what compares the clock with what platforms answer."""
    stack.enter_context(hold(settings.database_url))
    database = Database(settings.database_url)
    stack.callback(database.close)
    await asyncio.to_thread(database.migrate)
    clocks = ClockWatch(database, clock, settings.policy)
    calls = aiohttp.ClientSession(timeout=CALL_TIMEOUT, trace_configs=[clocks.listening()])
    session = await stack.enter_async_context(calls)
    store = FileStore(settings.data / "files")
    documents = Documents(database, settings.policy, settings.reckoner_paper_template, store)
    return Foundation(settings, clock, database, session, store, documents), clocks


async def _listen(
    settings: Settings, routes: Sequence[web.RouteDef], stack: AsyncExitStack
) -> tuple[str, ...]:
    """Serve `routes` on the one port that all platforms post to; return the address of each."""
    if not routes:
        return ()
    application = web.Application()
    application.add_routes(routes)
    listening = await listen(application, settings.reckoner_http_host, settings.reckoner_http_port)
    stack.push_async_callback(listening.close)
    return tuple(f"{listening.address}{route.path}" for route in routes)


async def _show_health(settings: Settings, health: Health, stack: AsyncExitStack) -> str | None:
    if settings.reckoner_health_port is None:
        return None
    listening = await listen(health.application, settings.reckoner_health_host, settings.reckoner_health_port)
    stack.push_async_callback(listening.close)
    return listening.address
