"""Microsoft's side as a test orders it, answer by answer, over real HTTP."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from bot.operations.web import listen
from bot.teams.client import TeamsClient
from bot.teams.cloud import Cloud, cloud_at
from tests.bot.teams.connector import APP, TENANT

SECRET = "made up"
SHORT = aiohttp.ClientTimeout(total=0.8)
PAGE = "<html><body>The proxy has nothing to say.</body></html>"


@dataclass(frozen=True)
class Answer:
    """What is answered; of one that is `cut` only the beginning comes, and to one that is `silent` nothing."""

    status: int = 200
    body: str = '{"id": "1669883400000"}'
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    silent: bool = False
    dropped: bool = False


@dataclass(frozen=True)
class Asked:
    """What was asked: the token that came with it, and what it held."""

    method: str
    path: str
    token: str
    body: dict[str, Any]


class Microsoft:
    """Gives tokens, numbered from 1, and answers calls as ordered; what is not ordered succeeds."""

    def __init__(self) -> None:
        """Begin with nothing ordered."""
        self.login, self.calls = deque[Answer](), deque[Answer]()
        self.lasts: object = 3600
        self.forms: list[Mapping[str, str]] = []
        self.asked: list[Asked] = []
        self._given = 0
        self._ended = asyncio.Event()

    async def token(self, request: web.Request) -> web.StreamResponse:
        """Give a token."""
        self.forms.append({name: str(value) for name, value in (await request.post()).items()})
        self._given += 1
        usual = Answer(body=json.dumps({"access_token": f"token-{self._given}", "expires_in": self.lasts}))
        return await self._answered(request, self.login.popleft() if self.login else usual)

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer a call."""
        body = await request.read()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.asked.append(Asked(request.method, request.raw_path, token, json.loads(body) if body else {}))
        return await self._answered(request, self.calls.popleft() if self.calls else Answer())

    async def _answered(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        if answer.silent:
            await self._ended.wait()
        if answer.dropped and request.transport is not None:
            request.transport.close()
        headers = dict(answer.headers) | ({"Content-Length": "9999"} if answer.cut else {})
        response = web.StreamResponse(status=answer.status, headers=headers)
        await response.prepare(request)
        await response.write(answer.body.encode())
        if answer.cut and request.transport is not None:
            request.transport.close()
        return response

    @asynccontextmanager
    async def served(self) -> AsyncIterator[tuple[TeamsClient, Cloud]]:
        """Serve on this machine, and give a client that waits for no answer long."""
        application = web.Application()
        application.router.add_post("/{tenant}/oauth2/v2.0/token", self.token)
        application.router.add_route("*", "/{rest:.*}", self.call)
        listening = await listen(application, "127.0.0.1", 0)
        cloud = cloud_at(f"{listening.address}/")
        async with aiohttp.ClientSession(timeout=SHORT) as session:
            client = TeamsClient(session, cloud, APP, TENANT, SECRET)
            try:
                yield client, cloud
            finally:
                client.close()
                self._ended.set()
                await listening.close()
