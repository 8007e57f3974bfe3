"""Holding: what is needed for a complaint, an inquiry or a court is not erased, however long ago it ended."""

from models.deadlines.extensions import require_reason
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.refusals.retention import AlreadyHeld, NotHeld
from models.register.recommendation import Recommendation


def hold(item: Recommendation, reason: str, audit: AuditContext) -> None:
    """Hold `item`, open or ended, for a `reason`: nothing of it is erased. Raises ReasonMissing or AlreadyHeld."""
    require_reason(reason, "hold", item)
    if item.held_on is not None:
        raise AlreadyHeld(reference=item.reference, since=item.held_on)
    item.held_on, item.held_because, item.erase_on = audit.on, reason.strip(), None
    item.note(EventKind.HELD, audit, reason=item.held_because)


def release(item: Recommendation, reason: str, audit: AuditContext) -> None:
    """End the hold of `item` for a `reason`; it can be erased once the coordinators have been told of that anew.

    Raises ReasonMissing or NotHeld.
    """
    if item.held_on is None:
        raise NotHeld(reference=item.reference)
    require_reason(reason, "release", item)
    since, item.held_on, item.held_because = item.held_on, None, None
    item.note(EventKind.RELEASED, audit, was=since, reason=reason.strip())
