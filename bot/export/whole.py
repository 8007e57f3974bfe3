"""The workbook as a whole."""

from datetime import date

from sqlalchemy.orm import Session

from models.person import Person
from models.policy import Policy
from templates.messages.summary import CommitteeSummary


def export_workbook(
    session: Session,
    summary: CommitteeSummary | None,
    today: date,
    by: Person | None,
    *,
    policy: Policy | None = None,
) -> bytes:
    """Return the workbook."""
    raise NotImplementedError
