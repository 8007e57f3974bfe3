"""A world for one run: the workspace and people here, and Reckoner in processes that may die at any moment."""

import asyncio
import multiprocessing
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from bot.clock import StoppedClock
from bot.local.server import Served, serve
from bot.local.slack.dispatch import Waits
from bot.local.slack.installation import as_the_manifest_asks
from bot.local.slack.pace import Pace
from bot.local.workspace import Workspace
from bot.settings import Settings
from models.database import Database
from models.policy import Policy
from tests.faults import child
from tests.faults.child import Ending, Orders
from tests.faults.later import Later

COMMITTEE = "C0JAC0001"
WAITS = Waits(acknowledged=2.0, again=(0.0, 0.05, 0.2))
UNHURRIED = Pace(burst=100_000)
PATIENCE = 60.0
"""Real seconds after which a child that has not answered is taken to hang, which fails the run."""

LONGEST_STALL = 0.7
"""Real seconds after which a connection that stalls is broken."""

Json = dict[str, Any]

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.faults.child", "tests.faults.warm", "tests.faults.world"])


class Hangs(Exception):  # noqa: N818 - it reads as what happened
    """A Reckoner neither answered nor died."""


class Running:
    """One Reckoner in a process, whose clock stands at `clock.value`."""

    def __init__(self, orders: Orders, at: datetime) -> None:
        """Start it; it can be given orders once `answers` has returned."""
        self.clock = _processes.Value("d", at.timestamp(), lock=True)
        self._pipe, theirs = _processes.Pipe()
        self.process: ForkServerProcess = _processes.Process(
            target=child.run, args=(orders, theirs, self.clock), daemon=True
        )
        self.process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        """Whether it lives."""
        return self.process.is_alive()

    def kill(self) -> None:
        """End it as `kill -9` does."""
        if self.process.pid is not None and self.is_alive:
            # It may die by itself between the two.
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)

    async def order(self, name: str, given: object = None) -> bool:
        """Have it do something; return False if it died before it was done."""
        try:
            self._pipe.send((name, given))
        except OSError:
            return False
        return await self.answers()

    async def answers(self) -> bool:
        """Wait until it has done what it was told; return False if it died before."""
        loop, told = asyncio.get_running_loop(), asyncio.Event()
        watched = (self._pipe.fileno(), self.process.sentinel)
        for each in watched:
            loop.add_reader(each, told.set)
        try:
            async with asyncio.timeout(PATIENCE):
                await told.wait()
        except TimeoutError:
            raise Hangs from None
        finally:
            for each in watched:
                loop.remove_reader(each)
        return _received(self._pipe)

    async def ends(self) -> None:
        """Wait until it is dead, and let go of what was held for it."""
        self.kill()
        await asyncio.to_thread(self.process.join)
        self._pipe.close()


def _received(pipe: Connection) -> bool:
    try:
        if not pipe.poll():
            return False
        pipe.recv()
    except (EOFError, OSError):
        return False
    return True


@dataclass
class Spoken:
    """What a person said: `words` as they stand now. `sure` is False where Slack could not bring all of it."""

    token: str
    who: str
    words: str
    said: Json | None = None
    deleted: bool = False
    sure: bool = True
    payloads: list[Json] = field(default_factory=list)


class World:
    """People, Slack and so many Reckoners on one register; what is random comes from `chance`."""

    def __init__(
        self,
        chance: random.Random,
        served: Served,
        clock: StoppedClock,
        database_url: str,
        folder: Path,
        replicas: int,
    ) -> None:
        """Begin with no Reckoner running."""
        self.chance, self.served, self.clock = chance, served, clock
        self.workspace = served.workspace
        self.database_url, self.folder, self.replicas = database_url, folder, replicas
        self.database = Database(database_url)
        self.policy: Policy = self._settings().policy
        self.began_at = clock.now()
        self.children: list[Running] = []
        self.step = timedelta()
        self.pages: int | None = None
        self.items: dict[str, str] = {}
        self.spoken: list[Spoken] = []
        self.deaths = 0
        self._refreshing: asyncio.Task[None] | None = None
        self.later = Later()

    async def starts(self) -> None:
        """Start what is not running: as many Reckoners as there are to be."""
        for each in [each for each in self.children if not each.is_alive]:
            self.children.remove(each)
            await each.ends()
        while len(self.children) < self.replicas:
            started = Running(Orders(self._settings(), self.pages), self.clock.now() + self.step)
            self.children.append(started)
            if not await started.answers():
                self.deaths += 1
                return

    async def dies(self) -> None:
        """Kill every Reckoner."""
        while self.children:
            await self.children.pop().ends()

    async def orders_death(self, nth: int, ending: Ending) -> None:
        """Have one Reckoner die at its `nth` commit from now."""
        if self.children:
            await self.chance.choice(self.children).order("die", (nth, ending))

    def kill_one(self) -> None:
        """Kill one Reckoner now."""
        if self.children:
            self.chance.choice(self.children).kill()

    def move(self, to: datetime) -> None:
        """Move everybody's clock to the aware instant `to`; Reckoner's is wrong by `step`."""
        self.clock.move_to(to)
        for each in self.children:
            each.clock.value = (to + self.step).timestamp()

    async def rounds(self) -> None:
        """Let every Reckoner run a round, all at once; start those that died."""
        lived = await asyncio.gather(*(each.order("round") for each in self.children))
        if len(lived) < self.replicas or not all(lived):
            self.deaths += 1
            await self.starts()

    async def settles(self) -> None:
        """Let what is under way come to rest, starting whoever has died over it."""
        for _ in range(20):
            await self.starts()
            try:
                await self.workspace.settled(1.0 + WAITS.acknowledged)
                # Hours will pass now, and nothing is on its way for hours.
                if not all([await each.order("rest") for each in self.children]):
                    continue
                await self.workspace.settled(1.0 + WAITS.acknowledged)
            except TimeoutError:
                self.workspace.faults.release()
            else:
                return

    def says(self, who: str, reference: str) -> None:
        """Have somebody write about an item in the direct conversation."""
        token = f"token{len(self.spoken)}x"
        words = f"{reference}: {token} trained {self.chance.randint(1, 99)}%"
        said = self.workspace.post_as(who, "@reckoner", words)
        self.spoken.append(Spoken(token, who, words, said, payloads=self._latest()))

    def edits(self, spoken: Spoken) -> None:
        """Have somebody change what they wrote."""
        assert spoken.said is not None
        spoken.words = f"{spoken.words.rpartition(' ')[0]} {self.chance.randint(100, 999)}%"
        self.workspace.edit_as(spoken.who, spoken.said["channel"], spoken.said["ts"], spoken.words)
        spoken.payloads += self._latest()

    def deletes(self, spoken: Spoken) -> None:
        """Have somebody take away what they wrote."""
        assert spoken.said is not None
        spoken.deleted = True
        self.workspace.delete_as(spoken.who, spoken.said["channel"], spoken.said["ts"])
        spoken.payloads += self._latest()

    def redelivers(self) -> None:
        """Have Slack bring again, up to four times each and in any order, what it has brought before."""
        again = [each for spoken in self.spoken for each in spoken.payloads]
        chosen = [payload for payload in again for _ in range(self.chance.randint(0, 4))]
        self.chance.shuffle(chosen)
        for payload in chosen:
            self.workspace.dispatch.enqueue(payload)

    def hears_again(self) -> None:
        """End the deafness of the socket, and have Slack ask for a new connection, as it does every few hours."""
        self.workspace.faults.deaf = False
        self._refreshing = asyncio.get_running_loop().create_task(self.workspace.socket.refresh())

    def note_undelivered(self) -> None:
        """Note what Slack gave up bringing: that need not have been recorded."""
        lost = {each["event_id"] for each in self.workspace.dispatch.undelivered}
        for spoken in self.spoken:
            spoken.sure = spoken.sure and lost.isdisjoint(each["event_id"] for each in spoken.payloads)

    def _latest(self) -> list[Json]:
        return self.workspace.dispatch.outstanding[-1:]

    def _settings(self) -> Settings:
        installation = self.workspace.installation
        return Settings.read(
            _env_file=None,
            slack_bot_token=installation.bot_token,
            slack_app_token=installation.app_token,
            slack_signing_secret=None,
            slack_api_url=f"{self.served.base_url}/api/",
            reckoner_data=self.folder,
            reckoner_health_port=0,
            reckoner_database_url=self.database_url,
            reckoner_committee_channel=COMMITTEE,
        )


async def _releases(workspace: Workspace) -> None:
    """Break stalled connections every now and then: nobody waits here for as long as they would stall."""
    while True:
        await asyncio.sleep(LONGEST_STALL)
        workspace.faults.release()


@asynccontextmanager
async def a_world(
    chance: random.Random, begins_at: datetime, database_url: str, folder: Path, replicas: int
) -> AsyncIterator[World]:
    """Give a world that begins at an aware instant."""
    clock = StoppedClock(begins_at)
    workspace = Workspace(clock, as_the_manifest_asks(), waits=WAITS, pace=UNHURRIED)
    served = await serve(workspace)
    world = World(chance, served, clock, database_url, folder, replicas)
    releasing = asyncio.create_task(_releases(workspace))
    try:
        yield world
    finally:
        releasing.cancel()
        await world.dies()
        await served.close()
        workspace.close()
        world.database.close()
