"""A reply, durable before it is acknowledged, against Bolt's echo."""

from collections.abc import Iterator
from itertools import cycle

from tests.bench.asking import Asked, command, in_turn, message
from tests.bench.bench import Bench
from tests.bench.comparing import Line
from tests.bench.filling import ACCOUNTS, due_over_years, open_of
from tests.bench.peers import Peer

MOST = 3.0
"""Milliseconds that being durable may take."""


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
    await in_turn(asked, max(bench.sizes.requests // 5, 1))
    worked = [each.worked for each in asked]
    more = asked[1].p50 - asked[0].p50
    return [
        Line(
            f"a reply recorded and acknowledged, {items:,} items, against the echo",
            f"{asked[1].p50:.2f} ms - {asked[0].p50:.2f} ms = {more:.2f} ms",
            f"≤ {MOST:g} ms more",
            more <= MOST,
        ),
        Line(
            "the same, processor's time, with the answer sent and the author's page drawn",
            f"{worked[1]:.2f} ms - {worked[0]:.2f} ms = {worked[1] - worked[0]:.2f} ms",
        ),
    ]


def _words(items: int) -> Iterator[str]:
    """Yield what the first owner writes about one of their open items after another."""
    for number in cycle(open_of(1, items)):
        yield f"{number}: the audit of November is done and shared."
