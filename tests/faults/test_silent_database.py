"""A PostgreSQL that neither answers nor breaks off, as behind a firewall that has forgotten the connection."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Final

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from bot.imports.report_reader import ReportReader
from bot.operations.health import Health
from bot.worker.watchdog import Watchdog
from bot.worker.worker import Worker
from jobs.timetable import Job
from models.database import Database
from models.policy import Policy
from models.server_connections import LONGEST_STATEMENT
from models.statements.statement import Statement
from tests.databases import POSTGRES
from tests.factories import Register
from tests.letterbox import Letterbox, Shelf
from tests.talk import talking
from tests.wire import Wire, wired

SERVERS: Final = ("postgresql",) if POSTGRES else ()
pytestmark = pytest.mark.parametrize("database_url", SERVERS, indirect=True)

MOST_ROUND_TRIPS: Final = 24
"""To the database and back, for a reply about one item from its being read to its being durable, answer and all."""

READER: Final = ReportReader(dict[str, bytes]().__getitem__)


def asks(session: Session, _: datetime, __: Policy) -> int:
    """Ask the database for something."""
    session.scalar(text("select 1"))
    return 0


@pytest.fixture
async def wire(database_url: str) -> AsyncIterator[tuple[Wire, Database]]:
    """A wire to PostgreSQL, and a database at its near end."""
    with wired(database_url) as (wire, address):
        database = Database(address)
        yield wire, database
        database.close()


async def broken_off(watch: Watchdog) -> None:
    """Have the watch look until there was something to break off: what stays silent, it sees twice."""
    while not await watch.break_off():
        pass


async def test_a_silent_connection_stops_no_round_for_good(
    wire: tuple[Wire, Database], clock: StoppedClock, policy: Policy
) -> None:
    """The watch breaks it off; the round ends, and the next one is whole again on another connection."""
    between, database = wire
    is_silent = threading.Event()

    def asks_in_vain(session: Session, at: datetime, policy: Policy) -> int:
        between.go_silent()
        is_silent.set()
        return asks(session, at, policy)

    timetable = [Job("in vain", asks_in_vain)]
    rounds = Worker(database, clock, policy, Letterbox(), Shelf(), READER, timetable=timetable)
    under_way = asyncio.create_task(rounds.run_jobs())
    await asyncio.to_thread(is_silent.wait)
    between.speak_again()
    await broken_off(Watchdog(database, clock, policy, rounds))
    await under_way
    assert (rounds.last_round_at, rounds.failures) == (None, {"in vain": 1})
    timetable[:] = [Job("asks", asks)]
    await rounds.run_jobs()
    assert rounds.last_round_at == clock.now()


async def test_health_says_that_the_database_does_not_answer(
    wire: tuple[Wire, Database], clock: StoppedClock, policy: Policy
) -> None:
    """It does not wait for it, and however often it is asked, one look at most is under way."""
    between, database = wire
    async with talking(database, clock, policy) as talk:
        patient = Health(database, clock, policy, talk.rounds, talk.desk, [])
        assert (await patient.condition()).database
        health = Health(database, clock, policy, talk.rounds, talk.desk, [], patience=0.05)
        between.go_silent()
        assert [(await health.condition()).problems for _ in range(3)] == [("database",)] * 3
        between.speak_again()
        await broken_off(Watchdog(database, clock, policy, talk.rounds))


async def test_a_connection_that_is_used_is_not_broken_off(wire: tuple[Wire, Database]) -> None:
    """However long a transaction takes, it goes on while anything is asked."""
    _, database = wire
    assert database.connections is not None
    with database.reading() as session:
        session.execute(text("select 1"))
        before = database.connections.asked()
        session.execute(text("select 2"))
        assert database.connections.break_off(before) == 0
        assert session.scalar(text("select 3")) == 3
        assert database.connections.break_off(database.connections.asked()) == 1
        with pytest.raises(OperationalError):
            session.scalar(text("select 4"))


async def test_a_connection_that_the_server_ended_is_not_taken(database: Database) -> None:
    """That is seen without asking: whoever comes next gets another connection, and notices nothing."""
    with database.reading() as other:
        other.execute(text("select 1"))
        with database.reading() as session:
            number = session.scalar(text("select pg_backend_pid()"))
        other.execute(text("select pg_terminate_backend(:number, 5000)"), {"number": number})
        with database.reading() as session:
            assert session.scalar(text("select pg_backend_pid()")) != number


async def test_the_server_is_told_how_long_a_statement_may_take(wire: tuple[Wire, Database]) -> None:
    """So what hangs at the server's side ends by itself; the options in the address hold too."""
    _, database = wire
    with database.reading() as session:
        limits = session.execute(
            text("select current_setting('statement_timeout'), current_setting('synchronous_commit')")
        )
        assert tuple(limits.one()) == ("1min", "off")
    assert LONGEST_STATEMENT == "60s"


async def test_a_reply_takes_few_ways_to_the_database_and_back(
    wire: tuple[Wire, Database], clock: StoppedClock, policy: Policy
) -> None:
    """Each of them is waited for: a database that is far away makes a reply slow by nothing else."""
    between, database = wire
    async with talking(database, clock, policy) as talk:
        Register(database, clock, policy).item("1a", register_number="10618")
        await talk.writes("anna", "10618: We trained 80% of the officers on the new form.")
        before = between.round_trips
        await talk.desk.replies.written(talk.wrote("anna", "10618: We trained the others, too.").heard)
        assert between.round_trips - before <= MOST_ROUND_TRIPS
    with database.reading() as session:
        assert len(session.scalars(select(Statement)).all()) == 2
