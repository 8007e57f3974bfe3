"""Serves the local workspace on this machine's loopback address, and nowhere else."""

import asyncio
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.local.guard import Guard
from bot.local.page_api import PageApi, Stop
from bot.local.slack_side import SlackSide
from bot.local.workspace import Workspace

LOOPBACK = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
_PATIENCE_AT_CLOSE = 2

Stops = Callable[[str], Sequence[Stop]]
Move = Callable[[datetime], None]


def workspace_app(workspace: Workspace, *, stops: Stops | None = None, move: Move | None = None) -> Starlette:
    """Return the whole workspace as one ASGI application.

    `stops(user_id)` gives the moments to which the page offers to move the clock, and `move(at)` moves it; it
    raises ValueError, with a sentence, if it cannot be moved there.
    """

    async def page(_: Request) -> FileResponse:
        return FileResponse(PAGE / "index.html")

    routes = [
        Route("/", page),
        Mount("/static", StaticFiles(directory=PAGE, check_dir=False)),
        *PageApi(workspace, stops=stops, move=move).routes(),
        *SlackSide(workspace).routes(),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard)])


class _Protocol(H11Protocol):
    """Lets a request be cut off, for the faults that a test may order."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class _Server(uvicorn.Server):
    """A server that leaves the signals of the process alone and says when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()
        self.is_over = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    async def main_loop(self) -> None:
        await self.is_over.wait()


@dataclass
class Served:
    """A workspace that is being served at `base_url`; its Web API is at `base_url + "/api/"`."""

    workspace: Workspace
    base_url: str
    _server: _Server
    _task: asyncio.Task[Any]

    async def close(self) -> None:
        """Stop serving. What the app has not acknowledged is kept for the next time."""
        await self.workspace.stop()
        self._server.should_exit = True
        self._server.is_over.set()
        await self._task


async def serve(
    workspace: Workspace,
    port: int = 0,
    *,
    host: str = LOOPBACK,
    production: bool = False,
    stops: Stops | None = None,
    move: Move | None = None,
) -> Served:
    """Serve `workspace` on a port of this machine; 0 takes any free one.

    Raises ValueError for any host but 127.0.0.1, and in production.
    """
    if host != LOOPBACK:
        raise ValueError(f"The local workspace is served on {LOOPBACK} only.")
    if production:
        raise ValueError("The local workspace is not for production: set Slack's tokens instead.")
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOOPBACK, port))
    except OSError:
        listening.close()
        raise
    base_url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        workspace_app(workspace, stops=stops, move=move),
        http=_Protocol,
        ws="websockets-sansio",
        lifespan="off",
        log_config=None,
        access_log=False,
        date_header=False,
        timeout_graceful_shutdown=_PATIENCE_AT_CLOSE,
    )
    server = _Server(config)
    workspace.start(base_url)
    task = asyncio.create_task(server.serve(sockets=[listening]), name="local workspace")
    await server.is_up.wait()
    return Served(workspace, base_url, server, task)
