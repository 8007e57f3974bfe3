"""The committee's bridge over long ledgers, its summary, and the paper.

`python -m tests.bench.figures URL` makes summaries of a register, in a process of its own.
"""

import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from time import perf_counter

from bot.documents.documents import Documents
from bot.garbage import keep_what_is_there, look_less_often
from jobs.timetable import TIMETABLE
from models.committee import figures
from models.committee.bridge import Opening, bridge, counted_at
from models.committee.meeting import Meeting
from models.committee.period import Period
from models.database import Database
from models.enums import DocumentKind
from models.ledger.chain import wait_for_sealing
from models.policies.current import CurrentPolicy
from models.policy import Policy
from templates.messages.documents import Document
from templates.messages.publication import SummaryPosted
from templates.presenters.summary import summary, without_rows
from templates.serialization import content_of
from templates.slack import renderer
from tests.bench.apart import apart, most_memory, tell
from tests.bench.bench import Bench
from tests.bench.comparing import Line, in_seconds, in_turn, named, timed, watch_for, within
from tests.bench.ledgers import EVENTS_EACH, fill_with_lives

CUT, END, NEXT = date(2022, 9, 29), date(2022, 12, 15), date(2023, 3, 15)
RUNS = 5
IN_THE_PAPER = 200
SUMMARIES = ((0.4, 1.5, None), (5.0, 15.0, 600.0))
"""The seconds that a summary of now may take, and of a day that is past, and their MiB: of few items, of many."""


async def of_the_committee(bench: Bench) -> list[Line]:
    """Time the bridge of two ledgers."""
    sizes = bench.sizes
    return [_bridge(bench, sizes.small_ledger, 50), _bridge(bench, sizes.items, 1_000)]


async def summary_sent(bench: Bench) -> list[Line]:
    """Time the summary as it is sent, with rows, checks and drawing: now, and of a day that is past."""
    lines = []
    for items, (for_now, for_past, most) in zip(bench.sizes.summed_up, SUMMARIES, strict=False):
        url = _ledger(bench, items)
        [now, past], memory = await apart("tests.bench.figures", url)
        by = named(watch_for(url))
        what = f"the summary as it is sent, {items:,} items with {items * EVENTS_EACH:,} events{by}"
        lines += [
            in_seconds(what, now, for_now),
            in_seconds(f"the same of a day that is past{by}", past, for_past),
            most_memory(memory, most),
        ]
    return lines


async def while_frozen(bench: Bench) -> list[Line]:
    """Tell how long whoever has something to record waits for the register while figures are frozen.

    The first figures tell of every item as added; the next ones only of what has changed in a quarter.
    """
    items = bench.sizes.people
    database = Database(_ledger(bench, items))
    what = f"the longest wait for the register while figures of {items:,} items are frozen, by the clock"
    lines = [
        within(f"{what}, {which}", await _longest_wait(database, until), 20)
        for which, until in (("the first", END), ("the next", NEXT))
    ]
    database.close()
    return lines


async def _longest_wait(database: Database, until: date) -> float:
    """Freeze the figures up to the day `until`; return the longest wait meanwhile, in milliseconds."""
    at = datetime.combine(until + timedelta(days=60), time(20), UTC)
    held_on = at.date() + timedelta(days=9)
    with database.writing() as session:
        session.add(Meeting(held_on=held_on, cut_off_on=until, paper_due_on=until, entered_on=until))
    job = next(each for each in TIMETABLE if each.name == "freeze")
    freezing = asyncio.create_task(asyncio.to_thread(job.run_in, database, at, CurrentPolicy(Policy())))
    waits = [0.0]
    while not freezing.done():
        waits.append(await asyncio.to_thread(_wait, database))
        await asyncio.sleep(0.005)
    if (frozen := await freezing) != 1:
        raise RuntimeError(f"{frozen} figures were frozen.")
    return max(waits)


async def paper(bench: Bench) -> list[Line]:
    """Time the paper in Word; the first also draws the picture, which is remembered."""
    items = min(IN_THE_PAPER, bench.sizes.items)
    url = bench.new("paper")
    fill_with_lives(url, items)
    database = Database(url)
    documents, document = Documents(database, Policy(), None), Document(DocumentKind.PAPER, 0, END)
    make = partial(documents.make, document, datetime.combine(END, datetime.min.time(), UTC))
    first, [after] = timed(make), in_turn([make], RUNS)
    database.close()
    return [
        within(f"the paper of {items} items in Word", after, 1_000),
        Line("its first time, with the picture", f"{first:.0f} ms"),
    ]


def _ledger(bench: Bench, items: int) -> str:
    """Return the address of a register of so many items with lives, made at first."""
    return bench.once(f"ledger-{items}", partial(fill_with_lives, items=items))


def _bridge(bench: Bench, items: int, most: float) -> Line:
    database = Database(_ledger(bench, items))
    with database.reading() as session:
        printed = Opening(items=counted_at(session, CUT))
        [closed] = in_turn([partial(bridge, session, printed, CUT, END)], RUNS)
    database.close()
    what = f"the committee's bridge, {items:,} items with {items * EVENTS_EACH:,} events"
    return within(what, closed, most)


def _summary(database: Database, printed: Opening, today: date) -> None:
    with database.reading() as session:
        standing = figures.between(session, Period(CUT, END, NEXT), None, printed, today)
        told = summary(session, standing, Policy())
        content_of(told)
        renderer.render(SummaryPosted(without_rows(told)))


def _wait(database: Database) -> float:
    """Return the milliseconds until something can be recorded: on SQLite one writes, on PostgreSQL one seals."""
    begun = perf_counter()
    with database.writing() as session:
        session.connection()
        wait_for_sealing(session)
        return (perf_counter() - begun) * 1000


def _summaries(url: str) -> Iterator[float]:
    """Yield the milliseconds that a summary of now takes, and one of a day that is past."""
    database = Database(url)
    with database.reading() as session:
        # It is read with what was frozen last, and not reckoned.
        printed = Opening(items=counted_at(session, CUT))
    _summary(database, printed, END)
    for today in (END, END + timedelta(days=60)):
        yield timed(partial(_summary, database, printed, today), watch_for(url))


if __name__ == "__main__":
    # As in Reckoner that runs, whose statements have been asked before.
    keep_what_is_there()
    look_less_often()
    tell(list(_summaries(sys.argv[1])))
