"""The messages about reports that are read, in the shapes that they can take."""

from dataclasses import replace
from datetime import date

from models.enums import Addressee, ItemKind
from models.refusals.reports import ReportScanned
from models.report_parser.proposal import Doubt
from templates.messages import Message
from templates.messages.drafts import DraftItemForm, DraftRow, NotReadList, ReportDraft, ReportForm

DRAFT, ROW = ReportDraft.EXAMPLE, DraftRow.EXAMPLE
DOUBTS = tuple((doubt.value, "By 31 March 2023; by April 2023") for doubt in Doubt)
ROWS = (
    replace(ROW, doubts=DOUBTS[:1]),
    replace(ROW, doubts=DOUBTS, blocked=True, addressed_to=(), deadline_on=None, wording=None, page=None),
    replace(ROW, left_out=True),
    replace(ROW, there="10618"),
    replace(ROW, register_number="10618", parent="COC1", corrected_by="Tom Baker", wording=None),
    replace(ROW, kind=ItemKind.CAUSE_OF_CONCERN, addressed_to=tuple(Addressee), text="w " * 4000),
)
DRAFT_VARIANTS: tuple[Message, ...] = (
    *(replace(DRAFT, state=state, rows=()) for state in ("reading", "discarded", "unreadable", "added")),
    replace(DRAFT, state="undescribed", title=None, kind=None, published_on=None, rows=()),
    replace(DRAFT, state="discarded", by="Tom Baker", on=date(2022, 12, 2), rows=()),
    replace(DRAFT, state="added", by="Tom Baker", on=date(2022, 12, 2), added=("VETTING-33",), rows=()),
    replace(DRAFT, state="added", left_out=0, added=tuple(f"VETTING-{each}" for each in range(43)), rows=()),
    replace(
        DRAFT,
        state="unreadable",
        refusal=ReportScanned.template,
        refusal_fields={"name": "vetting.pdf"},
        rows=(),
    ),
    replace(DRAFT, rows=ROWS, total=6, to_add=4, blocked=1, next_page=None, previous_page="3:1", first=9),
    replace(DRAFT, rows=ROWS * 2, unread=("w " * 150,) * 9, gaps=tuple(str(each) for each in range(90))),
    replace(DRAFT, total=1, to_add=1, doubtful=0, blocked=1, there=0, left_out=0, unread=(), gaps=()),
    replace(DRAFT, total=0, to_add=0, rows=(), doubtful=0, there=0, left_out=0, unread=(), next_page=None),
    ReportForm(3, "VETTING", "Vetting", DRAFT.kind, date(2022, 11, 2), "https://example.org/vetting"),
    DraftItemForm(3, "VETTING"),
    replace(DraftItemForm.EXAMPLE, doubts=DOUBTS, text="word " * 2000, sentence=None),
    DraftItemForm(3, "VETTING", unread=0, text="The force should\nreview this. " * 400),
    replace(NotReadList.EXAMPLE, words=(("w" * 4000, None),) * 30, open=False),
    replace(NotReadList.EXAMPLE, words=(), left_out=(), examples=()),
)
