"""The shape of every message: which parts it has, in which order, whatever the surface."""

from collections.abc import Callable
from typing import Any

from templates.layouts import (
    answers,
    documents,
    home,
    imports,
    inspections,
    items,
    operating,
    reminders,
    replies,
    staff,
    summary,
    summary_figures,
    summary_lists,
)
from templates.messages import (
    Acknowledged,
    Changes,
    CommitteeCalendar,
    CommitteeSummary,
    Correction,
    Crashed,
    DataReturns,
    Document,
    Escalation,
    Figures,
    Help,
    Home,
    Imported,
    ImportFaults,
    Inspections,
    ItemDetail,
    ItemList,
    LedgerCheck,
    Meetings,
    Message,
    Peel,
    People,
    Recorded,
    RecordForm,
    Refused,
    Reminder,
    Reports,
    SummaryPosted,
    SummaryPreview,
    Totals,
    WhichItem,
    Why,
    WithdrawForm,
)
from templates.parts import Parts
from templates.words import Voice

LAYOUTS: dict[type[Message], Callable[[Any, Voice], Parts]] = {
    Acknowledged: answers.acknowledged,
    Changes: summary_lists.changes,
    CommitteeCalendar: summary_lists.committee_calendar,
    CommitteeSummary: summary.committee_summary,
    Correction: summary.correction,
    Crashed: answers.crashed,
    DataReturns: inspections.data_returns,
    Document: documents.document,
    Escalation: reminders.escalation,
    Figures: summary_figures.figures,
    Help: answers.help_,
    Home: home.home,
    Imported: imports.imported,
    ImportFaults: imports.import_faults,
    Inspections: inspections.inspections,
    ItemDetail: items.item_detail,
    ItemList: items.item_list,
    LedgerCheck: operating.ledger_check,
    Meetings: staff.meetings,
    Peel: inspections.peel,
    People: staff.people,
    Recorded: replies.recorded,
    RecordForm: replies.record_form,
    Refused: answers.refused,
    Reminder: reminders.reminder,
    Reports: inspections.reports,
    SummaryPosted: summary.summary_posted,
    SummaryPreview: summary.summary_preview,
    Totals: items.totals,
    WhichItem: replies.which_item,
    Why: summary_lists.why,
    WithdrawForm: replies.withdraw_form,
}


def parts_of(message: Message, voice: Voice) -> Parts:
    """Return the parts of `message`, in the dialect that `voice` speaks."""
    return LAYOUTS[type(message)](message, voice)
