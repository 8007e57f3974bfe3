"""What a person's own page says."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from models.enums import Rag, ReminderReason, Role, Status, Urgency
from templates.messages.items import ItemRow, Totals, Who


@dataclass(frozen=True)
class OwnItem:
    """One of the reader's own items; `can_do` are the names of the buttons that the reader may press."""

    row: ItemRow
    can_do: tuple[str, ...] = ()


@dataclass(frozen=True)
class UrgencyGroup:
    """The reader's own items that press alike: how many there are, and those of them on this page."""

    urgency: Urgency
    total: int
    items: tuple[OwnItem, ...]


@dataclass(frozen=True)
class OwnItems:
    """The reader's own items by how much they press on the local date `today`; `first` is the number of the first.

    `next_page` and `previous_page` are the values that the buttons carry, or None.
    """

    groups: tuple[UrgencyGroup, ...]
    total: int
    today: date
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        """The items on this page, the most pressing first."""
        return tuple(item.row for group in self.groups for item in group.items)


@dataclass(frozen=True)
class ComingLine:
    """One item that a message to come will name, and why it will."""

    reference: str
    text: str
    whys: tuple[ReminderReason, ...]
    deadline_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class ComingMessage:
    """A message that will be sent at the aware instant `at`, if nobody answers before."""

    at: datetime
    on: date
    zone: str
    lines: tuple[ComingLine, ...]


@dataclass(frozen=True)
class FilterMenu:
    """A menu by which the register is narrowed: `name` as in `models.filters`; options are value and label."""

    name: str
    options: tuple[tuple[str, str], ...]
    given: str | None = None


@dataclass(frozen=True)
class Narrowed:
    """The open items that pass what was chosen; `is_cut` if there are more than `total`."""

    rows: tuple[ItemRow, ...]
    total: int
    is_cut: bool = False
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None


@dataclass(frozen=True)
class RegisterOverview:
    """The whole register, for its keepers: how many items wait for them, by list, and what they looked for."""

    waits: tuple[tuple[str, int], ...]
    failed: int
    menus: tuple[FilterMenu, ...]
    narrowed: Narrowed | None = None


@dataclass(frozen=True)
class Home:
    """A person's own page: their items, what they will be sent, and as much of the register as their role sees."""

    who: Who
    role: Role
    items: OwnItems
    coming: tuple[ComingMessage, ...] = ()
    totals: Totals | None = None
    picture: RegisterOverview | None = None

    @property
    def today(self) -> date:
        """The force's local date on which the page was made."""
        return self.items.today

    EXAMPLE: ClassVar["Home"]


Home.EXAMPLE = Home(
    Who("Priya Shah", "U0PRIYA01"),
    Role.COORDINATOR,
    OwnItems(
        (UrgencyGroup(Urgency.OVERDUE, 1, (OwnItem(ItemRow.EXAMPLE, ("update", "add_evidence")),)),),
        total=12,
        today=date(2022, 12, 1),
        next_page="11",
    ),
    coming=(
        ComingMessage(
            datetime.fromisoformat("2022-12-02T09:00:00+00:00"),
            date(2022, 12, 2),
            "Europe/London",
            (
                ComingLine(
                    "10618",
                    "Make sure that a victim's needs are always assessed.",
                    (ReminderReason.OVERDUE, ReminderReason.REVIEW_DUE),
                    deadline_on=date(2020, 1, 17),
                    review_on=date(2022, 12, 2),
                ),
            ),
        ),
    ),
    totals=Totals.EXAMPLE,
    picture=RegisterOverview(
        waits=(("unallocated", 1), ("submitted", 2), ("asked", 0), ("not_mine", 0)),
        failed=1,
        menus=(
            FilterMenu("list", (("overdue", ""), ("red", "")), "overdue"),
            FilterMenu("report", (("3", "OLDER: Crimes against older people"),)),
            FilterMenu("owner", (("4", "Anna Clarke"),)),
            FilterMenu("rag", tuple((rag.value, "") for rag in Rag)),
            FilterMenu("status", ((Status.IN_PROGRESS.value, ""), (Status.SUBMITTED.value, ""))),
            FilterMenu("portfolio", (("Public Protection", "Public Protection"),)),
            FilterMenu("board", (("Vulnerability Board", "Vulnerability Board"),)),
        ),
        narrowed=Narrowed((ItemRow.EXAMPLE,), total=21, next_page="11"),
    ),
)
