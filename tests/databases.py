"""Migrated databases for tests: one of each kind a process, emptied for every test, and copies for who needs more.

One address for all tests means one engine, whose statements are compiled once and not for each test again.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, CursorResult, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from models.database import Database

POSTGRES = os.environ.get("RECKONER_TEST_POSTGRES_URL")
BACKENDS = ("sqlite", "postgresql") if POSTGRES else ("sqlite",)

_EMPTY = """
do $$
declare name text; filled boolean;
begin
  perform pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend';
  -- The ledger refuses to be emptied; a superuser may pass its triggers by.
  set local session_replication_role = replica;
  if (select max(pg_relation_size(oid)) > 1048576 from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace) then
    execute (select 'truncate ' || string_agg(quote_ident(relname), ', ') from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'alembic_version');
  end if;
  for name in select relname from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'alembic_version' loop
    execute format('select exists (select from %I)', name) into filled;
    if filled then execute format('delete from %I', name); end if;
  end loop;
  perform setval(format('%I.%I', schemaname, sequencename), start_value, false) from pg_sequences
    where schemaname = 'public' and last_value is not null;
end $$
"""

_SHAPE = """
select md5(string_agg(part, ' ' order by part)) from (
  select format('%s.%s %s', c.relname, a.attname, a.atttypid) from pg_class c
    join pg_attribute a on attrelid = c.oid where c.relnamespace = 'public'::regnamespace and attnum > 0
  union all select format('%s %s %s', tgrelid, tgname, tgenabled) from pg_trigger where not tgisinternal
  union all select format('%s %s', proname, prosrc) from pg_proc where pronamespace = 'public'::regnamespace
  union all select format('%s %s', conrelid, conname) from pg_constraint where connamespace = 'public'::regnamespace
) as parts(part)
"""
"""What a test may have changed of the tables themselves."""


class EmptyDatabases:
    """The migrated databases of this process."""

    def __init__(self, folder: Path) -> None:
        """Keep those of SQLite under `folder`, and make the others beside the one that is named by POSTGRES."""
        self._folder = folder
        self._run = f"reckoner_test_{os.getpid()}_{secrets.token_hex(3)}"
        self._copies = 0
        self._template: dict[str, str] = {}
        self._shape: tuple[str | None, ...] | None = None
        self._at_server = create_engine(_postgres_url(), isolation_level="AUTOCOMMIT") if POSTGRES else None
        self._at_shared = create_engine(self._postgres_address("shared")) if POSTGRES else None

    def emptied(self, backend: str) -> str:
        """Return the address of the database that all tests use one after the other, with nothing in it."""
        if backend == "sqlite":
            return self._sqlite_copy(self._folder / "shared.db")
        if not self._empties_postgres():
            self._drop_shared()
            self._copy_postgres("shared")
        return self._postgres_address("shared")

    @contextmanager
    def copy(self, backend: str, folder: Path) -> Iterator[str]:
        """Give the address of a new database of its own, which is thrown away afterwards."""
        if backend == "sqlite":
            yield self._sqlite_copy(folder / "reckoner.db")
            return
        self._copies += 1
        which = str(self._copies)
        self._copy_postgres(which)
        try:
            yield self._postgres_address(which)
        finally:
            self._drop(which)

    def close(self) -> None:
        """Throw away what is on PostgreSQL; what is on SQLite goes with its folder."""
        if "postgresql" in self._template:
            self._drop_shared()
            self._drop("template")
        if self._at_server is not None:
            self._at_server.dispose()

    def _sqlite_copy(self, path: Path) -> str:
        if "sqlite" not in self._template:
            template = self._folder / "template.db"
            _migrate(f"sqlite:///{template}")
            self._template["sqlite"] = str(template)
        return copied(Path(self._template["sqlite"]), path)

    def _empties_postgres(self) -> bool:
        """Empty the shared database; return whether that could be done, and its tables are as they were made."""
        if self._shape is None:
            return False
        assert self._at_shared is not None
        try:
            with self._at_shared.begin() as connection:
                connection.execute(text("set local lock_timeout = '2s'"))
                _asked(connection, _EMPTY)
                return _shape(connection) == self._shape
        except OperationalError:
            # Somebody holds a table, and cannot be ended.
            return False

    def _copy_postgres(self, which: str) -> None:
        if "postgresql" not in self._template:
            self._do(f'create database "{self._run}_template"')
            _migrate(self._postgres_address("template"))
            self._template["postgresql"] = self._run
        self._do(f'create database "{self._run}_{which}" template "{self._run}_template"')
        if which == "shared":
            assert self._at_shared is not None
            with self._at_shared.begin() as connection:
                self._shape = _shape(connection)

    def _drop_shared(self) -> None:
        assert self._at_shared is not None
        self._at_shared.dispose()
        self._drop("shared")

    def _drop(self, which: str) -> None:
        self._do(f'drop database if exists "{self._run}_{which}" with (force)')

    def _do(self, statement: str) -> None:
        assert self._at_server is not None
        with self._at_server.connect() as connection:
            connection.execute(text(statement))

    def _postgres_address(self, which: str) -> str:
        # What is asked here outlives a crash of Reckoner, not one of the machine: nothing waits for the disk.
        url = _postgres_url().set(database=f"{self._run}_{which}")
        url = url.update_query_dict({"options": "-c synchronous_commit=off"})
        return url.render_as_string(hide_password=False)


def copied(template: Path, path: Path) -> str:
    """Put a copy of the SQLite file `template` at `path`; return its address, which keeps its engine.

    It is a new file: whoever still has the old one open keeps to that.
    """
    for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        each.unlink(missing_ok=True)
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


def _shape(connection: Connection) -> tuple[str | None, ...]:
    """Return what tells the tables, and the revision that they are said to have, from any other."""
    is_told = _asked(connection, "select to_regclass('public.alembic_version') is not null").scalar()
    revision = _asked(connection, "select version_num from alembic_version").scalar() if is_told else None
    return _asked(connection, _SHAPE).scalar(), revision


def _asked(connection: Connection, statement: str) -> CursorResult[Any]:
    """Have a statement done as it stands: a per cent sign in it is no place for a value."""
    return connection.execution_options(no_parameters=True).exec_driver_sql(statement)


def _migrate(address: str) -> None:
    database = Database(address)
    database.migrate()
    database.close()


def _postgres_url() -> URL:
    assert POSTGRES is not None
    return make_url(POSTGRES)
