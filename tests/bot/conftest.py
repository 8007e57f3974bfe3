"""A terminal on the sample register, as the tests of what it prints begin with it."""

from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.local.beginning import BEGINS_AT
from bot.local.start import prepare
from models.database import Database
from models.policy import Policy
from tests.bot.terminal_session import Terminal, terminal
from tests.databases import EmptyDatabases, copied


@pytest.fixture(scope="session")
def sample(empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample register, of which every test is given a copy."""
    folder = tmp_path_factory.mktemp("sample")
    with empty_databases.copy("sqlite", folder) as address:
        database = Database(address)
        prepare(database, Policy(), StoppedClock(BEGINS_AT))
        database.close()
        return folder / "reckoner.db"


@pytest.fixture
def url(sample: Path) -> str:
    """The address of a sample register as it was at first, the same for all tests one after the other."""
    return copied(sample, sample.with_name("given.db"))


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str) -> Terminal:
    """A terminal on the sample register; its clock stands where the local workspace begins."""
    return terminal(monkeypatch, tmp_path, url)
