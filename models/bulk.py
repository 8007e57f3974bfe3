"""Many rows written by one statement: PostgreSQL is given a list for each column, SQLite one row after another.

A statement for each row costs PostgreSQL and its driver about twice as much; SQLite has no lists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, TableValuedAlias, bindparam, column, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine


@dataclass(frozen=True)
class BulkStatement:
    """What is done with many rows: `each` takes the values of one as its parameters, `together` lists of them."""

    each: Executable
    together: Executable

    def execute(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        """Do it with `rows`, all of which have the same names."""
        if not rows:
            return
        connection = session.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(self.together, {name: [row[name] for row in rows] for name in rows[0]})
        else:
            connection.execute(self.each, list(rows))


def rows_given(**types: TypeEngine[Any]) -> TableValuedAlias:
    """Return the rows that PostgreSQL is given as lists: the parameters, and columns, with these names."""
    lists = (bindparam(name, type_=ARRAY(each)) for name, each in types.items())
    columns = (column(name, each) for name, each in types.items())
    return func.unnest(*lists).table_valued(*columns).render_derived("given")
