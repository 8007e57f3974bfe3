"""PostgreSQL itself is killed and started again while two Reckoners work: a server of the test's own."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.faults.runs import Databases, Kind, run
from tests.faults.world import World
from tests.postgres import INITDB, Server, a_server

SEEDS = (4_000,) if INITDB.exists() else ()
"""Without a PostgreSQL server on this machine there is nothing to kill."""


class Killer:
    """Kills every process of a server, and starts it again."""

    def __init__(self, server: Server) -> None:
        """Begin with the server running."""
        self._server = server
        self._restarting: asyncio.Future[None] | None = None

    async def killed(self, world: World) -> None:
        """Kill the server a moment after the round has begun, and start it again."""
        await self.is_up(world)
        loop = asyncio.get_running_loop()
        self._restarting = loop.create_future()
        loop.call_later(world.chance.uniform(0, 0.2), self._begin_restart, self._restarting)

    async def is_up(self, _: World) -> None:
        """Wait until it has been started again."""
        if self._restarting is not None:
            await self._restarting

    def _begin_restart(self, restarting: asyncio.Future[None]) -> None:
        done = asyncio.get_running_loop().run_in_executor(None, self._server.control, "restart")
        done.add_done_callback(lambda _: restarting.set_result(None))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that runs, and may be killed."""
    with a_server() as server:
        yield server


@pytest.mark.parametrize("seed", SEEDS)
def test_a_server_killed_in_the_middle_loses_nothing(server: Server, seed: int) -> None:
    """After every crash of the server each message is seen once, and what was said is recorded once."""
    killer = Killer(server)
    kind = Kind("PostgreSQL killed", killer.killed, 2, postgres=True, is_over=killer.is_up)
    databases = Databases(server.address, durable=True)
    try:
        found = asyncio.run(run(seed, kind, databases)).found
    finally:
        databases.close()
    assert found.nothing, found
