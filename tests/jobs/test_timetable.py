"""A job that works through a long list: part by part, and nobody waits for more than one part."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from jobs.run import Run, nothing
from jobs.timetable import Job
from models.database import Database
from models.policies.current import CurrentPolicy
from models.policy import Policy

pytestmark = pytest.mark.every_database

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
ENOUGH_SECONDS = 60.0


def test_others_write_between_two_parts(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each part, and outside its transaction, those go first who wait; after the last there is no need."""
    happened: list[str] = []

    def part(session: Session, at: datetime, policy: Policy) -> int:
        del at, policy
        session.connection()
        happened.append("part")
        return 2 if happened.count("part") < 3 else 0

    def others() -> None:
        with database.writing() as session:
            session.connection()
            happened.append("others")

    monkeypatch.setattr(database, "let_others_write", others)
    job = Job("long", part, repeated=True)
    assert job.run_in(database, AT, CurrentPolicy(Policy())) == 4
    assert happened == ["part", "others", "part", "others", "part"]


def test_nobody_waits_for_a_job_that_finds_nothing(database: Database) -> None:
    """While somebody else writes, a job that has reckoned that there is nothing to do is done."""

    def reckon(session: Session, at: datetime, policy: Policy) -> Run:
        del session, at, policy
        return nothing

    job = Job("idle", nothing, reckon=reckon)
    with ThreadPoolExecutor(1) as thread, database.writing() as session:
        session.connection()
        assert thread.submit(job.run_in, database, AT, CurrentPolicy(Policy())).result(ENOUGH_SECONDS) == 0
