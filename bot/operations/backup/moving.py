"""Moving a register to another database, for instance from SQLite to PostgreSQL."""

from sqlalchemy.orm import Session

from bot.operations.backup.restoring import check_empty, check_whole
from bot.operations.backup.rows import go_on_counting, put, rows_of, standing_still
from models.database import Database
from models.ledger import chain
from models.tables import TABLES


def move(database: Database, to: Database) -> dict[str, int]:
    """Write every row of `database` into the empty database `to`; return how many of each table.

    It is one transaction, and nobody can write to either meanwhile. The counts and the head of the ledger's chain
    are compared before it is committed. The files of evidence stay where they are. Raises DatabaseNotEmpty or
    BackupBroken.
    """
    to.migrate()
    with standing_still(database, writes=True) as there, standing_still(to, writes=True) as here:
        check_empty(here)
        with Session(there) as session:
            head = chain.head(session)
        rows = {table.name: put(here, table, rows_of(there, table)) for table in TABLES}
        check_whole(here, rows, head, verified=False)
        go_on_counting(here)
    return rows
