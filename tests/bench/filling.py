"""Registers of any size: people, reports and open items, copied by the database where they are many."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import Connection, Integer, String, cast, insert, select

from bot.clock import SystemClock
from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, ReportKind, Role, Status, Surface
from models.people.person import Person
from models.register.counters import add_up
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport

PUBLISHED = date(2022, 1, 1)
FAR_OFF = date(2090, 1, 1)
FIRST_NUMBER = 100_000
"""The register number of the first item; the others follow."""

_OWNERS = 100
_IN_A_REPORT = 50
_BLOCK = 10_000
"""So many items are made here; what is more is copied from them, with reports and numbers of its own."""

Days = Callable[[int], dict[str, date]]


def account(number: int) -> str:
    """Return the account of an owner; the one with number 0 keeps the register."""
    return f"U0OWNER{number:03}"


ACCOUNTS = tuple(account(number) for number in range(_OWNERS))


def due_over_years(number: int) -> dict[str, date]:
    """Return the days of an item of a register in which more falls due every day, for eight years."""
    due = PUBLISHED + timedelta(days=number % 3000)
    return {"deadline_on": due, "review_due_on": due, "pressing_on": due}


def due_far_off(number: int) -> dict[str, date]:
    """Return the days of an item of which nothing is due for a long time."""
    return (
        due_over_years(number)
        | dict.fromkeys(("deadline_on", "review_due_on", "pressing_on"), FAR_OFF)
        | {"remind_on": FAR_OFF - timedelta(days=90)}
    )


def fill(url: str, items: int, days: Days) -> None:
    """Fill a new register with `items` open items of a hundred owners, whose days are what `days` says of each.

    As in one that has been in use, Slack was asked about every account within the hour: else the first requests
    would be measured while all are asked about at once.
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
            for n in range(_OWNERS)
        )
        session.add_all(report(n) for n in range(1 + items // _IN_A_REPORT))
        session.flush()
        session.execute(insert(Recommendation), [_item(number) | days(number) for number in range(block)])
        for begin in range(block, items, block):
            _copy(session.connection(), begin, min(block, items - begin))
    settle(database)
    database.close()


def report(number: int) -> InspectionReport:
    """Return a report to add."""
    return InspectionReport(
        code=f"R{number}", title=f"Report {number}", kind=ReportKind.OTHER, published_on=PUBLISHED
    )


def settle(database: Database) -> None:
    """Add the tally up, and have the database know its sizes, as in a register that has been in use."""
    with database.writing() as session:
        add_up(session)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _copy(connection: Connection, begin: int, count: int) -> None:
    items = Recommendation.__table__
    changed = {
        "report_id": items.c.report_id + begin // _IN_A_REPORT,
        "register_number": cast(cast(items.c.register_number, Integer) + begin, String),
    }
    names = [column.name for column in items.columns if column.name != "id" and not column.computed]
    first = select(*(changed.get(name, items.c[name]) for name in names)).where(items.c.id <= count)
    connection.execute(insert(Recommendation).from_select(names, first.order_by(items.c.id)))


def _item(number: int) -> dict[str, object]:
    return {
        "report_id": 1 + number // _IN_A_REPORT,
        "number": str(number % _IN_A_REPORT),
        "register_number": str(FIRST_NUMBER + number),
        "kind": list(ItemKind)[number % 2],
        "text": f"Chief constables should make sure that matter {number} is put right and kept right.",
        "addressed_to": frozenset({Addressee.ALL_FORCES}),
        "for_force": True,
        "deadline_basis": DeadlineBasis.STATED_DAY,
        "owner_id": 1 + number % _OWNERS,
        "status": Status.IN_PROGRESS,
        "status_since": PUBLISHED,
        "is_open": True,
        "added_on": PUBLISHED,
        "tracked_on": PUBLISHED,
        "review_anchor_on": PUBLISHED,
    }
