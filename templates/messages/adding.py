"""What is shown while an item is added or corrected: the steps of the form, and what came of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from models.enums import Addressee, ItemKind
from templates.messages.allocation import TeamChoice, Told
from templates.messages.items import ItemRow


@dataclass(frozen=True)
class ReportChoice:
    """A report that can be chosen."""

    code: str
    title: str
    published_on: date


@dataclass(frozen=True)
class NewReportForm:
    """The form in which the report is named from which an item comes: one of `reports`, or a new one.

    `draft` is the number under which what is begun is kept. `text` is what is to be added, if that is known; `code`
    is one that was typed and that the register does not know.
    """

    draft: int
    reports: tuple[ReportChoice, ...]
    text: str = ""
    code: str = ""

    EXAMPLE: ClassVar["NewReportForm"]


NewReportForm.EXAMPLE = NewReportForm(
    4,
    (ReportChoice("VETTING", "An inspection of vetting, misconduct, and misogyny", date(2022, 11, 2)),),
    "By 30 April 2023, chief constables should make sure that vetting is reviewed.",
)


@dataclass(frozen=True)
class CauseChoice:
    """A cause of concern of the report, under which an item can stand."""

    number: str
    text: str


@dataclass(frozen=True)
class ItemForm:
    """The form in which one item is filled in, or with `correcting` is corrected.

    `reference` is the report's code, or the item's own. `given` holds what the fields hold already, by their names;
    several addressees stand in lines.
    """

    draft: int
    reference: str
    report: str
    published_on: date
    given: dict[str, str] = field(default_factory=dict)
    causes: tuple[CauseChoice, ...] = ()
    teams: tuple[TeamChoice, ...] = ()
    correcting: bool = False

    EXAMPLE: ClassVar["ItemForm"]


ItemForm.EXAMPLE = ItemForm(
    4,
    "VETTING",
    "An inspection of vetting, misconduct, and misogyny",
    date(2022, 11, 2),
    {"text": "By 30 April 2023, chief constables should make sure that vetting is reviewed.", "parent": "1"},
    (CauseChoice("1", "Vetting decisions are not recorded."),),
    (TeamChoice(1, "Professional Standards"),),
)


@dataclass(frozen=True)
class DeadlineForm:
    """The form in which the day that a wording means is confirmed, or another is chosen.

    `on` and `basis` are what was worked out; `given` is the day that is proposed. `found` says that the wording was
    found in the text and not given by itself.
    """

    draft: int
    reference: str
    wording: str
    on: date | None
    basis: str
    given: date | None
    published_on: date
    today: date
    found: bool = False
    correcting: bool = False

    EXAMPLE: ClassVar["DeadlineForm"]


DeadlineForm.EXAMPLE = DeadlineForm(
    4,
    "VETTING-44",
    "Within six months",
    date(2023, 5, 2),
    "counted from publication",
    date(2023, 5, 2),
    date(2022, 11, 2),
    date(2022, 12, 1),
)


@dataclass(frozen=True)
class Added:
    """An item that was added: what it is, what its deadline rests on, and who was told.

    `code` is its report's; `parent` is the cause of concern to which it belongs.
    """

    row: ItemRow
    code: str
    today: date
    wording: str | None
    basis: str
    addressed_to: tuple[Addressee, ...]
    told: Told
    parent: str | None = None
    new_report: bool = False

    EXAMPLE: ClassVar["Added"]

    @property
    def is_cause(self) -> bool:
        """Whether it carries others."""
        return self.row.kind is ItemKind.CAUSE_OF_CONCERN


Added.EXAMPLE = Added(
    ItemRow.EXAMPLE,
    "OLDER",
    date(2022, 12, 1),
    "Within six months",
    "counted from publication",
    (Addressee.ALL_FORCES,),
    Told(("Anna Clarke",)),
    parent="OLDER-1",
    new_report=True,
)
