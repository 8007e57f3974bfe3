"""Every table of the register: importing this makes all of them known."""

from sqlalchemy import Table

import models.absence
import models.chain
import models.committee.meeting
import models.committee.summary
import models.consequence
import models.event
import models.extension
import models.hand_over
import models.inspections.inspection
import models.liaison
import models.notice
import models.person
import models.recommendation
import models.report
import models.review
import models.statement
import models.team  # noqa: F401 - what is imported here is what counts
from models.base import Base

TABLES: tuple[Table, ...] = tuple(Base.metadata.sorted_tables)
"""Each after those that it refers to."""
