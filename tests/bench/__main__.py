"""`python -m tests.bench`: every comparison in one go, and the table of what was reached."""

import argparse
import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.logs import set_up_logs
from bot.threads import take_short_turns
from tests.bench import (
    documents,
    drawing,
    figures,
    flooding,
    growing,
    importing,
    lookups,
    outbox,
    questions,
    replies,
    starting,
    sweeps,
    teams,
)
from tests.bench.bench import Bench
from tests.bench.comparing import Line, Sizes, load
from tests.bench.postgres import a_database
from tests.bench.servers import street

COMPARISONS: Mapping[str, Callable[[Bench], Awaitable[list[Line]]]] = {
    "start": starting.until_answered,
    "status": lookups.status,
    "teams": teams.status,
    "reply": replies.acknowledged,
    "questions": questions.of_the_register,
    "flood": flooding.under_a_limit,
    "many": lookups.many_against_few,
    "growth": growing.with_the_register,
    "idle": sweeps.idle,
    "outbox": outbox.per_post,
    "claim": outbox.claimed,
    "bridge": figures.of_the_committee,
    "summary": figures.summary_sent,
    "freeze": figures.while_frozen,
    "paper": figures.paper,
    "import": documents.imported,
    "export": documents.exported,
    "beside": importing.beside_an_import,
    "card": drawing.reminder,
    "scheduling": sweeps.scheduling,
}
"""Each by the name by which it can be asked for alone, in the order in which they are done.

What others only read comes first: they share registers and servers. The schedulers come last: Celery is large, and
stays in memory.
"""

ON_EACH = frozenset(
    {"status", "reply", "questions", "claim", "summary", "freeze", "import", "beside", "scheduling"}
)
"""What is compared on each kind of database; the others, which are about something else, on SQLite."""


async def compare(
    names: Sequence[str], sizes: Sizes, postgres: str | None
) -> AsyncIterator[tuple[str, Line]]:
    """Do the comparisons called `names`, one after another; give their lines, each with that name, as they come.

    Registers are made in a folder, and in databases beside the one that `postgres` names, and thrown away.
    """
    with TemporaryDirectory(prefix="reckoner-bench-") as folder, ExitStack() as databases:
        kinds: dict[str, Callable[[str], str]] = {"SQLite": lambda name: f"sqlite:///{folder}/{name}.db"}
        if postgres is not None:
            kinds["PostgreSQL"] = lambda _: databases.enter_context(a_database(postgres))
        async with street(Path(folder)) as there:
            benches = [Bench(sizes, Path(folder), there, *kind) for kind in kinds.items()]
            for name in sorted(names, key=list(COMPARISONS).index):
                async for line in _compared(name, benches):
                    yield name, line


async def _compared(name: str, benches: Sequence[Bench]) -> AsyncIterator[Line]:
    """Do one comparison on the first of `benches`, or on each, and say where it could not be done."""
    for bench in benches if name in ON_EACH else benches[:1]:
        for line in await COMPARISONS[name](bench):
            yield replace(line, what=f"{line.what}, {bench.kind}") if name in ON_EACH else line
    if name in ON_EACH and len(benches) == 1:
        yield Line(f"{name}, PostgreSQL", "left out: RECKONER_TEST_POSTGRES_URL names no database")


async def main() -> None:
    """Print a line for everything that is compared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *COMPARISONS], help="which comparisons, else all")
    parser.add_argument(
        "--items", type=int, default=Sizes.items, help="in a register; tenfold in a large one"
    )
    parser.add_argument("--requests", type=int, default=Sizes.requests, help="to each server")
    given = parser.parse_args()
    set_up_logs("ERROR")
    # As in Reckoner that runs: much is compared in this process.
    take_short_turns()
    print(f"| What ({load()}) | Goal | Measured | |\n|---|---|---|---|", flush=True)
    names = given.names or list(COMPARISONS)
    sizes = Sizes(given.items, given.requests)
    async for _, line in compare(names, sizes, os.environ.get("RECKONER_TEST_POSTGRES_URL")):
        print(f"| {line.what} | {line.goal} | {line.measured} | {line.verdict} |", flush=True)
    print(f"\n{load()} at the end.")


if __name__ == "__main__":
    asyncio.run(main())
