"""Finds the record that a button or a menu names by its number."""

from typing import Final, TypeVar

from sqlalchemy.orm import Session

from models.base import Base

Numbered = TypeVar("Numbered", bound=Base)

MOST_DIGITS: Final = 17
"""Digits that every database's whole numbers hold."""


def numbered(session: Session, kind: type[Numbered], number: str) -> Numbered | None:
    """Return the record of `kind` with this number; None if there is none, or if it is not a number."""
    return session.get(kind, int(number)) if number.isdecimal() and len(number) <= MOST_DIGITS else None
