"""What else keeps jobs for later, in a database: how many milliseconds it takes to be given some.

What is no part of Reckoner is loaded only where it is asked for: Celery is large.
"""

import warnings
from datetime import UTC, datetime
from typing import Final

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import make_url

from tests.bench.comparing import timed, watch_for

FAR_OFF: Final = datetime(2090, 1, 1, tzinfo=UTC)


def remind(number: int) -> None:
    """Stand for what would be done; it never comes to that."""


def apscheduler(url: str, jobs: int) -> float:
    """Add so many jobs to APScheduler's own store."""
    scheduler = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(url=url)}, timezone="UTC")
    scheduler.start(paused=True)

    def add() -> None:
        for number in range(jobs):
            scheduler.add_job(remind, "date", run_date=FAR_OFF, args=[number], id=str(number))

    took = timed(add, watch_for(url))
    scheduler.shutdown(wait=False)
    return took


def celery(url: str, jobs: int) -> float:
    """Send so many tasks of Celery to a broker that is a database, and lasts as ours does."""
    from celery import Celery  # noqa: PLC0415

    app = Celery("peer", broker=f"sqla+{url}", set_as_current=False)
    task = app.task(remind, name="remind", ignore_result=True)

    def send() -> None:
        for number in range(jobs):
            task.apply_async((number,), eta=FAR_OFF)

    with warnings.catch_warnings():
        # Its tables use what SQLAlchemy will no longer have some day.
        warnings.simplefilter("ignore", DeprecationWarning)
        took = timed(send, watch_for(url))
    app.close()
    return took


def procrastinate(url: str, jobs: int) -> float:
    """Defer so many jobs of procrastinate in one batch; it needs PostgreSQL."""
    from procrastinate import App, SyncPsycopgConnector  # noqa: PLC0415
    from procrastinate.types import JSONDict  # noqa: PLC0415

    at = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    app = App(connector=SyncPsycopgConnector(conninfo=at))
    later = app.task(name="remind")(remind).configure(schedule_at=FAR_OFF)
    batch: list[JSONDict] = [{"number": number} for number in range(jobs)]
    with app.open():
        app.schema_manager.apply_schema()
        return timed(lambda: later.batch_defer(*batch), watch_for(url))
