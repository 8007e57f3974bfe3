"""What every Reckoner does once after its start and takes long, done before their processes are made from one.

A Reckoner works here for a day, on both platforms, at the address at which runs will have their databases: what it
has imported, compiled and drawn is there for every other. Nothing of its register is left.
"""

import asyncio
import os
import random
import shutil
import threading
from datetime import datetime
from pathlib import Path

from bot.app import Reckoner, running
from models import lazy_pattern
from templates import translator
from tests.faults import injecting
from tests.faults.child import quiet
from tests.faults.runs import LONDON, days, fill, place_of
from tests.faults.sides import Where
from tests.faults.world import a_world

_DAY = datetime(2026, 6, 10, 8, 30, tzinfo=LONDON)
_SEED = 3_005
"""By which people write, and change what they wrote."""


class Here:
    """A Reckoner in this process, with the clock of its world; nothing kills it."""

    is_alive = True

    def __init__(self, reckoner: Reckoner) -> None:
        """Give orders to `reckoner`."""
        self.addresses = reckoner.addresses
        self._rounds = reckoner.rounds

    def tell_time(self, at: datetime) -> None:
        """Leave it: it looks at the world's."""

    def kill(self) -> None:
        """Let it live."""

    async def order(self, name: str, given: object = None) -> bool:
        """Have it run a round, or send what waits."""
        del given
        await {"round": self._rounds.round, "rest": self._rounds.send_and_fetch}[name]()
        return True

    async def ends(self) -> None:
        """Leave that to whoever started it."""


async def _a_day(address: str, folder: Path) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - it is to be the same at every start, not a secret
    async with a_world(chance, _DAY, address, folder, 1, Where.BOTH) as world:
        world.database.migrate()
        fill(world)
        async with running(world.settings(), world.clock) as reckoner:
            world.children.append(Here(reckoner))
            await days(world, injecting.nothing, 1)
            await world.dies()


def _works() -> None:
    folder = place_of(os.getppid())
    folder.mkdir()
    try:
        asyncio.run(_a_day(f"sqlite:///{folder / 'reckoner.db'}", folder))
    finally:
        shutil.rmtree(folder)
    # A process that is made from one with threads may wait for ever for what one of them holds.
    assert threading.active_count() == 1, threading.enumerate()


quiet()
translator.compile_all()
lazy_pattern.compile_all()
_works()
