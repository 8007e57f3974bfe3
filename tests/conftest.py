"""Databases as the migrations make them, a clock that stands still, and the people of the local workspace."""

import gc
import logging
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
import structlog

from bot.clock import StoppedClock
from bot.slack import addresses
from models.database import Database
from models.policy import Policy
from tests.backends import left_out
from tests.chat import Chat, Force, chatting
from tests.databases import BACKENDS, EmptyDatabases
from tests.factories import Register
from tests.postgres import in_memory
from tests.talk import Talk, talking

# What decides whether work lands tries the same examples at every run; elsewhere new ones are looked for.
hypothesis.settings.register_profile("landing", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("landing")

# Files are kept in memory, where nothing waits for the disk: those of the programs that tests start, too.
if "TMPDIR" not in os.environ and (folder := in_memory()):
    os.environ["TMPDIR"] = tempfile.tempdir = folder

BEGINS_AT = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)
"""A Thursday within working hours, two weeks before the committee of 15 December 2022."""

COMMITTEE_CHANNEL = "C0JAC0001"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let every test be asked for on every database."""
    parser.addoption(
        "--every-database", action="store_true", help="run on PostgreSQL what SQLite may stand for"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what PostgreSQL need not see: see tests/backends.py."""
    if config.getoption("every_database"):
        return
    left = set(left_out(items))
    config.hook.pytest_deselected(items=list(left))
    items[:] = [each for each in items if each not in left]


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """Undo what a test set up for logs, which holds for the whole process."""
    handlers = list(logging.getLogger().handlers)
    yield
    structlog.reset_defaults()
    for handler in set(logging.getLogger().handlers) - set(handlers):
        logging.getLogger().removeHandler(handler)


@pytest.fixture(scope="session")
def empty_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmptyDatabases]:
    """The migrated databases that are emptied, or copied, for every test."""
    databases = EmptyDatabases(tmp_path_factory.mktemp("databases"))
    yield databases
    databases.close()


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, empty_databases: EmptyDatabases) -> str:
    """The address of an empty, migrated database: on SQLite, and on PostgreSQL where one is named."""
    return empty_databases.emptied(request.param)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, migrated database: on SQLite, and on PostgreSQL where one is named."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def clock() -> StoppedClock:
    """A clock that stands at 09:30 on Thursday 1 December 2022 until it is moved."""
    return StoppedClock(BEGINS_AT)


@pytest.fixture
def policy() -> Policy:
    """The usual policy, with the committee's channel of the local workspace."""
    return Policy(committee_channel=addresses.conversation(COMMITTEE_CHANNEL))


@pytest.fixture
def register(database: Database, clock: StoppedClock, policy: Policy) -> Register:
    """An empty register that knows the people of the local workspace."""
    return Register(database, clock, policy)


@pytest.fixture
async def talk(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Talk]:
    """Conversations with the real desk, jobs and outbox, without a surface behind them."""
    async with talking(database, clock, policy) as talk:
        yield talk


@pytest.fixture
async def chat(database_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """A running Reckoner on the local workspace, over Socket Mode, with an empty register."""
    async with chatting(Force(database_url, tmp_path)) as chat:
        yield chat


@pytest.fixture
async def chat_over_http(database_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """A running Reckoner on the local workspace, over signed HTTP, with an empty register."""
    async with chatting(Force(database_url, tmp_path, "http")) as chat:
        yield chat


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what lives to the end, modules and tests, and come seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
