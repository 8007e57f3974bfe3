"""Serves the local workspace on this machine's loopback address, and nowhere else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.local.ground import tells_time
from bot.local.guard import add_headers, guard
from bot.local.page_api import SAMPLE_ALONE, BesideSlack, PageApi, RegisterChoice, Stop
from bot.local.slack.files import LARGEST
from bot.local.slack.server import SlackSide
from bot.local.workspace import Workspace
from bot.operations.web import Listening, listen

LOOPBACK = "127.0.0.1"
_IDLE = 5.0
"""Seconds: an app whose connection went deaf must not wait for an answer over it for long."""
PAGE = Path(__file__).parent / "page"

Stops = Callable[[str], Sequence[Stop]]
Move = Callable[[datetime], None]


def workspace_app(
    workspace: Workspace,
    *,
    stops: Stops | None = None,
    move: Move | None = None,
    teams: BesideSlack | None = None,
    register: RegisterChoice = SAMPLE_ALONE,
    others: Mapping[str, Sequence[web.RouteDef]] | None = None,
) -> web.Application:
    """Return the whole workspace as one application.

    `stops(user_id)` gives the moments to which the page offers to move the clock, and `move(at)` moves it; it
    raises ValueError, with a sentence, if it cannot be moved there. `teams` is beside Slack, where it is, and
    `register` says which it is on. `others` are served besides, under the path that each has.
    """

    async def page(_: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html")

    # What is larger than a file may be is refused where it is read, in words.
    application = web.Application(middlewares=[guard], client_max_size=2 * LARGEST)
    application.on_response_prepare.append(add_headers)
    tells_time(application, workspace.ground.clock)
    application.add_routes(
        [
            web.get("/", page),
            web.static("/static", PAGE),
            *PageApi(workspace, stops=stops, move=move, teams=teams, register=register).routes(),
            *SlackSide(workspace).routes(),
        ]
    )
    for path, routes in (others or {}).items():
        under = web.Application()
        under.add_routes(routes)
        application.add_subapp(path, under)
    return application


@dataclass
class Served:
    """A workspace that is being served at `base_url`; its Web API is at `base_url + "/api/"`."""

    workspace: Workspace
    base_url: str
    _listening: Listening

    async def close(self) -> None:
        """Stop serving. What the app has not acknowledged is kept for the next time."""
        await self.workspace.stop()
        await self._listening.close()


async def serve(
    workspace: Workspace,
    port: int = 0,
    *,
    host: str = LOOPBACK,
    production: bool = False,
    stops: Stops | None = None,
    move: Move | None = None,
    teams: BesideSlack | None = None,
    register: RegisterChoice = SAMPLE_ALONE,
    others: Mapping[str, Sequence[web.RouteDef]] | None = None,
) -> Served:
    """Serve `workspace` on a port of this machine; 0 takes any free one.

    Raises ValueError for any host but 127.0.0.1, and in production.
    """
    if host != LOOPBACK:
        raise ValueError(f"The local workspace is served on {LOOPBACK} only.")
    if production:
        raise ValueError("The local workspace cannot be used in production. Set Slack's tokens instead.")
    app = workspace_app(workspace, stops=stops, move=move, teams=teams, register=register, others=others)
    listening = await listen(app, LOOPBACK, port, idle_for=_IDLE)
    workspace.start(listening.address)
    return Served(workspace, listening.address, listening)
