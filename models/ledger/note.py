"""Writing facts to the ledger that are not about one item: about reports, inspections and PEEL cycles."""

from sqlalchemy.orm import Session

from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind, plain
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
    """Write one fact to the ledger, effective on the day of `act`; facts that are None are left out."""
    fact = Fact(
        kind=what,
        report_id=report.id if report else None,
        by_id=audit.by.id if audit.by else None,
        effective_on=audit.on,
        recorded_at=audit.at,
        facts={name: plain(value) for name, value in facts.items() if value is not None},
    )
    tell(session, fact)
