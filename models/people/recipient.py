"""To whom goes what is for an item's owner: to the owner, or to whoever stands in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.people.absence import Absence
from models.people.person import Person
from models.register.recommendation import Recommendation


@dataclass(frozen=True)
class Recipient:
    """`person` is told; None stands for the coordinators.

    They stand in for the owner `instead_of`, up to the local date `until` where the owner is on leave.
    """

    person: Person | None
    instead_of: Person | None = None
    until: date | None = None


def recipient(item: Recommendation, away: Mapping[int, Absence]) -> Recipient:
    """Return whom reminders of `item` go to, where `away` are those on leave, by the number of the person.

    It is the owner; else whoever the owner named to stand in, else the item's deputy, else the lead of its team:
    the first of them who is there. Otherwise, and where the owner says that it is not theirs, the coordinators.
    """
    owner = item.owner
    if item.disowned_on is not None:
        return Recipient(None, owner)
    if _is_there(owner, away):
        return Recipient(owner)
    leave = away.get(owner.id) if owner else None
    lead = item.team.lead if item.team else None
    others = (leave.deputy if leave else None, item.deputy, lead)
    person = next((each for each in others if each is not owner and _is_there(each, away)), None)
    return Recipient(person, owner, leave.ends_on if leave and owner and owner.active else None)


def _is_there(person: Person | None, away: Mapping[int, Absence]) -> bool:
    return person is not None and person.reachable and person.id not in away
