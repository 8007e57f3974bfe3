"""What was recorded for the items of a register in use: facts and a review of each, statements for every fifth."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, insert, literal, select

from models.base import Base
from models.enums import Addressee, ItemKind, ReviewOutcome, StatementKind, Status
from models.ledger.event import LIFE, Event, EventKind
from models.reviews.review import Review
from models.statements.statement import Statement, statement_item

BEGAN: Final = date(2022, 1, 1)
_REVIEWED: Final = BEGAN + timedelta(days=90)
ROUND: Final = 250
"""After so many items all that is recorded comes again, so that a register can be copied from its first ones."""

WITHOUT_STATEMENTS: Final = 1
WITH_MOST_STATEMENTS: Final = 45
"""Which items of a round are open, and have no statement or ten."""

_EVERY: Final = 5
_MOST_STATEMENTS: Final = 10
_FACTS: Final = (
    EventKind.ADDED,
    EventKind.DEADLINE_SET,
    EventKind.ALLOCATED,
    EventKind.RAG_JUDGED,
    EventKind.DEADLINE_MOVED,
)


def is_open(number: int) -> bool:
    """Whether the item with this number, from 0 on, is open: three of five are."""
    return (number // 50 + number) % 5 < 3


def record(connection: Connection, owners: Mapping[int, int]) -> int:
    """Record what is said of the first items of a register; return how many statements that are.

    `owners` are the numbers of the people who said it, by the items from 0 on.
    """
    said = [
        (number, which)
        for number in owners
        if number % _EVERY == 0
        for which in range(1 + number // _EVERY % _MOST_STATEMENTS)
    ]
    about = [
        {"statement_id": place, "recommendation_id": 1 + number} for place, (number, _) in enumerate(said, 1)
    ]
    connection.execute(insert(Event), [fact for number in owners for fact in _facts(number)])
    connection.execute(insert(Review), [_review(number) for number in owners])
    connection.execute(insert(Statement), [_statement(*each, owners[each[0]]) for each in said])
    connection.execute(insert(statement_item), about)
    return len(said)


def copy(connection: Connection, begin: int, count: int, statements: int) -> None:
    """Record for the `count` items after the first `begin` what was for the first of all.

    As many `statements` stand before theirs.
    """
    events, reviews, said = (table_of(each) for each in (Event, Review, Statement))
    about = statement_item.c
    of_these = select(about.statement_id).where(about.recommendation_id <= count)
    for table in (events, reviews):
        item = table.c.recommendation_id
        copy_rows(connection, table, {"recommendation_id": item + begin}, item <= count)
    another = {name: said.c[name] + literal(f"+{begin}") for name in ("source", "message")}
    copy_rows(connection, said, another, said.c.id.in_(of_these))
    theirs = {
        "statement_id": about.statement_id + statements,
        "recommendation_id": about.recommendation_id + begin,
    }
    copy_rows(connection, statement_item, theirs, about.recommendation_id <= count)


def table_of(kind: type[Base]) -> Table:
    """Return the table of this kind of records."""
    return Base.metadata.tables[kind.__tablename__]


def copy_rows(
    connection: Connection,
    table: Table,
    changed: Mapping[str, ColumnElement[Any]],
    which: ColumnElement[bool],
) -> None:
    """Copy those rows of a table, in their order, with numbers of their own, and with what is `changed`."""
    names = [column.name for column in table.columns if column.name != "id" and not column.computed]
    rows = select(*(changed.get(name, table.c[name]) for name in names)).where(which)
    connection.execute(insert(table).from_select(names, rows.order_by(*table.primary_key)))


def _facts(number: int) -> Iterator[dict[str, object]]:
    kinds = (*_FACTS, EventKind.REVIEW_DONE if is_open(number) else EventKind.SIGNED_OFF)
    for step, kind in enumerate(kinds):
        on = BEGAN + timedelta(days=step * 30)
        yield {
            "kind": kind,
            "recommendation_id": 1 + number,
            "effective_on": on,
            "recorded_at": datetime.combine(on, datetime.min.time(), UTC),
            "item_kind": list(ItemKind)[number % 2] if kind in LIFE else None,
            "for_force": True if kind in LIFE else None,
            "facts": _told(number, kind),
        }


def _told(number: int, kind: EventKind) -> dict[str, object]:
    match kind:
        case EventKind.ADDED:
            return {"kind": list(ItemKind)[number % 2].value, "to": [Addressee.ALL_FORCES.value]}
        case EventKind.SIGNED_OFF:
            return {"was": Status.IN_PROGRESS.value, "to": Status.SIGNED_OFF.value}
        case EventKind.DEADLINE_MOVED:
            return {"reason": "The supplier delivers the new system three months later than was agreed."}
        case EventKind.REVIEW_DONE:
            return {"review": _REVIEWED.isoformat()}
        case _:
            return {}


def _review(number: int) -> dict[str, object]:
    outcome = list(ReviewOutcome)[number % len(ReviewOutcome)]
    return {
        "recommendation_id": 1 + number,
        "due_on": _REVIEWED,
        "done_on": _REVIEWED,
        "outcome": outcome,
    }


def _statement(number: int, which: int, by: int) -> dict[str, object]:
    on = BEGAN + timedelta(days=100 + which * 20)
    source = f"D0BENCH:{number}.{which}"
    return {
        "kind": list(StatementKind)[which % 2],
        "text": f"Matter {number}, step {which}: the policy was rewritten with the board, the training of all "
        "response teams has begun, and the audit of November found two gaps that are being closed.",
        "by_id": by,
        "effective_on": on,
        "recorded_at": datetime.combine(on, datetime.min.time(), UTC),
        "source": source,
        "message": source,
    }
