"""What is compared over HTTP, each in a process of its own: Reckoner, and its peers."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import clock_gettime

import aiohttp

from bot.clock import SystemClock
from bot.local.people import BOT_USER_ID, Member
from bot.local.server import serve
from bot.local.slack.installation import Installation
from bot.local.slack.pace import Pace
from bot.local.workspace import Workspace
from bot.operations.web import bound
from bot.slack.http import EVENTS_PATH
from bot.slack.manifest import EVENTS, SCOPES
from tests.bench.filling import ACCOUNTS
from tests.bench.peers import Peer

SECRET = "bench"
ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds that a server may take until it answers, and until it has done what it does once."""

AT_REST = 50.0
"""Milliseconds of a processor that it has in a second at most while it does nothing."""


@dataclass
class Server:
    """A server at the address `origin`."""

    origin: str
    process: subprocess.Popen[bytes]
    _idle: float | None = None

    @property
    def memory(self) -> float:
        """The memory that it holds now, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    @property
    def worked(self) -> float:
        """The milliseconds that it has had a processor so far, which wait for nothing and nobody."""
        # Linux keeps a clock for each process, whose number follows from the process's. Threads that have ended
        # are in it: summed over those that live, a server would now and then have worked less than before.
        return clock_gettime((~self.process.pid << 3) | 2) * 1000

    async def idle(self, seconds: float) -> float:
        """Return how many milliseconds of a processor it has a second while nobody asks, watched once so long."""
        if self._idle is None:
            if seconds:
                await self._settled()
            before = self.worked
            await asyncio.sleep(seconds)
            self._idle = (self.worked - before) / seconds if seconds else 0.0
        return self._idle

    async def _settled(self) -> None:
        """Wait until it has done what it does once, as soon as it takes requests."""
        worked = 0.0
        async with asyncio.timeout(PATIENCE):
            while self.worked > worked + AT_REST:
                worked = self.worked
                await asyncio.sleep(1)


class Street:
    """Servers that stand beside each other, and the Slack that they talk to."""

    def __init__(self, workspace: Workspace, api: str, folder: Path) -> None:
        """Begin with no server; what each keeps besides its database is kept in `folder`."""
        self.workspace, self.api, self._folder = workspace, api, folder
        self._servers: dict[object, Server] = {}

    def direct_with(self, account: str) -> str:
        """Return the channel in which somebody writes to Reckoner."""
        return str(self.workspace.directory.direct(BOT_USER_ID, account)["id"])

    async def reckoner(self, url: str) -> Server:
        """Return Reckoner on the register at `url` and in Slack, started at first, once it takes requests."""
        slack = {
            "SLACK_BOT_TOKEN": self.workspace.installation.bot_token,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": self.api,
        }
        return await self.reckoner_with(slack, url)

    async def reckoner_with(self, platform: Mapping[str, str], url: str) -> Server:
        """Return Reckoner on the register at `url`, and with the settings of a platform."""
        if url in self._servers:
            return self._servers[url]
        port = _free_port()
        environment = {
            **os.environ,
            **platform,
            "RECKONER_DATABASE_URL": url,
            "RECKONER_DATA": str(self._folder / f"data-{port}"),
            "RECKONER_HTTP_PORT": str(port),
        }
        return await self._start(url, port, [sys.executable, "-m", "bot", "run"], environment)

    async def peer(self, peer: Peer, url: str = "") -> Server:
        """Return what Reckoner is compared with; the afternoon bot reads the register at `url`."""
        if (peer, url) in self._servers:
            return self._servers[peer, url]
        port = _free_port()
        given = [peer, self.api, str(port), SECRET, EVENTS_PATH, url]
        command = [sys.executable, "-m", "tests.bench.peers", *given]
        return await self._start((peer, url), port, command, dict(os.environ))

    async def _start(
        self, what: object, port: int, command: list[str], environment: dict[str, str]
    ) -> Server:
        process = await asyncio.to_thread(
            subprocess.Popen,
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        origin = f"http://127.0.0.1:{port}"
        try:
            await _until_up(process, f"{origin}{EVENTS_PATH}")
        except BaseException:
            process.kill()
            process.wait()
            raise
        self._servers[what] = Server(origin, process)
        return self._servers[what]

    async def close(self) -> None:
        """End every server; Slack answers meanwhile, since one that ends first finishes what it is sending."""
        for server in self._servers.values():
            server.process.terminate()
        for server in self._servers.values():
            try:
                await asyncio.to_thread(server.process.wait, PATIENCE)
            except subprocess.TimeoutExpired:
                server.process.kill()


@asynccontextmanager
async def street(folder: Path) -> AsyncIterator[Street]:
    """Give a place to start servers, with a workspace that knows the register's people and never slows down."""
    workspace = Workspace(
        SystemClock(),
        Installation(scopes=frozenset(SCOPES), events=frozenset(EVENTS)),
        pace=Pace(burst=10**9),
    )
    for account in ACCOUNTS:
        workspace.add_member(Member(account, account.lower(), account, "Owner", f"{account}@force.example"))
    served = await serve(workspace)
    here = Street(workspace, f"{served.base_url}/api/", folder)
    try:
        yield here
    finally:
        await here.close()
        await served.close()
        workspace.close()


async def _until_up(process: subprocess.Popen[bytes], address: str) -> None:
    async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
        while process.poll() is None:
            try:
                async with session.get(address):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.02)
    raise RuntimeError(f"A server ended before it answered: {process.args!r}.")


def _free_port() -> int:
    with bound("127.0.0.1", 0) as free:
        return int(free.getsockname()[1])
