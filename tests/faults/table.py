"""Runs many runs and prints the table: fault, runs, lost, duplicated."""

import argparse
import asyncio
import os
import random
import time
from collections.abc import Iterable, Sequence

from tests.faults.runs import KINDS, Databases, Kind, Result, run

USUAL_RUNS = 150


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments say; return 0 if every promise held in every run."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--runs", type=int, default=USUAL_RUNS, help="how many runs there are to be")
    parser.add_argument("--seed", type=int, help="the seed of the first run")
    parser.add_argument("--at-once", type=int, default=2, help="how many runs go on at the same time")
    parser.add_argument("--minutes", type=float, default=600, help="begin no run after so many minutes")
    parser.add_argument("--only", help="a part of the name of the faults to run")
    given = parser.parse_args(arguments)
    first = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    databases = Databases(os.environ.get("RECKONER_TEST_POSTGRES_URL"))
    kinds = [each for each in KINDS if not given.only or given.only in each.name]
    print(f"{given.runs} runs from the seed {first}; one of them again: make faults SEED=… RUNS=1")
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
    kinds: Sequence[Kind],
    databases: Databases,
    at_once: int,
    until: float,
    results: list[Result],
) -> None:
    waiting = iter(seeds)

    async def work() -> None:
        for seed in waiting:
            kind = kinds[seed % len(kinds)]
            if kind not in databases.kinds or time.monotonic() > until:
                continue
            begun = time.monotonic()
            result = await run(seed, kind, databases)
            result.seconds = time.monotonic() - begun
            results.append(result)
            _tell(result)

    await asyncio.gather(*(work() for _ in range(at_once)))


def _tell(result: Result) -> None:
    found = result.found
    for name, sentences in (("LOST", found.lost), ("DUPLICATED", found.duplicated), ("WRONG", found.wrong)):
        for sentence in sentences:
            print(f"SEED={result.seed} ({result.kind.name}) {name}: {sentence}", flush=True)


def table(results: Sequence[Result]) -> list[str]:
    """Return the lines of the table."""
    lines = [
        "",
        "| fault | runs | deaths | lost | duplicated | otherwise wrong |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for kind in (*KINDS, None):
        of_kind = [each for each in results if kind in (None, each.kind)]
        if not of_kind:
            continue
        numbers = (
            len(of_kind),
            sum(each.deaths for each in of_kind),
            sum(len(each.found.lost) for each in of_kind),
            sum(len(each.found.duplicated) for each in of_kind),
            sum(len(each.found.wrong) for each in of_kind),
        )
        lines.append(f"| {kind.name if kind else '**all**'} | " + " | ".join(map(str, numbers)) + " |")
    return lines
