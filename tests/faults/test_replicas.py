"""Several Reckoners on one PostgreSQL: what two of them do at the same moment, with real transactions."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from jobs import digest, quarter, reminders
from jobs.timetable import Job
from models.committee.summary import Summary
from models.database import Database
from models.ledger.event import Event, EventKind
from models.ledger.note import note
from models.ledger.position import position
from models.outbox.message import DueReminder, OutboxMessage
from models.policies.current import CurrentPolicy
from models.policy import Policy
from models.statements.statement import Statement
from templates.messages.reminders import Reminder as ReminderMessage
from templates.serialization import thaw
from tests.databases import BACKENDS
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk

pytestmark = pytest.mark.parametrize(
    "database_url", [each for each in BACKENDS if each == "postgresql"], indirect=True
)

MORNING = "2022-12-05T09:00"
ENOUGH_SECONDS = 20


@pytest.fixture
def other(database_url: str) -> Iterator[Database]:
    """The same database, as another Reckoner has it."""
    other = Database(database_url)
    yield other
    other.close()


class Held:
    """A job whose transaction stays open, with all its work done, until it is let go."""

    def __init__(self, job: Callable[[Session, datetime, Policy], int]) -> None:
        """Do the work of `job`."""
        self._job, self.is_done, self._goes_on = job, threading.Event(), threading.Event()

    def __call__(self, session: Session, at: datetime, policy: Policy) -> int:
        """Do the work, and wait."""
        done = self._job(session, at, policy)
        session.flush()
        self.is_done.set()
        assert self._goes_on.wait(ENOUGH_SECONDS)
        return done

    @contextmanager
    def holding(self, name: str, database: Database, at: datetime, policy: Policy) -> Iterator[None]:
        """Have the job's transaction open for as long as the block lasts."""
        with ThreadPoolExecutor(1) as thread:
            running = thread.submit(Job(name, self).run_in, database, at, CurrentPolicy(policy))
            assert self.is_done.wait(ENOUGH_SECONDS)
            try:
                yield
            finally:
                self._goes_on.set()
                running.result(ENOUGH_SECONDS)


def until_somebody_waits(database: Database) -> None:
    """Return once a transaction on this database waits for another."""
    query = text(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    )
    until = time.monotonic() + ENOUGH_SECONDS
    while time.monotonic() < until:
        with database.reading() as session:
            if session.scalar(query):
                return
    raise TimeoutError


def test_a_reminder_is_in_the_message_that_it_was_merged_into(
    register: Register, other: Database, clock: StoppedClock, policy: Policy
) -> None:
    """What comes due while another Reckoner merges is not taken for told: it is in a message, or still waits."""
    clock.move_to(datetime.fromisoformat(f"{MORNING}+00:00"))
    at, database = clock.now(), register.database
    falls_due, merges = Job("reminders", reminders.fall_due), Job("merge", reminders.merge)
    register.item("1", reviews_from=date(2022, 9, 5))
    falls_due.run_in(database, at, CurrentPolicy(policy))
    with ThreadPoolExecutor(1) as thread:
        with Held(reminders.merge).holding("merge", database, at, policy):
            register.item("2", reviews_from=date(2022, 9, 5))
            second = thread.submit(
                lambda: [job.run_in(other, at, CurrentPolicy(policy)) for job in (falls_due, merges)]
            )
            until_somebody_waits(database)
        second.result(ENOUGH_SECONDS)
    with database.reading() as session:
        (outbox_message,) = session.scalars(select(OutboxMessage))
        told = {line.row.reference for line in expected(thaw(outbox_message.content), ReminderMessage).lines}
        rows = session.scalars(select(DueReminder)).all()
        assert (
            {each.recommendation.reference for each in rows if each.outbox_message_id} == told == {"OLDER-1"}
        )
        assert [each.recommendation.reference for each in rows if not each.outbox_message_id] == ["OLDER-2"]


def test_a_summary_is_published_by_one_of_two(
    register: Register, other: Database, clock: StoppedClock, policy: Policy
) -> None:
    """Two Reckoners whose turn for the committee's summary comes at once post one, and neither fails."""
    register.item("1", added_on=date(2022, 10, 1))
    register.meeting(date(2022, 12, 15))
    clock.move_to(datetime.fromisoformat("2022-12-08T09:00+00:00"))
    at, job = clock.now(), Job("digest", digest.post_digest)
    Job("freeze", quarter.freeze_due).run_in(register.database, at, CurrentPolicy(policy))
    with ThreadPoolExecutor(1) as thread:
        with Held(digest.post_digest).holding("digest", register.database, at, policy):
            second = thread.submit(job.run_in, other, at, CurrentPolicy(policy))
            until_somebody_waits(register.database)
        assert second.result(ENOUGH_SECONDS) == 0
    with register.database.reading() as session:
        assert len(session.scalars(select(Summary)).all()) == 1
        assert [each.key for each in session.scalars(select(OutboxMessage))] == ["digest:1"]


def test_what_is_recorded_later_under_a_lower_number_is_not_passed_over(
    register: Register, other: Database
) -> None:
    """Numbers are given when a fact is written and not when it is kept: a later one can have been seen before."""
    with register.database.writing() as first:
        note(first, EventKind.DATA_ASKED, register.act)
        first.flush()
        with other.writing() as second:
            note(second, EventKind.DATA_ASKED, register.act)
        with other.snapshot() as session:
            known = position(session)
            assert not known.is_passed(session, {EventKind.DATA_ASKED})
    with other.reading() as session:
        assert known.is_passed(session, {EventKind.DATA_RETURNED})


async def test_wordings_that_come_at_once_end_with_the_latest(talk: Talk, register: Register) -> None:
    """A message and all its edits, taken in by several threads at once, are one record with the last wording."""
    reference = register.item("1")
    for round_ in range(5):
        written = talk.wrote("anna", f"{reference}: wording 0 of {round_}")
        edits = [talk.edited(written, f"{reference}: wording {n} of {round_}") for n in range(1, 5)]
        await asyncio.gather(
            talk.desk.replies.written(written.heard),
            *(talk.desk.replies.edited(each) for each in reversed(edits)),
        )
        with talk.database.reading() as session:
            said = session.scalars(select(Statement).where(Statement.source == written.heard.source)).one()
            assert said.text == f"{reference}: wording 4 of {round_}"


async def test_two_threads_record_for_one_item_at_once(talk: Talk, register: Register) -> None:
    """Several updates of one item at the same moment are all recorded, each once, and none does its review."""
    reference = register.item("1", reviews_from=date(2022, 9, 5))
    written = [talk.wrote("anna", f"{reference}: group {n} has been trained") for n in range(6)]
    await asyncio.gather(*(talk.desk.replies.written(each.heard) for each in written))
    with talk.database.reading() as session:
        assert {each.text for each in session.scalars(select(Statement))} == {
            f"{reference}: group {n} has been trained" for n in range(6)
        }
        kinds = session.scalars(select(Event.kind)).all()
        assert kinds.count(EventKind.UPDATE_RECORDED) == 6
        assert EventKind.REVIEW_DONE not in kinds
