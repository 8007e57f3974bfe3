"""What others wait for while a large register is imported: in chat, and by the command beside a Reckoner."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from time import perf_counter
from typing import Final

import aiohttp
from sqlalchemy import select

from bot.local.slack.errors import Json
from models.database import Database
from models.imports.sent_register import SentRegister, SentState
from tests.bench import documents
from tests.bench.asking import Asked, command, in_turn, message, pressed
from tests.bench.bench import Bench
from tests.bench.comparing import Line, spread
from tests.bench.filling import ACCOUNTS, due_far_off, fill, with_nothing_said
from tests.bench.servers import Server, Street

BETWEEN: Final = 0.2
"""Seconds between a status, a reply, and the next status."""

LONGEST: Final = 1_000.0
"""Milliseconds that a status, or a reply, may take meanwhile."""

WARMING_UP: Final = 3
PATIENCE: Final = 600.0
COORDINATOR, OWNER = ACCOUNTS[0], ACCOUNTS[2]


async def beside_an_import(bench: Bench) -> list[Line]:
    """Tell how long a status and a reply take while a register comes in: by the command, and then in chat."""
    rows = bench.sizes.imported_beside
    file, other = (bench.folder / f"beside-{name}.csv" for name in ("command", "chat"))
    documents.write(file, rows, "A", 1_000_000)
    documents.write(other, rows, "B", 2_000_000)
    url = bench.new("imported-beside")
    fill(url, bench.sizes.few, due_far_off)
    ours = await bench.there.reckoner(url)
    command_line = documents.done_apart("import beside", url, file)
    lines = await _meanwhile(f"{rows:,} rows are imported by the command", ours, command_line, bench)
    chat = _in_chat(bench.there, ours, url, await asyncio.to_thread(other.read_bytes))
    lines += await _meanwhile(f"{rows:,} rows are imported in chat", ours, chat, bench)
    return [*lines, Line("the memory of that Reckoner afterwards", f"{ours.memory:.0f} MiB")]


async def _meanwhile(what: str, ours: Server, importing: Awaitable[object], bench: Bench) -> list[Line]:
    """Ask, and reply, in turn until the import is through."""
    number = with_nothing_said(bench.sizes.few)
    words = (f"{number}: {n} officers were trained." for n in count(1))
    asked = (
        Asked("a status", ours, command(f"status {number}")),
        Asked("a reply", ours, message(words, OWNER, bench.there.direct_with(OWNER))),
    )
    await in_turn(asked, WARMING_UP)
    for each in asked:
        each.begin()
    task, begun = asyncio.ensure_future(importing), perf_counter()
    async with aiohttp.ClientSession() as session:
        while not task.done() or not asked[-1].took:
            for each in asked:
                await each.ask(session)
                await asyncio.sleep(BETWEEN)
    await task
    took = perf_counter() - begun
    return [_line(f"{each.name} while {what}", each.took, took) for each in asked]


def _line(what: str, took: Sequence[float], seconds: float) -> Line:
    late = sum(each > LONGEST for each in took)
    measured = f"{spread(took)}, longest {max(took):,.0f} ms; {late} of {len(took)} late, in {seconds:.0f} s"
    return Line(f"{what}, by the clock", measured, f"longest ≤ {LONGEST:,g} ms", not late)


async def _in_chat(there: Street, ours: Server, url: str, content: bytes) -> None:
    """Send a register with the word “import”, confirm what is shown, and wait until it is in."""
    channel = there.direct_with(COORDINATOR)
    file = there.workspace.files.add(COORDINATOR, "register.csv", content)
    shared = [there.workspace.files.in_message(file)]
    database = Database(url)

    def has_come_to(state: SentState) -> bool:
        with database.reading() as session:
            return session.scalar(select(SentRegister.id).where(SentRegister.state == state)) is not None

    async with aiohttp.ClientSession() as session:
        sent = message(iter(["import"]), COORDINATOR, channel, shared)
        await Asked("a file", ours, sent).ask(session)
        await _until(lambda: has_come_to(SentState.SHOWN))
        await _until(lambda: _offered(there, channel) is not None)
        shown, button = _offered(there, channel) or ({}, {})
        await Asked("a press", ours, pressed(COORDINATOR, shown, button)).ask(session)
    await _until(lambda: has_come_to(SentState.IMPORTED))
    database.close()


def _offered(there: Street, channel: str) -> tuple[Json, Json] | None:
    """Return the message that shows what would be imported, with its button, once it is there."""
    return next(
        (
            (said, button)
            for said in there.workspace.history(channel)
            for block in said.get("blocks", ())
            for button in block.get("elements", ())
            if button.get("action_id") == "import_confirm"
        ),
        None,
    )


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        # Another process does it, which tells nobody but its database.
        while not await asyncio.to_thread(is_so):  # noqa: ASYNC110
            await asyncio.sleep(BETWEEN)
