"""The committee's summary: every number in it is the length of a list, or a sum of such.

It is what is previewed, published, frozen, printed as the paper and exported: one set of facts for all of them.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.kinds import Addressee, Grade, ItemKind, Participation, Rag, ReportKind, Stage
from templates.messages.items import ItemRow

References = tuple[str, ...]


@dataclass(frozen=True)
class BridgeRow:
    """The movements of one kind between two cut-offs; each is the list of the items' references.

    `opening_printed` is set where the last paper was made elsewhere, so that only its number is known: then
    `opening` lists what the register holds for that day, and the difference is restated as a number.
    """

    kind: ItemKind
    opening: References
    restated_in: References
    restated_out: References
    added: References
    reopened: References
    signed_off: References
    ended: References
    reclassified_in: References
    reclassified_out: References
    closing: References
    opening_printed: int | None = None

    @property
    def opening_number(self) -> int:
        """What the last paper printed."""
        return len(self.opening) if self.opening_printed is None else self.opening_printed

    @property
    def restated(self) -> int:
        """By how much facts recorded since the last paper change what it printed."""
        if self.opening_printed is not None:
            return len(self.opening) - self.opening_printed
        return len(self.restated_in) - len(self.restated_out)

    @property
    def reclassified(self) -> int:
        """What changed of kind or addressee, as a net number."""
        return len(self.reclassified_in) - len(self.reclassified_out)


@dataclass(frozen=True)
class ReportMovement:
    """The items of one report that moved, as they are quoted to the committee."""

    code: str
    title: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True)
class DateMoved:
    """A deadline that moved since the last meeting; `moves` counts every move there ever was."""

    row: ItemRow
    was: date | None
    to: date | None
    original: date | None
    reason: str
    by: str
    on: date
    moves: int


@dataclass(frozen=True)
class OwnerChanged:
    """An item that changed hands since the last meeting."""

    row: ItemRow
    was: str | None
    to: str | None
    on: date


@dataclass(frozen=True)
class Told:
    """An item with what its owner last said of it, and when; `narrative` is None where nothing was said."""

    row: ItemRow
    narrative: str | None
    on: date | None


@dataclass(frozen=True)
class CauseOfConcern:
    """A cause of concern with its recommendations and its reviews."""

    row: ItemRow
    children: tuple[ItemRow, ...]
    last_review_on: date | None
    next_review_on: date | None


@dataclass(frozen=True)
class Waiting:
    """An item that the force says is complete and HMICFRS has not signed off, and for how many days."""

    row: ItemRow
    since: date
    days: int


@dataclass(frozen=True)
class ReportPublished:
    """A report published since the last meeting. `section_55_on` is the last day for the PCC's comments."""

    code: str
    title: str
    kind: ReportKind
    published_on: date
    section_55_on: date
    participation: Participation | None
    summary: str | None
    themes: tuple[str, ...]
    source_link: str | None
    for_force: tuple[ItemRow, ...]
    for_others: tuple[ItemRow, ...]


@dataclass(frozen=True)
class InspectionRow:
    """An inspection that has not been reported. `when` is in the words in which it was announced, or dates."""

    name: str
    kind: ReportKind
    stage: Stage
    when: str
    partners: tuple[str, ...]
    notes: str | None
    stage_since: date


@dataclass(frozen=True)
class PeelQuestionRow:
    """One question of the PEEL framework, with the grade once it has been given."""

    number: int
    text: str
    grade: Grade | None
    areas_for_improvement: References


@dataclass(frozen=True)
class PeelPosition:
    """A PEEL cycle and where it stands."""

    cycle: str
    framework: str
    notes: str | None
    questions: tuple[PeelQuestionRow, ...]


@dataclass(frozen=True)
class Finding:
    """Something to put right before the paper goes out: `check` names the rule, `facts` fill its sentences."""

    check: str
    references: References
    facts: dict[str, str]


@dataclass(frozen=True)
class Unsupported:
    """A figure printed elsewhere that the register cannot support: `name` is the figure's."""

    name: str
    printed: int
    register: int
    references: References

    @property
    def difference(self) -> int:
        """By how much the printed figure is larger than what the register holds."""
        return self.printed - self.register


@dataclass(frozen=True)
class AddresseeCount:
    """How many open items are addressed to a body; an item addressed to several is in each list."""

    addressee: Addressee
    references: References


@dataclass(frozen=True)
class RagCount:
    """The open items of one colour; None is for those that nobody has judged and no rule colours."""

    rag: Rag | None
    references: References


@dataclass(frozen=True)
class OpenOn:
    """How many items of this force were open at the end of a local date, for the picture."""

    on: date
    by_kind: tuple[int, ...]


@dataclass(frozen=True)
class CommitteeSummary:
    """Where the register stands for a committee meeting.

    It counts from the day after `since` (None: from the beginning) up to `until`. `published_on` is None for a
    preview. `narrated` are the red items; `quiet` those without a word since the last meeting.
    """

    force: str
    marking: str
    held_on: date | None
    since: date | None
    until: date
    published_on: date | None
    bridge: tuple[BridgeRow, ...]
    signed_off: tuple[ReportMovement, ...]
    ended: tuple[ReportMovement, ...]
    added: tuple[ReportMovement, ...]
    added_for_others: tuple[ReportMovement, ...]
    reopened: tuple[ReportMovement, ...]
    restated: tuple[ItemRow, ...]
    overdue: tuple[ItemRow, ...]
    due: tuple[ItemRow, ...]
    due_until: date
    dates_moved: tuple[DateMoved, ...]
    owners_changed: tuple[OwnerChanged, ...]
    rag: tuple[RagCount, ...]
    red: tuple[Told, ...]
    causes: tuple[CauseOfConcern, ...]
    reviews_due: References
    reviews_done: References
    reviews_missed: tuple[ItemRow, ...]
    quiet: tuple[ItemRow, ...]
    waiting: tuple[Waiting, ...]
    watched: tuple[ItemRow, ...]
    addressees: tuple[AddresseeCount, ...]
    reports: tuple[ReportPublished, ...]
    inspections: tuple[InspectionRow, ...]
    peel: tuple[PeelPosition, ...]
    unsupported: tuple[Unsupported, ...]
    findings: tuple[Finding, ...]
    history: tuple[OpenOn, ...]
    contact_name: str | None
    contact_title: str | None
    background: tuple[str, ...]

    EXAMPLE: ClassVar["CommitteeSummary"]


def _example() -> CommitteeSummary:
    row = ItemRow.EXAMPLE
    vetting = ReportMovement("VETTING", "Vetting, misconduct and misogyny", (row,))
    return CommitteeSummary(
        force="West Midlands Police",
        marking="OFFICIAL",
        held_on=date(2022, 12, 15),
        since=date(2022, 9, 29),
        until=date(2022, 12, 8),
        published_on=None,
        bridge=(
            BridgeRow(
                ItemKind.RECOMMENDATION,
                ("10618", "9962"),
                (),
                (),
                ("VETTING-33",),
                (),
                ("VETTING-33",),
                (),
                (),
                (),
                ("10618", "9962"),
                opening_printed=45,
            ),
            BridgeRow(ItemKind.AREA_FOR_IMPROVEMENT, *((),) * 10, opening_printed=14),
            BridgeRow(ItemKind.CAUSE_OF_CONCERN, ("OLDER-1",), *((),) * 8, ("OLDER-1",), opening_printed=2),
        ),
        signed_off=(vetting,),
        ended=(),
        added=(vetting,),
        added_for_others=(),
        reopened=(),
        restated=(),
        overdue=(row,),
        due=(),
        due_until=date(2023, 3, 15),
        dates_moved=(
            DateMoved(
                row,
                date(2022, 12, 30),
                date(2023, 3, 31),
                date(2022, 12, 30),
                "Waits for the national guidance",
                "Priya Shah",
                date(2022, 12, 5),
                1,
            ),
        ),
        owners_changed=(OwnerChanged(row, "Dev Patel", "Anna Clarke", date(2022, 11, 1)),),
        rag=(RagCount(Rag.RED, ("10618",)), RagCount(None, ("9962", "OLDER-1"))),
        red=(Told(row, "The new form went live on Monday.", date(2022, 12, 2)),),
        causes=(CauseOfConcern(row, (row,), date(2022, 9, 2), date(2022, 12, 2)),),
        reviews_due=("10618", "9962"),
        reviews_done=("10618",),
        reviews_missed=(row,),
        quiet=(row,),
        waiting=(Waiting(row, date(2022, 11, 1), 37),),
        watched=(row,),
        addressees=(AddresseeCount(Addressee.ALL_FORCES, ("10618", "9962")),),
        reports=(
            ReportPublished(
                "VETTING",
                "Vetting, misconduct and misogyny",
                ReportKind.NATIONAL_THEMATIC,
                date(2022, 11, 2),
                date(2022, 12, 27),
                Participation.NEITHER,
                "Too many people joined who should not have.",
                ("vetting decisions", "misconduct"),
                None,
                (row,),
                (),
            ),
        ),
        inspections=(
            InspectionRow(
                "Regional organised crime units",
                ReportKind.NATIONAL_THEMATIC,
                Stage.ANNOUNCED,
                "early October 2022",
                (),
                None,
                date(2022, 9, 29),
            ),
        ),
        peel=(
            PeelPosition(
                "PEEL 2023-25",
                "2023-25",
                "Fieldwork in September 2023",
                (PeelQuestionRow(1, "How good is the service for victims?", Grade.ADEQUATE, ()),),
            ),
        ),
        unsupported=(Unsupported("closing", 146, 9, ("10618",)),),
        findings=(Finding("no_owner", ("PPDA-3",), {}),),
        history=(OpenOn(date(2022, 9, 29), (7, 1, 2)), OpenOn(date(2022, 12, 8), (7, 0, 2))),
        contact_name="Priya Shah",
        contact_title="Force Liaison Officer",
        background=("Vetting, misconduct and misogyny",),
    )


CommitteeSummary.EXAMPLE = _example()
