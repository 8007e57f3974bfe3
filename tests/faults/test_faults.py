"""A small part of `make faults`, from fixed seeds: a run of every kind of fault, with a day of faults in it."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.databases import POSTGRES
from tests.faults.runs import KINDS, Databases, Kind, run
from tests.faults.sides import Where

FIRST_SEED = 3_000
PLATFORMS = {
    "killed at a call": (Where.SLACK, Where.TEAMS),
    "calls refused, dropped, limited": (Where.SLACK, Where.TEAMS),
    "redelivery, out of order": (Where.TEAMS,),
    "outage of a day and more": (Where.TEAMS,),
    "several at once": (Where.BOTH,),
    "two replicas": (Where.BOTH,),
}
"""What is run elsewhere than on Slack, or than on the one platform that suffers it."""

RUNS = [
    (number, kind, where)
    for number, kind in enumerate(KINDS)
    for where in Where
    if (POSTGRES or not kind.postgres)
    and kind.is_for(where)
    and where in PLATFORMS.get(kind.name, (kind.of or Where.SLACK,))
]


@pytest.fixture(scope="module")
def databases() -> Iterator[Databases]:
    """The databases of which every run is given a copy."""
    databases = Databases(POSTGRES)
    yield databases
    databases.close()


@pytest.mark.parametrize(
    ("number", "kind", "where"), RUNS, ids=[f"{kind.name}, on {where}" for _, kind, where in RUNS]
)
def test_nothing_is_lost_and_nothing_comes_twice(
    databases: Databases, number: int, kind: Kind, where: Where
) -> None:
    """After faults, what was due is sent once or shown as failed, and what was said is recorded once."""
    found = asyncio.run(run(FIRST_SEED + number, kind, databases, where, longest=1)).found
    assert found.nothing, found
