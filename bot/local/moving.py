"""Reckoner on the local workspace, on Slack and on Teams at once, and people who move from one to the other."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import datetime

from bot.app import Reckoner, running
from bot.clock import MovableClock
from bot.local.surfaces import COMMITTEE, NAMES, Surfaces
from bot.local.teams.force import TeamsForce
from bot.local.teams.sample import ACCOUNTS
from bot.settings import Settings
from handlers.people import people
from handlers.people.people import Change
from models.database import Database
from models.enums import Surface
from models.refusals.people import NoSuchPerson


class MovingReckoner:
    """Runs Reckoner by the settings that `settings` returns, begun again where the committee's channel moves."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        clock: MovableClock,
        database: Database,
        surfaces: Surfaces,
        force: TeamsForce,
    ) -> None:
        """Keep people's accounts in `database`; what happens in Teams is brought by `force`."""
        self._settings, self._clock, self._database = settings, clock, database
        self._surfaces, self._force = surfaces, force
        self._stack, self._turn, self._begun = AsyncExitStack(), asyncio.Lock(), asyncio.Event()
        self._rounds: set[asyncio.Task[None]] = set()
        self.reckoner: Reckoner

    async def begin(self) -> None:
        """Start it, and have what comes due by a move of the clock done at once. Raises PlatformFault."""
        self._stack = AsyncExitStack()
        self.reckoner = await self._stack.enter_async_context(running(self._settings(), self._clock))
        (address,) = self.reckoner.addresses
        self._force.delivery.listens_at(address)
        self._force.introduce()
        loop = asyncio.get_running_loop()

        def moved(_: datetime) -> None:
            loop.call_soon_threadsafe(self._begin_round)

        self._clock.on_move(moved)
        self._begun.set()

    async def end(self) -> None:
        """Stop it; what happens in Teams waits."""
        self._force.delivery.listens_at("")
        await self._stack.aclose()

    async def move(self, user: str | None, surface: Surface) -> None:
        """Move somebody to `surface`: everybody, and the committee's channel, if `user` is None.

        Who chooses before Reckoner runs waits until it does.
        """
        await self._begun.wait()
        async with self._turn:
            for each in self._surfaces.elsewhere(ACCOUNTS if user is None else (user,), surface):
                await self._move(each, surface)
            if user is None and self._surfaces.committee is not surface:
                self._surfaces.put(COMMITTEE, surface)
                await self.end()
                await self.begin()

    async def _move(self, user: str, surface: Surface) -> None:
        if surface is Surface.SLACK:
            self._force.remove(user)
            await self._force.delivery.settled()
        self._surfaces.put(user, surface)
        if user in NAMES:
            await asyncio.to_thread(self._change, user)
        if surface is Surface.TEAMS:
            self._force.install(user)

    async def settled(self) -> None:
        """Return when everything that has happened in Teams was taken, and what is due was sent."""
        await self._force.delivery.settled()
        await self.reckoner.rounds.send_and_fetch()

    def _change(self, user: str) -> None:
        """Note somebody's other account in the register, as whoever keeps it would."""
        act = self._settings().policy.act(None, self._clock.now())
        # A register that began empty need not know them.
        with suppress(NoSuchPerson), self._database.writing() as session:
            people.change(session, NAMES[user], Change(account=self._surfaces.account_of(user)), act)

    def _begin_round(self) -> None:
        task = asyncio.create_task(self.reckoner.rounds.round())
        self._rounds.add(task)
        task.add_done_callback(self._rounds.discard)
