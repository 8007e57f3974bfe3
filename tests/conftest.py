"""Databases as the migrations make them, a clock that stands still, and the people of the local workspace."""

import logging
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
import structlog
from sqlalchemy import URL, create_engine, make_url, text

from bot.clock import StoppedClock
from models.database import Database
from models.policy import Policy
from tests.chat import Chat, Force, chatting
from tests.factories import Register
from tests.talk import Talk, talking

# What decides whether work lands tries the same examples at every run; elsewhere new ones are looked for.
hypothesis.settings.register_profile("landing", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("landing")

POSTGRES = os.environ.get("RECKONER_TEST_POSTGRES_URL")
BACKENDS = ("sqlite", "postgresql") if POSTGRES else ("sqlite",)

BEGINS_AT = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)
"""A Thursday within working hours, two weeks before the committee of 15 December 2022."""

COMMITTEE_CHANNEL = "C0JAC0001"


class Templates:
    """One migrated database of each kind a session, of which every test is given a copy."""

    def __init__(self, folder: Path) -> None:
        """Make templates under `folder`, or beside the database that RECKONER_TEST_POSTGRES_URL names."""
        self._folder = folder
        self._run = f"reckoner_test_{os.getpid()}_{secrets.token_hex(3)}"
        self._copies = 0
        self._made: dict[str, str] = {}
        self._engine = create_engine(_postgres_url(), isolation_level="AUTOCOMMIT") if POSTGRES else None

    @contextmanager
    def copy(self, backend: str, folder: Path) -> Iterator[str]:
        """Give the address of a new copy, which is thrown away afterwards."""
        if backend == "sqlite":
            shutil.copyfile(self._sqlite(), folder / "reckoner.db")
            yield f"sqlite:///{folder / 'reckoner.db'}"
            return
        template, self._copies = self._postgres(), self._copies + 1
        name = f"{self._run}_{self._copies}"
        self._at_postgres(f'create database "{name}" template "{template}"')
        try:
            yield _postgres_address(name)
        finally:
            self._at_postgres(f'drop database "{name}" with (force)')

    def close(self) -> None:
        """Throw away the template on PostgreSQL; the one of SQLite goes with its folder."""
        if name := self._made.get("postgresql"):
            self._at_postgres(f'drop database "{name}" with (force)')
        if self._engine is not None:
            self._engine.dispose()

    def _at_postgres(self, statement: str) -> None:
        assert self._engine is not None
        with self._engine.connect() as connection:
            connection.execute(text(statement))

    def _sqlite(self) -> str:
        if "sqlite" not in self._made:
            path = self._folder / "template.db"
            _migrate(f"sqlite:///{path}")
            self._made["sqlite"] = str(path)
        return self._made["sqlite"]

    def _postgres(self) -> str:
        if "postgresql" not in self._made:
            self._at_postgres(f'create database "{self._run}"')
            self._made["postgresql"] = self._run
            _migrate(_postgres_address(self._run))
        return self._made["postgresql"]


def _migrate(address: str) -> None:
    database = Database(address)
    database.migrate()
    database.close()


def _postgres_url() -> URL:
    assert POSTGRES is not None
    return make_url(POSTGRES)


def _postgres_address(name: str) -> str:
    # What is asked here outlives a crash of Reckoner, not one of the machine: waiting for the disk is left out.
    url = _postgres_url().set(database=name).update_query_dict({"options": "-c synchronous_commit=off"})
    return url.render_as_string(hide_password=False)


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """Undo what a test set up for logs, which holds for the whole process."""
    handlers = list(logging.getLogger().handlers)
    yield
    structlog.reset_defaults()
    for handler in set(logging.getLogger().handlers) - set(handlers):
        logging.getLogger().removeHandler(handler)


@pytest.fixture(scope="session")
def database_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """The migrated databases that are copied for every test."""
    templates = Templates(tmp_path_factory.mktemp("templates"))
    yield templates
    templates.close()


@pytest.fixture(params=BACKENDS)
def database_url(
    request: pytest.FixtureRequest, database_templates: Templates, tmp_path: Path
) -> Iterator[str]:
    """The address of an empty, migrated database: on SQLite, and on PostgreSQL where one is named."""
    with database_templates.copy(request.param, tmp_path) as address:
        yield address


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
    return Policy(committee_channel=COMMITTEE_CHANNEL)


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
