"""Runs many runs and prints the table: fault, runs, lost, duplicated."""

import argparse
import asyncio
import os
import random
import time
from collections.abc import Iterable, Sequence

from tests.faults.runs import KINDS, Databases, Kind, Result, run
from tests.faults.sides import Where

USUAL_RUNS = 150


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments say; return 0 if every promise held in every run."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--runs", type=int, default=USUAL_RUNS, help="how many runs there are to be")
    parser.add_argument("--seed", type=int, help="the seed of the first run")
    parser.add_argument("--at-once", type=int, default=2, help="how many runs go on at the same time")
    parser.add_argument("--minutes", type=float, default=600, help="begin no run after so many minutes")
    parser.add_argument("--only", help="a part of the name of the faults to run")
    parser.add_argument(
        "--on", type=Where, choices=list(Where), help="on which platform to run; each in turn unless said"
    )
    given = parser.parse_args(arguments)
    first = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    databases = Databases(os.environ.get("RECKONER_TEST_POSTGRES_URL"))
    kinds = [
        (where, each)
        for each in KINDS
        if not given.only or given.only in each.name
        for where in ([given.on] if given.on else Where)
        if each.is_for(where) and each in databases.kinds
    ]
    again = f"make faults SEED=… RUNS=1{f' ON={given.on}' if given.on else ''}"
    print(f"{given.runs} runs from the seed {first}; one of them again: {again}")
    until = time.monotonic() + given.minutes * 60
    results: list[Result] = []
    seeds = range(first, first + given.runs)
    try:
        asyncio.run(_all(seeds, kinds, databases, given.at_once, until, results))
    except KeyboardInterrupt:
        print(f"Stopped after {len(results)} runs.")
    finally:
        databases.close()
    print(*table(results), sep="\n")
    return 0 if all(each.found.nothing for each in results) else 1


async def _all(
    seeds: Iterable[int],
    kinds: Sequence[tuple[Where, Kind]],
    databases: Databases,
    at_once: int,
    until: float,
    results: list[Result],
) -> None:
    waiting = iter(seeds)

    async def work() -> None:
        for seed in waiting:
            where, kind = kinds[seed % len(kinds)]
            if time.monotonic() > until:
                continue
            begun = time.monotonic()
            result = await run(seed, kind, databases, where)
            result.seconds = time.monotonic() - begun
            results.append(result)
            _tell(result)

    await asyncio.gather(*(work() for _ in range(at_once)))


def _tell(result: Result) -> None:
    found = result.found
    for name, sentences in (("LOST", found.lost), ("DUPLICATED", found.duplicated), ("WRONG", found.wrong)):
        for sentence in sentences:
            print(f"SEED={result.seed} ({result.where}: {result.kind.name}) {name}: {sentence}", flush=True)


def table(results: Sequence[Result]) -> list[str]:
    """Return the lines of the table: for each fault the runs on Slack, on Teams and on both."""
    lines = [
        "",
        f"| fault | runs on {', '.join(Where)} | deaths | lost | duplicated | otherwise wrong |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for kind in (*KINDS, None):
        of_kind = [each for each in results if kind in (None, each.kind)]
        if not of_kind:
            continue
        numbers = (
            ", ".join(str(len([each for each in of_kind if each.where is where])) for where in Where),
            sum(each.deaths for each in of_kind),
            sum(len(each.found.lost) for each in of_kind),
            sum(len(each.found.duplicated) for each in of_kind),
            sum(len(each.found.wrong) for each in of_kind),
        )
        lines.append(f"| {kind.name if kind else '**all**'} | " + " | ".join(map(str, numbers)) + " |")
    return lines
