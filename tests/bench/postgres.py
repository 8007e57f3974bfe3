"""A database on PostgreSQL for one comparison, beside the one that is named."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text


@contextmanager
def a_database(beside: str | None) -> Iterator[str | None]:
    """Give the address of an empty database, which is thrown away afterwards; None where none is named."""
    if beside is None:
        yield None
        return
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
