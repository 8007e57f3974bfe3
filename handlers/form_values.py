"""What people type or choose as days, kinds and people, and what buttons carry."""

import json
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from handlers.request import Request
from models.address import Account
from models.dates.day import read_day
from models.people.person import Person
from models.queries import items
from models.queries.numbered import whole
from models.refusals.commands import NoLongerKnown, NoSuchChoice
from models.refusals.committee import DateUnreadable
from models.refusals.deadlines import NotADeadline
from models.refusals.leavers import NotInTheRegister

_Kind = TypeVar("_Kind", bound=StrEnum)


def day(text: str, *, field: str | None = None, iso: bool = False) -> date:
    """Return the day that `text` writes with its year, with `iso` only as 2022-12-19.

    Raises DateUnreadable, at the form's `field`.
    """
    try:
        return read_day(text.strip(), iso=iso)
    except NotADeadline:
        raise DateUnreadable(text=text, at_field=field) from None


def day_filled(request: Request, field: str) -> date | None:
    """Return the day that a form's `field` holds, or None if it is empty. Raises DateUnreadable there."""
    filled = request.filled(field)
    return day(filled, field=field) if filled else None


def lines_filled(request: Request, field: str) -> tuple[str, ...]:
    """Return the pieces that were written into a form's `field`, one a line."""
    return tuple(each.strip() for each in request.filled(field).splitlines() if each.strip())


def choice(kind: type[_Kind], value: str, *, field: str) -> _Kind:
    """Return the member of `kind` that was chosen in a form's `field`. Raises NoSuchChoice there."""
    if value not in set(kind):
        raise NoSuchChoice(choice=value, at_field=field)
    return kind(value)


def carried(words: str, *kinds: type) -> list[Any]:
    """Return what a button carries: a JSON list with a part of each of the `kinds`, numbers not negative.

    Raises NoLongerKnown for anything else: what an earlier version has drawn can be pressed for ever.
    """
    try:
        parts = json.loads(words)
    except (ValueError, RecursionError):
        raise NoLongerKnown from None
    if not isinstance(parts, list) or [type(part) for part in parts] != list(kinds):
        raise NoLongerKnown
    if any(type(part) is int and whole(str(part)) is None for part in parts):
        raise NoLongerKnown
    return parts


def chosen_person(session: Session, account: Account, *, field: str) -> Person:
    """Return the person with the `account` that was chosen in a form's `field`. Raises NotInTheRegister there."""
    person = items.person_by_account(session, account)
    if person is None:
        raise NotInTheRegister(at_field=field)
    return person
