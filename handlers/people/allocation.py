"""Telling people what has become theirs, and what is theirs no more: one message a person, however many items."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.people.not_mine import show_settled
from models.deadlines.extension import ExtensionRequest
from models.ledger.audit_context import AuditContext
from models.outbox import outbox
from models.outbox.message import SerializedMessage
from models.people.hand_over import HeldItems
from models.people.person import Person
from models.policy import Policy
from models.queries.statements import latest_statements
from models.register.allocation import Changed
from models.register.recommendation import Recommendation
from templates.messages.allocation import Allocation, TakenOver, Told
from templates.presenters.rows import rows, who
from templates.serialization import freeze


@dataclass(frozen=True)
class Announcements:
    """Whom to tell of what has become theirs: each person by number, with a message and when it may be sent.

    `told` says who that is, and `settled` which items have an owner again who had said that they are not theirs.
    """

    messages: tuple[tuple[int, SerializedMessage, datetime], ...]
    told: Told
    settled: tuple[int, ...]


def tell_all(
    session: Session, changed: Sequence[Changed], audit: AuditContext, policy: Policy, source: str
) -> Told:
    """Tell everybody who gained or lost an item by what has changed; return who is told and who cannot be.

    Each is told once for each `source`, within their working hours. Who did it knows, and is not told. Where
    somebody had said that an item is not theirs, the coordinators' messages say that it is settled.
    """
    return announce(session, announcements_of(session, changed, audit, policy), audit, source)


def announcements_of(
    session: Session, changed: Sequence[Changed], audit: AuditContext, policy: Policy
) -> Announcements:
    """Return what is to be told of what has changed. This only reads, and takes long where much has changed."""
    messages, told, cannot = [], [], []
    for person, theirs in _by_person(changed).items():
        if person is audit.by:
            continue
        if not person.reachable:
            cannot.append(person.name)
            continue
        content = freeze(_allocation(session, person, theirs, audit, policy))
        messages.append((person.id, content, person.next_opening(audit.at, policy.calendar)))
        told.append(person.name)
    settled = tuple(each.item.id for each in changed if each.was_disowned)
    return Announcements(tuple(messages), Told(tuple(sorted(told)), tuple(sorted(cannot))), settled)


def announce(session: Session, wanted: Announcements, audit: AuditContext, source: str) -> Told:
    """Have everybody told, once for each `source`; return who is told and who cannot be."""
    if audit.by is not None:
        for number in wanted.settled:
            show_settled(session, session.get_one(Recommendation, number), audit.by, audit.at)
    for number, content, sends_at in wanted.messages:
        outbox.enqueue(
            session,
            f"allocation:{source}:{number}",
            content,
            audit.at,
            person=session.get_one(Person, number),
            sends_at=sends_at,
        )
    return wanted.told


def tell_heir(
    session: Session,
    heir: Person,
    leaver: Person,
    held: HeldItems,
    audit: AuditContext,
    policy: Policy,
    source: str,
) -> Told:
    """Tell `heir`, in one message for each `source`, what they hold now of what `leaver` held.

    With what had been promised, and when. Return whether they are told; who did it knows, and is not.
    """
    if heir is audit.by:
        return Told()
    if not heir.reachable:
        return Told(cannot=(heir.name,))
    deputised = [item for item in held.deputised if item.deputy is heir]
    message = Allocation(
        to=who(heir),
        by=who(audit.by) if audit.by else None,
        today=audit.today,
        owned=rows(held.owned, audit.today),
        deputised=rows(deputised, audit.today),
        taken_over=_taken_over(session, [*held.owned, *deputised], audit, policy),
        teams=tuple(team.name for team in held.teams),
        leaver=who(leaver),
    )
    outbox.enqueue(
        session,
        f"allocation:{source}:{heir.id}",
        freeze(message),
        audit.at,
        person=heir,
        sends_at=heir.next_opening(audit.at, policy.calendar),
    )
    return Told((heir.name,))


def _taken_over(
    session: Session, items: Sequence[Recommendation], audit: AuditContext, policy: Policy
) -> tuple[TakenOver, ...]:
    """Return what was said of `items` last, and what was asked for them and not decided."""
    numbers = [item.id for item in items]
    said = latest_statements(session, numbers, audit.today)
    pending = select(ExtensionRequest).where(
        ExtensionRequest.recommendation_id.in_(numbers), ExtensionRequest.decision.is_(None)
    )
    asked = {each.recommendation_id: each for each in session.scalars(pending)}

    def left_with(item: Recommendation) -> TakenOver:
        word, request = said.get(item.id), asked.get(item.id)
        left = TakenOver(item.reference)
        if word is not None:
            left = replace(left, said=word.reads, said_by=who(word.by), said_on=word.effective_on)
        if request is not None:
            asked_on = policy.today(request.asked_at)
            left = replace(left, asked=who(request.by), asked_on=asked_on, asked_because=request.reason)
        return left

    return tuple(left_with(item) for item in items)


def _by_person(changed: Sequence[Changed]) -> dict[Person, list[Changed]]:
    """Return what has changed for each person who has gained or lost something by it."""
    found: dict[Person, list[Changed]] = {}
    for each in changed:
        pairs = ((each.was_owner, each.item.owner), (each.was_deputy, each.item.deputy))
        people = (person for was, now in pairs if was is not now for person in (was, now))
        for person in dict.fromkeys(people):
            if person is not None:
                found.setdefault(person, []).append(each)
    return found


def _allocation(
    session: Session, person: Person, changed: Sequence[Changed], audit: AuditContext, policy: Policy
) -> Allocation:
    def items(*, now: bool, owner: bool) -> list[Recommendation]:
        """Return the items that became this person's, or ceased to be, as owner or as deputy."""
        found = []
        for each in changed:
            was, to = (each.was_owner, each.item.owner) if owner else (each.was_deputy, each.item.deputy)
            promoted = not now and person is each.item.owner
            if was is not to and person is (to if now else was) and not promoted:
                found.append(each.item)
        return found

    today = audit.today
    others = {each.item.id for each in changed if each.was_owner not in (None, person)}
    inherited = [item for item in items(now=True, owner=True) if item.id in others]
    return Allocation(
        to=who(person),
        by=who(audit.by) if audit.by else None,
        today=today,
        owned=rows(items(now=True, owner=True), today),
        deputised=rows(items(now=True, owner=False), today),
        gone=rows(items(now=False, owner=True), today),
        relieved=rows(items(now=False, owner=False), today),
        taken_over=_taken_over(session, inherited, audit, policy),
    )
