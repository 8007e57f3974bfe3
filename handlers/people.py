"""Adding and changing people."""

import re
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import queries
from models.calendar import WorkingHours
from models.intake.cells import LONGEST_NAME
from models.kinds import Role
from models.person import Person
from models.refusals import HoursUnreadable, NameMissing, NoSuchZone, PersonAlreadyThere
from templates.messages import PersonRow

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


@dataclass(frozen=True)
class Change:
    """What is to be set; None leaves it as it is. `hours` reads like `09:00-17:00`."""

    role: Role | None = None
    account: str | None = None
    email: str | None = None
    zone: str | None = None
    hours: str | None = None
    active: bool | None = None


def add(session: Session, name: str, change: Change) -> Person:
    """Add a person called `name`; return them.

    Raises NameMissing, PersonAlreadyThere, NoSuchZone or HoursUnreadable. Case makes no other name.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NameMissing(longest=LONGEST_NAME)
    everybody = session.scalars(select(Person))
    known = next((each for each in everybody if each.name.casefold() == name.casefold()), None)
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
    person = queries.person_by_name(session, name)
    _set(session, person, wanted)
    return person


def everybody(session: Session) -> tuple[PersonRow, ...]:
    """Return everybody by name."""
    people = session.scalars(select(Person).order_by(Person.name))
    return tuple(PersonRow(each.name, each.role, each.account, each.email, each.active) for each in people)


def _set(session: Session, person: Person, change: Change) -> None:
    _check_free(session, person, change)
    if change.zone is not None:
        _check_zone(change.zone)
    if change.hours is not None:
        hours = _read_hours(change.hours)
        person.day_starts, person.day_ends = hours.opens, hours.closes
    for field in ("role", "account", "email", "zone", "active"):
        value = getattr(change, field)
        if value is not None:
            setattr(person, field, value)


def _check_free(session: Session, person: Person, change: Change) -> None:
    for what, column, value in (
        ("the Slack id", Person.account, (change.account or "").strip()),
        ("the e-mail address", Person.email, (change.email or "").strip().casefold()),
    ):
        if not value:
            continue
        other = session.scalar(select(Person).where(column == value))
        if other is not None and other is not person:
            raise PersonAlreadyThere(what=what, value=value, name=other.name)


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise NoSuchZone(zone=zone) from None


def _read_hours(hours: str) -> WorkingHours:
    found = _HOURS.fullmatch(hours.strip())
    try:
        if found is None:
            raise HoursUnreadable(hours=hours)
        starts, starts_at, ends, ends_at = map(int, found.groups())
        return WorkingHours(time(starts, starts_at), time(ends, ends_at))
    except ValueError:
        raise HoursUnreadable(hours=hours) from None
