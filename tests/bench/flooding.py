"""A thousand reminders at eight o'clock, where Slack takes only so many a second from the whole app."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles
from time import perf_counter

import aiohttp

from bot.clock import SystemClock
from bot.local.slack.pace import Pace
from bot.slack import addresses
from models.database import Database
from models.outbox import outbox
from templates.messages.replies import Recorded
from templates.serialization import freeze
from tests.bench.asking import Asked, command, message
from tests.bench.bench import Bench
from tests.bench.comparing import Line, spread
from tests.bench.filling import ACCOUNTS, due_over_years, with_nothing_said

TAKEN_A_SECOND = 100
AT_LEAST = 0.9
"""How much of that is to go out."""

PATIENCE = 240.0
BETWEEN = 0.05
"""Seconds after which it is given up, and between two questions meanwhile."""

SLOWEST = 50.0
"""Milliseconds that a status may take meanwhile, of a hundred all but one."""


@dataclass
class WholeApp(Pace):
    """An allowance of all conversations together; `refused` is how many posts came beyond it."""

    taken: int = 0
    refused: int = 0

    def spend(self, channel: str) -> None:
        """Take one message of the whole app's allowance. Raises SlackError."""
        self.refused += 1
        super().spend("the whole app")
        self.refused -= 1
        self.taken += 1


async def under_a_limit(bench: Bench) -> list[Line]:
    """Tell how fast messages come out, how many posts are refused, and how long a status takes meanwhile."""
    there, items, messages = bench.there, bench.sizes.items, bench.sizes.people
    url = bench.register(items, due_over_years)
    ours = await there.reckoner(url)
    pace, before = WholeApp(burst=TAKEN_A_SECOND, per_second=TAKEN_A_SECOND), there.workspace.pace
    status = Asked("status", ours, command(f"status {with_nothing_said(items)}"))
    there.workspace.pace = pace
    _put(url, [there.direct_with(account) for account in ACCOUNTS], messages)
    # Whatever somebody writes has the outbox looked through.
    wakes = Asked("wakes", ours, message(iter(["Thanks."]), ACCOUNTS[2], there.direct_with(ACCOUNTS[2])))
    async with aiohttp.ClientSession() as session:
        await wakes.ask(session)
        begun, worked = perf_counter(), ours.worked
        while not status.took or (pace.taken < messages and perf_counter() < begun + PATIENCE):
            await asyncio.sleep(BETWEEN)
            await status.ask(session)
    took, worked = perf_counter() - begun, ours.worked - worked
    there.workspace.pace = before
    slowest = quantiles(status.took, n=100)[98] if len(status.took) > 1 else status.took[0]
    return [
        Line(
            f"{messages:,} messages where Slack takes {TAKEN_A_SECOND} a second of the whole app",
            f"{pace.taken:,} in {took:.0f} s, {pace.taken / took:.0f} a second; {pace.refused:,} refused; "
            f"{worked / max(pace.taken, 1):.2f} ms of the processor each, with the questions meanwhile",
            f"≥ {AT_LEAST * TAKEN_A_SECOND:g} a second",
            pace.taken / took >= AT_LEAST * TAKEN_A_SECOND,
        ),
        Line(
            "a status meanwhile, by the clock",
            spread(status.took),
            f"p99 ≤ {SLOWEST:g} ms",
            slowest <= SLOWEST,
        ),
    ]


def _put(url: str, channels: Sequence[str], messages: int) -> None:
    database, now = Database(url), SystemClock().now()
    content = freeze(Recorded.EXAMPLE)
    with database.writing() as session:
        for number, channel in zip(range(messages), cycle(channels), strict=False):
            where = addresses.conversation(channel)
            outbox.enqueue(session, f"flood:{number}", content, now, conversation=where)
    database.close()
