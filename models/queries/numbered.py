"""Finds the record that a button or a menu names by its number."""

from typing import Final, TypeVar

from sqlalchemy.orm import Session

from models.base import Base

Numbered = TypeVar("Numbered", bound=Base)

MOST_DIGITS: Final = 17
"""Digits that every database's whole numbers hold."""


def whole(number: str) -> int | None:
    """Return the whole number that `number` writes; None if it is none, or more than a database holds."""
    return int(number) if number.isdecimal() and len(number) <= MOST_DIGITS else None


def numbered(session: Session, kind: type[Numbered], number: str, *, held: bool = False) -> Numbered | None:
    """Return the record of `kind` with this number; None if there is none, or if it is not a number.

    One that is `held` is read anew, and nobody else can change it until the transaction ends.
    """
    key = whole(number)
    if key is None:
        return None
    return session.get(kind, key, populate_existing=held, with_for_update={"of": kind} if held else None)
