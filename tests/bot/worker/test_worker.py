"""The rounds: every job in its turn, and one that breaks holds up nothing else."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from bot.imports.report_reader import ReportReader
from bot.slack import addresses
from bot.worker.worker import Worker
from jobs.timetable import Job
from models.database import Database
from models.outbox import outbox
from models.policy import Policy
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.letterbox import Letterbox, Shelf

pytestmark = pytest.mark.every_database

READER = ReportReader(dict[str, bytes]().__getitem__)


def breaks(_: Session, __: datetime, ___: Policy) -> int:
    """Break as a job does that meets what nobody thought of."""
    raise KeyError("changes")


def tells(session: Session, at: datetime, _: Policy) -> int:
    """Put one message into the outbox."""
    outbox.enqueue(
        session, "told", freeze(Acknowledged("welcome")), at, conversation=addresses.conversation("C1")
    )
    return 1


async def test_a_job_that_breaks_holds_up_neither_the_others_nor_what_is_to_be_sent(
    database: Database, clock: StoppedClock, policy: Policy
) -> None:
    """The jobs after it are run, the outbox is sent, and the round does not count as whole."""
    letterbox = Letterbox()
    timetable = (Job("broken", breaks), Job("telling", tells))
    rounds = Worker(database, clock, policy, letterbox, Shelf(), READER, timetable=timetable)
    await rounds.round()
    assert [each.key for each in letterbox.posted.values()] == ["told"]
    assert rounds.last_round_at is None


async def test_a_whole_round_is_remembered(database: Database, clock: StoppedClock, policy: Policy) -> None:
    """When every job has been run, the round counts from the instant at which it ended."""
    rounds = Worker(database, clock, policy, Letterbox(), Shelf(), READER, timetable=(Job("telling", tells),))
    await rounds.round()
    assert rounds.last_round_at == clock.now()
