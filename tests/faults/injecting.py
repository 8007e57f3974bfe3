"""The faults: each is a function that a run calls before every step of its days, for some mischief by chance."""

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from bot.local.faults import Moment
from tests.faults.world import World

Inject = Callable[[World], Awaitable[None]]

SOMETIMES = 0.3
LONGEST_DEAF = 2.5
"""Real seconds: longer than Slack waits for one event to be acknowledged."""

SHORTEST_MONTH = 28
"""Days."""

_STEPS = tuple(timedelta(seconds=each) for each in (-360, -10, 10, 360))


async def nothing(_: World) -> None:
    """Let all go well: for the nights and days on which the calendar itself is the trap."""


async def killed_at_call(world: World) -> None:
    """Kill a Reckoner when a call of a platform's has arrived, was done, or has been answered."""
    for _ in range(world.chance.randint(1, 2)):
        side, moment = world.a_side(), world.chance.choice(list(Moment))
        side.faults.when(world.chance.choice(side.calls), moment, world.kill_one)


async def killed_at_commit(world: World) -> None:
    """Kill a Reckoner at one of its next commits: before the database has it, or after."""
    await world.orders_death(world.chance.randint(1, 12), world.chance.choice(("before", "after")))


async def refused(world: World) -> None:
    """Let calls be refused, broken off, or answered as failed though they were carried out."""
    world.a_side().misled(world.chance)


async def stalled(world: World) -> None:
    """Let a message be accepted and no answer come, until the connection breaks; or kill over it."""
    world.a_side().stalls()
    if world.chance.random() < SOMETIMES:
        world.later.do(0.3, world.kill_one)


async def redelivered(world: World) -> None:
    """Bring every event again, up to four times and in any order."""
    world.redelivers()


async def clock_stepped(world: World) -> None:
    """Let Reckoner's clock jump ahead or back, and stay so."""
    world.step = world.chance.choice(_STEPS)
    world.move(world.clock.now())


async def database_restarted(world: World) -> None:
    """End every connection of the database, as its restart does, a moment after the round has begun."""
    address = make_url(world.database_url)

    def terminate() -> None:
        engine = create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(
                text("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name"),
                {"name": address.database},
            )
        engine.dispose()

    world.later.do(world.chance.uniform(0, 0.08), terminate)


async def disk_full(world: World) -> None:
    """Leave so little room on the disk that hardly anything can be written, for one step of the day."""
    path = Path(str(make_url(world.database_url).database))
    with sqlite3.connect(path) as connection:
        pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    connection.close()
    world.pages = None if world.pages else pages + world.chance.randint(0, 3)
    await world.dies()
    await world.starts()


async def database_locked(world: World) -> None:
    """Let another program hold SQLite's write lock for a while."""
    held = sqlite3.connect(
        str(make_url(world.database_url).database), isolation_level=None, check_same_thread=False
    )
    held.execute("BEGIN IMMEDIATE")
    world.later.do(world.chance.uniform(0.05, 0.8), held.close)


async def outage(world: World) -> None:
    """Let Reckoner be away for more than a day, while people go on writing."""
    await world.dies()
    world.move(world.clock.now() + timedelta(hours=world.chance.randint(24, 50)))


async def outage_of_a_month(world: World) -> None:
    """Let Reckoner be away for a month, once, while people go on writing."""
    await world.dies()
    if world.clock.now() < world.began_at + timedelta(days=SHORTEST_MONTH):
        world.move(world.clock.now() + timedelta(days=world.chance.randint(SHORTEST_MONTH, 35)))


async def gone_deaf(world: World) -> None:
    """Let the socket, though it is open, bring nothing for a while; then Slack has Reckoner connect anew."""
    assert world.slack is not None
    world.slack.faults.deaf = True
    world.later.do(world.chance.uniform(0.1, LONGEST_DEAF), world.hears_again)


async def microsoft_away(world: World) -> None:
    """Let Microsoft's login, keys or Graph be away for a while, and start Reckoner anew, who knows neither then."""
    assert world.teams is not None
    world.teams.away(world.chance)
    if world.chance.random() < SOMETIMES:
        await world.dies()


async def chat_cleared(world: World) -> None:
    """Let somebody in Teams clear their chat, perhaps while messages go astray."""
    assert world.teams is not None
    world.teams.clears(world.chance)
    if world.chance.random() < SOMETIMES:
        world.teams.misled(world.chance)


async def app_removed(world: World) -> None:
    """Let the app be taken away from somebody or the channel, or be added again where it was taken away."""
    assert world.teams is not None
    world.teams.removes(world.chance)


async def app_everywhere(world: World) -> None:
    """Let the app be added again wherever it was taken away."""
    assert world.teams is not None
    world.teams.has_the_app_everywhere()


async def several(world: World) -> None:
    """Let several things go wrong at once, or one of several Reckoners die."""
    for inject in world.chance.sample((killed_at_call, killed_at_commit, refused, redelivered), 2):
        await inject(world)
