"""How far the tables of a database have come, and how far they can, told without running a migration.

Alembic itself is not asked: importing it would take longer than a command of the terminal has to answer.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, column, select, table

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_VERSION: Final = table("alembic_version", column("version_num"))


def known() -> tuple[str, ...]:
    """Return every revision that there is, from the first to the newest: the files of all begin with its number."""
    return tuple(sorted(each.name.partition("_")[0] for each in (MIGRATIONS / "versions").glob("[0-9]*.py")))


def current(connection: Connection) -> str | None:
    """Return the revision that the tables of a database have, as Alembic noted it; None where there are none."""
    if not connection.dialect.has_table(connection, _VERSION.name):
        return None
    found: str | None = connection.scalar(select(_VERSION.c.version_num))
    return found
