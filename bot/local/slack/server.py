"""What the app sees of the workspace: the Web API, the socket, response addresses, files."""

import hmac
import json
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.local.faults import InjectedFault, Ordered, fail
from bot.local.slack.api.methods import answer
from bot.local.slack.errors import Json, SlackError
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

    def routes(self) -> list[web.RouteDef]:
        """Return everything that the app may call."""
        return [
            web.get("/api/{method}", self.call, allow_head=False),
            web.post("/api/{method}", self.call),
            web.post("/response/{word}", self.respond),
            web.post("/upload/v1/{file_id}", self.upload),
            web.put("/upload/v1/{file_id}", self.upload),
            web.get("/files-pri/{rest:.*}", self.download),
            web.get("/link/", self._workspace.socket.serve, allow_head=False),
        ]

    async def call(self, request: web.Request) -> web.Response:
        """Answer one call of the Web API, unless a fault has been ordered for it."""
        name = request.match_info["method"]

        async def work() -> web.Response:
            with self._workspace.dispatch.working():
                return await self._answered(request, name)

        return await self._workspace.faults.suffered(name, request, work, _said)

    async def _answered(self, request: web.Request, name: str) -> web.Response:
        try:
            arguments, token = await _arguments(request)
            told = answer(self._workspace, name, token, arguments)
            return web.json_response(told, headers=self._headers())
        except SlackError as wrong:
            if wrong.code == "ratelimited":
                return _limited(int(wrong.details["retry_after"]))
            return web.json_response(wrong.answer())

    def _headers(self) -> dict[str, str]:
        """Return what Slack tells beside an answer: what the app may do."""
        return {"X-OAuth-Scopes": ",".join(sorted(self._workspace.installation.scopes))}

    async def respond(self, request: web.Request) -> web.Response:
        """Take an answer at a response address, unless a fault has been ordered for `response`."""
        if ordered := self._workspace.faults.take("response"):
            return await fail(request, ordered, _said)
        try:
            body = _payload(await request.read())
            place = self._workspace.interactions.addresses.use(request.match_info["word"])
            self._workspace.interactions.answering.answer(place, body)
        except SlackError as wrong:
            status = 404 if wrong.code.endswith("_url") else 400
            return web.json_response(wrong.answer(), status=status)
        return web.json_response({"ok": True})

    async def upload(self, request: web.Request) -> web.Response:
        """Take the bytes of a file that was announced; its id is the secret of the address."""
        file_id = request.match_info["file_id"]
        if not self._workspace.files.is_awaited(file_id):
            return web.Response(text="There is nothing to upload here.", status=404)
        content = await _file_sent(request)
        if len(content) > LARGEST:
            return web.Response(text="Too large.", status=413)
        self._workspace.files.fill(file_id, content)
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        """Give a file to the app, by its token; anybody else is asked to sign in, as Slack does."""
        token = _bearer(request)
        expected = self._workspace.installation.bot_token
        may_read = "files:read" in self._workspace.installation.scopes
        if token is None or not hmac.compare_digest(token.encode(), expected.encode()) or not may_read:
            where = {"Location": f"{self._workspace.ground.address}/?redir={quote(request.path)}"}
            return web.Response(status=302, text=_SIGN_IN, content_type="text/html", headers=where)
        file_id = request.match_info["rest"].partition("/")[0].rpartition("-")[2]
        try:
            record = self._workspace.files.record(file_id)
            content = self._workspace.files.content(file_id)
        except SlackError:
            return web.Response(text="There is no such file.", status=404)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(record['name'], safe='')}"}
        return web.Response(body=content, content_type=record["mimetype"], headers=headers)


def _payload(content: bytes) -> Json:
    try:
        body = json.loads(content)
    except ValueError:
        raise SlackError("invalid_payload") from None
    if not isinstance(body, dict):
        raise SlackError("invalid_payload")
    return body


def _bearer(request: web.Request) -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else None


async def _arguments(request: web.Request) -> tuple[Json, str | None]:
    """Return the arguments of a call, from the address, a form or JSON, and the token, never in the address."""
    arguments: dict[str, Any] = dict(request.query)
    arguments.pop("token", None)
    body: dict[str, Any] = {}
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        text = await request.read()
        try:
            body = json.loads(text) if text else {}
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        try:
            form = await request.post()
        except (ValueError, LookupError):
            raise SlackError("invalid_form_data") from None
        body = {key: value for key, value in form.items() if isinstance(value, str)}
    token = _bearer(request) or body.pop("token", None)
    return {**arguments, **body}, token if isinstance(token, str) else None


async def _file_sent(request: web.Request) -> bytes:
    if request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        for value in (await request.post()).values():
            if isinstance(value, web.FileField):
                return value.file.read()
        return b""
    return await request.read()


def _limited(retry_after: int | str) -> web.Response:
    body = SlackError("ratelimited").answer()
    return web.json_response(body, status=429, headers={"Retry-After": str(retry_after)})


def _said(ordered: Ordered) -> web.Response:
    """Return what Slack itself answers to a call that was ordered to fail."""
    if ordered.fault is InjectedFault.RATE_LIMITED:
        return _limited(ordered.retry_after)
    is_new = ordered.fault is InjectedFault.UNKNOWN
    return web.json_response(SlackError("something_new" if is_new else ordered.error).answer())
