"""Holding what is still needed, so that nothing of it is erased under retention, and releasing it."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from handlers.arguments import item_and_rest
from handlers.request import Request
from handlers.roles import coordinators_only
from models.ledger.audit_context import AuditContext
from models.refusals.retention import NotHeld
from models.register.recommendation import Recommendation
from models.retention import holding
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.completion import ReasonForm
from templates.presenters.rows import row


def hold(session: Session, request: Request) -> Message:
    """Hold the item that the words name, for the reason after it; without one, the form asks for it.

    Raises CoordinatorsOnly, NoSuchItem or what models.retention.holding.hold refuses.
    """
    return _do(session, request, "hold")


def release(session: Session, request: Request) -> Message:
    """End the hold of the item that the words name, for the reason after it; without one, the form asks for it.

    Raises CoordinatorsOnly, NoSuchItem or NotHeld.
    """
    return _do(session, request, "release")


def held_for(session: Session, request: Request, item: Recommendation, reason: str) -> Acknowledged:
    """Hold `item` for a `reason`. Raises what models.retention.holding.hold refuses."""
    return _done(session, request, "hold", item, reason)


def released_for(session: Session, request: Request, item: Recommendation, reason: str) -> Acknowledged:
    """End the hold of `item` for a `reason`. Raises ReasonMissing or NotHeld."""
    return _done(session, request, "release", item, reason)


def _do(session: Session, request: Request, what: str) -> Message:
    coordinators_only(session, request)
    item, reason = item_and_rest(session, request.words, what)
    if what == "release" and item.held_on is None:
        raise NotHeld(reference=item.reference)
    if not reason:
        return ReasonForm(what, row(item, request.today), request.today)
    return _done(session, request, what, item, reason)


def _done(session: Session, request: Request, what: str, item: Recommendation, reason: str) -> Acknowledged:
    del session
    verb, said = _VERBS[what]
    verb(item, reason, request.act)
    return Acknowledged(said, {"reference": item.reference})


_VERBS: dict[str, tuple[Callable[[Recommendation, str, AuditContext], None], str]] = {
    "hold": (holding.hold, "held"),
    "release": (holding.release, "released"),
}
