"""What can be said when an owner writes about an item: what was recorded, which item, and the form for it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from models.enums import Rag, ReviewOutcome, StatementKind
from templates.messages.items import FileRow, ItemRow
from templates.messages.understanding import Judged, Proposal


@dataclass(frozen=True)
class Supported:
    """Another item that a piece of evidence supports; `review_on` is the review of it that this answered."""

    row: ItemRow
    review_on: date | None = None


@dataclass(frozen=True)
class Recorded:
    """What was recorded, said back to the person who said it, with *Undo*.

    `statement` is the number that *Undo* carries. `others` are further items that it supports, and `similar` those
    that it may support too; `links` are the web addresses given with it. It is a new version of the statement with
    the number `replaces`, or the one with the number `replaced_by` has taken its place. `review_on` is the review
    that this answered; `next_review_on` the one after. `edited_at` is set when the person has since edited what
    they wrote, `deleted_at` when they deleted it; `undone_at` when they took it back. `zone` is that of the
    reader's clock.

    `judged` is the colour that it gave the item, `proposals` what else it was understood to want. As a review of
    its own it has an `outcome`, and may have been `shared` with the Force Liaison Lead.
    """

    kind: StatementKind
    statement: int
    row: ItemRow
    text: str
    today: date
    files: tuple[FileRow, ...] = ()
    review_on: date | None = None
    next_review_on: date | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    undone_at: datetime | None = None
    zone: str = "Europe/London"
    others: tuple[Supported, ...] = ()
    similar: tuple[ItemRow, ...] = ()
    links: tuple[str, ...] = ()
    replaces: int | None = None
    replaced_by: int | None = None
    undone_because: str | None = None
    judged: Judged | None = None
    proposals: tuple[Proposal, ...] = ()
    outcome: ReviewOutcome | None = None
    shared: bool = False

    EXAMPLE: ClassVar["Recorded"]

    @property
    def references(self) -> tuple[str, ...]:
        """The items that it is about, the first one first."""
        return (self.row.reference, *(each.row.reference for each in self.others))


Recorded.EXAMPLE = Recorded(
    StatementKind.UPDATE,
    17,
    ItemRow.EXAMPLE,
    "The new form went live on Monday; dip sample in January.",
    date(2022, 12, 2),
    review_on=date(2022, 12, 2),
    next_review_on=date(2023, 3, 2),
    judged=Judged(Rag.GREEN, Rag.AMBER, Rag.GREEN),
)


@dataclass(frozen=True)
class RecordedTogether:
    """What was recorded from one message that spoke of several items: each part for its item."""

    parts: tuple[Recorded, ...]

    EXAMPLE: ClassVar["RecordedTogether"]

    @property
    def is_one_part(self) -> bool:
        """Whether the same words were recorded for each item."""
        return len({part.text for part in self.parts}) == 1


RecordedTogether.EXAMPLE = RecordedTogether((Recorded.EXAMPLE, Recorded.EXAMPLE))


@dataclass(frozen=True)
class WhichItem:
    """The bot cannot tell which item a reply is about: it keeps the text and asks.

    `reply` is the number that each button carries with the item's. `placed` names the item once chosen.
    """

    reply: int
    text: str
    files: tuple[FileRow, ...]
    candidates: tuple[ItemRow, ...]
    today: date
    placed: str | None = None
    named_unknown: str | None = None

    EXAMPLE: ClassVar["WhichItem"]


WhichItem.EXAMPLE = WhichItem(
    3, "Training is done in all units.", (), (ItemRow.EXAMPLE, ItemRow.EXAMPLE), date(2022, 12, 2)
)


@dataclass(frozen=True)
class RecordForm:
    """A form in which an update or evidence is written; `text` is what was typed, or what is to be changed.

    `replaces` is the number of the statement of which a new version is given, and `links` are those that it has.
    `rag` is the colour judged last.
    """

    kind: StatementKind
    row: ItemRow
    today: date
    text: str = ""
    replaces: int | None = None
    links: tuple[str, ...] = ()
    rag: Rag | None = None

    EXAMPLE: ClassVar["RecordForm"]


RecordForm.EXAMPLE = RecordForm(StatementKind.UPDATE, ItemRow.EXAMPLE, date(2022, 12, 2))


@dataclass(frozen=True)
class WithdrawForm:
    """A form in which it is said why the statement with the number `statement` is withdrawn."""

    statement: int
    text: str
    files: tuple[FileRow, ...]
    references: tuple[str, ...]
    today: date

    EXAMPLE: ClassVar["WithdrawForm"]


WithdrawForm.EXAMPLE = WithdrawForm(
    17, "Audit of November attached: 94% of assessments were done.", (), ("10618",), date(2022, 12, 2)
)
