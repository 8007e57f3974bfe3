"""The committee's summary: every number in it is the length of a list, or a sum of such.

It is what is previewed, published, frozen, printed as the paper and exported: one set of facts for all of them.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.enums import Addressee, Grade, ItemKind, Participation, Rag, ReportKind, Stage
from templates.messages.items import ItemRow
from templates.messages.summary_parts import (
    AddresseeCount,
    BridgeRow,
    CauseOfConcern,
    DateMoved,
    Finding,
    InspectionRow,
    OpenOn,
    OwnerChanged,
    PeelPosition,
    PeelQuestionRow,
    RagCount,
    References,
    ReportMovement,
    ReportPublished,
    Told,
    Unsupported,
    Waiting,
)


@dataclass(frozen=True)
class CommitteeSummary:
    """Where the register stands for a committee meeting.

    It counts from the day after `since` (None: from the beginning) up to `until`. `published_on` is None for a
    preview. `red` are the red items with what was last said of each; `quiet` those without a word since the last
    meeting; `joint` the open items of joint, JTAI and child protection reports. Where nothing was printed for the
    last cut-off, the opening is what the register holds for it, and `opening_is_printed` is False.
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
    joint: tuple[ReportMovement, ...] = ()
    opening_is_printed: bool = True

    @property
    def not_printed(self) -> tuple[ItemKind, ...]:
        """The kinds of which a paper made elsewhere printed no number, or none is known, while it did of others."""
        if all(row.opening_printed is None for row in self.bridge):
            return ()
        return tuple(row.kind for row in self.bridge if row.opening_printed is None)

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
        unsupported=(Unsupported("closing:recommendation", 146, 9, ("10618",)),),
        findings=(Finding("no_owner", ("PPDA-3",), {}),),
        history=(OpenOn(date(2022, 9, 29), (7, 1, 2)), OpenOn(date(2022, 12, 8), (7, 0, 2))),
        contact_name="Priya Shah",
        contact_title="Force Liaison Officer",
        background=("Vetting, misconduct and misogyny",),
    )


CommitteeSummary.EXAMPLE = _example()
