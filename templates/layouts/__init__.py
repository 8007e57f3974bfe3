"""The shape of every message: which parts it has, in which order, whatever the surface."""

from collections.abc import Callable
from typing import Any

from templates.layouts import (
    absences,
    adding,
    allocation,
    answers,
    dates,
    documents,
    drafts,
    finishing,
    found,
    history,
    home,
    imports,
    inspections,
    items,
    leavers,
    operating,
    progress,
    reminders,
    replies,
    resting,
    retention,
    section_55,
    staff,
    summary,
    summary_figures,
    summary_lists,
    understanding,
)
from templates.messages import Message
from templates.messages.absences import Leave, LeaveForm, PreferencesForm, StandingIn, WelcomeBack
from templates.messages.adding import Added, DeadlineForm, ItemForm, NewReportForm
from templates.messages.allocation import Allocation, ChangedItems, ChangeForm, Teams
from templates.messages.answers import Acknowledged, Crashed, Help, Refused
from templates.messages.dates import DateForm, Extension
from templates.messages.documents import Document
from templates.messages.drafts import DraftItemForm, NotReadList, ReportDraft, ReportForm
from templates.messages.finishing import (
    CauseMayClose,
    Outcome,
    ReasonForm,
    SignOffForm,
    Submission,
    SubmitForm,
)
from templates.messages.found import Found
from templates.messages.history import History
from templates.messages.home import Home
from templates.messages.imports import Imported, ImportFaults
from templates.messages.inspections import DataReturns, Inspections, Peel, Reports
from templates.messages.items import ItemDetail, ItemList, Totals
from templates.messages.leavers import HandOverForm, HandOverList, Unreachable
from templates.messages.operating import Examination, Failed, LedgerCheck
from templates.messages.progress import (
    HelpForm,
    HelpWanted,
    Liaison,
    MeetingForm,
    MeetingRecorded,
    ReviewForm,
    ReviewList,
)
from templates.messages.reminders import BoardEscalation, Escalation, Reminder
from templates.messages.replies import Recorded, RecordedTogether, RecordForm, WhichItem, WithdrawForm
from templates.messages.resting import Disowned, KeepForm, Kept, NotMineForm, Snoozed, SnoozeForm
from templates.messages.retention import ErasureAhead, Retention
from templates.messages.section_55 import Section55, Section55Due
from templates.messages.staff import Meetings, People
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_lists import Changes, CommitteeCalendar, Figures, Why
from templates.messages.summary_said import Correction, SummaryPosted, SummaryPreview
from templates.messages.understanding import Question, QuestionAnswered
from templates.parts import Parts
from templates.translator import Translator

LAYOUTS: dict[type[Message], Callable[[Any, Translator], Parts]] = {
    Acknowledged: answers.acknowledged,
    Added: adding.added,
    Allocation: allocation.allocation,
    BoardEscalation: reminders.board_escalation,
    CauseMayClose: finishing.cause_may_close,
    ChangeForm: allocation.change_form,
    ChangedItems: allocation.changed_items,
    Changes: summary_lists.changes,
    CommitteeCalendar: summary_lists.committee_calendar,
    CommitteeSummary: summary.committee_summary,
    Correction: summary.correction,
    Crashed: answers.crashed,
    DataReturns: inspections.data_returns,
    DateForm: dates.date_form,
    DeadlineForm: adding.deadline_form,
    Disowned: resting.disowned,
    Document: documents.document,
    DraftItemForm: drafts.draft_item_form,
    ErasureAhead: retention.erasure_ahead,
    Escalation: reminders.escalation,
    Examination: operating.examination,
    Extension: dates.extension,
    Failed: operating.failed,
    Figures: summary_figures.figures,
    Found: found.found,
    HandOverForm: leavers.hand_over_form,
    HandOverList: leavers.hand_over_list,
    Help: answers.help_,
    HelpForm: progress.help_form,
    HelpWanted: progress.help_wanted,
    History: history.history,
    Home: home.home,
    ImportFaults: imports.import_faults,
    Imported: imports.imported,
    Inspections: inspections.inspections,
    ItemDetail: items.item_detail,
    ItemForm: adding.item_form,
    ItemList: items.item_list,
    KeepForm: resting.keep_form,
    Kept: resting.kept,
    Leave: absences.leave,
    LeaveForm: absences.leave_form,
    LedgerCheck: operating.ledger_check,
    Liaison: progress.liaison,
    MeetingForm: progress.meeting_form,
    MeetingRecorded: progress.meeting_recorded,
    Meetings: staff.meetings,
    NewReportForm: adding.new_report_form,
    NotMineForm: resting.not_mine_form,
    NotReadList: drafts.not_read_list,
    Outcome: finishing.outcome,
    Peel: inspections.peel,
    People: staff.people,
    PreferencesForm: absences.preferences_form,
    Question: understanding.question,
    QuestionAnswered: understanding.question_answered,
    ReasonForm: finishing.reason_form,
    RecordForm: replies.record_form,
    Recorded: replies.recorded,
    RecordedTogether: replies.recorded_together,
    Refused: answers.refused,
    Reminder: reminders.reminder,
    ReportDraft: drafts.report_draft,
    ReportForm: drafts.report_form,
    Reports: inspections.reports,
    Retention: retention.retention,
    ReviewForm: progress.review_form,
    ReviewList: progress.review_list,
    Section55: section_55.section_55,
    Section55Due: section_55.section_55_due,
    SignOffForm: finishing.sign_off_form,
    SnoozeForm: resting.snooze_form,
    Snoozed: resting.snoozed,
    StandingIn: absences.standing_in,
    Submission: finishing.submission,
    SubmitForm: finishing.submit_form,
    SummaryPosted: summary.summary_posted,
    SummaryPreview: summary.summary_preview,
    Teams: allocation.teams,
    Totals: items.totals,
    Unreachable: leavers.unreachable,
    WelcomeBack: absences.welcome_back,
    WhichItem: replies.which_item,
    Why: summary_lists.why,
    WithdrawForm: replies.withdraw_form,
}


def parts_of(message: Message, translator: Translator) -> Parts:
    """Return the parts of `message`, in the dialect that `voice` speaks."""
    return LAYOUTS[type(message)](message, translator)
