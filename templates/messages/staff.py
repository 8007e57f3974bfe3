"""What is said in a terminal about people and meetings."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.enums import Role


@dataclass(frozen=True)
class PersonRow:
    """A person with their role and how they are reached; `active` is False once they have left.

    They are on leave up to `away_until`. Messages have not reached them since
    `unreachable_since`. `hands_over` while what they held has not all been given on.
    """

    name: str
    role: Role
    account: str | None
    email: str | None
    active: bool
    away_until: date | None = None
    unreachable_since: date | None = None
    hands_over: bool = False


@dataclass(frozen=True)
class People:
    """Everybody the register knows."""

    people: tuple[PersonRow, ...]

    EXAMPLE: ClassVar["People"]


People.EXAMPLE = People(
    (
        PersonRow("Anna Clarke", Role.OWNER, "U0ANNA001", "anna.clarke@force.example", active=True),
        PersonRow("Dev Patel", Role.OWNER, None, None, active=False, hands_over=True),
    )
)


@dataclass(frozen=True)
class MeetingRow:
    """A committee meeting's local dates."""

    held_on: date
    cut_off_on: date
    paper_due_on: date
    digest_on: date


@dataclass(frozen=True)
class Meetings:
    """The committee's meetings, in order."""

    meetings: tuple[MeetingRow, ...]

    EXAMPLE: ClassVar["Meetings"]


Meetings.EXAMPLE = Meetings(
    (MeetingRow(date(2022, 12, 15), date(2022, 12, 15), date(2022, 12, 1), date(2022, 12, 8)),)
)
