"""Keeps other sites out: only this machine's own names are served, and only to pages of this origin."""

from collections.abc import Awaitable, Callable

from aiohttp import web

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


@web.middleware
async def guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse foreign hosts and origins.

    A site elsewhere can make a browser on this machine ask for anything, also under a name of its own that
    points here; neither its Host nor its Origin is ours.
    """
    refusal = _refusal(request)
    if refusal is not None:
        return web.json_response({"ok": False, "error": refusal}, status=403)
    return await handler(request)


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Give an answer the headers that a browser heeds."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def _refusal(request: web.Request) -> str | None:
    headers = request.headers
    host = headers.get("Host", "")
    if host.partition(":")[0] not in _NAMES:
        return "This workspace is for this machine only."
    origin = headers.get("Origin")
    if origin is not None and origin != f"http://{host}":
        return "This workspace is not for other sites."
    if request.path.startswith("/page/"):
        if headers.get("Sec-Fetch-Site") not in (None, "same-origin", "none"):
            return "This workspace is not for other sites."
        if request.method not in _SAFE and headers.get(PAGE_HEADER) != "1":
            return f"The header {PAGE_HEADER}: 1 is missing."
    return None
