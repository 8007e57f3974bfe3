"""A small part of `make faults`, from fixed seeds: one run of every kind of fault, with a day of faults in it."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.databases import POSTGRES
from tests.faults.runs import KINDS, Databases, Kind, run

FIRST_SEED = 3_000


@pytest.fixture(scope="module")
def databases() -> Iterator[Databases]:
    """The databases of which every run is given a copy."""
    databases = Databases(POSTGRES)
    yield databases
    databases.close()


@pytest.mark.parametrize(
    ("number", "kind"),
    [each for each in enumerate(KINDS) if POSTGRES or not each[1].postgres],
    ids=lambda each: each.name if isinstance(each, Kind) else "",
)
def test_nothing_is_lost_and_nothing_comes_twice(databases: Databases, number: int, kind: Kind) -> None:
    """After faults, what was due is sent once or shown as failed, and what was said is recorded once."""
    assert asyncio.run(run(FIRST_SEED + number, kind, databases, longest=1)).found.nothing
