"""Reckoner on Teams: its parts put together. Teams posts to us over HTTP; there is no other way."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

import aiohttp
from aiohttp import web

from bot.platforms import Foundation, Ports
from bot.requests.dispatcher import Dispatcher
from bot.settings import Settings
from bot.teams.accounts import TeamsAccounts
from bot.teams.client import TeamsClient
from bot.teams.conversations import Conversations
from bot.teams.destinations import Destinations
from bot.teams.directory import TeamsDirectory
from bot.teams.drawing import Drawing
from bot.teams.errors import faults_told
from bot.teams.files import FileFetcher
from bot.teams.health import TeamsHealth
from bot.teams.history import History
from bot.teams.http import Requests, routes
from bot.teams.listeners import TeamsEdge
from bot.teams.presses import Presses
from bot.teams.sender import TeamsPoster
from bot.teams.trust import SigningKeys, Trust
from bot.teams.uploads import Uploads
from bot.worker.discretion import Discreet
from bot.worker.resting import Resting
from handlers.request import NewUser
from models.address import Account
from models.enums import Surface
from templates.teams.renderer import CardRenderer


def teams_client(settings: Settings, session: aiohttp.ClientSession) -> TeamsClient:
    """Return a client of Teams and Graph, by the app's own secret."""
    secret = settings.teams_app_secret
    return TeamsClient(
        session,
        settings.cloud,
        settings.teams_app_id or "",
        settings.teams_tenant_id or "",
        secret.get_secret_value() if secret else "",
    )


class TeamsConnection:
    """Teams, as the application knows a platform.

    Nothing is asked of Microsoft before there is something to ask: what it refuses is told by health.
    """

    surface = Surface.TEAMS

    def __init__(self, base: Foundation, client: TeamsClient, drawing: Drawing) -> None:
        """Stand on `base`, and call by `client`; whatever is shown is drawn by `drawing`."""
        settings = base.settings
        self._base, self._cloud, self._client, self._drawing = base, settings.cloud, client, drawing
        self._app, self._tenant = settings.teams_app_id or "", settings.teams_tenant_id or ""
        destinations = Destinations(client, base.database, self._cloud.service, settings.teams_of_channels)
        self._directory = TeamsDirectory(client, destinations, self._tenant)
        history = History(client, self._cloud.graph, self._app)
        self._uploads = Uploads(base.session, self._cloud, base.documents, base.database, base.clock)
        poster = TeamsPoster(client, destinations, history, drawing, self._uploads, base.clock)
        largest = settings.reckoner_largest_file_mb * 2**20
        fetcher = FileFetcher(base.session, self._cloud, base.store, largest)
        resting, accounts = Resting(Discreet(poster), base.clock), TeamsAccounts(client)
        self.ports = Ports(resting, fetcher, accounts, names=accounts)

    @classmethod
    async def opened(cls, base: Foundation) -> "TeamsConnection":
        """Return Teams, by the app's own secret, which also seals the forms in cards."""
        secret = base.settings.teams_app_secret
        key = hashlib.sha256(f"forms:{secret.get_secret_value() if secret else ''}".encode()).digest()
        return cls(base, teams_client(base.settings, base.session), CardRenderer(key))

    @property
    def health(self) -> TeamsHealth:
        """How the connection is."""
        return TeamsHealth(lambda: self._client.refusals)

    async def who_is(self, account: Account) -> NewUser | None:
        """Return who has this account, or None if Teams does not say."""
        return await self._directory.who_is(account)

    async def ask(self) -> None:
        """Have Microsoft answer. Raises TeamsFault."""
        with faults_told():
            async with self._base.session.get(self._cloud.keys, allow_redirects=False):
                return

    def acted(self, account: Account) -> None:
        """Let be that somebody has changed something: Teams has no place for a page that always stands."""

    async def listen(
        self, desk: Dispatcher, told: Callable[[], object], stack: AsyncExitStack
    ) -> Sequence[web.RouteDef]:
        """Let `desk` answer what Teams brings; return where it is to be served over HTTP."""
        clock = self._base.clock
        keys = SigningKeys(self._base.session, self._cloud)
        stack.callback(keys.close)
        stack.callback(self._client.close)
        stack.callback(self._uploads.close)
        self._uploads.telling(told)
        conversations = Conversations(self._base.database, clock, told)
        edge = TeamsEdge(
            desk, conversations, Presses(desk, self._drawing), self._app, self._uploads.consented
        )
        trust = Trust(keys, self._cloud, self._app, clock)
        return routes(Requests(trust, self._tenant, edge.answer))
