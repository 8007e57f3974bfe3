"""Telling people what has become theirs, and what is theirs no more: one message a person, however many items."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.people.not_mine import show_settled
from models.ledger.audit_context import AuditContext
from models.outbox import outbox
from models.people.person import Person
from models.policy import Policy
from models.register.allocation import Changed
from models.register.recommendation import Recommendation
from templates.messages.allocation import Allocation, Told
from templates.presenters.rows import rows, who
from templates.serialization import freeze


def tell_all(
    session: Session, changed: Sequence[Changed], audit: AuditContext, policy: Policy, source: str
) -> Told:
    """Tell everybody who gained or lost an item by what has changed; return who is told and who cannot be.

    Each is told once for each `source`, within their working hours. Who did it knows, and is not told. Where
    somebody had said that an item is not theirs, the coordinators' messages say that it is settled.
    """
    for each in changed:
        if each.was_disowned and audit.by is not None:
            show_settled(session, each.item, audit.by, audit.at)
    told, cannot = [], []
    for person in _concerned(changed):
        if person is audit.by:
            continue
        if not person.reachable:
            cannot.append(person.name)
            continue
        outbox.enqueue(
            session,
            f"allocation:{source}:{person.id}",
            freeze(_allocation(person, changed, audit)),
            audit.at,
            person=person,
            sends_at=person.next_opening(audit.at, policy.calendar),
        )
        told.append(person.name)
    return Told(tuple(sorted(told)), tuple(sorted(cannot)))


def _concerned(changed: Sequence[Changed]) -> list[Person]:
    pairs = (
        pair
        for each in changed
        for pair in ((each.was_owner, each.item.owner), (each.was_deputy, each.item.deputy))
        if pair[0] is not pair[1]
    )
    return list(dict.fromkeys(person for pair in pairs for person in pair if person is not None))


def _allocation(person: Person, changed: Sequence[Changed], audit: AuditContext) -> Allocation:
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
    return Allocation(
        to=who(person),
        by=who(audit.by) if audit.by else None,
        today=today,
        owned=rows(items(now=True, owner=True), today),
        deputised=rows(items(now=True, owner=False), today),
        gone=rows(items(now=False, owner=True), today),
        relieved=rows(items(now=False, owner=False), today),
    )
