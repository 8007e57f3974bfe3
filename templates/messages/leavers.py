"""What can be said when people leave, or cannot be reached."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Literal

from templates.messages.items import ItemRow, Who


@dataclass(frozen=True)
class Asked:
    """A move of a deadline that a leaver asked for and nobody has decided: of which item, to which day."""

    reference: str
    to: date


@dataclass(frozen=True)
class HandOverList:
    """For a coordinator: everything that somebody who left still holds, to be given on.

    `hand_over` is the number that *Give on* carries.
    """

    hand_over: int
    leaver: Who
    left_on: date
    owned: tuple[ItemRow, ...]
    deputised: tuple[ItemRow, ...]
    teams: tuple[str, ...]
    asked: tuple[Asked, ...]
    today: date

    EXAMPLE: ClassVar["HandOverList"]


HandOverList.EXAMPLE = HandOverList(
    2,
    Who("Dev Patel"),
    date(2022, 12, 2),
    (ItemRow.EXAMPLE,),
    (replace(ItemRow.EXAMPLE, reference="9962", also="OLDER-1b"),),
    ("Digital Investigations",),
    (Asked("10618", date(2023, 3, 31)),),
    date(2022, 12, 2),
)


@dataclass(frozen=True)
class Holding:
    """Something that a leaver holds: an item `owned` or `deputised`, by its reference, or a `team`, by its name."""

    what: Literal["owned", "deputised", "team"]
    number: int
    name: str
    text: str = ""


@dataclass(frozen=True)
class HandOverForm:
    """The form in which what a leaver held is given to somebody: all of it, or some and then the rest."""

    hand_over: int
    leaver: Who
    holdings: tuple[Holding, ...]

    EXAMPLE: ClassVar["HandOverForm"]


HandOverForm.EXAMPLE = HandOverForm(
    2,
    Who("Dev Patel"),
    (
        Holding("owned", 1, "10618", ItemRow.EXAMPLE.text),
        Holding("deputised", 2, "9962", ItemRow.EXAMPLE.text),
        Holding("team", 1, "Digital Investigations"),
    ),
)


@dataclass(frozen=True)
class OutOfReach:
    """Somebody who owns `items` open items and is to be reminded next on `reminded_on`, and cannot be.

    `since` is the day on which a message first did not reach them; without one, they have no account.
    """

    who: Who
    since: date | None
    reminded_on: date
    items: int


@dataclass(frozen=True)
class Unreachable:
    """For a coordinator: owners whom reminders that are due soon will not reach."""

    to: Who
    today: date
    people: tuple[OutOfReach, ...]

    EXAMPLE: ClassVar["Unreachable"]


Unreachable.EXAMPLE = Unreachable(
    Who("Priya Shah", "U0PRIYA01"),
    date(2022, 12, 2),
    (
        OutOfReach(Who("Grace Lin"), None, date(2022, 12, 9), 3),
        OutOfReach(Who.EXAMPLE, date(2022, 11, 30), date(2022, 12, 12), 1),
    ),
)
