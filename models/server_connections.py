"""Connections to a PostgreSQL server: how long each waits, and breaking off one that has gone silent."""

import select
import socket
from itertools import count
from typing import Any, Final

from sqlalchemy import URL, Engine, event
from sqlalchemy.exc import DisconnectionError

LONGEST_STATEMENT: Final = "60s"
"""After so long the server ends a statement, also one that waits for a lock."""

PATIENCE: Final = {
    # Seconds: to connect, until an idle connection is tried, between tries; how many tries.
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    # Milliseconds in which the other end has to acknowledge what was sent.
    "tcp_user_timeout": 30_000,
}
"""What libpq is told, unless the address says otherwise."""

Asked = dict[Any, int]
"""The driver's connections that are in use, each with the number of what was asked of it last."""


class ServerConnections:
    """Watches over the connections of one engine."""

    def __init__(self, engine: Engine) -> None:
        """Look at what `engine` takes from its pool, gives back and asks."""
        self._asked: Asked = {}
        self._number = count()
        event.listen(engine, "checkout", self._taken)
        event.listen(engine, "checkin", self._given_back)
        event.listen(engine, "invalidate", self._given_back)
        event.listen(engine, "before_cursor_execute", self._ask)

    def asked(self) -> Asked:
        """Return what is in use now."""
        return dict(self._asked)

    def break_off(self, before: Asked) -> int:
        """Break off every connection of which nothing new was asked since `before`; return how many.

        Whoever waits for an answer there is told that the connection is lost.
        """
        return sum(_shut(each) for each, number in self.asked().items() if before.get(each) == number)

    def _taken(self, connection: Any, *_: object) -> None:
        # Whatever arrives unasked is the end of the connection: the server was stopped, or keeps silent. That is
        # seen without a question to it, which would make every transaction longer.
        if _is_readable(connection):
            raise DisconnectionError
        self._asked[connection] = next(self._number)

    def _given_back(self, connection: Any, *_: object) -> None:
        self._asked.pop(connection, None)

    def _ask(self, _: object, cursor: Any, *__: object) -> None:
        self._asked[cursor.connection] = next(self._number)


def settings_of(url: URL) -> dict[str, Any]:
    """Return what a connection to the server at `url` is told, besides what `url` says itself."""
    options = f"-c statement_timeout={LONGEST_STATEMENT} {url.query.get('options', '')}".strip()
    return {name: value for name, value in PATIENCE.items() if name not in url.query} | {"options": options}


def _is_readable(connection: Any) -> bool:
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


def _shut(connection: Any) -> bool:
    """Shut the socket of `connection`, from whatever thread; return whether there was one."""
    try:
        with socket.socket(fileno=socket.dup(connection.fileno())) as wire:
            wire.shutdown(socket.SHUT_RDWR)
    except (OSError, AttributeError):
        return False
    return True
