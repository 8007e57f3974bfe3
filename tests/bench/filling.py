"""Registers of any size, as in use: people, reports, items and what was recorded for them.

Where they are many, the database copies them.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, Integer, String, cast, insert, text

from bot.clock import SystemClock
from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, ReportKind, Role, Status, Surface
from models.people.person import Person
from models.register.counters import add_up
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from tests.bench import recorded

PUBLISHED = date(2022, 1, 1)
FAR_OFF = date(2090, 1, 1)
FIRST_NUMBER = 100_000
"""The register number of the first item; the others follow."""

OWNERS = 100
"""So many own the items of a register, where nothing else is asked for."""

_IN_A_REPORT = 50
_BLOCK = 10_000
"""So many items are made here; what is more is copied from them, with reports and numbers of its own."""

Days = Callable[[int], dict[str, date]]


def account(number: int) -> str:
    """Return the account of an owner; the one with number 0 keeps the register."""
    return f"U0OWNER{number:03}"


ACCOUNTS = tuple(account(number) for number in range(OWNERS))


def due_over_years(number: int) -> dict[str, date]:
    """Return the days of an item of a register in which more falls due every day, for eight years."""
    due = PUBLISHED + timedelta(days=number % 3000)
    return {"deadline_on": due, "review_due_on": due, "pressing_on": due}


def due_far_off(number: int) -> dict[str, date]:
    """Return the days of an item of a register in which nothing falls due for a long time, and then every day."""
    due = FAR_OFF + timedelta(days=number % 2999)
    return {
        "deadline_on": due,
        "review_due_on": due,
        "pressing_on": due,
        "remind_on": due - timedelta(days=90),
    }


def fill(url: str, items: int, days: Days, owners: int = OWNERS) -> None:
    """Fill a new register with `items` items of so many owners, whose days are what `days` says of each.

    Three of five are open, and what was recorded for them is lifelike. As in one that has been in use, Slack was
    asked about every account within the hour: else the first requests would be measured while all are asked about.
    """
    database, now = Database(url), SystemClock().now()
    database.migrate()
    block = min(items, _BLOCK)
    with database.writing() as session:
        session.add_all(
            Person(
                name=f"Owner {n}",
                surface=Surface.SLACK,
                account=account(n),
                role=Role.OWNER if n else Role.COORDINATOR,
                account_checked_at=now,
            )
            for n in range(owners)
        )
        session.add_all(report(n) for n in range(1 + items // _IN_A_REPORT))
        session.flush()
        connection = session.connection()
        connection.execute(insert(Recommendation), [_item(number, days, owners) for number in range(block)])
        statements = recorded.record(connection, {number: 1 + number % owners for number in range(block)})
        for place, begin in enumerate(range(block, items, block), 1):
            count = min(block, items - begin)
            _copy(connection, begin, count)
            recorded.copy(connection, begin, count, place * statements)
    settle(database)
    database.close()


def report(number: int) -> InspectionReport:
    """Return a report to add."""
    return InspectionReport(
        code=f"R{number}", title=f"Report {number}", kind=ReportKind.OTHER, published_on=PUBLISHED
    )


def settle(database: Database) -> None:
    """Add the tally up, and have a server know how large its tables are, as in a register that has been in use.

    PostgreSQL finds that out by itself in time. SQLite would have to be asked to, which Reckoner never does.
    """
    with database.writing() as session:
        add_up(session)
        if database.engine.dialect.name == "postgresql":
            session.execute(text("ANALYZE"))


def _copy(connection: Connection, begin: int, count: int) -> None:
    items = recorded.table_of(Recommendation)
    changed = {
        "report_id": items.c.report_id + begin // _IN_A_REPORT,
        "register_number": cast(cast(items.c.register_number, Integer) + begin, String),
    }
    recorded.copy_rows(connection, items, changed, items.c.id <= count)


def _item(number: int, days: Days, owners: int) -> dict[str, object]:
    is_open = recorded.is_open(number)
    on = days(number)
    # What has ended is neither reviewed nor reminded of.
    ended: dict[str, object] = {
        name: None for name in ("review_due_on", "remind_on") if name in on and not is_open
    }
    return {
        "report_id": 1 + number // _IN_A_REPORT,
        "number": str(number % _IN_A_REPORT),
        "register_number": str(FIRST_NUMBER + number),
        "kind": list(ItemKind)[number % 2],
        "text": f"Chief constables should make sure that matter {number} is put right and kept right.",
        "addressed_to": frozenset({Addressee.ALL_FORCES}),
        "for_force": True,
        "deadline_basis": DeadlineBasis.STATED_DAY,
        "owner_id": 1 + number % owners,
        "status": Status.IN_PROGRESS if is_open else Status.SIGNED_OFF,
        "status_since": PUBLISHED,
        "is_open": is_open,
        "added_on": PUBLISHED,
        "tracked_on": PUBLISHED,
        "review_anchor_on": PUBLISHED,
        **on,
        **ended,
    }


def with_nothing_said(items: int) -> int:
    """Return the register number of an open item in the middle of so many of which nothing was said."""
    return FIRST_NUMBER + _middle(items) + recorded.WITHOUT_STATEMENTS


def with_much_said(items: int) -> int:
    """Return the register number of an open item in the middle of so many for which ten statements stand."""
    return FIRST_NUMBER + _middle(items) + recorded.WITH_MOST_STATEMENTS


def open_of(owner: int, items: int) -> Sequence[int]:
    """Return the register numbers of the open items of an owner, of so many in the register."""
    theirs = range(owner, items, OWNERS)
    return [FIRST_NUMBER + number for number in theirs if recorded.is_open(number)]


def _middle(items: int) -> int:
    return items // 2 // recorded.ROUND * recorded.ROUND
