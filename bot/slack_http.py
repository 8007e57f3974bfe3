"""Slack's requests over HTTP, taken by aiohttp: its parser is compiled, and an answer goes out in one piece."""

from dataclasses import dataclass

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_bolt_request
from slack_bolt.async_app import AsyncApp

from bot.web import PATIENCE_AT_CLOSE, bound

EVENTS_PATH = "/slack/events"
LARGEST = 4 * 2**20
"""Bytes of a request at most: the largest form that Slack may send has less."""


@dataclass(frozen=True)
class Serving:
    """Slack's requests are taken at `address`, like `http://127.0.0.1:3000`."""

    address: str
    _runner: web.AppRunner

    async def close(self) -> None:
        """Take no more, once the requests under way are answered."""
        await self._runner.cleanup()


async def serve(app: AsyncApp, host: str, port: int) -> Serving:
    """Let `app` answer what is posted to EVENTS_PATH on `host` and `port`, where 0 takes any free port.

    Raises OSError if the port is taken.
    """

    async def events(request: web.Request) -> web.Response:
        answer = await app.async_dispatch(await to_bolt_request(request))
        headers = answer.first_headers_without_set_cookie()
        return web.Response(status=answer.status, body=answer.body.encode(), headers=headers)

    application = web.Application(client_max_size=LARGEST)
    application.router.add_post(EVENTS_PATH, events)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=PATIENCE_AT_CLOSE)
    listening = bound(host, port)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    return Serving(f"http://{host}:{listening.getsockname()[1]}", runner)
