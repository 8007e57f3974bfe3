"""What can be said about recommendations: rows, lists, one in full, and where the register stands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from models.enums import Addressee, ItemKind, Rag, ReviewOutcome, StatementKind, Status
from models.register.rag import RagRule


@dataclass(frozen=True)
class Who:
    """A person as a message names them: `account` is the person's id on the surface, if there is one."""

    name: str
    account: str | None = None

    EXAMPLE: ClassVar["Who"]


Who.EXAMPLE = Who("Anna Clarke", "U0ANNA001")


@dataclass(frozen=True)
class ItemRow:
    """One recommendation in a list, with `rag` by judgement and rule.

    Reminders of it rest up to `resting_until`. Its owner said on `disowned_on` that it is not theirs. `asked_to` is
    the day to which more time is asked for, `demonstrating_until` the one up to which its completion is to last.
    """

    reference: str
    also: str | None
    text: str
    kind: ItemKind
    status: Status
    rag: Rag | None
    deadline_on: date | None
    review_due_on: date | None
    owner: Who | None
    report: str
    for_force: bool = True
    resting_until: date | None = None
    disowned_on: date | None = None
    status_since: date | None = None
    original_deadline_on: date | None = None
    deadline_moves: int = 0
    asked_to: date | None = None
    demonstrating_until: date | None = None

    EXAMPLE: ClassVar["ItemRow"]


ItemRow.EXAMPLE = ItemRow(
    reference="10618",
    also="OLDER-1a",
    text="Make sure that a victim's needs are always assessed when an older person is harmed.",
    kind=ItemKind.RECOMMENDATION,
    status=Status.IN_PROGRESS,
    rag=Rag.RED,
    deadline_on=date(2020, 1, 17),
    review_due_on=date(2022, 12, 2),
    owner=Who.EXAMPLE,
    report="Crimes against older people",
)


@dataclass(frozen=True)
class FileRow:
    """A file that came with a statement. `sha256` is None until the file has been stored."""

    name: str
    size: int
    sha256: str | None = None


@dataclass(frozen=True)
class StatementRow:
    """What somebody recorded about an item, word for word.

    `number` names it. `because` is why it was withdrawn by the person `withdrawn_by`, where either is known; the
    statement `replaces` another, or was itself `replaced_by` one. `also` are the references of other items that it
    supports. `can_do` are the buttons that the reader may press.
    """

    kind: StatementKind
    text: str
    by: Who
    on: date
    files: tuple[FileRow, ...] = ()
    edited: bool = False
    withdrawn: bool = False
    permalink: str | None = None
    number: int | None = None
    links: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None
    because: str | None = None
    replaces: int | None = None
    replaced_by: int | None = None
    can_do: tuple[str, ...] = ()
    zone: str = "Europe/London"


@dataclass(frozen=True)
class Count:
    """A number of items of one kind."""

    kind: ItemKind
    number: int


@dataclass(frozen=True)
class ItemList:
    """A page of items, most pressing first.

    `about` says what was asked: mine, person, team, report, words or one of `models.named_lists`; `named` is
    the person, the team, the report or the words. `total` counts them all. `next_page` is the value that the
    button *Next* carries, or None on the last page; `first` is the number of the first row. `change_all` is the
    value of the button with which a coordinator changes the whole list.
    """

    about: str
    named: str | None
    rows: tuple[ItemRow, ...]
    total: int
    today: date
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None
    change_all: str | None = None

    EXAMPLE: ClassVar["ItemList"]


ItemList.EXAMPLE = ItemList(
    "mine",
    None,
    (ItemRow.EXAMPLE,),
    12,
    date(2022, 12, 1),
    next_page="mine||2022-12-02|1",
)


@dataclass(frozen=True)
class Totals:
    """Where the register stands today: open items of this force by kind, and what presses."""

    today: date
    open_by_kind: tuple[Count, ...]
    overdue: int
    due_soon: int
    due_soon_days: int
    red: int
    unallocated: int
    waiting_for_hmicfrs: int
    watched: int
    next_committee_on: date | None

    EXAMPLE: ClassVar["Totals"]


Totals.EXAMPLE = Totals(
    date(2022, 12, 1),
    (
        Count(ItemKind.RECOMMENDATION, 7),
        Count(ItemKind.AREA_FOR_IMPROVEMENT, 0),
        Count(ItemKind.CAUSE_OF_CONCERN, 2),
    ),
    overdue=4,
    due_soon=1,
    due_soon_days=90,
    red=4,
    unallocated=1,
    waiting_for_hmicfrs=0,
    watched=1,
    next_committee_on=date(2022, 12, 15),
)


@dataclass(frozen=True)
class Overruled:
    """That a judgement does not show, since the `rule` decides; who judged, and when, where the ledger knows."""

    rag: Rag
    rule: RagRule
    by: Who | None = None
    on: date | None = None


@dataclass(frozen=True)
class ReviewFound:
    """What the last review that was done found, as far as its reviewer said."""

    done_on: date
    outcome: ReviewOutcome | None = None
    rag: Rag | None = None
    shared_on: date | None = None


@dataclass(frozen=True)
class WithLead:
    """What was asked of the Force Liaison Lead, or agreed with them; `text` where the reader may see it."""

    on: date
    by: Who
    text: str | None = None


@dataclass(frozen=True)
class Filed:
    """A field that describes an item and is not empty: its name, what it is called, and what it says."""

    field: str
    label: str
    value: str


@dataclass(frozen=True)
class ItemDetail:
    """One item. `full` shows its text and everything recorded; else the latest of it.

    `statements` come newest first and hold only what the reader may see; `hidden` counts the others. `asked_by`
    asked for more time; `check_level` names the further check that it waits for, if it does. `can_do` are the names
    of the buttons that the reader may press. It is held since `held_on`; what was recorded is erased from
    `erase_on` on, or was on `erased_on`. `filed` are the other fields that describe it.
    """

    row: ItemRow
    today: date
    full: bool
    deputy: Who | None
    addressed_to: tuple[Addressee, ...]
    mandatory: bool
    wording: str | None
    basis: str
    original_deadline_on: date | None
    deadline_moves: int
    status_since: date
    published_on: date
    parent: str | None
    children: tuple[str, ...]
    statements: tuple[StatementRow, ...]
    updates: int
    evidence: int
    hidden: int = 0
    notes: str | None = None
    last_review_on: date | None = None
    asked_by: Who | None = None
    check_level: str | None = None
    can_do: tuple[str, ...] = ()
    team: str | None = None
    overruled: Overruled | None = None
    found: ReviewFound | None = None
    help_wanted: tuple[WithLead, ...] = ()
    last_meeting: WithLead | None = None
    held_on: date | None = None
    held_because: str | None = None
    erase_on: date | None = None
    erased_on: date | None = None
    filed: tuple[Filed, ...] = ()

    EXAMPLE: ClassVar["ItemDetail"]


ItemDetail.EXAMPLE = ItemDetail(
    row=ItemRow.EXAMPLE,
    today=date(2022, 12, 1),
    full=True,
    deputy=Who("Sofia Novak", "U0SOFIA01"),
    addressed_to=(Addressee.ALL_FORCES,),
    mandatory=True,
    wording="Within six months",
    basis="counted from publication",
    original_deadline_on=date(2020, 1, 17),
    deadline_moves=0,
    status_since=date(2019, 9, 2),
    published_on=date(2019, 7, 17),
    parent="OLDER-1",
    children=(),
    statements=(
        StatementRow(
            StatementKind.EVIDENCE,
            "Audit of November attached: 94% of assessments were done.",
            Who.EXAMPLE,
            date(2022, 12, 1),
            (FileRow("audit.pdf", 48_213, "9f" * 32),),
        ),
    ),
    updates=0,
    evidence=1,
    can_do=("update", "add_evidence"),
    filed=(
        Filed("portfolio", "Portfolio", "Public Protection"),
        Filed("board", "Board", "Vulnerability Board"),
    ),
)
