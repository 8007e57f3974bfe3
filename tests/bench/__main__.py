"""`python -m tests.bench`: every comparison in one go, and the table of what was reached."""

import argparse
import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.logs import set_up_logs
from tests.bench import drawing, figures, lookups, outbox, replies, sweeps, teams
from tests.bench.comparing import Bench, Line, Sizes, load
from tests.bench.postgres import a_database

COMPARISONS: Mapping[str, Callable[[Bench], Awaitable[list[Line]]]] = {
    "status": lookups.on_sqlite,
    "postgresql": lookups.on_postgresql,
    "many": lookups.many_against_few,
    "reply": replies.acknowledged,
    "idle": sweeps.idle,
    "scheduling": sweeps.scheduling,
    "outbox": outbox.per_post,
    "bridge": figures.of_the_committee,
    "paper": figures.paper,
    "teams": teams.status,
    "card": drawing.reminder,
}
"""Each by the name by which it can be asked for alone."""


async def compare(names: Sequence[str], sizes: Sizes, postgres: str | None) -> AsyncIterator[Line]:
    """Do the comparisons called `names`, one after another, and give their lines as they come.

    Registers are made in a folder, and in a database beside the one that `postgres` names, and thrown away.
    """
    for name in names:
        with TemporaryDirectory(prefix="reckoner-bench-") as folder, a_database(postgres) as url:
            for line in await COMPARISONS[name](Bench(sizes, Path(folder), url)):
                yield line


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
    async for line in compare(names, sizes, os.environ.get("RECKONER_TEST_POSTGRES_URL")):
        print(f"| {line.what} | {line.goal} | {line.measured} | {line.verdict} |", flush=True)
    print(f"\n{load()} at the end.")


if __name__ == "__main__":
    asyncio.run(main())
