"""`/rec status` over signed HTTP, against an afternoon's bot and Bolt's echo, and against a small register.

What is compared is the time of a processor: that of the clock is told too, and says less on a busy machine.
"""

from tests.bench.asking import Asked, command, in_turn
from tests.bench.bench import Bench
from tests.bench.comparing import Line, ratio
from tests.bench.filling import due_far_off, due_over_years, with_much_said, with_nothing_said
from tests.bench.peers import Peer
from tests.bench.servers import Server

MOST_OF_THE_ECHO = {"PostgreSQL": 5.0}
OTHERS = ("", "status", "status overdue", "status due", "status red", "status unallocated")


async def status(bench: Bench) -> list[Line]:
    """Compare a status with the peers, and say what lists take."""
    items = bench.sizes.items
    url = bench.register(items, due_over_years)
    ours = await bench.there.reckoner(url)
    lines = await _against_peers(bench, url, ours)
    others = [
        Asked(f"`/rec {words}`".replace(" `", "`"), ours, command(words))
        for words in (*OTHERS, _words(items))
    ]
    await in_turn(others, max(bench.sizes.requests // 5, 1))
    return [
        *lines,
        *(Line(each.name, f"{each.p50:.2f} ms by the clock") for each in others),
        Line("memory after all that was asked", f"{ours.memory:.0f} MiB"),
    ]


async def many_against_few(bench: Bench) -> list[Line]:
    """Compare a status in a large register with one in a small register, on SQLite."""
    asked = []
    for items in (bench.sizes.few, bench.sizes.many):
        server = await bench.there.reckoner(bench.register(items, due_far_off))
        asked.append(Asked(f"{items:,}", server, command(_bare(items))))
    await in_turn(asked, bench.sizes.requests)
    few, many = (each.worked for each in asked)
    return [ratio(f"`/rec status`, {asked[1].name} items against {asked[0].name}", many, few, 2)]


async def _against_peers(bench: Bench, url: str, ours: Server) -> list[Line]:
    """Ask all in turn: for an item of which nothing was said, and then for one with ten statements."""
    items, there = bench.sizes.items, bench.there
    bare, much = command(_bare(items)), command(f"status {with_much_said(items)}")
    peers = [
        Asked("the echo", await there.peer(Peer.ECHO), bare),
        Asked("stock Bolt", await there.peer(Peer.STOCK), bare),
        Asked("an afternoon's bot", await there.peer(Peer.AFTERNOON, url), bare),
    ]
    idle = await ours.idle(bench.sizes.idle_seconds)
    lines = [Line("what it does by itself, taken off below", f"{idle:.1f} ms a second")]
    for what, body, most, of_the_echo in (
        ("", bare, 1.5, MOST_OF_THE_ECHO.get(bench.kind)),
        (" with ten statements", much, 2.0, None),
    ):
        asked = [*peers, Asked("status", ours, body, idle)]
        await in_turn(asked, bench.sizes.requests)
        echo, stock, bot, status = asked
        name = f"`/rec status` of one item{what} of {items:,}"
        lines += [
            ratio(f"{name}, against {bot.name}", status.worked, bot.worked, most),
            ratio(f"{name}, against {echo.name}", status.worked, echo.worked, of_the_echo),
            ratio(f"{name}, against {stock.name}, by the clock", status.p50, stock.p50, 1 / 5),
        ]
    return lines


def _bare(items: int) -> str:
    return f"status {with_nothing_said(items)}"


def _words(items: int) -> str:
    return f"status matter {min(items, 10_000) // 3}"
