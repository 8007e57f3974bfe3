"""`python -m tests.bench`: every comparison in one go, and the table of what was reached."""

import argparse
import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.logs import set_up_logs
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
    "status": lookups.on_sqlite,
    "questions": questions.of_the_register,
    "teams": teams.status,
    "reply": replies.acknowledged,
    "flood": flooding.under_a_limit,
    "postgresql": lookups.on_postgresql,
    "many": lookups.many_against_few,
    "growth": growing.with_the_register,
    "idle": sweeps.idle,
    "scheduling": sweeps.scheduling,
    "outbox": outbox.per_post,
    "bridge": figures.of_the_committee,
    "summary": figures.summary_sent,
    "freeze": figures.while_frozen,
    "paper": figures.paper,
    "import": documents.imported,
    "export": documents.exported,
    "beside": importing.beside_an_import,
    "card": drawing.reminder,
}
"""Each by the name by which it can be asked for alone, in the order in which they are done.

What others only read comes first: they share registers and servers.
"""


async def compare(
    names: Sequence[str], sizes: Sizes, postgres: str | None
) -> AsyncIterator[tuple[str, Line]]:
    """Do the comparisons called `names`, one after another; give their lines, each with that name, as they come.

    Registers are made in a folder, and in a database beside the one that `postgres` names, and thrown away.
    """
    with TemporaryDirectory(prefix="reckoner-bench-") as folder, a_database(postgres) as url:
        async with street(Path(folder)) as there:
            for name in sorted(names, key=list(COMPARISONS).index):
                for line in await COMPARISONS[name](Bench(sizes, Path(folder), there, url)):
                    yield name, line


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
    print(f"| What ({load()}) | Goal | Measured | |\n|---|---|---|---|", flush=True)
    names = given.names or list(COMPARISONS)
    sizes = Sizes(given.items, given.requests)
    async for _, line in compare(names, sizes, os.environ.get("RECKONER_TEST_POSTGRES_URL")):
        print(f"| {line.what} | {line.goal} | {line.measured} | {line.verdict} |", flush=True)
    print(f"\n{load()} at the end.")


if __name__ == "__main__":
    asyncio.run(main())
