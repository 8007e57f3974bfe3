"""`/rec status` over signed HTTP, against Bolt's echo with the flag and in stock, and against a small register."""

from collections.abc import Sequence

from tests.bench.asking import Asked, command, in_turn
from tests.bench.comparing import Bench, Line, ratio
from tests.bench.filling import FIRST_NUMBER, due_far_off, due_over_years, fill
from tests.bench.servers import Server, street

OTHERS = ("", "status", "status overdue", "status due", "status red", "status unallocated")


async def on_sqlite(bench: Bench) -> list[Line]:
    """Compare a status and every list with the echoes, and say what starting takes and what memory is held."""
    items = bench.sizes.items
    url = bench.sqlite("lookups")
    fill(url, items, due_over_years)
    async with street(bench.folder) as there:
        echo, stock = await there.echo(flag=True), await there.echo(flag=False)
        ours = await there.reckoner(url)
        first = Asked("the first answer", ours, command(_status(items)))
        await in_turn([first], 1)
        at_rest = ours.memory
        asked = [
            Asked("echo", echo, command("status")),
            Asked("stock", stock, command("status")),
            Asked("status", ours, command(_status(items))),
        ]
        await in_turn(asked, bench.sizes.requests)
        worked = [each.worked for each in asked]
        others = [
            Asked(f"`/rec {words}`".replace(" `", "`"), ours, command(words))
            for words in (*OTHERS, _words(items))
        ]
        await in_turn([asked[0], *others], max(bench.sizes.requests // 5, 1))
        after = ours.memory
    return [
        *_against_echoes(f"`/rec status` of one item of {items:,}, SQLite", asked, 2, 1 / 5),
        _plainly("the fastest tenth, against the echo's", asked[2].p10, asked[0].p10),
        _plainly("processor's time, against the echo's", worked[2], worked[0]),
        *(Line(each.name, f"{each.p50:.2f} ms") for each in others),
        Line(f"start to the first request taken, {items:,} items", f"{ours.started_in:.1f} s"),
        Line("memory at rest", f"{at_rest:.0f} MiB"),
        Line("memory after all that was asked", f"{after:.0f} MiB"),
    ]


async def on_postgresql(bench: Bench) -> list[Line]:
    """Compare a status on PostgreSQL with the echo."""
    items = bench.sizes.items
    what = f"`/rec status` of one item of {items:,}, PostgreSQL"
    if bench.postgres is None:
        return [Line(what, "left out: RECKONER_TEST_POSTGRES_URL names no database", "≤ 5")]
    fill(bench.postgres, items, due_over_years)
    async with street(bench.folder) as there:
        echo, ours = await there.echo(flag=True), await there.reckoner(bench.postgres)
        asked = [Asked("echo", echo, command("status")), Asked("status", ours, command(_status(items)))]
        await in_turn(asked, bench.sizes.requests)
    return [ratio(f"{what}, against the echo", asked[1].p50, asked[0].p50, 5)]


async def many_against_few(bench: Bench) -> list[Line]:
    """Compare a status in a large register with one in a small register, on SQLite."""
    servers: list[tuple[int, Server]] = []
    async with street(bench.folder) as there:
        for items, name in ((bench.sizes.few, "few"), (bench.sizes.many, "many")):
            fill(bench.sqlite(name), items, due_far_off)
            servers.append((items, await there.reckoner(bench.sqlite(name))))
        asked = [Asked(f"{items:,}", server, command(_status(items))) for items, server in servers]
        await in_turn(asked, bench.sizes.requests)
    few, many = asked
    return [ratio(f"`/rec status`, {many.name} items against {few.name}", many.p50, few.p50, 2)]


def _against_echoes(what: str, asked: Sequence[Asked], most: float, of_stock: float) -> list[Line]:
    echo, stock, ours = asked
    return [
        ratio(f"{what}, against the echo", ours.p50, echo.p50, most),
        ratio(f"{what}, against stock Bolt", ours.p50, stock.p50, of_stock),
    ]


def _plainly(what: str, ours: float, peer: float) -> Line:
    return Line(what, f"{ours:.2f} ms / {peer:.2f} ms = {ours / peer:.2f}")


def _status(items: int) -> str:
    return f"status {FIRST_NUMBER + items // 2}"


def _words(items: int) -> str:
    return f"status matter {min(items, 10_000) // 3}"
