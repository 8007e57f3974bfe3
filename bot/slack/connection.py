"""Reckoner on Slack: its parts put together, over Socket Mode or over HTTP."""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
from aiohttp import web
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.platforms import Foundation, Ports
from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest
from bot.settings import Mode, Settings
from bot.slack.accounts import AccountEvents, SlackAccounts
from bot.slack.client import SlackClient, part
from bot.slack.directory import SlackDirectory, SlackTeam
from bot.slack.files import FileFetcher
from bot.slack.health import SlackHealth
from bot.slack.home import HomeTabs
from bot.slack.http import Requests, routes
from bot.slack.limits import EventLimits
from bot.slack.listeners import SlackEdge
from bot.slack.readership import SlackReadership
from bot.slack.sender import SlackPoster
from bot.slack.socket_mode import SocketModeConnection
from bot.worker.discretion import Discreet
from bot.worker.resting import Resting
from handlers.request import NewUser, Place
from models.address import Account
from models.enums import Surface
from templates.slack import renderer
from templates.slack.blocks import Block


def slack_client(settings: Settings, session: aiohttp.ClientSession) -> SlackClient:
    """Return a client of Slack's Web API with the bot's token."""
    token = _secret(settings.slack_bot_token)
    return SlackClient(token=token, base_url=settings.slack_api_url, session=session)


class SlackConnection:
    """Slack, as the application knows a platform."""

    surface = Surface.SLACK

    def __init__(self, base: Foundation, client: SlackClient, identity: Any) -> None:
        """Stand on `base`; `identity` is what Slack's `auth.test` says of the app. Raises SlackFault."""
        self._base, self._client, self._identity = base, client, identity
        self._directory = SlackDirectory(client, SlackTeam.of(identity))
        readership = SlackReadership(client, self._directory, base.clock)
        self._poster = Discreet(SlackPoster(client, base.documents, base.clock), readership)
        self._homes = HomeTabs(client, self._own_page)
        self._desk: Dispatcher | None = None
        self._ping_age: Callable[[], float | None] = _never
        poster = Resting(self._poster, base.clock)
        self.ports = Ports(
            poster, _fetcher(base, client), SlackAccounts(client), self._homes, self._directory
        )

    @classmethod
    async def opened(cls, base: Foundation) -> "SlackConnection":
        """Return Slack, where it takes the token. Raises SlackFault if it does not, or does not answer."""
        client = slack_client(base.settings, base.session)
        return cls(base, client, await client.auth_test())

    @property
    def health(self) -> SlackHealth:
        """How the connection is, as it was made by listening."""
        return SlackHealth(self._ping_age, lambda: self._client.refusals)

    async def who_is(self, account: Account) -> NewUser | None:
        """Return who has this account, or None if Slack does not say."""
        return await self._directory.who_is(account)

    async def ask(self) -> None:
        """Have Slack answer. Raises SlackFault."""
        await self._client.auth_test()

    def acted(self, account: Account) -> None:
        """Take note that somebody has changed something: their own page is out of date."""
        self._homes.outdate(account)

    async def listen(
        self, desk: Dispatcher, told: Callable[[], object], stack: AsyncExitStack
    ) -> Sequence[web.RouteDef]:
        """Let `desk` answer what Slack brings; over Socket Mode nothing is to be served. Raises SlackFault."""
        self._desk = desk
        settings, database, clock = self._base.settings, self._base.database, self._base.clock
        app = self._app()
        address = part(self._identity, "url", str)
        SlackEdge(app, desk, self._homes, self._client, self._directory, self._poster.send, address=address)
        AccountEvents(app, database, clock, settings.policy, told)
        EventLimits(app, database, clock, settings.policy, told)
        if settings.mode is not Mode.SOCKET:
            return routes(Requests(app, _secret(settings.slack_signing_secret)))
        connection = SocketModeConnection(app, _secret(settings.slack_app_token))
        stack.push_async_callback(connection.close)
        await connection.open()
        self._ping_age = connection.age
        return ()

    def _app(self) -> AsyncApp:
        # Bolt would ask Slack who we are at the first event, and drop that event where Slack does not answer.
        settings = self._base.settings
        known = AuthorizeResult.from_auth_test_response(
            bot_token=_secret(settings.slack_bot_token), auth_test_response=self._identity
        )

        async def authorize() -> AuthorizeResult:
            return known

        # Without a name Bolt looks for the file that called it, reading the source of every caller's caller.
        return AsyncApp(
            name="reckoner",
            client=self._client,
            authorize=authorize,
            signing_secret=_secret(settings.slack_signing_secret) or None,
            process_before_response=True,
        )

    async def _own_page(self, account: Account) -> Block:
        if self._desk is None:
            raise LookupError("nobody answers yet")
        page = await self._desk.home(IncomingRequest(account, "", Place(), f"home:{account}"))
        return self._desk.drawn(renderer.home, page)


def _fetcher(base: Foundation, client: SlackClient) -> FileFetcher:
    settings = base.settings
    return FileFetcher(
        client,
        base.session,
        _secret(settings.slack_bot_token),
        settings.files_origin,
        base.store,
        settings.reckoner_largest_file_mb * 2**20,
    )


def _never() -> None:
    """Return that there is no ping: over HTTP Slack calls only when there is something."""


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""
