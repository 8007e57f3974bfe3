"""Keeping people in chat: who is listed, and the form in which somebody is added, changed or let go."""

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.people import people
from handlers.people.people import Change, people_page
from handlers.people.resolve_user import may_be_chosen, person_chosen
from handlers.request import Request
from handlers.roles import coordinators_only
from models.enums import Role
from models.people import hand_over
from models.people.person import Person
from models.queries import items
from models.queries.numbered import numbered
from models.refusals.commands import NoLongerKnown
from models.refusals.people import CoordinatorsAreSet, NobodySought, PersonMissing, RolesItself
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.people import PersonForm

NEW = "new"
"""What a form and a button carry that are about somebody still to be added."""

LEFT = "left"


def listed(session: Session, request: Request) -> Message:
    """Return everybody, those whose name has the words, or the form that `add` or `change NAME` asks for.

    Raises CoordinatorsOnly, NobodySought, NoSuchPerson or SeveralPeople.
    """
    coordinators_only(session, request)
    verb, _, name = request.words.strip().partition(" ")
    if verb.casefold() == "add":
        return PersonForm(given_name=name.strip())
    if verb.casefold() == "change" and name.strip():
        return _form(request, items.person_by_name(session, name.strip()))
    page = people_page(session, request, request.words.strip())
    if not page.total and request.words.strip():
        raise NobodySought(words=request.words.strip())
    return page


def open_form(session: Session, request: Request) -> Message:
    """Return the form for the person whom the button names, or for a new one. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    return PersonForm() if request.words == NEW else _form(request, _person(session, request))


def take_form(session: Session, request: Request) -> Message:
    """Add or change the person that was filled in, or let them go.

    Raises CoordinatorsOnly, PersonMissing, RolesItself, CoordinatorsAreSet, or what adding and changing raise.
    """
    coordinators_only(session, request)
    role = form_values.choice(Role, request.filled("role") or Role.OWNER, field="role")
    if request.words == NEW:
        return _added(session, request, role)
    person = _person(session, request)
    if request.filled("here") == LEFT:
        if person is request.who:
            raise RolesItself
        hand_over.leave(session, person, request.act)
        return Acknowledged("person_left", {"name": person.name})
    _check_role(request, person, role)
    chosen = request.filled("account")
    account = request.account(chosen) if chosen and chosen != person.account else None
    if account is not None:
        may_be_chosen(session, request, chosen, "account")
    wanted = Change(
        role=role,
        account=account,
        email=request.filled("email"),
        hours=request.filled("hours") or None,
        zone=request.filled("zone") or None,
        active=True,
    )
    changed = people.change_person(session, person, wanted, request.act)
    return Acknowledged("person_changed" if changed else "nothing_changed", {"name": person.name})


def _added(session: Session, request: Request, role: Role) -> Message:
    name, chosen = request.filled("name"), request.filled("account")
    email = request.filled("email") or None
    if not (name or chosen):
        raise PersonMissing
    if chosen:
        person = person_chosen(session, request, chosen, "account")
        _check_role(request, person, role)
        people.change_person(session, person, Change(role=role, email=email), request.act)
    else:
        _check_role(request, None, role)
        person = people.add(session, name, Change(role=role, email=email), request.act)
    return Acknowledged("person_added", {"name": person.name, "role": str(person.role)})


def _check_role(request: Request, person: Person | None, role: Role) -> None:
    """Raise CoordinatorsAreSet or RolesItself where the asker cannot give this role to `person`."""
    was = person.role if person else None
    if role is was or Role.COORDINATOR not in (role, was):
        return
    if request.policy.coordinators_are_set:
        raise CoordinatorsAreSet
    if person is request.who:
        raise RolesItself


def _person(session: Session, request: Request) -> Person:
    person = numbered(session, Person, request.words)
    if person is None:
        raise NoLongerKnown
    return person


def _form(request: Request, person: Person) -> PersonForm:
    return PersonForm(
        number=person.id,
        name=person.name,
        account=request.account_id_of(person),
        email=person.email or "",
        role=person.role,
        hours=f"{person.day_starts:%H:%M}-{person.day_ends:%H:%M}",
        zone=person.zone,
        active=person.active,
    )
