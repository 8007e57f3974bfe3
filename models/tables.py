"""Every table of the register: importing this makes all of them known."""

from sqlalchemy import Table

from models.base import Base

DERIVED = frozenset({"tally"})
"""What the database itself keeps in step with other tables."""

TABLES: tuple[Table, ...] = tuple(table for table in Base.metadata.sorted_tables if table.name not in DERIVED)
"""Every table that is written to, each after those that it refers to."""
