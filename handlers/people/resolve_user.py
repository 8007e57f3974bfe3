"""Who is meant by somebody chosen from the surface's own list of people, whom the register may not know yet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.request import Request
from models.enums import Role
from models.ledger.event import EventKind
from models.ledger.note import note
from models.people.person import Person
from models.queries import items
from models.refusals.forms import FromOutsideOwnsNothing, NotIntroduced
from models.refusals.items import OwnerHasLeft
from models.register.same_name import as_compared


def person_named(session: Session, request: Request, name: str) -> Person:
    """Return the person whom words name; who was mentioned and is not known is added.

    Raises NoSuchPerson, SeveralPeople, OwnerHasLeft, NotIntroduced or FromOutsideOwnsNothing.
    """
    mentioned = name.strip().removeprefix("@")
    if (
        mentioned in request.mentioned
        and items.person_by_account(session, request.account(mentioned)) is None
    ):
        return person_chosen(session, request, mentioned, None)
    person = items.person_by_name(session, name)
    if not person.active:
        raise OwnerHasLeft(name=person.name)
    return person


def person_chosen(session: Session, request: Request, chosen: str, field: str | None) -> Person:
    """Return the person whose account was chosen, who is added as an owner if the register does not know them.

    Who is known by the same name and has no account yet is taken to be this person. What is refused is refused at
    the form's `field`: OwnerHasLeft, NotIntroduced (whom the surface has not been asked about) or
    FromOutsideOwnsNothing.
    """
    known = may_be_chosen(session, request, chosen, field)
    if known is not None:
        return known
    account = request.account(chosen)
    name = request.newcomers[account].name
    person = _by_name_alone(session, name)
    if person is None:
        person = Person(name=name, role=Role.OWNER)
        session.add(person)
    person.surface, person.account = account.surface, account.id
    session.flush()
    note(session, EventKind.PERSON_CHANGED, request.act, name=person.name, account=account.id)
    return person


def may_be_chosen(session: Session, request: Request, chosen: str, field: str | None) -> Person | None:
    """Return the person whose account was chosen, or None for somebody of the force who is still to be added.

    Raises OwnerHasLeft, NotIntroduced or FromOutsideOwnsNothing at `field`.
    """
    account = request.account(chosen)
    person = items.person_by_account(session, account)
    if person is not None:
        if not person.active:
            raise OwnerHasLeft(name=person.name, at_field=field)
        return person
    newcomer = request.newcomers.get(account)
    if newcomer is None:
        raise NotIntroduced(account, at_field=field)
    if newcomer.outside:
        raise FromOutsideOwnsNothing(name=newcomer.name, at_field=field)
    return None


def _by_name_alone(session: Session, name: str) -> Person | None:
    """Return the one active person of this name who has no account, or None."""
    unreached = session.scalars(select(Person).where(Person.account.is_(None), Person.active))
    wanted = as_compared(name)
    found = [person for person in unreached if as_compared(person.name) == wanted]
    return found[0] if len(found) == 1 else None
