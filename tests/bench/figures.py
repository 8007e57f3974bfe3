"""Times the committee's bridge over large ledgers.

    .venv/bin/python tests/bench/figures.py [--database URL]

Prints the median of five runs, in milliseconds, over 5,000 items with 50,000 events and over 100,000 items with
1,000,000 events: the bridge itself, and the whole standing with its lists.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import insert

sys.path.insert(0, str(Path(__file__).parents[2]))

from models.committee import figures
from models.committee.bridge import Opening, bridge, counted_at
from models.database import Database
from models.event import LIFE, Event, EventKind
from models.kinds import Addressee, ItemKind, ReportKind, Status
from models.recommendation import Recommendation
from models.report import InspectionReport

BEGIN = date(2020, 1, 1)
CUT, END = date(2022, 9, 29), date(2022, 12, 15)
EVENTS_EACH = 10
RUNS = 5


def fill(database: Database, items: int) -> None:
    """Fill a new register: of an item's ten events one adds it, and half of all items are signed off."""
    database.migrate()
    with database.writing() as session:
        session.add_all(
            InspectionReport(code=f"R{n}", title=f"Report {n}", kind=ReportKind.OTHER, published_on=BEGIN)
            for n in range(1 + items // 50)
        )
        session.flush()
        for begin in range(0, items, 2000):
            part = range(begin, min(begin + 2000, items))
            session.execute(insert(Recommendation), [_item(n) for n in part])
            session.execute(insert(Event), [event for n in part for event in _events(n)])
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _item(number: int) -> dict[str, object]:
    added = BEGIN + timedelta(days=number % 1000)
    ended = number % 2 == 0
    return {
        "id": number + 1,
        "report_id": 1 + number // 50,
        "number": str(number % 50),
        "register_number": str(100_000 + number),
        "kind": list(ItemKind)[number % 2],
        "text": f"Put matter {number} right.",
        "addressed_to": frozenset({Addressee.ALL_FORCES}),
        "for_force": True,
        "deadline_on": added + timedelta(days=1100),
        "status": Status.SIGNED_OFF if ended else Status.IN_PROGRESS,
        "status_since": added,
        "is_open": not ended,
        "added_on": added,
        "tracked_on": added,
        "review_anchor_on": added,
        "pressing_on": added,
    }


def _events(number: int) -> Iterator[dict[str, object]]:
    added = BEGIN + timedelta(days=number % 1000)
    kinds = [EventKind.ADDED, EventKind.ALLOCATED, *[EventKind.UPDATE_RECORDED] * (EVENTS_EACH - 3)]
    kinds.append(EventKind.SIGNED_OFF if number % 2 == 0 else EventKind.REVIEW_DONE)
    for step, kind in enumerate(kinds):
        yield {
            "kind": kind,
            "recommendation_id": number + 1,
            "effective_on": added + timedelta(days=step * 10),
            "recorded_at": datetime.combine(added, datetime.min.time(), UTC),
            "item_kind": list(ItemKind)[number % 2] if kind in LIFE else None,
            "for_force": True if kind in LIFE else None,
            "facts": {},
        }


def timed(name: str, work: Callable[[], object]) -> None:
    """Print the median time of five runs of `work`."""
    took = []
    for _ in range(RUNS):
        begun = perf_counter()
        work()
        took.append((perf_counter() - begun) * 1000)
    print(f"{name:<58} {median(took):8.0f} ms")


def main(url: str | None) -> None:
    """Fill and time both sizes."""
    for items in (5_000, 100_000):
        folder = tempfile.mkdtemp()
        database = Database(url or f"sqlite:///{folder}/bench.db")
        fill(database, items)
        with database.reading() as session:
            printed = Opening(items=counted_at(session, CUT))
            size = f"{items:,} items, {items * EVENTS_EACH:,} events"
            period = figures.Period(CUT, END, date(2023, 3, 15))
            timed(f"bridge, {size}", partial(bridge, session, printed, CUT, END))
            timed(f"standing, {size}", partial(figures.between, session, period, None, printed, END))
        database.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database")
    main(parser.parse_args().database)
