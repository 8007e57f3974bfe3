"""The rows of every table, read from one database and written to another, whatever kind either is."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON, Column, Connection, Table, bindparam, func, insert, select, text, update

from models.base import EnumSet, Instant
from models.batches import batched
from models.database import Database
from models.tables import TABLES

Row = dict[str, Any]
BATCH: Final = 500


@contextmanager
def standing_still(database: Database, *, writes: bool = False) -> Iterator[Connection]:
    """Give a connection to which the database does not change; with `writes` nobody else can write meanwhile.

    Where `writes` is not asked for, whoever uses the register goes on without noticing.
    """
    engine = database.engine.execution_options(writes=writes)
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        if writes and engine.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in TABLES)
            connection.execute(text(f"lock table {names} in share mode"))
        yield connection


def rows_of(connection: Connection, table: Table) -> Iterator[Row]:
    """Yield the rows of `table` in the order of its key, as JSON can hold them."""
    columns, key = list(table.columns), list(table.primary_key.columns)
    result = connection.execution_options(yield_per=BATCH).execute(select(table).order_by(*key))
    with result:
        for row in result:
            yield {column.name: _plain(column, value) for column, value in zip(columns, row, strict=True)}


def put(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Write `rows`, as `rows_of` gives them, into the empty `table`; return how many.

    What refers to other rows of the same table is filled in last, as those may come later.
    """
    within = [column for column in table.columns if _refers_within(column)]
    later: list[Row] = []
    count = 0
    for part in batched((_read(table, row) for row in rows), BATCH):
        for row in part:
            later += [
                {"row": row["id"], "column": column.name, "value": row[column.name]}
                for column in within
                if row[column.name] is not None
            ]
            row.update(dict.fromkeys((column.name for column in within), None))
        connection.execute(insert(table), part)
        count += len(part)
    for column in within:
        fill = update(table).where(table.c.id == bindparam("row")).values({column: bindparam("value")})
        if wanted := [each for each in later if each.pop("column", None) == column.name]:
            connection.execute(fill, wanted)
    return count


def count(connection: Connection, table: Table) -> int:
    """Return how many rows `table` has."""
    return connection.scalar(select(func.count()).select_from(table)) or 0


def go_on_counting(connection: Connection) -> None:
    """Have PostgreSQL number new rows after those that were written with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in TABLES:
        if "id" in table.columns:
            last = connection.scalar(select(func.max(table.c.id)))
            if last is not None:
                connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))


def _refers_within(column: Column[Any]) -> bool:
    return any(key.column.table is column.table for key in column.foreign_keys)


def _plain(column: Column[Any], value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(column.type, EnumSet) and value is not None:
        return sorted(value)
    return value


def _read(table: Table, row: Row) -> Row:
    return {column.name: _value(column, row[column.name]) for column in table.columns}


def _value(column: Column[Any], plain: Any) -> Any:
    """Return the value that JSON held. Raises TypeError or ValueError if it is none of this column's."""
    if plain is None:
        return None
    if isinstance(column.type, EnumSet):
        return frozenset(column.type.enum(each) for each in plain)
    kind: Any = datetime if isinstance(column.type, Instant) else column.type.python_type
    if kind in (datetime, date, time):
        return kind.fromisoformat(plain)
    if issubclass(kind, StrEnum):
        return kind(plain)
    if not isinstance(column.type, JSON) and not isinstance(plain, kind):
        raise TypeError(f"{column} holds no {type(plain).__name__}")
    return plain
