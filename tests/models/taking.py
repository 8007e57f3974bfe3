"""Takes rows into a register as an import does, and looks at what that did."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, event, func, select

from models.database import Database
from models.imports.cells import Cell
from models.imports.checking import check_rows
from models.imports.headings import recognise_headings
from models.imports.importing import Intake, Register
from models.ledger.audit_context import AuditContext
from models.ledger.event import IS_AN_ACT, Event, EventKind
from models.queries import items

Row = dict[str, Cell]

FIRST_DAY, NEXT_DAY = date(2022, 12, 1), date(2022, 12, 5)

OPTIONAL = (
    *("Report", "Report kind", "Register number", "Kind", "Addressed to", "Mandatory"),
    *("Deadline wording", "Deadline", "Portfolio", "Board", "Theme", "RAG", "Status", "Status since"),
    *("Added on", "Notes", "Deputy"),
)


def row(number: str = "33", **changes: Cell) -> Row:
    """Return a full row with the cells of `changes`, whose names have _ for a blank."""
    cells: Row = {
        "Report": "Vetting, misconduct and misogyny",
        "Report code": "VETTING",
        "Report kind": "national thematic",
        "Published": date(2022, 11, 2),
        "Number": number,
        "Register number": f"100{number}" if number.isdigit() else None,
        "Kind": "recommendation",
        "Text": f"Do what {number} says.",
        "Addressed to": "chief constables",
        "Mandatory": "yes",
        "Deadline wording": "By 31 March 2023",
        "Deadline": None,
        "Owner": "Marcus Reid",
        "Deputy": None,
        "Portfolio": "Standards",
        "Board": "Standards Board",
        "Theme": "Vetting",
        "RAG": "amber",
        "Status": "in progress",
        "Status since": None,
        "Added on": date(2022, 11, 3),
        "Notes": "Seen.",
    }
    return cells | {name.replace("_", " "): cell for name, cell in changes.items()}


def take(database: Database, *rows: Row, today: date = FIRST_DAY, dry_run: bool = False) -> Intake:
    """Take rows in on a day, in a transaction that is thrown away for faults or on trial."""
    headings = recognise_headings({heading: None for each in rows for heading in each})
    checked = check_rows(enumerate(rows, start=2), headings)
    assert checked.faults == ()
    act = AuditContext.now(None, datetime(today.year, today.month, today.day, 10, tzinfo=UTC), today)
    with database.writing() as session:
        intake = Register(session, act).take(checked.rows)
        if dry_run or intake.faults:
            session.rollback()
    return intake


def kept(database: Database, reference: str, *names: str) -> tuple[Any, ...]:
    with database.reading() as session:
        item = items.item_by_reference(session, reference)
        return tuple(getattr(item, name) for name in names)


def facts(database: Database) -> list[tuple[EventKind, date, dict[str, Any]]]:
    """Return every fact of the ledger in the order in which it was recorded."""
    with database.reading() as session:
        events = session.scalars(select(Event).where(IS_AN_ACT).order_by(Event.id))
        return [(each.kind, each.effective_on, each.facts) for each in events]


def count(database: Database, table: type[Any]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Give the list to which every SQL statement is added while the context lasts."""
    heard: list[str] = []

    def hear(*told: Any) -> None:
        heard.append(told[2])

    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)
