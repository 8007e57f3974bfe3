"""What can be said about reviews, and about meetings with and help from HMICFRS's Force Liaison Lead."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from models.enums import Rag, ReviewOutcome
from templates.messages.items import ItemRow, Who

LEAD = "the Force Liaison Lead"


@dataclass(frozen=True)
class ReviewForm:
    """The form in which a three-monthly review is done; `rag` is the colour judged last."""

    row: ItemRow
    today: date
    due_on: date
    rag: Rag | None = None
    lead: str = LEAD

    EXAMPLE: ClassVar["ReviewForm"]


ReviewForm.EXAMPLE = ReviewForm(ItemRow.EXAMPLE, date(2022, 12, 2), date(2022, 12, 2), Rag.AMBER)


@dataclass(frozen=True)
class ReviewRow:
    """A review of an item; without an `outcome` it was answered in plain words, or not yet."""

    row: ItemRow
    due_on: date
    done_on: date | None = None
    outcome: ReviewOutcome | None = None
    rag: Rag | None = None
    shared_on: date | None = None


@dataclass(frozen=True)
class ReviewList:
    """The reviews that fall due from `begins_on` up to `ends_on`: not done in time, still to come, and done.

    The numbers count them all; the rows may be the first of many. `shares` says whether the reader may mark one
    as shared.
    """

    begins_on: date
    ends_on: date
    today: date
    missed: tuple[ReviewRow, ...]
    to_come: tuple[ReviewRow, ...]
    done: tuple[ReviewRow, ...]
    missed_number: int
    to_come_number: int
    done_number: int
    shares: bool = False
    lead: str = LEAD

    EXAMPLE: ClassVar["ReviewList"]


ReviewList.EXAMPLE = ReviewList(
    date(2022, 10, 1),
    date(2022, 12, 31),
    date(2022, 12, 2),
    missed=(ReviewRow(ItemRow.EXAMPLE, date(2022, 11, 2)),),
    to_come=(ReviewRow(ItemRow.EXAMPLE, date(2022, 12, 20)),),
    done=(
        ReviewRow(ItemRow.EXAMPLE, date(2022, 12, 2), date(2022, 12, 1), ReviewOutcome.AT_RISK, Rag.AMBER),
    ),
    missed_number=1,
    to_come_number=1,
    done_number=1,
)


@dataclass(frozen=True)
class MeetingForm:
    """The form in which a meeting with the Force Liaison Lead is recorded.

    `items` can be chosen, `chosen` are those chosen already. `request` is the number of the request for help that
    the meeting answers.
    """

    items: tuple[ItemRow, ...]
    chosen: tuple[str, ...]
    today: date
    lead: str = LEAD
    request: int | None = None

    EXAMPLE: ClassVar["MeetingForm"]


MeetingForm.EXAMPLE = MeetingForm((ItemRow.EXAMPLE,), (ItemRow.EXAMPLE.reference,), date(2022, 12, 2))


@dataclass(frozen=True)
class MeetingRecorded:
    """A meeting as it was recorded; `agreed` is None for a reader who may not see it. `of` is the owner."""

    references: tuple[str, ...]
    of: Who
    held_on: date
    lead: str
    agreed: str | None
    by: Who
    today: date

    EXAMPLE: ClassVar["MeetingRecorded"]


MeetingRecorded.EXAMPLE = MeetingRecorded(
    ("10618", "9962"),
    Who.EXAMPLE,
    date(2022, 12, 1),
    "Ruth Adeyemi",
    "The audit of November counts; the dip sample is shared by the end of January.",
    Who.EXAMPLE,
    date(2022, 12, 2),
)


@dataclass(frozen=True)
class HelpForm:
    """The form in which the Force Liaison Lead is asked for help with an item."""

    row: ItemRow
    today: date
    lead: str = LEAD

    EXAMPLE: ClassVar["HelpForm"]


HelpForm.EXAMPLE = HelpForm(ItemRow.EXAMPLE, date(2022, 12, 2))


@dataclass(frozen=True)
class HelpWanted:
    """That help of the Force Liaison Lead is asked for, as each `reader` sees it.

    `text` is None for the lead, who belongs to HMICFRS and reads neither the words nor anything else of the item
    here, and so are its other particulars not said. `passes_on` says that coordinators have to tell the lead.
    """

    request: int
    reference: str
    report: str
    by: Who
    asked_on: date
    today: date
    reader: Literal["asker", "coordinator", "lead"]
    text: str | None = None
    lead: str = LEAD
    passes_on: bool = False
    answered_on: date | None = None
    answered_by: Who | None = None

    EXAMPLE: ClassVar["HelpWanted"]


HelpWanted.EXAMPLE = HelpWanted(
    5,
    "10618",
    "Crimes against older people",
    Who.EXAMPLE,
    date(2022, 12, 2),
    date(2022, 12, 2),
    "coordinator",
    "May we count the regional audit as ours?",
)


@dataclass(frozen=True)
class Liaison:
    """What is open with the Force Liaison Lead, and the meetings of the last year, as far as the reader may see."""

    today: date
    requests: tuple[HelpWanted, ...]
    meetings: tuple[MeetingRecorded, ...]
    lead: str = LEAD

    EXAMPLE: ClassVar["Liaison"]


Liaison.EXAMPLE = Liaison(date(2022, 12, 2), (HelpWanted.EXAMPLE,), (MeetingRecorded.EXAMPLE,))
