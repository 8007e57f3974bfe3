"""Writing facts to the ledger that are not about one item: about reports, inspections and PEEL cycles."""

from sqlalchemy.orm import Session

from models.ledger.audit_context import Act
from models.ledger.event import Event, EventKind, plain
from models.register.report import InspectionReport


def note(
    session: Session, what: EventKind, act: Act, *, report: InspectionReport | None = None, **facts: object
) -> None:
    """Write one fact to the ledger, effective on the day of `act`; facts that are None are left out."""
    session.add(
        Event(
            kind=what,
            report_id=report.id if report else None,
            by_id=act.by.id if act.by else None,
            effective_on=act.on,
            recorded_at=act.at,
            facts={name: plain(value) for name, value in facts.items() if value is not None},
        )
    )
