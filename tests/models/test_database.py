"""How long what was written waits for the disk."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.database import Database

FULL, NORMAL = 2, 1
"""How SQLite tells of `PRAGMA synchronous`."""


def _waits(session: Session) -> bool:
    if session.get_bind().dialect.name == "sqlite":
        return bool(session.scalar(text("PRAGMA synchronous")) == FULL)
    return bool(session.scalar(text("SHOW synchronous_commit")) != "off")


def test_what_decides_nothing_waits_for_no_disk_and_what_is_recorded_does_as_before(
    database: Database,
) -> None:
    """The one connection serves both in turn: neither leaves the other as it was itself."""
    with database.writing() as session:
        usual = _waits(session)
    for _ in range(2):
        with database.noting() as session:
            assert not _waits(session)
        with database.writing() as session:
            assert _waits(session) is usual
    if database.engine.dialect.name == "sqlite":
        assert usual
