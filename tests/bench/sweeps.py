"""A round of the jobs when nothing is due, and reminders that come due, against a job of APScheduler for each."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import func, select, update

from jobs import reminders
from jobs.timetable import TIMETABLE, Job
from models.database import Database
from models.enums import Status
from models.outbox.message import DueReminder
from models.policies.current import CurrentPolicy
from models.policy import Policy
from models.register.recommendation import AT_NEXT_SWEEP, Recommendation
from tests.bench.bench import Bench
from tests.bench.comparing import Line, in_turn, ratio, timed
from tests.bench.filling import due_far_off, fill, settle

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
ROUNDS = 20
FASTER = 20
DAYS_AHEAD = 30
"""So long before a deadline its owner is reminded of it."""


async def idle(bench: Bench) -> list[Line]:
    """Compare a round of every job in a large register with one in a small register; nothing is due in either."""
    databases = [
        Database(bench.register(items, due_far_off)) for items in (bench.sizes.few, bench.sizes.many)
    ]
    rounds = [partial(_round, database) for database in databases]
    for each in rounds:
        each()
    few, many = in_turn(rounds, ROUNDS)
    for database in databases:
        database.close()
    what = f"an idle sweep, {bench.sizes.many:,} items against {bench.sizes.few:,}"
    return [ratio(what, many, few, 2)]


async def scheduling(bench: Bench) -> list[Line]:
    """Compare writing down reminders that come due with adding as many jobs to APScheduler's store.

    Of the jobs a part is added, and the time of all reckoned from it: each costs the same.
    """
    items, jobs = bench.sizes.items, bench.sizes.scheduled_jobs
    ours = _written_down(bench.sqlite("reminders"), items)
    theirs = _added(bench.folder / "jobs.db", jobs) * items / jobs
    return [
        Line(
            f"{items:,} reminders scheduled, against a job of APScheduler each (reckoned from {jobs:,})",
            f"{ours / 1000:.1f} s, against {theirs / 1000:.1f} s: {theirs / ours:.0f} times faster",
            f"≥ {FASTER} times faster",
            theirs / ours >= FASTER,
        )
    ]


def _round(database: Database) -> None:
    for job in TIMETABLE:
        job.run_in(database, AT, CurrentPolicy(Policy()))


def _written_down(url: str, items: int) -> float:
    """Return the milliseconds in which a reminder for each of so many items is written down."""
    fill(url, items, due_far_off)
    database = Database(url)
    due = (AT + timedelta(days=DAYS_AHEAD)).date()
    with database.writing() as session:
        session.execute(
            update(Recommendation).values(
                is_open=True,
                status=Status.IN_PROGRESS,
                deadline_on=due,
                pressing_on=due,
                tracked_on=AT.date(),
                remind_on=AT_NEXT_SWEEP,
            )
        )
    settle(database)
    job = Job("reminders", reminders.fall_due, repeated=True)
    took = timed(lambda: job.run_in(database, AT, CurrentPolicy(Policy())))
    with database.reading() as session:
        written = session.scalar(select(func.count()).select_from(DueReminder))
    database.close()
    if written != items:
        raise RuntimeError(f"{written} reminders were written down for {items} items.")
    return took


def _added(path: Path, jobs: int) -> float:
    """Return the milliseconds in which so many jobs are added to a scheduler that keeps them in SQLite."""
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{path}")}, timezone="UTC"
    )
    scheduler.start(paused=True)
    runs_at = AT + timedelta(days=40_000)

    def add() -> None:
        for number in range(jobs):
            scheduler.add_job(print, "date", run_date=runs_at, args=[number], id=str(number))

    took = timed(add)
    scheduler.shutdown(wait=False)
    return took
