"""A reply, durable before it is acknowledged, against Bolt's echo."""

from collections.abc import Iterator, Sequence
from itertools import cycle

from tests.bench.asking import Asked, command, in_turn, message
from tests.bench.bench import Bench
from tests.bench.comparing import Line
from tests.bench.filling import ACCOUNTS, due_over_years, open_of
from tests.bench.peers import Peer

MOST = 3.0
"""Milliseconds that being durable may take."""

REST = 0.1
"""Seconds between two, in which the answer is sent, and its author's page is drawn: all of it by one process.

Of replies that follow each other at once, a page shows several: the faster they are recorded, the fewer are drawn.
"""


async def acknowledged(bench: Bench) -> list[Line]:
    """Compare a reply that is recorded, with its answer in the outbox, with the echo."""
    items = bench.sizes.items
    url, there = bench.register(items, due_over_years), bench.there
    echo, ours = await there.peer(Peer.ECHO), await there.reckoner(url)
    channel = there.direct_with(ACCOUNTS[1])
    idle = await ours.idle(bench.sizes.idle_seconds)
    asked = [
        Asked("echo", echo, command("status")),
        Asked("reply", ours, message(_words(items), ACCOUNTS[1], channel), idle),
    ]
    times = max(bench.sizes.requests // 5, 1)
    await in_turn(asked, times)
    at_once = _more(asked)
    await in_turn(asked, times, REST)
    worked = [each.worked for each in asked]
    return [
        Line(
            f"a reply recorded and acknowledged, {items:,} items, against the echo",
            _more(asked),
            f"≤ {MOST:g} ms more",
            asked[1].p50 - asked[0].p50 <= MOST,
        ),
        Line("the same of replies that follow each other at once", at_once),
        Line(
            "the same, processor's time, with the answer sent and the author's page drawn",
            f"{worked[1]:.2f} ms - {worked[0]:.2f} ms = {worked[1] - worked[0]:.2f} ms",
        ),
    ]


def _more(asked: Sequence[Asked]) -> str:
    """Return what a reply takes by the clock, less what the echo does."""
    echo, reply = asked
    return f"{reply.p50:.2f} ms - {echo.p50:.2f} ms = {reply.p50 - echo.p50:.2f} ms"


def _words(items: int) -> Iterator[str]:
    """Yield what the first owner writes about one of their open items after another."""
    for number in cycle(open_of(1, items)):
        yield f"{number}: the audit of November is done and shared."
