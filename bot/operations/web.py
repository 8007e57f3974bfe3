"""Listening for HTTP inside the event loop that everything else runs in."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette

PATIENCE_AT_CLOSE = 2
"""Seconds that requests under way are given when listening ends."""


class _Server(uvicorn.Server):
    """A server that leaves the signals of the process alone, says when it is up, and ends when it is told to."""

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
class Listening:
    """An application that is being served at `address`, like `http://127.0.0.1:3000`."""

    address: str
    _server: _Server
    _task: asyncio.Task[Any]

    async def close(self) -> None:
        """Stop listening, once the requests under way are answered."""
        self._server.should_exit = True
        self._server.is_over.set()
        await self._task


def bound(host: str, port: int) -> socket.socket:
    """Return a socket on `host` and `port`, where 0 takes any free port. Raises OSError if the port is taken."""
    # Only a socket that is said to be TCP is sent on without waiting for more (Nagle's algorithm).
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


async def listen(app: Starlette, host: str, port: int, **options: Any) -> Listening:
    """Serve `app` on `host` and `port`, where 0 takes any free port. Raises OSError if the port is taken.

    `options` are uvicorn's.
    """
    listening = bound(host, port)
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        date_header=False,
        timeout_graceful_shutdown=PATIENCE_AT_CLOSE,
        **options,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]), name=f"listening on {port}")
    await server.is_up.wait()
    return Listening(f"http://{host}:{listening.getsockname()[1]}", server, task)
