"""Dates that move: more time is asked for, agreed to, refused or taken back, and a coordinator can move a date.

A date that the force moves is its own: the basis is then a local target, and the original date stays.
"""

import textwrap
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from models.dates.day import LONGEST_QUOTE
from models.deadlines.deadline import DeadlineBasis
from models.deadlines.extension import ExtensionRequest
from models.enums import OUTSTANDING, Decision, MoveAgreement
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.people.absence import away_on
from models.people.person import Person
from models.policy import Policy
from models.queries import items
from models.refusals.asking import (
    AlreadyAsked,
    AlreadyDecided,
    DayHasPassed,
    DecideFirst,
    MovedTooOften,
    NoDeadlineToExtend,
    NoMoreTimeNeeded,
    NothingAsked,
    NotLater,
    SameDay,
    SomebodyElseAgrees,
    WhyMoreTime,
)
from models.refusals.finishing import ReasonMissing, ReasonSaysNothing
from models.refusals.progress import ItemHasEnded
from models.register.recommendation import Recommendation
from models.register.substance import says_why
from models.statements.statement import Statement

NOBODY_YET = "nobody has been made one yet"
SOMEBODY = "Somebody"
"""Who did what the register has no person for, as an import."""


def ask_extension(
    session: Session,
    item: Recommendation,
    to: date,
    reason: str,
    audit: AuditContext,
    *,
    policy: Policy,
    source: str,
    statement: Statement | None = None,
) -> ExtensionRequest:
    """Ask that the deadline of `item` move to the local date `to`, for a `reason`; return the request.

    `source` identifies the asking: what has been asked from there before is returned as it is. Raises
    NoMoreTimeNeeded, NoDeadlineToExtend, DayHasPassed, NotLater, AlreadyAsked, WhyMoreTime, ReasonSaysNothing,
    or MovedTooOften where the policy allows no further move.
    """
    known = session.scalar(select(ExtensionRequest).where(ExtensionRequest.source == source))
    if known is not None:
        return known
    _check_may_move(item, to, audit)
    if pending := open_request(session, item):
        raise AlreadyAsked(name=pending.by.name, reference=item.reference, to=pending.to)
    if not reason.strip():
        raise WhyMoreTime
    check_reason(reason, "extend", item, f"{to:%Y-%m-%d}")
    _check_limit(session, item, policy)
    asked = ExtensionRequest(statement_id=statement.id if statement else None, source=source)
    return _ask(session, item, asked, to, reason, audit)


def agree(session: Session, request: ExtensionRequest, audit: AuditContext, policy: Policy) -> None:
    """Move the deadline as was asked; the ledger names who asked and who agreed.

    Raises AlreadyDecided, SomebodyElseAgrees where whoever asked may not agree alone, or, as things stand by now,
    what asking for it would.
    """
    _check_open(request)
    item = request.recommendation
    if request.is_move:
        _check_coordinator_may_move(item, request.to, audit)
    else:
        _check_may_move(item, request.to, audit)
    is_alone = request.by is audit.by
    if is_alone and (others := agreers(session, request.by, audit.today, policy)):
        raise SomebodyElseAgrees(reference=item.reference, others=", ".join(person.name for person in others))
    item.move_deadline(request.to, DeadlineBasis.LOCAL, audit, reason=request.reason, asked_by=request.by)
    _decide(request, Decision.AGREED, audit)


def agreers(session: Session, asker: Person | None, today: date, policy: Policy) -> Sequence[Person]:
    """Return who has to agree to a move for which `asker` asks; nobody where the policy lets them do so alone.

    Where it wants another person only if any is there, that is who can be reached and is not on leave.
    """
    others = [person for person in items.coordinators(session) if person is not asker]
    match policy.moves_agreed_by:
        case MoveAgreement.ANYONE:
            return ()
        case MoveAgreement.ANOTHER:
            return others
    away = away_on(session, today)
    return [person for person in others if person.reachable and person.id not in away]


def refuse(request: ExtensionRequest, audit: AuditContext, because: str) -> None:
    """Refuse what was asked, and say why. Raises AlreadyDecided or ReasonMissing."""
    _check_open(request)
    item = request.recommendation
    check_reason(because, "refuse", item)
    _decide(request, Decision.REFUSED, audit, because.strip())
    item.note(EventKind.EXTENSION_REFUSED, audit, to=request.to, reason=because.strip())


def withdraw(request: ExtensionRequest, audit: AuditContext) -> None:
    """Take back what was asked. Raises AlreadyDecided."""
    _check_open(request)
    _decide(request, Decision.WITHDRAWN, audit)
    request.recommendation.note(EventKind.EXTENSION_WITHDRAWN, audit, to=request.to)


def lapse(session: Session, item: Recommendation, audit: AuditContext) -> None:
    """Let a request that is not decided fall, since its item has no more use for it."""
    if item.asked_to is not None and (pending := open_request(session, item)):
        withdraw(pending, audit)


def move(
    session: Session,
    item: Recommendation,
    to: date,
    reason: str,
    audit: AuditContext,
    *,
    policy: Policy,
    source: str,
) -> ExtensionRequest | None:
    """Set the deadline of an open `item` to the local date `to`, or ask another coordinator to agree to that.

    A first one is its local target date, and no move. Return the request that was made; None where it has been
    done. Raises ItemHasEnded, DayHasPassed, SameDay, DecideFirst while something is asked for, or what
    `check_reason` raises.
    """
    known = session.scalar(select(ExtensionRequest).where(ExtensionRequest.source == source))
    if known is not None:
        return known
    _check_coordinator_may_move(item, to, audit)
    if pending := open_request(session, item):
        raise DecideFirst(name=pending.by.name, reference=item.reference, to=pending.to)
    check_reason(reason, "move", item, f"{to:%Y-%m-%d}")
    is_first = item.original_deadline_on is None
    is_apart = policy.moves_agreed_by is MoveAgreement.ANOTHER
    if not is_first and (is_apart or agreers(session, audit.by, audit.today, policy)):
        return _ask(session, item, ExtensionRequest(source=source, is_move=True), to, reason, audit)
    asked_by = None if is_first else audit.by
    item.move_deadline(to, DeadlineBasis.LOCAL, audit, reason=reason.strip(), asked_by=asked_by)
    return None


def _ask(
    session: Session,
    item: Recommendation,
    request: ExtensionRequest,
    to: date,
    reason: str,
    audit: AuditContext,
) -> ExtensionRequest:
    if audit.by is not None:
        request.by = audit.by
    request.recommendation, request.to, request.reason = item, to, reason.strip()
    request.was_on, request.asked_at = item.deadline_on, audit.at
    session.add(request)
    session.flush()
    item.asked_to = to
    item.note(EventKind.EXTENSION_ASKED, audit, was=item.deadline_on, to=to, reason=request.reason)
    return request


def _check_coordinator_may_move(item: Recommendation, to: date, audit: AuditContext) -> None:
    if not item.is_open:
        raise ItemHasEnded(reference=item.reference)
    if to < audit.today:
        raise DayHasPassed(day=to)
    if to == item.deadline_on:
        raise SameDay(reference=item.reference, day=to)


def check_reason(reason: str, command: str, item: Recommendation, *words: str) -> None:
    """Raise ReasonMissing unless a `reason` is given, and ReasonSaysNothing where it does not say why.

    Both say what to type: `words` stand there before it.
    """
    require_reason(reason, command, item, *words)
    if not says_why(reason):
        raise ReasonSaysNothing(
            reason=textwrap.shorten(reason, LONGEST_QUOTE, placeholder=" …"),
            command=command,
            reference=" ".join((item.reference, *words)),
        )


def require_reason(reason: str, command: str, item: Recommendation, *words: str) -> None:
    """Raise ReasonMissing, with what to type, unless a `reason` of any kind is given; `words` stand before it."""
    if not reason.strip():
        raise ReasonMissing(command=command, reference=" ".join((item.reference, *words)))


def asked_for() -> ColumnElement[bool]:
    """Return the condition that more time has been asked for, and that this is not decided."""
    # Not `is_open`, for which SQLite would go through all that are open instead of the few that wait.
    return and_(Recommendation.is_open.is_not(False), Recommendation.asked_to.is_not(None))


def open_request(session: Session, item: Recommendation) -> ExtensionRequest | None:
    """Return what has been asked for `item` and not been decided, or None."""
    return session.scalar(
        select(ExtensionRequest).where(
            ExtensionRequest.recommendation_id == item.id, ExtensionRequest.decision.is_(None)
        )
    )


def request_for(session: Session, item: Recommendation) -> ExtensionRequest:
    """Return what is asked for `item`, else what was last decided. Raises NothingAsked if nothing ever was."""
    asked = select(ExtensionRequest).where(ExtensionRequest.recommendation_id == item.id)
    latest = session.scalar(asked.order_by(ExtensionRequest.id.desc()).limit(1))
    if latest is None:
        raise NothingAsked(reference=item.reference)
    return latest


def lets_move_again(item: Recommendation, policy: Policy) -> bool:
    """Whether the policy lets an owner ask for one more move of the deadline."""
    return policy.most_moves is None or item.deadline_moves < policy.most_moves


def _check_may_move(item: Recommendation, to: date, audit: AuditContext) -> None:
    if item.status not in OUTSTANDING:
        raise NoMoreTimeNeeded(reference=item.reference, status=item.status, since=item.status_since)
    if item.deadline_on is None:
        raise NoDeadlineToExtend(reference=item.reference)
    if to <= audit.today:
        raise DayHasPassed(day=to)
    if to <= item.deadline_on:
        raise NotLater(reference=item.reference, deadline=item.deadline_on, day=to)


def _check_limit(session: Session, item: Recommendation, policy: Policy) -> None:
    if lets_move_again(item, policy):
        return
    raise MovedTooOften(
        reference=item.reference,
        moves="once" if item.deadline_moves == 1 else f"{item.deadline_moves} times",
        coordinators=", ".join(each.name for each in items.coordinators(session)) or NOBODY_YET,
    )


def _check_open(request: ExtensionRequest) -> None:
    if request.decision is not None:
        name = request.decided_by.name if request.decided_by else SOMEBODY
        raise AlreadyDecided(name=name, reference=request.recommendation.reference, decision=request.decision)


def _decide(
    request: ExtensionRequest, decision: Decision, audit: AuditContext, because: str | None = None
) -> None:
    request.decision, request.decided_by, request.decided_at = decision, audit.by, audit.at
    request.decided_because = because
    request.recommendation.asked_to = None
