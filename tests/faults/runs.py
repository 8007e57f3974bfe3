"""One run, all from one seed: a small register, some days with a fault in them, and a look at what came of it."""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, func, make_url, select, text

from models.calendar import opening
from models.database import Database
from models.outbox.message import OutboxMessage, OutboxState
from models.people.person import USUAL_HOURS
from tests.factories import Register
from tests.faults import injecting
from tests.faults.injecting import Inject
from tests.faults.oracles import Found, look
from tests.faults.sides import Where
from tests.faults.world import Hangs, World, a_world, ready_to_start
from tests.platforms import move_to_teams

LONDON = ZoneInfo("Europe/London")
OWNERS = ("anna", "dev")
SOME_TIME = timedelta(minutes=16)
"""Longer than any pause before a message is tried again."""

MOST_ROUNDS = 12
LONGEST = 3
"""Days with a fault at every hour at which something happens; days of rest follow."""

_NIGHTS = ("2026-03-28", "2026-10-24", "2028-02-28", "2026-01-30", "2026-04-30", "2026-12-31", "2026-06-10")
_HOURS = (0.98, 1.5, 2.5, 9, 9.01, 11, 16.9, 17.5)


@dataclass(frozen=True)
class Kind:
    """A kind of run: what is injected, how many Reckoners there are, and the database that it is for.

    `is_over` is waited for before the days of rest, in which no fault may go on. What only one platform suffers is
    `of` that.
    """

    name: str
    inject: Inject
    replicas: int = 1
    postgres: bool = False
    sqlite: bool = False
    is_over: Inject = injecting.nothing
    of: Where | None = None

    def is_for(self, where: Where) -> bool:
        """Whether it can be run with these platforms."""
        return self.of is None or where in (self.of, Where.BOTH)


KINDS = (
    Kind("killed at a call", injecting.killed_at_call),
    Kind("killed at a commit", injecting.killed_at_commit),
    Kind("calls refused, dropped, limited", injecting.refused),
    Kind("a send that stalls", injecting.stalled),
    Kind("redelivery, out of order", injecting.redelivered),
    Kind("clock steps", injecting.clock_stepped),
    Kind("clock-change nights, month ends", injecting.nothing),
    Kind("disk full", injecting.disk_full, sqlite=True),
    Kind("database locked", injecting.database_locked, sqlite=True),
    Kind("outage of a day and more", injecting.outage),
    Kind("several at once", injecting.several),
    Kind("two replicas", injecting.several, 2, postgres=True),
    Kind("three replicas", injecting.several, 3, postgres=True),
    Kind("two replicas, nothing else", injecting.nothing, 2, postgres=True),
    Kind("database restarted", injecting.database_restarted, 2, postgres=True),
    Kind("outage of a month", injecting.outage_of_a_month),
    Kind("socket gone deaf", injecting.gone_deaf, of=Where.SLACK),
    Kind("login, keys or Graph away", injecting.microsoft_away, of=Where.TEAMS),
    Kind("chat cleared", injecting.chat_cleared, of=Where.TEAMS),
    Kind("app removed and added", injecting.app_removed, is_over=injecting.app_everywhere, of=Where.TEAMS),
)


@dataclass
class Result:
    """What came of the run of `seed`; `deaths` is how often a Reckoner had died in a round."""

    seed: int
    kind: Kind
    where: Where = Where.SLACK
    found: Found = field(default_factory=Found)
    deaths: int = 0
    seconds: float = 0.0


class Databases:
    """A migrated database of each kind, of which every run is given a copy. `postgres` is a server's address.

    Runs that follow each other have the same addresses, at which Reckoners find their statements compiled: see
    tests/faults/warm.py.
    """

    def __init__(self, postgres: str | None, *, durable: bool = False) -> None:
        """Make the templates when they are first asked for; `durable` where the server itself may be killed."""
        self._postgres = make_url(postgres) if postgres else None
        self._durable = durable
        self._folder = Path(tempfile.mkdtemp(prefix="reckoner-faults-"))
        self._name = f"reckoner_faults_{random.SystemRandom().randrange(10**9)}"
        self._made: set[str] = set()
        self._in_use: set[int] = set()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of runs for which there is a database."""
        return tuple(each for each in KINDS if self._postgres or not each.postgres)

    @contextmanager
    def copy(self, kind: Kind) -> Iterator[tuple[str, Path]]:
        """Give the address of a new database and a folder for the rest; both are thrown away."""
        ready_to_start()
        number = next(each for each in count() if each not in self._in_use)
        self._in_use.add(number)
        place = place_of(os.getpid(), number)
        try:
            with self._copied(kind, place) as found:
                yield found
        finally:
            self._in_use.remove(number)

    @contextmanager
    def _copied(self, kind: Kind, folder: Path) -> Iterator[tuple[str, Path]]:
        folder.mkdir()
        try:
            if kind.postgres:
                with self._on_postgres(f"{self._name}_{folder.name}") as address:
                    yield address, folder
            else:
                if "sqlite" not in self._made:
                    _migrate(f"sqlite:///{self._folder / 'template.db'}")
                    self._made.add("sqlite")
                shutil.copyfile(self._folder / "template.db", folder / "reckoner.db")
                yield f"sqlite:///{folder / 'reckoner.db'}", folder
        finally:
            shutil.rmtree(folder)

    @contextmanager
    def _on_postgres(self, name: str) -> Iterator[str]:
        if "postgres" not in self._made:
            self._at_server(f'create database "{self._name}"')
            _migrate(self._address(self._name))
            self._made.add("postgres")
        self._at_server(f'create database "{name}" template "{self._name}"')
        try:
            yield self._address(name)
        finally:
            self._at_server(f'drop database "{name}" with (force)')

    def close(self) -> None:
        """Throw away the templates."""
        if "postgres" in self._made:
            self._at_server(f'drop database "{self._name}" with (force)')
        shutil.rmtree(self._folder)

    def _address(self, name: str) -> str:
        assert self._postgres is not None
        url = self._postgres.set(database=name)
        if not self._durable:
            # Processes are killed here, not the server: waiting for the disk is left out.
            url = url.update_query_dict({"options": "-c synchronous_commit=off"})
        return url.render_as_string(hide_password=False)

    def _at_server(self, statement: str) -> None:
        assert self._postgres is not None
        engine = create_engine(self._postgres, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def place_of(process: int, number: int = 0) -> Path:
    """Return the folder of a run, one of several at once in a process; its database on PostgreSQL has its name."""
    return Path(tempfile.gettempdir()) / f"reckoner_faults_{process}_{number}"


async def run(
    seed: int, kind: Kind, databases: Databases, where: Where = Where.SLACK, *, longest: int = LONGEST
) -> Result:
    """Run the days of `seed`, at most `longest`, with the faults of `kind`; return what was found."""
    chance = random.Random(seed)  # noqa: S311 - a run is to be the same again, not a secret
    begins_at = datetime.fromisoformat(f"{chance.choice(_NIGHTS)}T08:30").replace(tzinfo=LONDON)
    result = Result(seed, kind, where)
    with databases.copy(kind) as (address, folder):
        async with a_world(chance, begins_at, address, folder, kind.replicas, where) as world:
            try:
                fill(world)
                await days(world, kind.inject, longest)
                await kind.is_over(world)
                await _comes_to_rest(world)
                result.found = look(world)
            except Hangs:
                result.found.wrong.append("a Reckoner hangs")
            except Exception as error:  # noqa: BLE001 - one run that breaks must not end the others
                result.found.wrong.append(f"{type(error).__name__}: {error}")
            result.deaths = world.deaths
    return result


def fill(world: World) -> None:
    """Enter a few items whose reviews and deadlines come in these days, and a meeting."""
    register, chance = Register(world.database, world.clock, world.policy), world.chance
    today = register.today
    for number in range(1, chance.randint(3, 7)):
        owner, days = chance.choice(OWNERS), chance.randint(-1, 4)
        reference = register.item(
            str(number),
            owner=owner,
            deadline_on=today + timedelta(days=chance.choice((0, 1, 2, 7, 8, 30, 60))),
            added_on=today - timedelta(days=100),
            reviews_from=today - timedelta(days=90 + days),
        )
        world.items[reference] = owner
    register.meeting(today + timedelta(days=chance.randint(3, 9)), entered_on=today)
    move_to_teams(world.database, world.in_teams)


async def days(world: World, inject: Inject, longest: int) -> None:
    """Let some days pass, at hours by chance: people write, Reckoner works, and things go wrong."""
    chance = world.chance
    await world.starts()
    for day in range(chance.randint(1, longest)):
        begins = (world.clock.now().astimezone(LONDON) + timedelta(days=bool(day))).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        for hour in sorted(chance.sample(_HOURS, 3)):
            at = begins + timedelta(hours=hour)
            if at > world.clock.now():
                world.move(at)
            await inject(world)
            _people_write(world)
            await world.starts()
            await world.rounds()
            await world.settles()


def _people_write(world: World) -> None:
    chance = world.chance
    for _ in range(chance.randint(0, 2)):
        reference = chance.choice(list(world.items))
        world.says(world.items[reference], reference)
    if (there := world.standing()) and chance.random() < 0.4:
        world.edits(chance.choice(there))
    if there and chance.random() < 0.15:
        world.deletes(chance.choice(there))


async def _comes_to_rest(world: World) -> None:
    """Stop every fault, start Reckoner once more, and let two working days pass."""
    world.later.bring_forward()
    for side in world.sides:
        side.faults.clear()
    await world.dies()
    world.step, world.pages, world.replicas = timedelta(), None, 1
    await world.starts()
    await world.settles()
    for _ in range(2):
        midnight = (world.clock.now().astimezone(LONDON) + timedelta(days=1)).replace(hour=0, minute=0)
        at = opening(midnight, LONDON, USUAL_HOURS, world.policy.calendar) + timedelta(hours=2)
        world.move(at)
        await _works_off(world)
    world.note_undelivered()


async def _works_off(world: World) -> None:
    for _ in range(MOST_ROUNDS):
        await world.rounds()
        await world.settles()
        with world.database.reading() as session:
            states = (OutboxState.PENDING, OutboxState.SENDING)
            waiting = session.scalar(select(func.count()).where(OutboxMessage.state.in_(states)))
        if not waiting:
            return
        world.move(world.clock.now() + SOME_TIME)


def _migrate(address: str) -> None:
    database = Database(address)
    database.migrate()
    database.close()
