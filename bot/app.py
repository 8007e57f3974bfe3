"""Reckoner on Slack: everything wired together, over Socket Mode or over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

import aiohttp
import structlog
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.clock import Clock
from bot.documents.documents import Documents
from bot.imports.report_reader import ReportReader
from bot.operations.health import Health
from bot.operations.ledger_anchor import LedgerAnchor
from bot.operations.ledger_watch import LedgerWatch, begin
from bot.operations.web import listen
from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest
from bot.settings import Mode, Settings
from bot.slack.accounts import AccountEvents, SlackAccounts
from bot.slack.client import SlackClient, part
from bot.slack.directory import SlackDirectory, SlackTeam
from bot.slack.files import FileFetcher
from bot.slack.health import SlackHealth
from bot.slack.home import HomeTabs
from bot.slack.http import serve
from bot.slack.limits import EventLimits
from bot.slack.listeners import SlackEdge
from bot.slack.sender import SlackPoster
from bot.slack.socket_mode import SocketModeConnection
from bot.worker.files import FileStore
from bot.worker.watchdog import Watchdog
from bot.worker.worker import Worker
from handlers.request import Place
from models.address import Account
from models.database import Database
from models.enums import Role
from models.people.person import Person
from models.queries import items
from templates.slack import renderer
from templates.slack.blocks import Block

SLACK_TIMEOUT = aiohttp.ClientTimeout(total=30)
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Reckoner:
    """A running Reckoner. `address` is where it listens, in HTTP mode; `health` where it says how it is."""

    database: Database
    desk: Dispatcher
    rounds: Worker
    address: str | None
    health: str | None


@asynccontextmanager
async def running(settings: Settings, clock: Clock) -> AsyncIterator[Reckoner]:
    """Serve Slack, as `settings` say, until the context ends.

    Raises SlackFault if Slack refuses the token, or does not answer.
    """
    async with AsyncExitStack() as stack:
        database = Database(settings.database_url)
        stack.callback(database.close)
        await asyncio.to_thread(database.migrate)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=SLACK_TIMEOUT))
        client = slack_client(settings, session)
        identity = await client.auth_test()
        directory = SlackDirectory(client, SlackTeam.of(identity))
        await _add_named(settings, database, directory)

        store = FileStore(settings.data / "files")
        documents = Documents(database, settings.policy, settings.reckoner_paper_template, store)
        poster = SlackPoster(client, documents, clock)
        homes = HomeTabs(client, lambda account: _own_page(desk, account))
        anchor = LedgerAnchor(settings.data)
        await asyncio.to_thread(begin, database, anchor, settings.policy, clock.now())
        rounds = Worker(
            database,
            clock,
            settings.policy,
            poster,
            _fetcher(settings, client, session, store),
            ReportReader(store.content),
            book=SlackAccounts(client),
            pages=homes,
            remove=store.remove,
            when_whole=LedgerWatch(database, anchor, settings.policy).look,
        )
        told = partial(asyncio.get_running_loop().call_soon_threadsafe, rounds.wanted)
        desk = Dispatcher(
            database, clock, settings.policy, told=told, acted=homes.outdate, who_is=directory.who_is
        )
        stack.callback(desk.close)
        await asyncio.to_thread(renderer.warm_up)
        # Bolt would ask Slack who we are at the first event, and drop that event where Slack does not answer.
        known = AuthorizeResult.from_auth_test_response(
            bot_token=_secret(settings.slack_bot_token), auth_test_response=identity
        )

        async def authorize() -> AuthorizeResult:
            return known

        # Without a name Bolt looks for the file that called it, reading the source of every caller's caller.
        app = AsyncApp(
            name="reckoner",
            client=client,
            authorize=authorize,
            signing_secret=_secret(settings.slack_signing_secret) or None,
            process_before_response=True,
        )
        SlackEdge(app, desk, homes, client, directory, poster.send, address=part(identity, "url", str))
        AccountEvents(app, database, clock, settings.policy, told)
        EventLimits(app, database, clock, settings.policy, told)
        if settings.mode is Mode.SOCKET:
            address, ping_age = None, await _connect(settings, app, stack)
        else:
            address, ping_age = await _listen(settings, app, stack), _never
        slack = SlackHealth(ping_age, lambda: client.refusals)
        health = Health(database, clock, settings.policy, rounds, desk, [slack])
        seen_at = await _show_health(settings, health, stack)
        rounds.start()
        watch = Watchdog(database, clock, settings.policy, rounds)
        watch.start()
        # Rounds are stopped first: the watch may be in the middle of one, which must not be cut off.
        stack.push_async_callback(watch.stop)
        stack.push_async_callback(rounds.stop)
        yield Reckoner(database, desk, rounds, address, seen_at)


async def _own_page(desk: Dispatcher, account: Account) -> Block:
    return desk.drawn(
        renderer.home,
        await desk.home(IncomingRequest(account, "", Place(), f"home:{account}")),
    )


async def _connect(settings: Settings, app: AsyncApp, stack: AsyncExitStack) -> Callable[[], float | None]:
    """Connect over Socket Mode; return what tells how many seconds ago Slack last answered a ping."""
    ears = SocketModeConnection(app, _secret(settings.slack_app_token))
    stack.push_async_callback(ears.close)
    await ears.open()
    return ears.age


def _never() -> None:
    """Return that there is no ping: over HTTP Slack calls only when there is something."""


async def _show_health(settings: Settings, health: Health, stack: AsyncExitStack) -> str | None:
    if settings.reckoner_health_port is None:
        return None
    listening = await listen(health.application, settings.reckoner_health_host, settings.reckoner_health_port)
    stack.push_async_callback(listening.close)
    return listening.address


async def _listen(settings: Settings, app: AsyncApp, stack: AsyncExitStack) -> str:
    secret = _secret(settings.slack_signing_secret)
    serving = await serve(app, secret, settings.reckoner_http_host, settings.reckoner_http_port)
    stack.push_async_callback(serving.close)
    return serving.address


def slack_client(settings: Settings, session: aiohttp.ClientSession) -> SlackClient:
    """Return a client of Slack's Web API with the bot's token."""
    token = _secret(settings.slack_bot_token)
    return SlackClient(token=token, base_url=settings.slack_api_url, session=session)


def _fetcher(
    settings: Settings, client: SlackClient, session: aiohttp.ClientSession, store: FileStore
) -> FileFetcher:
    return FileFetcher(
        client,
        session,
        _secret(settings.slack_bot_token),
        settings.files_origin,
        store,
        settings.reckoner_largest_file_mb * 2**20,
    )


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""


async def _add_named(settings: Settings, database: Database, directory: SlackDirectory) -> None:
    """Add the people whom the settings name and the register does not know yet, by their Slack names.

    Coordinators become that; portfolio leads and those who are told of section 55 are made readers if they are new.
    """
    others = (*settings.policy.portfolio_leads.values(), *settings.policy.section_55_tell)
    named = dict.fromkeys(others, Role.READER) | dict.fromkeys(settings.coordinators, Role.COORDINATOR)
    for account, role in named.items():
        if not await asyncio.to_thread(_has_role, database, account, role):
            found = await directory.who_is(account)
            await asyncio.to_thread(_give_role, database, account, found.name if found else account.id, role)


def _has_role(database: Database, account: Account, role: Role) -> bool:
    with database.reading() as session:
        person = items.person_by_account(session, account)
        return person is not None and role in (person.role, Role.READER)


def _give_role(database: Database, account: Account, name: str, role: Role) -> None:
    with database.writing() as session:
        person = items.person_by_account(session, account)
        if person is None:
            session.add(Person(name=name, surface=account.surface, account=account.id, role=role))
        else:
            person.role = role
