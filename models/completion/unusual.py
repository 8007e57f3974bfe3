"""What is unusual about a sign-off: it is asked about before it is recorded, since HMICFRS's word is taken."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from models.enums import OWNERS_TURN, Status
from models.register.recommendation import Recommendation


class Oddity(StrEnum):
    """In which way a sign-off is unusual."""

    NOT_SUBMITTED = "not_submitted"
    NOT_APPROVED = "not_approved"
    APPROVED_LATER = "approved_later"
    OTHERS_OPEN = "others_open"
    BEFORE_PUBLICATION = "before_publication"


@dataclass(frozen=True)
class Unusual:
    """The `references` of the items of which one oddity is true."""

    oddity: Oddity
    references: tuple[str, ...]


def unusual(items: Sequence[Recommendation], on: date) -> tuple[Unusual, ...]:
    """Return everything that is unusual about HMICFRS having signed off all of `items` on the local date `on`."""
    found = (
        (oddity, tuple(reference for item in items for reference in concerned(item, on)))
        for oddity, concerned in _ODDITIES.items()
    )
    return tuple(Unusual(oddity, references) for oddity, references in found if references)


def _if(holds: Callable[[Recommendation, date], bool]) -> Callable[[Recommendation, date], Iterator[str]]:
    def concerned(item: Recommendation, on: date) -> Iterator[str]:
        if holds(item, on):
            yield item.reference

    return concerned


def _others_open(item: Recommendation, _: date) -> Iterator[str]:
    return (child.reference for child in item.children if child.is_open and not child.for_force)


_ODDITIES: Final = {
    Oddity.NOT_SUBMITTED: _if(lambda item, _: item.for_force and item.status in OWNERS_TURN),
    Oddity.NOT_APPROVED: _if(lambda item, _: item.for_force and item.status is Status.SUBMITTED),
    Oddity.APPROVED_LATER: _if(
        lambda item, on: item.status is Status.FORCE_COMPLETE and on < item.status_since
    ),
    Oddity.OTHERS_OPEN: _others_open,
    Oddity.BEFORE_PUBLICATION: _if(lambda item, on: on < item.report.published_on),
}
"""Of which items, or of which under them, each oddity is true."""
