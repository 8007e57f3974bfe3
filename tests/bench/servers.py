"""What is compared over HTTP, each in a process of its own: Reckoner, and its peers."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

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
"""Seconds that a server may take until it answers."""


@dataclass(frozen=True)
class Server:
    """A server at the address `origin`, and the seconds until it first took a connection."""

    origin: str
    process: subprocess.Popen[bytes]
    started_in: float

    @property
    def memory(self) -> float:
        """The memory that it holds now, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    @property
    def worked(self) -> float:
        """The milliseconds that it has had a processor so far, which wait for nothing and nobody."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text("ascii").split()[0]) for task in tasks) / 1e6

    async def idle(self, seconds: float) -> float:
        """Return how many milliseconds of a processor it has a second while nobody asks, over so many seconds."""
        before = self.worked
        await asyncio.sleep(seconds)
        return (self.worked - before) / seconds


class Street:
    """Servers that stand beside each other, and the Slack that they talk to."""

    def __init__(self, workspace: Workspace, api: str, folder: Path) -> None:
        """Begin with no server; what each keeps besides its database is kept in `folder`."""
        self.workspace, self.api, self._folder = workspace, api, folder
        self._servers: list[Server] = []

    def direct_with(self, account: str) -> str:
        """Return the channel in which somebody writes to Reckoner."""
        return str(self.workspace.directory.direct(BOT_USER_ID, account)["id"])

    async def reckoner(self, url: str) -> Server:
        """Start Reckoner on the register at `url` and in Slack, and return once it takes requests."""
        slack = {
            "SLACK_BOT_TOKEN": self.workspace.installation.bot_token,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": self.api,
        }
        return await self.reckoner_with(slack, url)

    async def reckoner_with(self, platform: Mapping[str, str], url: str) -> Server:
        """Start Reckoner on the register at `url`, and with the settings of a platform."""
        port = _free_port()
        environment = {
            **os.environ,
            **platform,
            "RECKONER_DATABASE_URL": url,
            "RECKONER_DATA": str(self._folder / f"data-{port}"),
            "RECKONER_HTTP_PORT": str(port),
        }
        return await self._start(port, [sys.executable, "-m", "bot", "run"], environment)

    async def peer(self, peer: Peer, url: str = "") -> Server:
        """Start what Reckoner is compared with; the afternoon bot reads the register at `url`."""
        port = _free_port()
        given = [peer, self.api, str(port), SECRET, EVENTS_PATH, url]
        return await self._start(port, [sys.executable, "-m", "tests.bench.peers", *given], dict(os.environ))

    async def _start(self, port: int, command: list[str], environment: dict[str, str]) -> Server:
        begun = perf_counter()
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
        self._servers.append(Server(origin, process, perf_counter() - begun))
        return self._servers[-1]

    async def close(self) -> None:
        """End every server; Slack answers meanwhile, since one that ends first finishes what it is sending."""
        for server in self._servers:
            server.process.terminate()
        for server in self._servers:
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
