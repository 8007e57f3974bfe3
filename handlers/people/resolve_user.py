"""Who is meant by somebody chosen from the surface's own list of people, whom the register may not know yet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.request import NewUser, Request
from models.enums import Role
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.people.person import Person
from models.queries import items
from models.refusals.forms import FromOutsideOwnsNothing, NotIntroduced
from models.refusals.items import OwnerHasLeft
from models.refusals.people import AccountMayBeTheirs
from models.register.same_name import as_compared, is_near, may_be_one_person


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

    Who has no account yet, and the same e-mail address or else the same name, is taken to be this person. What is
    refused is refused at the form's `field`: OwnerHasLeft, NotIntroduced (whom the surface has not been asked
    about), FromOutsideOwnsNothing, or AccountMayBeTheirs where somebody without an account may be called so.
    """
    known = may_be_chosen(session, request, chosen, field)
    if known is not None:
        return known
    newcomer = request.newcomers[request.account(chosen)]
    person = already_known(session, newcomer)
    if person is None:
        _check_nobody_else(session, newcomer.name, field)
        person = Person(name=newcomer.name, email=newcomer.email or None, role=Role.OWNER)
        session.add(person)
    _give_account(session, person, newcomer, request.act)
    return person


def recognise(session: Session, newcomer: NewUser, audit: AuditContext) -> Person | None:
    """Give the account of somebody who has written for the first time to the person with their e-mail address.

    Return that person; None where there is none without an account, or the surface says that they are outside: what
    somebody of another organisation calls their address proves nothing.
    """
    person = None if newcomer.outside else _by_email(session, newcomer.email)
    if person is None or not person.active or person.account is not None:
        return None
    _give_account(session, person, newcomer, audit)
    return person


def already_known(session: Session, newcomer: NewUser) -> Person | None:
    """Return the person with this e-mail address, or else the one without an account who is so called, or None."""
    return _by_email(session, newcomer.email) or _by_name_alone(session, newcomer.name)


def may_be_chosen(session: Session, request: Request, chosen: str, field: str | None) -> Person | None:
    """Return the person whose account was chosen, or None for somebody of the force who is still to be added.

    Who is known by the same e-mail address, and is reached on another surface, stays there and is not added again.
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
    elsewhere = _by_email(session, newcomer.email)
    if elsewhere is not None and not elsewhere.active:
        raise OwnerHasLeft(name=elsewhere.name, at_field=field)
    return elsewhere if elsewhere is not None and elsewhere.account is not None else None


def _check_nobody_else(session: Session, name: str, field: str | None) -> None:
    """Raise AccountMayBeTheirs, at `field`, where somebody with neither account nor address may be called so."""
    unreached = session.scalars(
        select(Person).where(Person.account.is_(None), Person.email.is_(None), Person.active)
    )
    known = next(
        (each for each in unreached if may_be_one_person(each.name, name) or is_near(each.name, name)), None
    )
    if known is not None:
        raise AccountMayBeTheirs(newcomer=name, name=known.name, at_field=field)


def _give_account(session: Session, person: Person, newcomer: NewUser, audit: AuditContext) -> None:
    # Whom settings have named by an address is called by that until their name is learnt.
    if person.name.casefold() == person.email:
        person.name = newcomer.name
    person.surface, person.account = newcomer.account.surface, newcomer.account.id
    session.flush()
    note(session, EventKind.PERSON_CHANGED, audit, name=person.name, account=newcomer.account.id)


def _by_email(session: Session, email: str) -> Person | None:
    """Return the person with this e-mail address, or None."""
    address = email.strip().casefold()
    return session.scalar(select(Person).where(Person.email == address)) if address else None


def _by_name_alone(session: Session, name: str) -> Person | None:
    """Return the one active person of this name who has no account, or None."""
    unreached = session.scalars(select(Person).where(Person.account.is_(None), Person.active))
    wanted = as_compared(name)
    found = [person for person in unreached if as_compared(person.name) == wanted]
    return found[0] if len(found) == 1 else None
