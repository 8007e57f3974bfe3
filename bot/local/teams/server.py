"""Microsoft on this machine, over HTTP: its login, its keys, the connector, Graph, and people's files."""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import aiohttp
from aiohttp import web

from bot.local.faults import Faults, InjectedFault, Ordered
from bot.local.ground import tells_time
from bot.local.teams.activities import Activities
from bot.local.teams.connector import PACE, Connector, ThrottledError
from bot.local.teams.drive import Drive
from bot.local.teams.errors import Json, TeamsError
from bot.local.teams.graph import DirectoryGraph
from bot.local.teams.login import Login, LoginError
from bot.local.teams.organisation import Organisation
from bot.operations.web import listen

_CONVERSATIONS: Final = "/v3/conversations"
LARGEST: Final = 2**20

Work = Callable[[Json], Json]


class Microsoft:
    """Serves an organisation to its app. Faults are ordered by what is called, such as `post` or `graph`."""

    login: Login
    drive: Drive
    graph: DirectoryGraph
    activities: Activities

    def __init__(self, organisation: Organisation, pace: Sequence[tuple[int, timedelta]] = PACE) -> None:
        """Serve `organisation`, whose conversations take messages at this `pace`."""
        self.organisation, self.faults = organisation, Faults()
        self.connector = Connector(organisation, pace)
        self.address = ""

    def start(self, address: str) -> None:
        """Be served from now on at `address`, which ends with a slash."""
        self.address = address
        self.login, self.drive = Login(self.organisation, address), Drive(address)
        self.graph = DirectoryGraph(self.organisation, address)
        self.activities = Activities(self.organisation, address)

    def routes(self) -> list[web.RouteDef]:
        """Return everything that the app may call."""
        activities = f"{_CONVERSATIONS}/{{conversation}}/activities"
        return [
            web.post("/{tenant}/oauth2/v2.0/token", self._token),
            web.get("/v1/.well-known/openidconfiguration", self._metadata),
            web.get("/v1/.well-known/keys", self._keys),
            web.post(_CONVERSATIONS, self._begin),
            web.get(f"{_CONVERSATIONS}/{{conversation}}/members/{{account}}", self._member),
            web.post(activities, self._post),
            web.put(f"{activities}/{{message}}", self._update),
            web.delete(f"{activities}/{{message}}", self._delete),
            web.get("/v1.0/{path:.*}", self._graph),
            web.put("/drive/{word}", self._upload),
            web.get("/drive/{word}", self._download),
        ]

    async def tell(self, session: aiohttp.ClientSession, app: str, activity: Json) -> tuple[int, Json]:
        """Post an activity to the app at the address `app`, signed; return the status and what it answers."""
        headers = {"Authorization": self.login.signature(self.address), "Content-Type": "application/json"}
        async with session.post(app, data=json.dumps(activity).encode(), headers=headers) as answer:
            content = await answer.read()
            is_json = answer.content_type == "application/json"
            return answer.status, json.loads(content) if is_json and content else {}

    async def _metadata(self, request: web.Request) -> web.Response:
        async def work() -> web.Response:
            return web.json_response({"jwks_uri": f"{self.address}v1/.well-known/keys"})

        return await self.faults.suffered("keys", request, work, _said)

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response(self.login.keys())

    async def _token(self, request: web.Request) -> web.Response:
        async def work() -> web.Response:
            try:
                return web.json_response(self.login.token(request.match_info["tenant"], await request.post()))
            except LoginError as wrong:
                return web.json_response({"error": wrong.code}, status=wrong.status)

        return await self.faults.suffered("login", request, work, _said)

    async def _begin(self, request: web.Request) -> web.Response:
        return await self._called("begin", request, self.connector.begin, status=201)

    async def _member(self, request: web.Request) -> web.Response:
        where, account = request.match_info["conversation"], request.match_info["account"]
        return await self._called("member", request, lambda _: self.connector.member(where, account))

    async def _post(self, request: web.Request) -> web.Response:
        where = request.match_info["conversation"]
        targeted = request.query.get("isTargetedActivity") == "true"
        return await self._called(
            "target" if targeted else "post",
            request,
            lambda said: self.connector.post(where, said, is_targeted=targeted),
            status=201,
        )

    async def _update(self, request: web.Request) -> web.Response:
        where, message = request.match_info["conversation"], request.match_info["message"]
        targeted = request.query.get("isTargetedActivity") == "true"
        return await self._called(
            "update",
            request,
            lambda said: self.connector.update(where, message, said, is_targeted=targeted),
        )

    async def _delete(self, request: web.Request) -> web.Response:
        where, message = request.match_info["conversation"], request.match_info["message"]

        def work(_: Json) -> Json:
            self.connector.delete(where, message)
            return {}

        return await self._called("delete", request, work)

    async def _graph(self, request: web.Request) -> web.Response:
        path = f"v1.0/{request.match_info['path']}"
        return await self._called(
            "graph", request, lambda _: self.graph.answer(path, request.query), self.login.of_graph
        )

    async def _called(
        self, name: str, request: web.Request, work: Work, scope: str = "", *, status: int = 200
    ) -> web.Response:
        async def done() -> web.Response:
            try:
                self.login.check(request.headers.get("Authorization", ""), scope or self.login.of_teams)
                content = await request.clone(client_max_size=LARGEST).read()
                body = json.loads(content) if content else {}
                return web.json_response(work(body), status=status)
            except TeamsError as wrong:
                return _refused(wrong)

        return await self.faults.suffered(name, request, done, _said)

    async def _upload(self, request: web.Request) -> web.Response:
        """Take a piece of a file: the address is the secret, and a token beside it is refused, as it has leaked."""

        async def work() -> web.Response:
            if "Authorization" in request.headers:
                return web.Response(status=401)
            content = await request.clone(client_max_size=2**30).read()
            told = request.headers.get("Content-Range", "")
            return web.json_response({}, status=self.drive.put(request.match_info["word"], told, content))

        return await self.faults.suffered("upload", request, work, _said)

    async def _download(self, request: web.Request) -> web.Response:
        content = self.drive.get(request.match_info["word"])
        return web.Response(status=404) if content is None else web.Response(body=content)


def _refused(wrong: TeamsError) -> web.Response:
    headers = {}
    if isinstance(wrong, ThrottledError):
        headers["Retry-After"] = str(max(1, round(wrong.after.total_seconds())))
    return web.json_response(wrong.answer(), status=wrong.status, headers=headers)


def _said(ordered: Ordered) -> web.Response:
    """Return what Microsoft itself answers to a call that was ordered to fail."""
    if ordered.fault is InjectedFault.RATE_LIMITED:
        refusal = TeamsError(429, "Throttled")
        headers = {"Retry-After": str(ordered.retry_after)}
        return web.json_response(refusal.answer(), status=429, headers=headers)
    status, code = ordered.status or 400, ordered.error or "SomethingNew"
    return web.json_response(TeamsError(status, code).answer(), status=status)


@asynccontextmanager
async def served(
    organisation: Organisation, pace: Sequence[tuple[int, timedelta]] = PACE, port: int = 0
) -> AsyncIterator[Microsoft]:
    """Serve `organisation` on this machine alone, until the context ends."""
    microsoft, application = Microsoft(organisation, pace), web.Application()
    application.add_routes(microsoft.routes())
    tells_time(application, organisation.clock)
    listening = await listen(application, "127.0.0.1", port)
    microsoft.start(f"{listening.address}/")
    try:
        yield microsoft
    finally:
        microsoft.faults.clear()
        await listening.close()
