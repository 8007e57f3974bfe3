"""Times the committee's figures over large ledgers, and the paper.

    .venv/bin/python tests/bench/figures.py [--database URL]

Prints a table: the median and the longest of five runs and the processor's time, beside what is to be reached. The
figures are counted over 5,000 items with 50,000 events and over 100,000 items with 1,000,000 events: the bridge
itself, and the whole standing with its lists, of today and of a day that is past. The paper is of 200 items; its
first run is apart, because it also draws the picture, which is remembered.
"""

import argparse
import os
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

from bot.documents import Documents
from models.committee import figures
from models.committee.bridge import Opening, bridge, counted_at
from models.database import Database
from models.event import LIFE, Event, EventKind
from models.kinds import Addressee, DocumentKind, ItemKind, ReportKind, Status
from models.policy import Policy
from models.recommendation import Recommendation
from models.report import InspectionReport
from models.review import Review
from templates.messages import Document

BEGIN = date(2020, 1, 1)
CUT, END = date(2022, 9, 29), date(2022, 12, 15)
EVENTS_EACH = 10
RUNS = 5
PAPER_ITEMS = 200


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
            session.execute(insert(Review), [_review(n) for n in part])
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


def _review(number: int) -> dict[str, object]:
    """Return a review of an item: of what is still open it was done."""
    due = BEGIN + timedelta(days=number % 1000 + 90)
    return {"recommendation_id": number + 1, "due_on": due, "done_on": None if number % 2 == 0 else due}


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
            "facts": _facts(number, kind, added),
        }


def _facts(number: int, kind: EventKind, added: date) -> dict[str, object]:
    match kind:
        case EventKind.ADDED:
            return {"kind": list(ItemKind)[number % 2].value, "to": [Addressee.ALL_FORCES.value]}
        case EventKind.SIGNED_OFF:
            return {"was": Status.IN_PROGRESS.value, "to": Status.SIGNED_OFF.value}
        case EventKind.UPDATE_RECORDED:
            return {"statement": number}
        case EventKind.REVIEW_DONE:
            return {"review": (added + timedelta(days=90)).isoformat(), "statement": number}
        case _:
            return {}


def timed(name: str, goal: str, work: Callable[[], object], runs: int = RUNS) -> None:
    """Print a row: median and longest time of `runs` runs of `work`, and the processor's time; beside the goal.

    The processor's time, which includes the processes that `work` starts, also holds on a machine that is busy.
    """
    took, used = [], []
    for _ in range(runs):
        begun, before = perf_counter(), sum(os.times()[:4])
        work()
        took.append((perf_counter() - begun) * 1000)
        used.append((sum(os.times()[:4]) - before) * 1000)
    print(f"{name:<56} {median(took):8.0f} {max(took):8.0f} {median(used):10.0f} {goal:>6}", flush=True)


def time_figures(url: str | None, items: int, goal: str) -> None:
    """Fill a register with `items` and time its figures, with the goal for the bridge."""
    database = Database(url or f"sqlite:///{tempfile.mkdtemp()}/bench.db")
    fill(database, items)
    with database.reading() as session:
        printed = Opening(items=counted_at(session, CUT))
        size = f"{items:,} items, {items * EVENTS_EACH:,} events"
        period = figures.Period(CUT, END, date(2023, 3, 15))
        timed(f"bridge, {size}", goal, partial(bridge, session, printed, CUT, END))
    for name, today in (("standing", END), ("standing then", END + timedelta(days=60))):
        timed(f"{name}, {size}", "", partial(_standing, database, period, printed, today))
    database.close()


def _standing(database: Database, period: figures.Period, printed: Opening, today: date) -> None:
    with database.reading() as session:
        figures.between(session, period, None, printed, today)


def time_paper(url: str | None) -> None:
    """Fill a register with 200 items and time the paper in Word."""
    database = Database(url or f"sqlite:///{tempfile.mkdtemp()}/bench.db")
    fill(database, PAPER_ITEMS)
    made = Documents(database, Policy(), None)
    document = Document(DocumentKind.PAPER, 0, END)
    paper = partial(made.make, document, datetime.combine(END, datetime.min.time(), UTC))
    timed(f"paper, {PAPER_ITEMS} items, the first", "", paper, 1)
    timed(f"paper, {PAPER_ITEMS} items", "1000", paper)
    database.close()


def main(url: str | None) -> None:
    """Print the table. A database that is named is filled with the largest register only."""
    print(f"{'what, in milliseconds':<56} {'median':>8} {'longest':>8} {'processor':>10} {'goal':>6}")
    if url is None:
        time_paper(None)
        time_figures(None, 5_000, "50")
    time_figures(url, 100_000, "1000")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database")
    main(parser.parse_args().database)
