"""The database: SQLite for one machine, PostgreSQL for several."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from models import revisions
from models.ledger import chain
from models.ledger.telling import Fact, LedgerSession
from models.refusals.commands import OnlyLooksUp
from models.refusals.running import TablesNewer
from models.server_connections import ServerConnections, settings_of
from models.trial import trial
from models.write_turn import WriteTurn

LOCK_WAIT_SECONDS = 15
"""For so long a writer waits for another on SQLite, unless the address ends in `?timeout=…`."""

ENGINES_KEPT = 8
"""A closed engine holds no connection, and the next at the same address need not compile its statements anew."""

_in_use: Counter[Engine] = Counter()
"""How many open databases of this process share an engine: its connections are closed with the last of them."""

MIGRATION_LOCK = 5_505_810_618
"""The number of PostgreSQL's advisory lock that whoever migrates holds; any number would do."""


class Tables(StrEnum):
    """How the tables of a database stand to what is wanted."""

    NONE = "none"
    OTHER = "other"
    AS_WANTED = "as wanted"


class Database:
    """Where the register is kept: its address reads `sqlite:///…` or `postgresql+psycopg://…`."""

    def __init__(self, url: str) -> None:
        """Prepare to connect; nothing is opened yet. Connections to a server can be broken off."""
        self.engine, self.connections, self._turn = _engine(url)
        self._is_open = True
        _in_use[self.engine] += 1
        # On PostgreSQL each question sees what is committed when it is asked, in a transaction or not.
        reads = {} if self.engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
        self._reading = sessionmaker(self.engine.execution_options(**reads), class_=_Reading)
        event.listen(self._reading, "before_flush", _refuse_to_write)
        self._writing = sessionmaker(self.engine.execution_options(writes=True), class_=LedgerSession)
        self._not_waiting = self.engine.execution_options(writes=True, waits_for_disk=False)
        chain.seal_what_is_written(self._writing)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads: what is added, changed or deleted in it is refused, or thrown away.

        Raises OnlyLooksUp from whatever would write it down.
        """
        with self._reading() as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Give a session that only reads, and sees the register as it was at one moment."""
        with self._reading() as session:
            if self.engine.dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session for one transaction, committed at the end or rolled back by what is raised.

        On SQLite the write lock is taken at once: a read that turned into a write would fail with "database is
        locked" without waiting.
        """
        with self._turn, self._writing.begin() as session:
            yield session

    @contextmanager
    def noting(self) -> Iterator[Session]:
        """Give a session for one transaction about nothing that was decided: it does not wait for the disk.

        What it has written outlives a crash of Reckoner or of the database, but perhaps not one of the machine.
        What is written later lasts no less for that.
        """
        with self._turn, self._writing(bind=self._not_waiting) as session, session.begin():
            if self.engine.dialect.name == "postgresql":
                session.execute(select(func.set_config("synchronous_commit", "off", True)))
            yield session

    def let_others_write(self) -> None:
        """Let those write who wait to: to be called between two parts of a long work, outside any transaction.

        On SQLite the turn goes to whoever asks first, which would be that work again; PostgreSQL keeps a queue.
        """
        if isinstance(self._turn, WriteTurn):
            self._turn.let_others()

    @contextmanager
    def trying(self) -> Iterator[Session]:
        """Give a session in which an import can be tried: nothing is kept of it, and nobody waits for it."""
        with trial(self.engine) as session:
            yield session

    def migrate(self) -> None:
        """Bring the tables up to date, all in one transaction; of several callers at once, one does it.

        Raises TablesNewer if another version of Reckoner has brought them further than this one knows.
        """
        if self.tables() is Tables.AS_WANTED:
            return
        # Most starts find the tables as they are wanted, and need not wait for Alembic.
        from models import migration_runner  # noqa: PLC0415

        with self.engine.execution_options(writes=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                # Tables that hold much take their time.
                connection.execute(select(func.set_config("statement_timeout", "0", True)))
                connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            migration_runner.upgrade(connection)

    def forget_what_was_overwritten(self) -> None:
        """Have SQLite empty its log, which still holds what was overwritten; PostgreSQL does so by itself in time.

        While somebody reads, the log stays as it is, until it is emptied later.
        """
        if self.engine.dialect.name == "sqlite":
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("pragma wal_checkpoint(truncate)")

    def tables(self) -> Tables:
        """Return how the tables stand to the newest revision. Raises TablesNewer if theirs is not known."""
        with self.engine.connect() as connection:
            current = revisions.current(connection)
        if current is None:
            return Tables.NONE
        known = revisions.known()
        if current not in known:
            raise TablesNewer(revision=current)
        return Tables.AS_WANTED if current == known[-1] else Tables.OTHER

    def server_time(self) -> datetime | None:
        """Return the present instant by the server's clock, aware; None of SQLite, which has none."""
        if self.engine.dialect.name == "sqlite":
            return None
        with self._reading() as session:
            return session.scalar(select(func.clock_timestamp()))

    def close(self) -> None:
        """Close every connection, unless another database of this process uses them."""
        if self._is_open:
            self._is_open = False
            _in_use[self.engine] -= 1
        if _in_use[self.engine] <= 0:
            del _in_use[self.engine]
            self.engine.dispose()


def _close_what_is_left(engine: Engine) -> None:
    """Have a connection closed that comes back when no database uses `engine` any more.

    A thread may still be at work when its database is closed, and may even connect anew. What it left in the pool
    would serve the next database at this address, whose file may be another one by then.
    """

    def came_back(_: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        if not _in_use[engine]:
            entry.invalidate()

    event.listen(engine, "checkin", came_back)


_Found = tuple[Engine, ServerConnections | None, AbstractContextManager[None]]


def _engine(address: str) -> _Found:
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and url.database:
        # An address may be relative, and means another file from another folder.
        path = Path(url.database).absolute()
        path.parent.mkdir(parents=True, exist_ok=True)
        url = url.set(database=str(path))
    return _engine_at(url)


@lru_cache(maxsize=ENGINES_KEPT)
def _engine_at(url: URL) -> _Found:
    # What cannot be written may be evidence: no error is to quote it.
    if url.get_backend_name() != "sqlite":
        engine = create_engine(url, connect_args=settings_of(url), hide_parameters=True)
        _close_what_is_left(engine)
        return engine, ServerConnections(engine), nullcontext()
    patience = float(str(url.query.get("timeout", LOCK_WAIT_SECONDS)))
    engine = create_engine(url, connect_args={"timeout": patience}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    _close_what_is_left(engine)
    return engine, None, WriteTurn(patience)


class _Reading(LedgerSession):
    def write_down(self, _: Sequence[Fact]) -> None:
        """Refuse to."""
        raise OnlyLooksUp


def _refuse_to_write(session: Session, *_: object) -> None:
    # PostgreSQL would keep it at once, without its seal, and SQLite would lose what was said to be recorded.
    if session.new or session.deleted or any(map(session.is_modified, session.dirty)):
        raise OnlyLooksUp


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver must not open transactions of its own: they are opened below, of the kind that is wanted.
    driver: Any = connection
    driver.isolation_level = None
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        driver.execute(f"PRAGMA {setting}").close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    # The connection was somebody else's before, for whom it may have been the other way.
    synchronous = "FULL" if options.get("waits_for_disk", True) else "NORMAL"
    connection.exec_driver_sql(f"PRAGMA synchronous = {synchronous}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
