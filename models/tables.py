"""Every table of the register: importing this makes all of them known."""

from sqlalchemy import Table

import models.absence
import models.chain
import models.committee.meeting
import models.committee.summary
import models.consequence
import models.draft
import models.drafts.draft
import models.event
import models.extension
import models.hand_over
import models.home_view
import models.inspections.inspection
import models.liaison
import models.notice
import models.person
import models.recommendation
import models.report
import models.review
import models.statement
import models.tally
import models.team  # noqa: F401 - what is imported here is what counts
from models.base import Base

DERIVED = frozenset({"tally"})
"""What the database itself keeps in step with other tables."""

TABLES: tuple[Table, ...] = tuple(table for table in Base.metadata.sorted_tables if table.name not in DERIVED)
"""Every table that is written to, each after those that it refers to."""
