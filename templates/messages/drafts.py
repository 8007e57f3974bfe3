"""What can be said about a report that is read into a draft: the draft, its forms, and what was not read."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from models.enums import Addressee, ItemKind, ReportKind


@dataclass(frozen=True)
class DraftRow:
    """One proposal of a draft.

    `doubts` are pairs of what is doubtful and the words that raise it. `there` is the reference of the item that
    the register has already, `corrected_by` who has corrected it. `blocked` says that it cannot be added as it is.
    """

    item: int
    number: str
    kind: ItemKind
    text: str
    addressed_to: tuple[Addressee, ...]
    deadline_on: date | None = None
    wording: str | None = None
    sentence: str | None = None
    register_number: str | None = None
    parent: str | None = None
    page: int | None = None
    doubts: tuple[tuple[str, str], ...] = ()
    left_out: bool = False
    there: str | None = None
    corrected_by: str | None = None
    blocked: bool = False

    EXAMPLE: ClassVar["DraftRow"]


DraftRow.EXAMPLE = DraftRow(
    item=7,
    number="33",
    kind=ItemKind.RECOMMENDATION,
    text="By 31 March 2023, chief constables should make sure that counter-corruption units have established "
    "relationships with external bodies.",
    addressed_to=(Addressee.ALL_FORCES,),
    deadline_on=date(2023, 3, 31),
    wording="By 31 March 2023",
    sentence="By 31 March 2023, chief constables should make sure that counter-corruption units have established "
    "relationships with external bodies.",
    page=12,
)


@dataclass(frozen=True)
class ReportDraft:
    """A page of the draft for a report, as everybody who may see it sees it.

    `draft` is its number, 0 for one that is not kept. `state` is reading, undescribed, ready, unreadable, added or
    discarded. `to_add`, `there`, `left_out` and
    `blocked` count proposals, `doubtful` those with a doubt that nobody has settled. `unread` are the words that
    were not read, `furniture` how many pieces were left out. `first` is the number of the first row. `refusal` is
    the sentence of why it could not be read, with its fields. `by` and `on` say who closed it, and when.
    """

    draft: int
    code: str
    title: str | None
    kind: ReportKind | None
    published_on: date | None
    today: date
    state: str
    rows: tuple[DraftRow, ...] = ()
    total: int = 0
    to_add: int = 0
    there: int = 0
    left_out: int = 0
    blocked: int = 0
    doubtful: int = 0
    unread: tuple[str, ...] = ()
    furniture: int = 0
    gaps: tuple[str, ...] = ()
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None
    refusal: str | None = None
    refusal_fields: dict[str, str | int] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    by: str | None = None
    on: date | None = None

    EXAMPLE: ClassVar["ReportDraft"]


ReportDraft.EXAMPLE = ReportDraft(
    draft=3,
    code="VETTING",
    title="An inspection of vetting, misconduct, and misogyny in the police service",
    kind=ReportKind.NATIONAL_THEMATIC,
    published_on=date(2022, 11, 2),
    today=date(2022, 12, 1),
    state="ready",
    rows=(DraftRow.EXAMPLE,),
    total=43,
    to_add=41,
    there=1,
    left_out=1,
    doubtful=4,
    unread=("The force should review how it manages sex offenders.",),
    furniture=12,
    gaps=("36", "37"),
    next_page="3:9",
)


@dataclass(frozen=True)
class ReportForm:
    """The form in which a report to be read is named and given, or with `draft` only described.

    The other facts are what is known already.
    """

    draft: int | None = None
    code: str = ""
    title: str = ""
    kind: ReportKind | None = None
    published_on: date | None = None
    source_link: str = ""

    EXAMPLE: ClassVar["ReportForm"]


ReportForm.EXAMPLE = ReportForm()


@dataclass(frozen=True)
class DraftItemForm:
    """The form with every field of a proposal; `item` is None for one that is put in by hand.

    `unread` is the place of the words that were not read and from which it is made, counted from 0.
    """

    draft: int
    code: str
    item: int | None = None
    unread: int | None = None
    number: str = ""
    register_number: str = ""
    kind: ItemKind = ItemKind.RECOMMENDATION
    text: str = ""
    addressed_to: tuple[Addressee, ...] = ()
    wording: str = ""
    deadline_on: date | None = None
    parent: str = ""
    doubts: tuple[tuple[str, str], ...] = ()
    sentence: str | None = None

    EXAMPLE: ClassVar["DraftItemForm"]


DraftItemForm.EXAMPLE = DraftItemForm(
    draft=3,
    code="VETTING",
    item=7,
    number="33",
    text=DraftRow.EXAMPLE.text,
    addressed_to=(Addressee.ALL_FORCES,),
    wording="By 31 March 2023",
    deadline_on=date(2023, 3, 31),
    sentence=DraftRow.EXAMPLE.sentence,
)


@dataclass(frozen=True)
class NotReadList:
    """What of a report was not read: words that look like a recommendation, and what was left out how often.

    `words` are pairs of the words and the page; each can be taken as a recommendation while the draft is `open`.
    """

    draft: int
    code: str
    open: bool
    words: tuple[tuple[str, int | None], ...]
    left_out: tuple[tuple[str, int], ...] = ()
    examples: tuple[tuple[str, str], ...] = ()

    EXAMPLE: ClassVar["NotReadList"]


NotReadList.EXAMPLE = NotReadList(
    draft=3,
    code="VETTING",
    open=True,
    words=(("The force should review how it manages sex offenders.", 4),),
    left_out=(("running head", 40), ("footnote", 6)),
    examples=(("footnote", "3 PEEL 2021/22 Police effectiveness"),),
)
