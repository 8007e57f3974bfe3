"""What can be said about whose items are: the form for one or many, what was changed, and who is told of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from models.register.fields import Place, plain_in
from templates.messages.items import ItemRow, Who


@dataclass(frozen=True)
class Told:
    """The names of those who are told of a change, and of those whom no message reaches."""

    told: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True)
class TeamChoice:
    """A team that can be chosen, by its number."""

    number: int
    name: str


CAN_BE_CLEARED: Final = (
    "deputy",
    "team",
    *(column.field.attribute for column in plain_in(Place.LIST_FORM) if not column.field.words),
)
"""What can be taken away from many items at once, by the names of the fields. An owner can only be replaced."""


@dataclass(frozen=True)
class ChangeForm:
    """The form in which one item, or with `many` several, are given to people and filed.

    `draft` is the number under which the items are kept; `references` are theirs. `given` holds what the fields
    hold already. `holders` are those of its owner and deputy whom the surface cannot show. `ended` counts the items
    of the list that have ended, and are left as they are.
    """

    draft: int
    references: tuple[str, ...]
    given: dict[str, str] = field(default_factory=dict)
    teams: tuple[TeamChoice, ...] = ()
    holders: tuple[str, ...] = ()
    many: bool = False
    ended: int = 0

    EXAMPLE: ClassVar["ChangeForm"]


ChangeForm.EXAMPLE = ChangeForm(
    7, ("10618", "9962"), {}, (TeamChoice(1, "Public Protection"),), many=True, ended=1
)


@dataclass(frozen=True)
class ChangedItems:
    """What was changed in each item, in words; which are as they were; and who is told."""

    changed: tuple[tuple[str, tuple[str, ...]], ...]
    unchanged: tuple[str, ...]
    told: Told

    EXAMPLE: ClassVar["ChangedItems"]


ChangedItems.EXAMPLE = ChangedItems(
    (("10618", ("owner from Dev Patel to Anna Clarke",)), ("9962", ("board from nothing to Crime Board",))),
    ("VETTING-33",),
    Told(("Anna Clarke", "Dev Patel"), ("Marcus Reid",)),
)


@dataclass(frozen=True)
class Allocation:
    """What has become somebody's, as owner or as deputy, and what is theirs no more; `by` is who did it."""

    to: Who
    by: Who | None
    today: date
    owned: tuple[ItemRow, ...] = ()
    deputised: tuple[ItemRow, ...] = ()
    gone: tuple[ItemRow, ...] = ()
    relieved: tuple[ItemRow, ...] = ()

    EXAMPLE: ClassVar["Allocation"]


Allocation.EXAMPLE = Allocation(
    Who.EXAMPLE,
    Who("Priya Shah", "U0PRIYA01"),
    date(2022, 12, 1),
    (ItemRow.EXAMPLE,),
    gone=(ItemRow.EXAMPLE,),
)


@dataclass(frozen=True)
class TeamRow:
    """A team with those in it, and the number of open items that it works on."""

    name: str
    lead: Who
    members: tuple[Who, ...]
    items: int


@dataclass(frozen=True)
class Teams:
    """Every team."""

    teams: tuple[TeamRow, ...]

    EXAMPLE: ClassVar["Teams"]


Teams.EXAMPLE = Teams(
    (TeamRow("Public Protection", Who.EXAMPLE, (Who.EXAMPLE, Who("Sofia Novak", "U0SOFIA01")), 4),)
)
