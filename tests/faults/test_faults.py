"""A small part of `make faults`, from fixed seeds: one run of every kind of fault."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.conftest import POSTGRES
from tests.faults.runs import KINDS, Databases, run

FIRST_SEED = 3_000


@pytest.fixture(scope="module")
def databases() -> Iterator[Databases]:
    """The databases of which every run is given a copy."""
    databases = Databases(POSTGRES)
    yield databases
    databases.close()


@pytest.mark.parametrize("number", range(len(KINDS)), ids=[kind.name for kind in KINDS])
def test_nothing_is_lost_and_nothing_comes_twice(databases: Databases, number: int) -> None:
    """After faults, what was due is sent once or shown as failed, and what was said is recorded once."""
    if KINDS[number] not in databases.kinds:
        pytest.skip("RECKONER_TEST_POSTGRES_URL names no server")
    assert asyncio.run(run(FIRST_SEED + number, KINDS[number], databases)).found.nothing
