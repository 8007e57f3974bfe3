"""Every table of the register: importing this makes all of them known, whatever was imported before.

A module with a new table is named here, or its rows would be left out of backups.
"""

from typing import Final

from sqlalchemy import Table

from models.base import Base
from models.committee import action, meeting, summary
from models.deadlines import extension
from models.imports import answers, sent_register
from models.inspections import inspection
from models.ledger import chain, event, tombstone
from models.outbox import conversation, message, subjects
from models.people import absence, hand_over, person
from models.policies import decision
from models.register import counters, form_draft, home_view, recommendation, report
from models.report_drafts import draft as report_draft
from models.reviews import liaison, review
from models.statements import statement

DERIVED: Final = frozenset({"tally"})
"""What the database itself keeps in step with other tables."""

MODELS: Final[tuple[type[Base], ...]] = tuple(each.class_ for each in Base.registry.mappers)
"""Every class of rows."""

TABLES: Final[tuple[Table, ...]] = tuple(
    table for table in Base.metadata.sorted_tables if table.name not in DERIVED
)
"""Every table that is written to, each after those that it refers to."""
