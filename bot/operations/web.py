"""Listening for HTTP inside the event loop that everything else runs in.

By aiohttp: its parser is compiled, and an answer goes out in one piece. It leaves the signals of the process alone.
"""

import socket
from dataclasses import dataclass

from aiohttp import web

PATIENCE_AT_CLOSE = 2
"""Seconds that requests under way are given when listening ends."""

LONGEST_IDLE = 3630.0
"""Seconds after which a connection is closed over which nothing is asked. A proxy in front keeps one for less: it
would else ask over one that is just being closed.
"""


@dataclass(frozen=True)
class Listening:
    """An application that is being served at `address`, like `http://127.0.0.1:3000`."""

    address: str
    _runner: web.AppRunner

    async def close(self) -> None:
        """Take no more, once the requests under way are answered."""
        await self._runner.cleanup()


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


async def listen(app: web.Application, host: str, port: int, *, idle_for: float = LONGEST_IDLE) -> Listening:
    """Serve `app` on `host` and `port`, where 0 takes any free port. Raises OSError if the port is taken.

    A connection over which nothing was asked `idle_for` seconds is closed.
    """
    listening = bound(host, port)
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=PATIENCE_AT_CLOSE, keepalive_timeout=idle_for
    )
    await runner.setup()
    await web.SockSite(runner, listening).start()
    return Listening(f"http://{host}:{listening.getsockname()[1]}", runner)
