"""A world for one run: the workspace and people here, and Reckoner in processes that may die at any moment."""

import asyncio
import multiprocessing
import os
import random
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Protocol

from bot.clock import StoppedClock
from bot.settings import Settings
from models.database import Database
from models.policy import Policy
from tests.faults import child
from tests.faults.child import Ending, Orders
from tests.faults.later import Later
from tests.faults.sides import ACKNOWLEDGED, Side, Spoken, Where
from tests.faults.slack_side import SlackSide
from tests.faults.teams_side import TeamsSide, everybody

PATIENCE = 60.0
"""Real seconds after which a child that has not answered is taken to hang, which fails the run."""

LONGEST_STALL = 0.7
"""Real seconds after which a connection that stalls is broken."""

IN_TEAMS = {Where.SLACK: (), Where.TEAMS: everybody(), Where.BOTH: ("priya", "anna", "sofia", "ruth")}
"""The handles of those who use Teams, by the platforms that there are; the others use Slack."""

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.faults.child", "tests.faults.world", "tests.faults.warm"])


class Hangs(Exception):  # noqa: N818 - it reads as what happened
    """A Reckoner neither answered nor died."""


@cache
def ready_to_start() -> None:
    """Wait until there is the process from which all Reckoners are made."""
    first = _processes.Process(target=child.nothing)
    first.start()
    first.join()


class Child(Protocol):
    """One Reckoner, wherever it runs."""

    addresses: tuple[str, ...]

    @property
    def is_alive(self) -> bool:
        """Whether it lives."""
        ...

    def tell_time(self, at: datetime) -> None:
        """Put its clock at an aware instant."""
        ...

    def kill(self) -> None:
        """End it as `kill -9` does."""
        ...

    async def order(self, name: str, given: object = None) -> bool:
        """Have it do something; return False if it died before it was done."""
        ...

    async def ends(self) -> None:
        """Wait until it is dead, and let go of what was held for it."""
        ...


class Running:
    """One Reckoner in a process, whose clock stands at `clock.value`."""

    def __init__(self, orders: Orders, at: datetime) -> None:
        """Start it; it can be given orders once `answers` has returned."""
        self.clock = _processes.Value("d", at.timestamp(), lock=True)
        self.addresses: tuple[str, ...] = ()
        """Where it listens, over HTTP, once it has started."""
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

    def tell_time(self, at: datetime) -> None:
        """Put its clock at an aware instant."""
        self.clock.value = at.timestamp()

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
        said = _received(self._pipe)
        if said is not None and said[0] == "started":
            self.addresses = said[1]
        return said is not None

    async def ends(self) -> None:
        """Wait until it is dead, and let go of what was held for it."""
        self.kill()
        await asyncio.to_thread(self.process.join)
        self._pipe.close()


def _received(pipe: Connection) -> child.Order | None:
    """Return what a Reckoner has told; None where it has died."""
    try:
        if not pipe.poll():
            return None
        name, given = pipe.recv()
    except (EOFError, OSError):
        return None
    return name, given


class World:
    """People, their platforms and so many Reckoners on one register; what is random comes from `chance`."""

    def __init__(
        self,
        chance: random.Random,
        clock: StoppedClock,
        database_url: str,
        folder: Path,
        replicas: int,
    ) -> None:
        """Begin with no platform and no Reckoner running."""
        self.chance, self.clock = chance, clock
        self.slack: SlackSide | None = None
        self.teams: TeamsSide | None = None
        self.in_teams: Sequence[str] = ()
        self.committee = ""
        self.database_url, self.folder, self.replicas = database_url, folder, replicas
        self.database = Database(database_url)
        self.began_at = clock.now()
        self.children: list[Child] = []
        self.step = timedelta()
        self.pages: int | None = None
        self.items: dict[str, str] = {}
        self.spoken: list[Spoken] = []
        self.deaths = 0
        self._refreshing: asyncio.Task[None] | None = None
        self._started = asyncio.Event()
        self.later = Later()

    @property
    def sides(self) -> list[Side]:
        """The platforms that there are."""
        return [each for each in (self.slack, self.teams) if each is not None]

    @property
    def policy(self) -> Policy:
        """What the force has decided for itself."""
        return self.settings().policy

    def a_side(self) -> Side:
        """Return a platform by chance."""
        return self.chance.choice(self.sides)

    async def listening(self) -> Sequence[str]:
        """Return where Reckoners listen that are alive, once there are any."""
        while not (there := [at for each in self.children if each.is_alive for at in each.addresses]):
            self._started.clear()
            await self._started.wait()
        return there

    def _side_of(self, who: str) -> Side:
        side = self.teams if who in self.in_teams else self.slack
        assert side is not None
        return side

    async def starts(self) -> None:
        """Start what is not running: as many Reckoners as there are to be."""
        for each in [each for each in self.children if not each.is_alive]:
            self.children.remove(each)
            await each.ends()
        while len(self.children) < self.replicas:
            started = Running(Orders(self.settings(), self.pages), self.clock.now() + self.step)
            self.children.append(started)
            if not await started.answers():
                self.deaths += 1
                return
            self._started.set()

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
            each.tell_time(to + self.step)

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
                await self._at_rest()
                # Hours will pass now, and nothing is on its way for hours.
                if not all([await each.order("rest") for each in self.children]):
                    continue
                await self._at_rest()
            except TimeoutError:
                self.release()
            else:
                return

    async def _at_rest(self) -> None:
        for each in self.sides:
            await each.settled(1.0 + ACKNOWLEDGED)

    def release(self) -> None:
        """Break every connection that stalls."""
        for each in self.sides:
            each.faults.release()

    def says(self, who: str, reference: str) -> None:
        """Have somebody write about an item in the direct conversation, if they can."""
        token = f"token{len(self.spoken)}x"
        words = f"{reference}: {token} trained {self.chance.randint(1, 99)}%"
        spoken = Spoken(token, who, words)
        self._side_of(who).says(spoken)
        if spoken.said is not None:
            self.spoken.append(spoken)

    def standing(self) -> list[Spoken]:
        """Return what was said and still stands where it was said."""
        return [each for each in self.spoken if not each.deleted and self._side_of(each.who).stands(each)]

    def edits(self, spoken: Spoken) -> None:
        """Have somebody change what they wrote."""
        spoken.words = f"{spoken.words.rpartition(' ')[0]} {self.chance.randint(100, 999)}%"
        self._side_of(spoken.who).edits(spoken)

    def deletes(self, spoken: Spoken) -> None:
        """Have somebody take away what they wrote."""
        spoken.deleted = True
        self._side_of(spoken.who).deletes(spoken)

    def redelivers(self) -> None:
        """Have everything brought again, up to four times each and in any order, that was brought before."""
        again = [(spoken.who, each) for spoken in self.spoken for each in spoken.payloads]
        chosen = [each for each in again for _ in range(self.chance.randint(0, 4))]
        self.chance.shuffle(chosen)
        for who, payload in chosen:
            self._side_of(who).brings(payload)

    def hears_again(self) -> None:
        """End the deafness of the socket, and have Slack ask for a new connection, as it does every few hours."""
        assert self.slack is not None
        self.slack.faults.deaf = False
        refreshing = self.slack.workspace.socket.refresh()
        self._refreshing = asyncio.get_running_loop().create_task(refreshing)

    def note_undelivered(self) -> None:
        """Note what was given up on the way: that need not have been recorded."""
        lost = [payload for each in self.sides for payload in each.undelivered()]
        for spoken in self.spoken:
            spoken.sure = spoken.sure and not any(each in lost for each in spoken.payloads)

    def settings(self) -> Settings:
        """Return the settings by which Reckoner serves the platforms that there are."""
        of_sides = {name: value for each in self.sides for name, value in each.settings.items()}
        return Settings.read(
            _env_file=None,
            reckoner_data=self.folder,
            reckoner_health_port=0,
            reckoner_http_port=0,
            reckoner_database_url=self.database_url,
            reckoner_committee_channel=self.committee,
            **of_sides,
        )


async def _releases(world: World) -> None:
    """Break stalled connections every now and then: nobody waits here for as long as they would stall."""
    while True:
        await asyncio.sleep(LONGEST_STALL)
        world.release()


@asynccontextmanager
async def a_world(
    chance: random.Random,
    begins_at: datetime,
    database_url: str,
    folder: Path,
    replicas: int,
    where: Where = Where.SLACK,
) -> AsyncIterator[World]:
    """Give a world that begins at an aware instant, with the platforms that are `where`."""
    clock = StoppedClock(begins_at)
    world = World(chance, clock, database_url, folder, replicas)
    async with AsyncExitStack() as stack:
        stack.callback(world.database.close)
        if where is not Where.TEAMS:
            world.slack = await SlackSide.opened(clock)
            stack.push_async_callback(world.slack.close)
        if where is not Where.SLACK:
            world.in_teams = IN_TEAMS[where]
            world.teams = await TeamsSide.opened(clock, world.in_teams, world.listening, chance)
            stack.push_async_callback(world.teams.close)
        world.committee = world.a_side().committee
        stack.push_async_callback(world.dies)
        stack.callback(asyncio.create_task(_releases(world)).cancel)
        yield world
