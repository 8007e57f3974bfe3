"""A round of the jobs when nothing is due, and reminders that come due, against schedulers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import func, select, update

from jobs import reminders
from jobs.timetable import TIMETABLE, Job
from models.database import Database
from models.enums import Status
from models.outbox.message import DueReminder
from models.policies.current import CurrentPolicy
from models.policy import Policy
from models.register.recommendation import AT_NEXT_SWEEP, Recommendation
from tests.bench import schedulers
from tests.bench.bench import Bench
from tests.bench.comparing import Line, in_turn, named, ratio, timed, watch_for
from tests.bench.filling import due_far_off, fill, settle

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
ROUNDS = 20
DAYS_AHEAD = 30
"""So long before a deadline its owner is reminded of it."""

PEERS: Mapping[str, Sequence[tuple[str, float, Callable[[str, int], float]]]] = {
    "SQLite": (
        ("a job of APScheduler each", 0.05, schedulers.apscheduler),
        ("a task of Celery each", 0.17, schedulers.celery),
    ),
    "PostgreSQL": (("jobs of procrastinate in a batch", 0.7, schedulers.procrastinate),),
}
"""What else keeps jobs in a database of a kind, and the share of its time that ours may take."""


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
    """Compare writing down reminders that come due with giving as many jobs to others, in a database of its kind.

    Of the jobs a part is given, and the time of all reckoned from it: each costs the same.
    """
    items, jobs = bench.sizes.items, bench.sizes.scheduled_jobs
    url = bench.new("reminders")
    ours, lines = _written_down(url, items), []
    for name, most, give in PEERS[bench.kind]:
        theirs = give(bench.new(give.__name__), jobs) * items / jobs
        what = (
            f"{items:,} reminders scheduled, against {name} (reckoned from {jobs:,}){named(watch_for(url))}"
        )
        measured = f"{ours / 1000:.1f} s / {theirs / 1000:.1f} s = {ours / theirs:.3f}"
        lines.append(Line(what, measured, f"≤ {most:g}", ours / theirs <= most))
    return lines


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
    took = timed(lambda: job.run_in(database, AT, CurrentPolicy(Policy())), watch_for(url))
    with database.reading() as session:
        written = session.scalar(select(func.count()).select_from(DueReminder))
    database.close()
    if written != items:
        raise RuntimeError(f"{written} reminders were written down for {items} items.")
    return took
