"""PostgreSQL itself is killed and started again while two Reckoners work: a server of the test's own."""

import asyncio
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.runs import Databases, Kind, run
from tests.faults.world import World

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
INITDB = Path(shutil.which("initdb") or (BINARIES[-1] if BINARIES else "/nowhere"))
SEEDS = (4_000,) if INITDB.exists() else ()
"""Without a PostgreSQL server on this machine there is nothing to kill."""

STARTS_WITHIN = 60


class Server:
    """A PostgreSQL server in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Make the server's files in `folder`; it does not run as root, so that then belongs to `postgres`."""
        self._folder, self._data = folder, folder / "data"
        self._as: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        if self._as:
            shutil.chown(folder, **self._as)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._do(
            "initdb", "--pgdata", str(self._data), "--auth=trust", "--username=reckoner", "--encoding=UTF8"
        )
        self._control("start")
        self.address = f"postgresql+psycopg://reckoner@127.0.0.1:{self._port}/postgres"
        self._restarting: asyncio.Future[None] | None = None

    async def killed(self, world: World) -> None:
        """Kill every process of the server a moment after the round has begun, and start it again."""
        await self.is_up(world)
        loop = asyncio.get_running_loop()
        self._restarting = loop.create_future()
        loop.call_later(world.chance.uniform(0, 0.2), self._begin_restart, self._restarting)

    async def is_up(self, _: World) -> None:
        """Wait until it has been started again."""
        if self._restarting is not None:
            await self._restarting

    def stop(self) -> None:
        """Stop the server."""
        self._control("stop")

    def _begin_restart(self, restarting: asyncio.Future[None]) -> None:
        done = asyncio.get_running_loop().run_in_executor(None, self._control, "restart")
        done.add_done_callback(lambda _: restarting.set_result(None))

    def _control(self, what: str) -> None:
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1"
        immediate = [] if what == "start" else ["-m", "immediate"]
        log = str(self._folder / "log")
        self._do("pg_ctl", what, "-D", str(self._data), "-o", options, "-l", log, "-w", *immediate)

    def _do(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [str(INITDB.with_name(program)), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=STARTS_WITHIN,
            cwd=self._folder,
            **self._as,
        )


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that runs, and may be killed."""
    # A folder of pytest's own is closed to the account under which the server runs.
    folder = Path(tempfile.mkdtemp(prefix="reckoner-postgres-"))
    server = Server(folder)
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_server_killed_in_the_middle_loses_nothing(server: Server, seed: int) -> None:
    """After every crash of the server each message is seen once, and what was said is recorded once."""
    kind = Kind("PostgreSQL killed", server.killed, 2, postgres=True, is_over=server.is_up)
    databases = Databases(server.address, durable=True)
    try:
        found = asyncio.run(run(seed, kind, databases)).found
    finally:
        databases.close()
    assert found.nothing, found
