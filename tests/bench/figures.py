"""The committee's bridge over long ledgers, and the paper."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.documents.documents import Documents
from models.committee import figures
from models.committee.bridge import Opening, bridge, counted_at
from models.committee.period import Period
from models.database import Database
from models.enums import DocumentKind
from models.policy import Policy
from templates.messages.documents import Document
from tests.bench.comparing import Bench, Line, in_turn, timed, within
from tests.bench.ledgers import EVENTS_EACH, fill_with_lives

CUT, END, NEXT = date(2022, 9, 29), date(2022, 12, 15), date(2023, 3, 15)
RUNS = 5
IN_THE_PAPER = 200


async def of_the_committee(bench: Bench) -> list[Line]:
    """Time the bridge of two ledgers, and everything that a summary says of the longer one."""
    small = _figures(bench.sqlite("small-ledger"), bench.sizes.small_ledger, 50)
    return [*small[:1], *_figures(bench.sqlite("ledger"), bench.sizes.items, 1_000)]


async def paper(bench: Bench) -> list[Line]:
    """Time the paper in Word; the first also draws the picture, which is remembered."""
    items = min(IN_THE_PAPER, bench.sizes.items)
    database = Database(bench.sqlite("paper"))
    fill_with_lives(database, items)
    documents, document = Documents(database, Policy(), None), Document(DocumentKind.PAPER, 0, END)
    make = partial(documents.make, document, datetime.combine(END, datetime.min.time(), UTC))
    first, [after] = timed(make), in_turn([make], RUNS)
    database.close()
    return [
        within(f"the paper of {items} items in Word", after, 1_000),
        Line("its first time, with the picture", f"{first:.0f} ms"),
    ]


def _figures(url: str, items: int, most: float) -> list[Line]:
    database = Database(url)
    fill_with_lives(database, items)
    size = f"{items:,} items with {items * EVENTS_EACH:,} events"
    period = Period(CUT, END, NEXT)
    with database.reading() as session:
        printed = Opening(items=counted_at(session, CUT))
        [closed] = in_turn([partial(bridge, session, printed, CUT, END)], RUNS)
    standing = partial(_standing, database, period, printed)
    [now] = in_turn([partial(standing, END)], RUNS)
    [then] = in_turn([partial(standing, END + timedelta(days=60))], RUNS)
    database.close()
    return [
        within(f"the committee's bridge, {size}", closed, most),
        Line("everything that its summary says", f"{now:.0f} ms"),
        Line("the same of a day that is past", f"{then:.0f} ms"),
    ]


def _standing(database: Database, period: Period, printed: Opening, today: date) -> None:
    with database.reading() as session:
        figures.between(session, period, None, printed, today)
