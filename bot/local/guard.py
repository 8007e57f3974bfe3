"""Keeps other sites out: only this machine's own names are served, and only to pages of this origin."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NAMES = {"127.0.0.1", "localhost"}
_SAFE = {"GET", "HEAD"}
PAGE_HEADER = "X-Reckoner-Page"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses foreign hosts and origins, and gives every answer the headers that a browser heeds.

    A site elsewhere can make a browser on this machine ask for anything, also under a name of its own that
    points here; neither its Host nor its Origin is ours.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal is None:
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await JSONResponse({"ok": False, "error": refusal}, 403)(scope, receive, _with_headers(send))


def _refusal(scope: Scope) -> str | None:
    headers = Headers(scope=scope)
    host = headers.get("Host", "")
    if host.partition(":")[0] not in _NAMES:
        return "This workspace is for this machine only."
    origin = headers.get("Origin")
    if origin is not None and origin != f"http://{host}":
        return "This workspace is not for other sites."
    if scope["type"] == "http" and scope["path"].startswith("/page/"):
        if headers.get("Sec-Fetch-Site") not in (None, "same-origin", "none"):
            return "This workspace is not for other sites."
        if scope["method"] not in _SAFE and headers.get(PAGE_HEADER) != "1":
            return f"The header {PAGE_HEADER}: 1 is missing."
    return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
