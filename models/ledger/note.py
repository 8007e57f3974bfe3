"""Writing facts to the ledger that are not about one item: about reports, inspections and PEEL cycles."""

from sqlalchemy.orm import Session

from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.telling import Fact, tell
from models.register.report import InspectionReport


def note(
    session: Session,
    what: EventKind,
    audit: AuditContext,
    *,
    report: InspectionReport | None = None,
    **facts: object,
) -> None:
    """Write one fact to the ledger, effective on the day of `audit`; facts that are None are left out."""
    tell(session, Fact.of(what, audit, facts, report=report))
