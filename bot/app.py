"""Reckoner on Slack: everything wired together, over Socket Mode or over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

import aiohttp
import structlog
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.accounts import AccountEvents, SlackAccounts
from bot.answer import Desk
from bot.clock import Clock
from bot.documents import Documents
from bot.files import FileFetcher, FileStore
from bot.post import SlackPoster
from bot.running import Rounds
from bot.settings import Mode, Settings
from bot.slack import SlackEdge
from bot.web import listen
from models import queries
from models.database import Database
from models.kinds import Role
from models.person import Person

EVENTS_PATH = "/slack/events"
SLACK_TIMEOUT = aiohttp.ClientTimeout(total=30)
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Reckoner:
    """A running Reckoner. `address` is where it listens, in HTTP mode."""

    database: Database
    desk: Desk
    rounds: Rounds
    address: str | None


@asynccontextmanager
async def running(settings: Settings, clock: Clock) -> AsyncIterator[Reckoner]:
    """Serve Slack, as `settings` say, until the context ends.

    Raises SlackApiError if Slack refuses the token.
    """
    async with AsyncExitStack() as stack:
        database = Database(settings.database_url)
        stack.callback(database.close)
        await asyncio.to_thread(database.migrate)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=SLACK_TIMEOUT))
        client = _client(settings, session)
        identity = await client.auth_test()
        await _add_named(settings, database, client)

        documents = Documents(database, settings.policy, settings.reckoner_paper_template)
        poster = SlackPoster(client, documents, clock)
        book = SlackAccounts(client)
        rounds = Rounds(database, clock, settings.policy, poster, _fetcher(settings, session), book=book)
        loop = asyncio.get_running_loop()
        told = partial(loop.call_soon_threadsafe, rounds.wanted)
        desk = Desk(database, clock, settings.policy, told=told)
        stack.callback(desk.close)
        app = AsyncApp(
            client=client,
            signing_secret=_secret(settings.slack_signing_secret) or None,
            process_before_response=True,
        )
        SlackEdge(app, desk, team=identity["team_id"], address=identity["url"])
        AccountEvents(app, database, clock, settings.policy, told)
        address = await _connect(settings, app, stack)
        rounds.start()
        stack.push_async_callback(rounds.stop)
        yield Reckoner(database, desk, rounds, address)


async def _connect(settings: Settings, app: AsyncApp, stack: AsyncExitStack) -> str | None:
    if settings.mode is Mode.SOCKET:
        handler = AsyncSocketModeHandler(app, _secret(settings.slack_app_token))
        await handler.connect_async()  # type: ignore[no-untyped-call]
        stack.push_async_callback(handler.close_async)
        return None
    requests = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await requests.handle(request)

    web = Starlette(routes=[Route(EVENTS_PATH, events, methods=["POST"])])
    listening = await listen(web, settings.reckoner_http_host, settings.reckoner_http_port)
    stack.push_async_callback(listening.close)
    return listening.address


def _client(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    # The outbox owns retries: a client that retried on its own could post twice.
    return AsyncWebClient(
        token=_secret(settings.slack_bot_token),
        base_url=settings.slack_api_url,
        session=session,
        retry_handlers=[],
    )


def _fetcher(settings: Settings, session: aiohttp.ClientSession) -> FileFetcher:
    return FileFetcher(
        session,
        _secret(settings.slack_bot_token),
        settings.files_origin,
        FileStore(settings.data / "files"),
        settings.reckoner_largest_file_mb * 2**20,
    )


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""


async def _add_named(settings: Settings, database: Database, client: AsyncWebClient) -> None:
    """Add the people whom the settings name and the register does not know yet, by their Slack names.

    Coordinators become that; portfolio leads and those who are told of section 55 are made readers if they are new.
    """
    others = (*settings.policy.portfolio_leads.values(), *settings.policy.section_55_tell)
    named = dict.fromkeys(others, Role.READER) | dict.fromkeys(
        settings.reckoner_coordinators, Role.COORDINATOR
    )
    for account, role in named.items():
        if not await asyncio.to_thread(_has_role, database, account, role):
            name = await _name_of(client, account)
            await asyncio.to_thread(_give_role, database, account, name, role)


async def _name_of(client: AsyncWebClient, account: str) -> str:
    try:
        found = await client.users_info(user=account)
    except SlackApiError as error:
        _log.warning("person_unknown_to_slack", account=account, error=error.response["error"])
        return account
    return str(found["user"].get("real_name") or found["user"]["name"])


def _has_role(database: Database, account: str, role: Role) -> bool:
    with database.reading() as session:
        person = queries.person_by_account(session, account)
        return person is not None and role in (person.role, Role.READER)


def _give_role(database: Database, account: str, name: str, role: Role) -> None:
    with database.writing() as session:
        person = queries.person_by_account(session, account)
        if person is None:
            session.add(Person(name=name, account=account, role=role))
        else:
            person.role = role
