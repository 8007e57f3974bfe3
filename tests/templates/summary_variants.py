"""The committee's messages in all their forms, so that every block of their words is said by one."""

from dataclasses import replace
from datetime import date

from models.committee.figure_table import ASKED_FOR
from models.enums import ItemKind, Rag, ReviewOutcome
from templates.messages import Message
from templates.messages.changes import Changes
from templates.messages.figures import Figures
from templates.messages.items import ItemRow
from templates.messages.meetings import CommitteeCalendar, Sitting
from templates.messages.publication import Correction, FigureChange, SummaryPosted, SummaryPreview
from templates.messages.quotations import Quotations
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import BridgeRow, Engaged, Finding, OpenOn, OwnerChanged, RagCount, Told
from templates.messages.why import Why
from tests.templates.committee_variants import ANSWERED, ASKED, CLOSED, LONG_AGO, RETURN
from tests.templates.summary_samples import DECEMBER, SINCE, UNTIL

ROW = ItemRow.EXAMPLE
CHECKS: dict[str, dict[str, str]] = {
    "no_owner": {},
    "no_update": {},
    "cause_without_items": {},
    "deadline_without_narrative": {},
    "date_moved_often": {"moves": "3"},
    "number_unsupported": {"text": "six recommendations", "list": "5", "where": "Vetting"},
    "inspection_overdue": {"name": "Regional organised crime units", "when": "early October 2022"},
    "report_without_recommendations": {"title": "Finding time for crime"},
    "section_55_passed": {"title": "Finding time for crime", "on": "Wed 5 Oct 2022"},
    "unsupported": {"figure": "closing:recommendation", "printed": "146", "register": "94"},
    "reviews_updated": {},
    "reviews_missed": {},
    "a_check_of_tomorrow": {},
}
"""Every check with all the facts that its words can use."""

FINDINGS = tuple(Finding(check, ("10618", "9962"), facts) for check, facts in CHECKS.items())
MOVED = BridgeRow(
    ItemKind.RECOMMENDATION,
    ("10618", "9962"),
    restated_in=("10604",),
    restated_out=("10618",),
    added=(),
    reopened=(),
    signed_off=(),
    ended=(),
    reclassified_in=("PEEL-4",),
    reclassified_out=("9962",),
    closing=("10604", "PEEL-4"),
)
FULL = replace(
    CommitteeSummary.EXAMPLE,
    frozen_on=date(2022, 12, 8),
    bridge=(MOVED, *CommitteeSummary.EXAMPLE.bridge[1:]),
    data_returns=(RETURN, replace(RETURN, due_on=LONG_AGO), replace(RETURN, returned_on=LONG_AGO)),
    actions=(ASKED, ANSWERED, CLOSED),
    engaged=Engaged(("Ruth Adeyemi",), ("Anna Clarke", "Dev Patel"), 3, ("10618", "9962")),
    ended=DECEMBER.ended,
    reopened=DECEMBER.ended,
    added_for_others=DECEMBER.added_for_others,
    due=(replace(ROW, deadline_on=None, owner=None), ROW),
    dates_moved=(
        *CommitteeSummary.EXAMPLE.dates_moved,
        replace(CommitteeSummary.EXAMPLE.dates_moved[0], was=None, to=None, moves=2),
        replace(CommitteeSummary.EXAMPLE.dates_moved[0], was=date(2023, 1, 31), moves=3),
    ),
    owners_changed=(
        OwnerChanged(ROW, None, "Anna Clarke", UNTIL),
        OwnerChanged(ROW, "Dev Patel", None, UNTIL),
    ),
    quiet=(ROW, replace(ROW, owner=None)),
    red=(Told(ROW, None, None),),
    rag=tuple(RagCount(rag, ("10618",) if rag is not Rag.WHITE else ()) for rag in (*Rag, None)),
    findings=FINDINGS,
)
FULL_OF_WORDS = tuple(
    Told(ItemRow.EXAMPLE, "All units are trained.", date(2022, 12, 2), number, "Anna Clarke", outcome)
    for number, outcome in enumerate((ReviewOutcome.ON_TRACK, None) * 3)
)
NOTHING = replace(
    CommitteeSummary.EXAMPLE,
    held_on=None,
    since=None,
    marking="",
    bridge=tuple(BridgeRow(kind, *((),) * 9, closing=()) for kind in ItemKind),
    signed_off=(),
    added=(),
    overdue=(),
    past_original=(),
    dates_moved=(),
    owners_changed=(),
    rag=(),
    red=(),
    causes=(),
    reviews_due=(),
    reviews_done=(),
    reviews_updated=(),
    reviews_missed=(),
    reviews_late=(),
    quiet=(),
    waiting=(),
    watched=(),
    addressees=(),
    reports=(),
    inspections=(),
    data_returns=(),
    reviews_unknown=(),
    peel=(),
    unsupported=(),
    findings=(),
    history=(OpenOn(UNTIL, (0, 0, 0)),),
)
WEEKS = tuple(OpenOn(date.fromordinal(SINCE.toordinal() + 7 * week), (50 + week, 9, 2)) for week in range(30))
DATES = CommitteeCalendar.EXAMPLE.meetings[0].dates

SUMMARY_VARIANTS: tuple[Message, ...] = (
    DECEMBER,
    FULL,
    NOTHING,
    SummaryPreview(replace(FULL, red=FULL_OF_WORDS), publishable=True, meeting=date(2022, 12, 15)),
    Quotations((), None),
    Quotations(FULL_OF_WORDS * 7, date(2022, 12, 15)),
    replace(NOTHING, past_original=CommitteeSummary.EXAMPLE.past_original),
    SummaryPreview(FULL, publishable=False, meeting=date(2022, 12, 15)),
    SummaryPreview(NOTHING, publishable=False, meeting=None),
    SummaryPreview(replace(NOTHING, held_on=UNTIL), publishable=False, meeting=UNTIL),
    SummaryPreview(replace(FULL, frozen_on=None), publishable=True, meeting=date(2022, 12, 15)),
    SummaryPosted(DECEMBER, None),
    SummaryPosted(DECEMBER, "F0PICTURE1", "Words of one's own."),
    SummaryPosted(NOTHING, "F0PICTURE1"),
    SummaryPosted(replace(NOTHING, history=WEEKS), "F0PICTURE1"),
    SummaryPosted(replace(NOTHING, history=DECEMBER.history[:1]), "F0PICTURE1"),
    SummaryPosted(DECEMBER, "F0PICTURE1"),
    replace(
        Correction.EXAMPLE,
        changes=(FigureChange("a figure of yesterday", 3, 3, (), ItemKind.RECOMMENDATION),),
    ),
    replace(
        Correction.EXAMPLE,
        changes=tuple(
            FigureChange(figure, 3, 2, ("10618",), ItemKind.RECOMMENDATION)
            for figure in ("reclassified_in", "reclassified_out")
        ),
    ),
    replace(Correction.EXAMPLE, changes=()),
    *(Why(figure, None, (ROW,), 1, SINCE, UNTIL) for figure in ASKED_FOR),
    Why("restated", ItemKind.RECOMMENDATION, (ROW,), 1, SINCE, UNTIL, less=(ROW, ROW), total_less=3),
    Why("opening", ItemKind.CAUSE_OF_CONCERN, (ROW,), 1, SINCE, UNTIL, printed=2),
    Why(
        "opening",
        ItemKind.CAUSE_OF_CONCERN,
        (ROW,),
        1,
        SINCE,
        UNTIL,
        not_printed=(ItemKind.CAUSE_OF_CONCERN,),
    ),
    Why("opening", None, (ROW,), 1, SINCE, UNTIL, printed=46, not_printed=(ItemKind.CAUSE_OF_CONCERN,)),
    Why("added", None, (), 0, None, UNTIL),
    replace(Why.EXAMPLE, frozen_on=UNTIL, held_on=UNTIL),
    replace(Why.EXAMPLE, told_for=UNTIL),
    replace(Why.EXAMPLE, frozen_on=UNTIL, held_on=UNTIL, number_now=2),
    replace(Why.EXAMPLE, figure="overdue", frozen_on=UNTIL, held_on=UNTIL, number_now=0),
    replace(Why.EXAMPLE, rows=(ROW,) * 10, total=43, first=11, next_page="c", previous_page="a"),
    Figures(DECEMBER),
    Figures(FULL),
    Figures(NOTHING),
    Changes.of(FULL),
    Changes.of(NOTHING),
    CommitteeCalendar((), UNTIL),
    replace(CommitteeCalendar.EXAMPLE, today=date(2023, 3, 24)),
    CommitteeCalendar(
        (
            Sitting(replace(DATES, digest_on=SINCE), 1),
            Sitting(replace(DATES, paper_due_on=UNTIL), 0),
            Sitting(DATES, 12),
        ),
        UNTIL,
    ),
)
