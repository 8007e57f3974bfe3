"""Every table of the register: importing this makes all of them known, whatever was imported before.

A module with a new table is named here, or its rows would be left out of backups.
"""

from typing import Final

from sqlalchemy import Table

from models.base import Base

DERIVED: Final = frozenset({"tally"})
"""What the database itself keeps in step with other tables."""

TABLES: Final[tuple[Table, ...]] = tuple(
    table for table in Base.metadata.sorted_tables if table.name not in DERIVED
)
"""Every table that is written to, each after those that it refers to."""
