"""Checking what was submitted: by a coordinator, by further levels, and over a demonstration; or giving it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from models.deadlines.extensions import SOMEBODY, check_reason, lapse
from models.enums import Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.people.person import Person
from models.policy import CheckLevel, Policy
from models.queries import items
from models.refusals.finishing import (
    AlreadyChecked,
    NothingToCheck,
    NothingToReturn,
    NotYourCheck,
    OwnSubmission,
    StillDemonstrating,
)
from models.register.recommendation import Recommendation

_DECIDED = (
    EventKind.FORCE_COMPLETE,
    EventKind.RETURNED,
    EventKind.SIGNED_OFF,
    EventKind.ENDED,
    EventKind.REOPENED,
)


@dataclass(frozen=True)
class Check:
    """Where a submission stands: `by` handed it in, which is the ledger's fact of this `number`.

    That was on the local date `on`, recorded at the aware instant `at`. `passed` checks have been made; the next
    is for the people of `level` to make, or for the coordinators.
    """

    number: int
    by: Person | None
    on: date
    at: datetime
    passed: int
    level: CheckLevel | None

    def checkers(self, session: Session) -> Sequence[Person]:
        """Return the active people for whom the next check is, by name."""
        if self.level is None:
            return items.coordinators(session)
        return items.people_with_accounts(session, self.level.accounts)


def check_of(session: Session, item: Recommendation, policy: Policy) -> Check:
    """Return where the submission of `item` stands. Raises NothingToCheck, or AlreadyChecked if it was decided.

    A further check of which nobody is there any more falls to the coordinators, so that nothing waits for ever.
    """
    handed_in = last_event(session, item, EventKind.SUBMITTED)
    if item.status is not Status.SUBMITTED or handed_in is None:
        raise _not_waiting(session, item, handed_in)
    checks = item.events.where(Event.kind == EventKind.CHECKED, Event.id > handed_in.id)
    passed = len(session.scalars(checks).all())
    levels = policy.check_levels
    at_level = item.demonstrating_until is None and 0 < passed <= len(levels)
    return Check(
        number=handed_in.id,
        by=session.get(Person, handed_in.by_id) if handed_in.by_id else None,
        on=handed_in.effective_on,
        at=handed_in.recorded_at,
        passed=passed,
        level=_manned(session, levels[passed - 1]) if at_level else None,
    )


def check_may_approve(session: Session, item: Recommendation, audit: AuditContext, policy: Policy) -> Check:
    """Return where the submission of `item` stands, if whoever acts may approve it.

    Raises NothingToCheck, AlreadyChecked, NotYourCheck or OwnSubmission.
    """
    check = check_of(session, item, policy)
    _check_may_decide(session, item, check, audit)
    return check


def approve(
    session: Session, item: Recommendation, audit: AuditContext, policy: Policy, words: str | None = None
) -> None:
    """Find what was handed in to be right: it passes to the next check, a demonstration, or is complete.

    `words` about it are kept with the fact, for the force alone.

    First a coordinator checks, then the people of each level that `policy` names. Where it asks for a
    demonstration, completion is to last that long: afterwards a coordinator confirms it by approving once more.
    Raises NothingToCheck, AlreadyChecked, NotYourCheck, OwnSubmission, StillDemonstrating, NotYet or
    BeforePresentStatus.
    """
    check = check_may_approve(session, item, audit, policy)
    reason = (words or "").strip() or None
    item.check_becomes(Status.FORCE_COMPLETE, audit)
    if item.demonstrating_until is not None:
        if audit.on < item.demonstrating_until:
            raise StillDemonstrating(reference=item.reference, until=item.demonstrating_until)
    elif check.passed < len(policy.check_levels):
        item.note(EventKind.CHECKED, audit, level=check.level and check.level.name, reason=reason)
        return
    elif policy.demonstration_days:
        until = audit.on + timedelta(days=policy.demonstration_days)
        level = check.level and check.level.name
        item.note(EventKind.CHECKED, audit, level=level, demonstrating_until=until, reason=reason)
        item.demonstrating_until = until
        return
    item.become(Status.FORCE_COMPLETE, audit, reason=reason)
    lapse(session, item, audit)


def return_to_owner(session: Session, item: Recommendation, audit: AuditContext, reason: str) -> None:
    """Give back what was handed in, or what the force had called complete, for a `reason`.

    Without an owner it awaits allocation. Raises ReasonMissing, or NothingToReturn or AlreadyChecked.
    """
    if item.status not in (Status.SUBMITTED, Status.FORCE_COMPLETE):
        handed_in = last_event(session, item, EventKind.SUBMITTED)
        refusal = _not_waiting(session, item, handed_in)
        if isinstance(refusal, AlreadyChecked):
            raise refusal
        raise NothingToReturn(reference=item.reference, status=item.status, since=item.status_since)
    check_reason(reason, "return", item)
    item.become(in_hand(item), audit, reason=reason.strip())


def may_return(person: Person, check: Check) -> bool:
    """Whether `person` may give back this submission: a coordinator always, others where the check is theirs."""
    return person.active and (person.is_coordinator or _is_of(person, check.level))


def may_approve(person: Person, check: Check) -> bool:
    """Whether the next check of this submission is for `person` to make."""
    by_role = person.is_coordinator if check.level is None else _is_of(person, check.level)
    return person.active and by_role


def submitted() -> ColumnElement[bool]:
    """Return the condition that an item waits for a check."""
    return and_(Recommendation.is_open, Recommendation.for_force, Recommendation.status == Status.SUBMITTED)


def demonstrated(today: date) -> ColumnElement[bool]:
    """Return the condition that completion was to last up to a day that has come, and is to be confirmed."""
    return and_(
        Recommendation.is_open,
        Recommendation.demonstrating_until.is_not(None),
        Recommendation.demonstrating_until <= today,
    )


def last_event(session: Session, item: Recommendation, *kinds: EventKind) -> Event | None:
    """Return what of these `kinds` was recorded last about `item`, or None."""
    found = item.events.where(Event.kind.in_(kinds)).order_by(Event.id.desc()).limit(1)
    return session.scalar(found)


def name_of(session: Session, event: Event | None) -> str:
    """Return the name of who did what `event` records."""
    person = session.get(Person, event.by_id) if event is not None and event.by_id else None
    return person.name if person else SOMEBODY


def in_hand(item: Recommendation) -> Status:
    """Return the status of what is to be worked on: it awaits allocation where it has no owner."""
    return Status.AWAITING_ALLOCATION if item.owner_id is None else Status.IN_PROGRESS


def _check_may_decide(session: Session, item: Recommendation, check: Check, audit: AuditContext) -> None:
    if audit.by is None:
        return
    checkers = check.checkers(session)
    if not may_approve(audit.by, check):
        names = ", ".join(person.name for person in checkers)
        raise NotYourCheck(
            reference=item.reference, level=check.level.name if check.level else "a coordinator", names=names
        )
    others = [person.name for person in checkers if person is not audit.by]
    if others and audit.by.id in (item.owner_id, check.by and check.by.id):
        raise OwnSubmission(reference=item.reference, others=", ".join(others))


def _manned(session: Session, level: CheckLevel) -> CheckLevel | None:
    return level if items.people_with_accounts(session, level.accounts) else None


def _is_of(person: Person, level: CheckLevel | None) -> bool:
    return level is not None and person.address in level.accounts


def _not_waiting(
    session: Session, item: Recommendation, handed_in: Event | None
) -> AlreadyChecked | NothingToCheck:
    decided = last_event(session, item, *_DECIDED)
    if handed_in is None or decided is None or decided.id < handed_in.id or decided.by_id is None:
        return NothingToCheck(reference=item.reference, status=item.status, since=item.status_since)
    name, on = name_of(session, decided), decided.effective_on
    return AlreadyChecked(reference=item.reference, name=name, on=on, status=item.status)
