"""The shape of every message: which parts it has, in which order, whatever the surface."""

from collections.abc import Callable
from typing import Any

from templates.layouts import (
    answers,
    documents,
    found,
    history,
    home,
    imports,
    inspections,
    items,
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
    Found,
    Help,
    History,
    Home,
    Imported,
    ImportFaults,
    Inspections,
    ItemDetail,
    ItemList,
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
    Found: found.found,
    Help: answers.help_,
    History: history.history,
    Home: home.home,
    Imported: imports.imported,
    ImportFaults: imports.import_faults,
    Inspections: inspections.inspections,
    ItemDetail: items.item_detail,
    ItemList: items.item_list,
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
}


def parts_of(message: Message, voice: Voice) -> Parts:
    """Return the parts of `message`, in the dialect that `voice` speaks."""
    return LAYOUTS[type(message)](message, voice)
