"""How an item comes to its end: handed in, checked, complete, signed off or ended otherwise; and opened again.

That the force calls an item complete and that HMICFRS has signed it off are two facts by two parties. Nothing here
happens by itself: each verb is what one person does, and the ledger has who it was.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.completion.checking import in_hand, last_event, name_of
from models.deadlines.extensions import check_reason, lapse
from models.enums import OTHER_ENDS, OWNERS_TURN, ItemKind, StatementKind, Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.refusals.finishing import (
    AlreadyComplete,
    AlreadyEnded,
    AlreadySubmitted,
    BasisMissing,
    CauseFirst,
    ChildrenFirst,
    CompleteAfterSignOff,
    EvidenceMissing,
    NotAnEnd,
    StillOpen,
)
from models.register.recommendation import Recommendation
from models.statements.statement import Statement, statement_item


def submit(session: Session, item: Recommendation, audit: AuditContext) -> None:
    """Hand `item` in for checking. It needs evidence; that of a cause of concern can be its recommendations'.

    Raises AlreadySubmitted, AlreadyComplete, AlreadyEnded, ChildrenFirst for a cause of concern with a
    recommendation that has not been handed in, or EvidenceMissing.
    """
    if item.status is Status.SUBMITTED:
        known = last_event(session, item, EventKind.SUBMITTED)
        raise AlreadySubmitted(reference=item.reference, name=name_of(session, known), on=item.status_since)
    if item.status is Status.FORCE_COMPLETE:
        raise AlreadyComplete(reference=item.reference, status=item.status, since=item.status_since)
    _check_open(item)
    if waiting := [each.reference for each in item.children if each.for_force and each.status in OWNERS_TURN]:
        raise ChildrenFirst(reference=item.reference, children=", ".join(waiting))
    session.flush()
    if not _has_evidence(session, item):
        raise EvidenceMissing(reference=item.reference)
    item.become(Status.SUBMITTED, audit)
    item.answer(audit.on)


def check_sign_off(items: Sequence[Recommendation], on: date, basis: str, audit: AuditContext) -> None:
    """Raise what speaks against recording that HMICFRS signed off all of `items`, before anything is changed.

    That is BasisMissing, AlreadyEnded, NotYet, BeforePresentStatus for a day before an item was last reopened, or
    CauseStillOpen.
    """
    if not basis.strip():
        raise BasisMissing(reference=", ".join(item.reference for item in items))
    for item in items:
        _check_open(item)
        item.check_becomes(Status.SIGNED_OFF, audit.effective(on), items)


def sign_off(
    session: Session,
    items: Sequence[Recommendation],
    on: date,
    basis: str,
    audit: AuditContext,
    *,
    complete_on: date | None = None,
) -> None:
    """Record that HMICFRS signed off all of `items` on the local date `on`, on the `basis` of a letter, say.

    A cause of concern may come with its recommendations. HMICFRS's word is taken: where the force's own approval is
    dated later, it was complete on `complete_on`, else on that day too. Raises what `check_sign_off` does, or
    CompleteAfterSignOff.
    """
    check_sign_off(items, on, basis, audit)
    if complete_on is not None and complete_on > on:
        raise CompleteAfterSignOff(day=complete_on, on=on)
    for item in sorted(items, key=lambda item: item.kind is ItemKind.CAUSE_OF_CONCERN):
        if item.status is Status.FORCE_COMPLETE and on < item.status_since:
            earlier = audit.effective(complete_on or on)
            item.note(
                EventKind.FORCE_COMPLETE, earlier, to=Status.FORCE_COMPLETE, first_dated=item.status_since
            )
        item.become(Status.SIGNED_OFF, audit.effective(on), reason=basis.strip())
        lapse(session, item, audit)


def end(session: Session, item: Recommendation, status: Status, audit: AuditContext, reason: str) -> None:
    """End `item` otherwise than by sign-off, for a `reason`.

    Raises NotAnEnd, AlreadyEnded, ReasonMissing, or CauseStillOpen for a cause whose recommendations are open.
    """
    if status not in OTHER_ENDS:
        raise NotAnEnd(words=status, ends=ENDS)
    _check_open(item)
    check_reason(reason, "end", item, status)
    item.become(status, audit, reason=reason.strip())
    lapse(session, item, audit)


def reopen(item: Recommendation, audit: AuditContext, reason: str) -> None:
    """Open again what has ended, for a `reason`: in progress, or without an owner awaiting allocation.

    Raises StillOpen, CauseFirst where the cause of concern that carries it has ended, or ReasonMissing.
    """
    if item.is_open:
        raise StillOpen(reference=item.reference, status=item.status, since=item.status_since)
    if item.parent is not None and not item.parent.is_open:
        raise CauseFirst(reference=item.reference, cause=item.parent.reference)
    check_reason(reason, "reopen", item)
    item.become(in_hand(item), audit, reason=reason.strip())


ENDS = ", ".join(status for status in Status if status in OTHER_ENDS)
"""The ways in which an item ends other than by sign-off, in words."""


def _check_open(item: Recommendation) -> None:
    if not item.is_open:
        raise AlreadyEnded(reference=item.reference, status=item.status, since=item.status_since)


def _has_evidence(session: Session, item: Recommendation) -> bool:
    about = [item.id, *(child.id for child in item.children)]
    standing = (
        exists()
        .where(statement_item.c.statement_id == Statement.id, statement_item.c.recommendation_id.in_(about))
        .where(Statement.kind == StatementKind.EVIDENCE)
        .where(Statement.withdrawn_at.is_(None), Statement.deleted_at.is_(None))
    )
    return bool(session.scalar(select(standing)))
