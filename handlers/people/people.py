"""People: listed, added, changed and let go."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from handlers.form_values import carried
from handlers.request import Request
from handlers.roles import coordinators_only
from models.address import Account
from models.calendar import WorkingHours, is_zone
from models.enums import Role
from models.imports.cells import LONGEST_NAME
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.people import hand_over
from models.people.absence import away_on
from models.people.hand_over import HandOver
from models.people.person import Person
from models.queries import items
from models.refusals.people import (
    HoursUnreadable,
    LastCoordinator,
    NameMissing,
    NoSuchZone,
    PersonAlreadyThere,
    PersonMayBeThere,
    PersonNameNear,
)
from models.register.same_name import as_compared, as_written, is_near, may_be_one_person
from templates.messages import Message
from templates.messages.people import People, PersonRow

_FIELDS = ("role", "email", "zone", "active", "surface", "account", "day_starts", "day_ends")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


@dataclass(frozen=True)
class Change:
    """What is to be set; None leaves it as it is. `hours` reads like `09:00-17:00`."""

    role: Role | None = None
    account: Account | None = None
    email: str | None = None
    zone: str | None = None
    hours: str | None = None
    active: bool | None = None


PAGE_SIZE = 12


def add(session: Session, name: str, change: Change, audit: AuditContext) -> Person:
    """Add a person called `name`, an owner unless `change` says otherwise; return them.

    Raises NameMissing, PersonAlreadyThere, PersonMayBeThere, PersonNameNear, NoSuchZone or HoursUnreadable. Case
    makes no other name; rank, order, hyphens, accents and look-alike letters have to be asked about, and so has a
    name that one letter tells apart, unless an address or account does.
    """
    name = as_written(name)
    if not 0 < len(name) <= LONGEST_NAME:
        raise NameMissing(longest=LONGEST_NAME)
    everybody = session.scalars(select(Person)).all()
    known = next((each for each in everybody if as_compared(each.name) == as_compared(name)), None)
    if known is not None:
        raise PersonAlreadyThere(what="the name", value=name, name=known.name)
    perhaps = next((each for each in everybody if may_be_one_person(each.name, name)), None)
    if perhaps is not None:
        raise PersonMayBeThere(value=name, name=perhaps.name, at_field="name")
    near = next((each for each in everybody if is_near(each.name, name)), None)
    if near is not None and not (change.email or change.account):
        raise PersonNameNear(value=name, name=near.name, at_field="name")
    person = Person(name=name, role=change.role or Role.OWNER)
    change_person(session, person, change, audit)
    session.add(person)
    session.flush()
    note(session, EventKind.PERSON_CHANGED, audit, name=person.name, added=True, role=person.role)
    return person


def change(session: Session, name: str, wanted: Change, audit: AuditContext) -> Person:
    """Change the person called `name`; return them.

    Raises NoSuchPerson or SeveralPeople, or what `change_person` raises.
    """
    person = items.person_by_name(session, name)
    change_person(session, person, wanted, audit)
    return person


def leave(session: Session, name: str, audit: AuditContext) -> Person:
    """Let the person called `name` go, which begins the hand-over of what they hold; return them.

    Raises NoSuchPerson or SeveralPeople.
    """
    person = items.person_by_name(session, name)
    hand_over.leave(session, person, audit)
    return person


def people_page(session: Session, request: Request, sought: str, first: int = 1) -> People:
    """Return those whose name or e-mail address has what is `sought`, a page from the number `first` on."""
    found = items.people_like(session, sought)
    following, previous = first + PAGE_SIZE, first - PAGE_SIZE
    return People(
        _rows(session, Person.id.in_(found[first - 1 : following - 1]), request.today),
        may_change=True,
        sought=sought,
        total=len(found),
        first=first,
        next_page=json.dumps([sought, following]) if following <= len(found) else None,
        previous_page=json.dumps([sought, max(1, previous)]) if first > 1 else None,
    )


def turn_page(session: Session, request: Request) -> Message:
    """Return the page of people that a button *Next page* or *Previous page* asks for. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    sought, first = carried(request.words, str, int)
    return people_page(session, request, sought, max(1, first))


def everybody(session: Session, today: date) -> tuple[PersonRow, ...]:
    """Return everybody by name, with who is away or cannot be reached on the local date `today`."""
    return _rows(session, true(), today)


def _rows(session: Session, which: ColumnElement[bool], today: date) -> tuple[PersonRow, ...]:
    away = away_on(session, today)
    leavers = frozenset(session.scalars(select(HandOver.leaver_id).where(HandOver.finished_at.is_(None))))
    return tuple(
        PersonRow(
            number=each.id,
            name=each.name,
            role=each.role,
            account=each.account,
            email=each.email,
            active=each.active,
            away_until=away[each.id].ends_on if each.id in away else None,
            unreachable_since=each.unreachable_since,
            hands_over=each.id in leavers,
        )
        for each in session.scalars(select(Person).where(which).order_by(Person.name, Person.id))
    )


def change_person(session: Session, person: Person, change: Change, audit: AuditContext) -> bool:
    """Change `person`; return whether anything differs by that, which the ledger then has.

    Raises LastCoordinator, PersonAlreadyThere, NoSuchZone or HoursUnreadable.
    """
    _check_free(session, person, change)
    is_known = person.id is not None
    before = [getattr(person, field) for field in _FIELDS]
    if change.zone is not None:
        check_zone(change.zone, field="zone")
    if change.hours is not None:
        hours = read_hours(change.hours, field="hours")
        person.day_starts, person.day_ends = hours.opens, hours.closes
    if is_known and change.role not in (None, person.role):
        _check_others_keep_it(session, person)
        note(session, EventKind.PERSON_CHANGED, audit, name=person.name, was=person.role, role=change.role)
    for field in ("role", "email", "zone", "active"):
        value = getattr(change, field)
        if value is not None:
            setattr(person, field, value)
    if change.account is not None:
        person.surface, person.account = change.account.surface, change.account.id
        person.unreachable_since = None
    if change.active:
        person.left_on = None
    changed = [field for field, was in zip(_FIELDS, before, strict=True) if getattr(person, field) != was]
    if is_known and set(changed) - {"role"}:
        note(session, EventKind.PERSON_CHANGED, audit, name=person.name, fields=_said(changed))
    return bool(changed)


def _said(fields: Sequence[str]) -> list[str]:
    """Return the names of what was changed, in the ledger's words: an account is one, and so are hours."""
    words = {"account": "account", "email": "e-mail address", "zone": "time zone", "active": "still here"}
    return [words.get(field, "hours") for field in fields if field not in ("role", "surface", "day_ends")]


def _check_others_keep_it(session: Session, person: Person) -> None:
    if person.is_coordinator and [each for each in items.coordinators(session) if each is not person] == []:
        raise LastCoordinator(name=person.name)


def _check_free(session: Session, person: Person, change: Change) -> None:
    account = change.account
    email = (change.email or "").strip().casefold()
    for what, field, value, other in (
        (
            f"the {account.surface.called} id" if account else "",
            "account",
            account,
            items.person_by_account(session, account) if account and account.id else None,
        ),
        (
            "the e-mail address",
            "email",
            email,
            session.scalar(select(Person).where(Person.email == email)) if email else None,
        ),
    ):
        if other is not None and other is not person:
            raise PersonAlreadyThere(what=what, value=value, name=other.name, at_field=field)


def check_zone(zone: str, *, field: str | None = None) -> None:
    """Raise NoSuchZone, at a form's `field`, unless `zone` is the name of a time zone."""
    if not is_zone(zone):
        raise NoSuchZone(zone=zone, at_field=field)


def read_hours(hours: str, *, field: str | None = None) -> WorkingHours:
    """Return working hours written like `09:00-17:00`. Raises HoursUnreadable, at a form's `field`."""
    found = _HOURS.fullmatch(hours.strip())
    try:
        if found is None:
            raise HoursUnreadable(hours=hours, at_field=field)
        starts, starts_at, ends, ends_at = map(int, found.groups())
        return WorkingHours(time(starts, starts_at), time(ends, ends_at))
    except ValueError:
        raise HoursUnreadable(hours=hours, at_field=field) from None
