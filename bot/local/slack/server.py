"""What the app sees of the workspace: the Web API, the socket, response addresses, files."""

import asyncio
import hmac
import json
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.local.slack.api.methods import answer
from bot.local.slack.errors import Json, SlackError
from bot.local.slack.faults import InjectedFault, Moment, Ordered
from bot.local.slack.files import LARGEST
from bot.local.workspace import Workspace

_SIGN_IN = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to see this file.</body></html>"
)


class SlackSide:
    """Serves the app."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve `workspace`."""
        self._workspace = workspace

    def routes(self) -> list[BaseRoute]:
        """Return everything that the app may call."""
        return [
            Route("/api/{method}", self.call, methods=["GET", "POST"]),
            Route("/response/{word}", self.respond, methods=["POST"]),
            Route("/upload/v1/{file_id}", self.upload, methods=["POST", "PUT"]),
            Route("/files-pri/{rest:path}", self.download, methods=["GET"]),
            WebSocketRoute("/link/", self.link),
        ]

    async def call(self, request: Request) -> Response:
        """Answer one call of the Web API, unless a fault has been ordered for it."""
        name, faults = request.path_params["method"], self._workspace.faults
        ordered = (
            Ordered(InjectedFault.REFUSED) if faults.reached(name, Moment.ARRIVED) else faults.take(name)
        )
        if ordered is not None and not ordered.fault.is_done:
            return await _fail(request, ordered)
        with self._workspace.dispatch.working():
            response = await self._answered(request, name)
        faults.reached(name, Moment.DONE)
        if ordered is None:
            response.background = BackgroundTask(faults.reached, name, Moment.ANSWERED)
            return response
        if ordered.fault is InjectedFault.STALLED:
            await self._workspace.faults.stall()
        return await _fail(request, ordered)

    async def _answered(self, request: Request, name: str) -> Response:
        try:
            arguments, token = await _arguments(request)
            told = answer(self._workspace, name, token, arguments)
            return JSONResponse(told, headers=self._headers())
        except SlackError as wrong:
            if wrong.code == "ratelimited":
                return _limited(int(wrong.details["retry_after"]))
            return JSONResponse(wrong.answer())

    def _headers(self) -> dict[str, str]:
        """Return what Slack tells beside an answer: the time by its clock, and what the app may do."""
        at = self._workspace.ground.clock.now()
        scopes = ",".join(sorted(self._workspace.installation.scopes))
        return {"Date": format_datetime(at, usegmt=True), "X-OAuth-Scopes": scopes}

    async def respond(self, request: Request) -> Response:
        """Take an answer at a response address."""
        try:
            body = _payload(await request.body())
            place = self._workspace.interactions.addresses.use(request.path_params["word"])
            self._workspace.interactions.answering.answer(place, body)
        except SlackError as wrong:
            status = 404 if wrong.code.endswith("_url") else 400
            return JSONResponse(wrong.answer(), status)
        return JSONResponse({"ok": True})

    async def upload(self, request: Request) -> Response:
        """Take the bytes of a file that was announced; its id is the secret of the address."""
        file_id = request.path_params["file_id"]
        if not self._workspace.files.is_awaited(file_id):
            return PlainTextResponse("There is nothing to upload here.", 404)
        content = await _file_sent(request)
        if len(content) > LARGEST:
            return PlainTextResponse("Too large.", 413)
        self._workspace.files.fill(file_id, content)
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        """Give a file to the app, by its token; anybody else is asked to sign in, as Slack does."""
        token = _bearer(request)
        expected = self._workspace.installation.bot_token
        may_read = "files:read" in self._workspace.installation.scopes
        if token is None or not hmac.compare_digest(token.encode(), expected.encode()) or not may_read:
            return HTMLResponse(_SIGN_IN)
        file_id = request.path_params["rest"].partition("/")[0].rpartition("-")[2]
        try:
            record = self._workspace.files.record(file_id)
            content = self._workspace.files.content(file_id)
        except SlackError:
            return PlainTextResponse("There is no such file.", 404)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(record['name'], safe='')}"}
        return Response(content, media_type=record["mimetype"], headers=headers)

    async def link(self, connection: WebSocket) -> None:
        """Keep a connection of Socket Mode."""
        await self._workspace.socket.serve(connection)


def _payload(content: bytes) -> Json:
    try:
        body = json.loads(content)
    except ValueError:
        raise SlackError("invalid_payload") from None
    if not isinstance(body, dict):
        raise SlackError("invalid_payload")
    return body


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else None


async def _arguments(request: Request) -> tuple[Json, str | None]:
    """Return the arguments of a call, from the address, a form or JSON, and the token, never in the address."""
    arguments: dict[str, Any] = dict(request.query_params)
    arguments.pop("token", None)
    body: dict[str, Any] = {}
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        text = await request.body()
        try:
            body = json.loads(text) if text else {}
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form() as form:
            body = {key: value for key, value in form.items() if isinstance(value, str)}
    token = _bearer(request) or body.pop("token", None)
    return {**arguments, **body}, token if isinstance(token, str) else None


async def _file_sent(request: Request) -> bytes:
    if request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        async with request.form() as form:
            for value in form.values():
                if not isinstance(value, str):
                    return await value.read()
        return b""
    return await request.body()


def _limited(retry_after: int) -> Response:
    body = SlackError("ratelimited").answer()
    return JSONResponse(body, 429, headers={"Retry-After": str(retry_after)})


async def _fail(request: Request, ordered: Ordered) -> Response:
    """Let a call suffer what was ordered for it."""
    if ordered.fault is InjectedFault.RATE_LIMITED:
        return _limited(ordered.retry_after)
    if ordered.fault in (InjectedFault.UNAVAILABLE, InjectedFault.LOST):
        return PlainTextResponse("Service unavailable", 503)
    transport = request.scope["state"]["transport"]
    transport.abort()
    await asyncio.sleep(0)
    return Response()
