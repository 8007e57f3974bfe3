"""The tables come about by migrations, on SQLite and on PostgreSQL alike."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from models import revisions
from models.base import Base
from models.database import Database
from models.migration_runner import config


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """A connection to a migrated database whose transaction is thrown away."""
    with database.engine.execution_options(writes=True).connect() as connection:
        yield connection
        connection.rollback()


def of_ours(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave out the indexes of words, which each database keeps in a way of its own."""
    return name != "words" and "_words" not in (name or "")


def test_the_migrated_tables_are_those_of_the_models(connection: Connection) -> None:
    """Migrating from nothing gives exactly the tables, columns, types, indexes and constraints of the models."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "include_object": of_ours, "target_metadata": Base.metadata}
    )
    assert compare_metadata(context, Base.metadata) == []


def test_the_partial_indexes_are_those_of_the_models(connection: Connection) -> None:
    """An index over part of a table covers the part that the models say: comparing tables does not look there."""
    dialect = connection.dialect.name
    for table in Base.metadata.sorted_tables:
        there = {index["name"]: index for index in inspect(connection).get_indexes(table.name)}
        for index in table.indexes:
            wanted = index.dialect_options[dialect]["where"]
            options: Any = there[str(index.name)].get("dialect_options", {})
            found = options.get(f"{dialect}_where")
            assert (index.name, wanted is None) == (index.name, found is None)
            if dialect == "sqlite" and wanted is not None:
                assert str(found) == str(wanted)


def test_migrations_lead_back_to_nothing_and_forth_again(connection: Connection) -> None:
    """Every migration can be taken back, down to an empty database, and be made again."""
    command.downgrade(config(connection), "base")
    inspector = inspect(connection)
    assert [name for name in inspector.get_table_names() if name != "alembic_version"] == []
    command.upgrade(config(connection), "head")
    assert set(inspect(connection).get_table_names()) >= set(Base.metadata.tables)


def test_there_is_one_line_of_migrations(connection: Connection) -> None:
    """The migrations follow each other in one line with one end, and their files are named by that."""
    script = ScriptDirectory.from_config(config(connection))
    assert len(script.get_heads()) == 1
    from_the_newest = [each.revision for each in script.walk_revisions()]
    assert list(revisions.known()) == from_the_newest[::-1]


def test_how_far_tables_have_come_is_told_as_alembic_has_noted_it(connection: Connection) -> None:
    """Of a database without tables no revision is told."""
    assert revisions.current(connection) == MigrationContext.configure(connection).get_current_revision()
    command.downgrade(config(connection), "base")
    assert revisions.current(connection) is None


def test_migrating_once_more_changes_nothing(database: Database) -> None:
    """A database that is as it should be is left alone, so that every start can migrate."""
    database.migrate()
    database.migrate()
    with database.reading() as session:
        assert session.connection().dialect.has_table(session.connection(), "event")


def test_several_that_begin_at_once_migrate_once(database: Database, database_url: str) -> None:
    """When several replicas begin on an empty database, one makes the tables and all find them."""
    with database.engine.execution_options(writes=True).begin() as connection:
        command.downgrade(config(connection), "base")
    replicas = [Database(database_url) for _ in range(3)]
    with ThreadPoolExecutor(len(replicas)) as together:
        list(together.map(Database.migrate, replicas))
    for replica in replicas:
        with replica.reading() as session:
            assert session.connection().dialect.has_table(session.connection(), "event")
        replica.close()
