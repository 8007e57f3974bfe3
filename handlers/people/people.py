"""Adding and changing people."""

import re
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.request import Request
from handlers.roles import coordinators_only
from models.address import Account
from models.calendar import WorkingHours, is_zone
from models.enums import Role
from models.imports.cells import LONGEST_NAME
from models.ledger.audit_context import AuditContext
from models.people import hand_over
from models.people.absence import away_on
from models.people.hand_over import HandOver
from models.people.person import Person
from models.queries import items
from models.refusals.people import HoursUnreadable, NameMissing, NoSuchZone, PersonAlreadyThere
from models.register.same_name import as_compared, as_written
from templates.messages import Message
from templates.messages.people import People, PersonRow

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


def add(session: Session, name: str, change: Change) -> Person:
    """Add a person called `name`; return them.

    Raises NameMissing, PersonAlreadyThere, NoSuchZone or HoursUnreadable. Case makes no other name.
    """
    name = as_written(name)
    if not 0 < len(name) <= LONGEST_NAME:
        raise NameMissing(longest=LONGEST_NAME)
    everybody = session.scalars(select(Person))
    known = next((each for each in everybody if as_compared(each.name) == as_compared(name)), None)
    if known is not None:
        raise PersonAlreadyThere(what="the name", value=name, name=known.name)
    person = Person(name=name)
    _set(session, person, change)
    session.add(person)
    session.flush()
    return person


def change(session: Session, name: str, wanted: Change) -> Person:
    """Change the person called `name`; return them.

    Raises NoSuchPerson, SeveralPeople, PersonAlreadyThere, NoSuchZone or HoursUnreadable.
    """
    person = items.person_by_name(session, name)
    _set(session, person, wanted)
    return person


def leave(session: Session, name: str, audit: AuditContext) -> Person:
    """Let the person called `name` go, which begins the hand-over of what they hold; return them.

    Raises NoSuchPerson or SeveralPeople.
    """
    person = items.person_by_name(session, name)
    hand_over.leave(session, person, audit)
    return person


def listed(session: Session, request: Request) -> Message:
    """Return everybody and how they are reached. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    return People(everybody(session, request.today))


def everybody(session: Session, today: date) -> tuple[PersonRow, ...]:
    """Return everybody by name, with who is away or cannot be reached on the local date `today`."""
    away = away_on(session, today)
    leavers = frozenset(session.scalars(select(HandOver.leaver_id).where(HandOver.finished_at.is_(None))))
    return tuple(
        PersonRow(
            name=each.name,
            role=each.role,
            account=each.account,
            email=each.email,
            active=each.active,
            away_until=away[each.id].ends_on if each.id in away else None,
            unreachable_since=each.unreachable_since,
            hands_over=each.id in leavers,
        )
        for each in session.scalars(select(Person).order_by(Person.name))
    )


def _set(session: Session, person: Person, change: Change) -> None:
    _check_free(session, person, change)
    if change.zone is not None:
        check_zone(change.zone)
    if change.hours is not None:
        hours = read_hours(change.hours)
        person.day_starts, person.day_ends = hours.opens, hours.closes
    for field in ("role", "email", "zone", "active"):
        value = getattr(change, field)
        if value is not None:
            setattr(person, field, value)
    if change.account is not None:
        person.surface, person.account = change.account.surface, change.account.id
        person.unreachable_since = None
    if change.active:
        person.left_on = None


def _check_free(session: Session, person: Person, change: Change) -> None:
    account = change.account
    email = (change.email or "").strip().casefold()
    for what, value, other in (
        (
            f"the {account.surface.called} id" if account else "",
            account,
            items.person_by_account(session, account) if account and account.id else None,
        ),
        ("the e-mail address", email, session.scalar(select(Person).where(Person.email == email))),
    ):
        if other is not None and other is not person:
            raise PersonAlreadyThere(what=what, value=value, name=other.name)


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
