"""Trying something out on the register: nothing of it is kept, and nobody waits for it, however long it takes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final, cast

from sqlalchemy import Engine, column, create_engine, func, insert, select, table, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from models.base import Base
from models.ledger.telling import Fact, LedgerSession

_READ_AND_WRITTEN: Final = ("inspection_report", "person", "recommendation")
_WRITTEN: Final = ("event", "review")
"""What an import writes to: of these it reads nothing."""


@contextmanager
def trial(engine: Engine) -> Iterator[Session]:
    """Give a session in which what `engine` holds can be changed by an import, and nothing is kept of that.

    On SQLite it has a copy, which is made beside people who write. On PostgreSQL it has tables of its own in the
    place of those that an import writes to: a row that was changed would keep others waiting until it is undone.
    """
    own = _copied if engine.dialect.name == "sqlite" else _with_own_tables
    with own(engine) as session:
        yield session
        session.rollback()


class _Trying(LedgerSession):
    def tell(self, fact: Fact) -> None:
        """Let a fact go: none can be refused, and nothing that is tried rests on a new one."""


@contextmanager
def _copied(engine: Engine) -> Iterator[Session]:
    # SQLite unlinks the file of a nameless database at once: nothing stays behind if this process dies.
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        with closing(engine.raw_connection()) as kept:
            cast("sqlite3.Connection", kept.driver_connection).backup(copy)
        # They keep what an import does not ask for: words to search, and what Home counts.
        for (trigger,) in copy.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            copy.execute(f"drop trigger {trigger}")
        # One transaction for all: each statement would be one otherwise.
        copy.execute("begin")
        copied = create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool, hide_parameters=True)
        with sessionmaker(copied, class_=_Trying)() as session:
            yield session


@contextmanager
def _with_own_tables(engine: Engine) -> Iterator[Session]:
    with sessionmaker(engine, class_=_Trying)() as session:
        real = session.scalars(select(func.current_schema())).one()
        for name in (*_READ_AND_WRITTEN, *_WRITTEN):
            like = (
                f'create temporary table {name} (like "{real}".{name} including defaults including indexes)'
            )
            session.execute(text(f"{like} on commit drop"))
        for name in _READ_AND_WRITTEN:
            names = [each.name for each in Base.metadata.tables[name].columns]
            own = table(name, *map(column, names), schema="pg_temp")
            others = table(name, *map(column, names), schema=real)
            session.execute(insert(own).from_select(names, select(others)))
        yield session
