"""Runs the migrations on the connection that `models.database` hands over."""

from alembic import context

import models.absence
import models.committee.meeting
import models.committee.summary
import models.consequence
import models.drafts.draft
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
import models.tables
import models.team
from models.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True
)
with context.begin_transaction():
    context.run_migrations()
