"""A database on PostgreSQL for a run, beside the one that is named."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text


@contextmanager
def a_database(beside: str) -> Iterator[str]:
    """Give the address of an empty database beside the one that is named, which is thrown away afterwards."""
    name = f"reckoner_bench_{secrets.token_hex(4)}"
    engine = create_engine(beside, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'create database "{name}"'))
    try:
        yield make_url(beside).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f'drop database "{name}" with (force)'))
        engine.dispose()
