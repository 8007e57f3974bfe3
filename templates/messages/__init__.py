"""What can be said: one frozen dataclass a message, each with an example of itself.

A message holds facts only: its words stand in `text/`, its shape in `layouts/`. Dates are local dates;
instants are aware and in UTC. Texts are what people typed, unescaped: each renderer escapes for its surface.
"""

from templates.messages.adding import Added, CauseChoice, DeadlineForm, ItemForm, NewReportForm, ReportChoice
from templates.messages.allocation import (
    Allocation,
    ChangedItems,
    ChangeForm,
    TeamChoice,
    TeamRow,
    Teams,
    Told,
from templates.messages.absences import (
    Happened,
    Leave,
    LeaveForm,
    LeaveRow,
    PreferencesForm,
    StandingIn,
    WelcomeBack,
)
from templates.messages.answers import Acknowledged, Crashed, Help, Refused, Topic
from templates.messages.dates import DateForm, Extension
from templates.messages.documents import Document
from templates.messages.drafts import DraftItemForm, DraftRow, NotReadList, ReportDraft, ReportForm
from templates.messages.found import Found, Hit, Snip
from templates.messages.history import History, HistoryEntry
from templates.messages.home import (
    ComingLine,
    ComingMessage,
    FilterMenu,
    Home,
    Narrowed,
    OwnItem,
    OwnItems,
    Picture,
    UrgencyGroup,
)
from templates.messages.imports import Fault, Imported, ImportFaults
from templates.messages.inspections import DataReturnRow, DataReturns, Inspections, Peel, ReportRow, Reports
from templates.messages.items import Count, FileRow, ItemDetail, ItemList, ItemRow, StatementRow, Totals, Who
from templates.messages.operating import Examination, Failed, FailedRow, Finding, LedgerCheck
from templates.messages.reminders import Escalation, Reminder, ReminderLine
from templates.messages.replies import Recorded, RecordForm, Supported, WhichItem, WithdrawForm
from templates.messages.finishing import (
    CauseMayClose,
    Outcome,
    ReasonForm,
    SignOffForm,
    Submission,
    SubmitForm,
)
from templates.messages.home import Home
from templates.messages.imports import Fault, Imported, ImportFaults
from templates.messages.inspections import DataReturnRow, DataReturns, Inspections, Peel, ReportRow, Reports
from templates.messages.items import (
    Count,
    FileRow,
    ItemDetail,
    ItemList,
    ItemRow,
    Overruled,
    ReviewFound,
    StatementRow,
    Totals,
    Who,
    WithLead,
)
from templates.messages.leavers import Asked, HandOverForm, HandOverList, Holding, OutOfReach, Unreachable
from templates.messages.progress import (
    HelpForm,
    HelpWanted,
    Liaison,
    MeetingForm,
    MeetingRecorded,
    ReviewForm,
    ReviewList,
    ReviewRow,
)
from templates.messages.reminders import (
    BoardEscalation,
    BoardRow,
    Escalation,
    Reminder,
    ReminderLine,
    Rung,
)
from templates.messages.replies import Recorded, RecordedTogether, RecordForm, WhichItem
from templates.messages.resting import Disowned, KeepForm, Kept, NotMineForm, Snoozed, SnoozeForm
from templates.messages.section_55 import ClockRow, Section55, Section55Due
from templates.messages.staff import MeetingRow, Meetings, People, PersonRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_lists import Behind, Changes, CommitteeCalendar, Figures, Sitting, Why
from templates.messages.summary_said import Correction, FigureChange, SummaryPosted, SummaryPreview
from templates.messages.understanding import Fate, Judged, Proposal, Question, QuestionAnswered

FormMessage = (
    RecordForm
    | WithdrawForm
    | NewReportForm
    | ItemForm
    | DeadlineForm
    | ChangeForm
    | ReportForm
    | DraftItemForm
    | ReviewForm
    | MeetingForm
    | HelpForm
    | LeaveForm
    | PreferencesForm
    | SnoozeForm
    | NotMineForm
    | KeepForm
    | HandOverForm
    | SubmitForm
    | SignOffForm
    | ReasonForm
    | DateForm
)
"""What is shown as a form to be filled in."""

KeptMessage = Recorded | MeetingRecorded | HelpWanted
"""What says that something was recorded: a command's is told in the direct conversation, so that it stays."""

Message = (
    Refused
    | Crashed
    | Help
    | ItemList
    | Totals
    | ItemDetail
    | KeptMessage
    | RecordedTogether
    | WhichItem
    | Question
    | QuestionAnswered
    | ReviewList
    | Liaison
    | Reminder
    | Escalation
    | BoardEscalation
    | Submission
    | Outcome
    | CauseMayClose
    | Extension
    | FormMessage
    | Home
    | ImportFaults
    | Imported
    | Acknowledged
    | Added
    | ChangedItems
    | Allocation
    | Teams
    | Document
    | People
    | Meetings
    | CommitteeSummary
    | SummaryPreview
    | SummaryPosted
    | Correction
    | Why
    | Figures
    | Changes
    | CommitteeCalendar
    | Inspections
    | DataReturns
    | Peel
    | Reports
    | ReportDraft
    | NotReadList
    | LedgerCheck
    | Examination
    | Failed
    | Found
    | History
    | Leave
    | StandingIn
    | WelcomeBack
    | Snoozed
    | Disowned
    | Kept
    | HandOverList
    | Unreachable
    | Section55
    | Section55Due
)

__all__ = [
    "Acknowledged",
    "Added",
    "Allocation",
    "Behind",
    "CauseChoice",
    "ChangeForm",
    "ChangedItems",
    "Changes",
    "ComingLine",
    "ComingMessage",
    "Asked",
    "Behind",
    "BoardEscalation",
    "BoardRow",
    "CauseMayClose",
    "Changes",
    "ClockRow",
    "CommitteeCalendar",
    "CommitteeSummary",
    "Correction",
    "Count",
    "Crashed",
    "DataReturnRow",
    "DataReturns",
    "DeadlineForm",
    "DateForm",
    "Disowned",
    "Document",
    "DraftItemForm",
    "DraftRow",
    "Escalation",
    "Examination",
    "Failed",
    "FailedRow",
    "Extension",
    "Fate",
    "Fault",
    "FigureChange",
    "Figures",
    "FileRow",
    "FilterMenu",
    "Finding",
    "FormMessage",
    "Found",
    "Help",
    "History",
    "HistoryEntry",
    "Hit",
    "HandOverForm",
    "HandOverList",
    "Happened",
    "Help",
    "HelpForm",
    "HelpWanted",
    "Holding",
    "Home",
    "ImportFaults",
    "Imported",
    "Inspections",
    "ItemDetail",
    "ItemForm",
    "ItemList",
    "ItemRow",
    "LedgerCheck",
    "MeetingRow",
    "Meetings",
    "Message",
    "Narrowed",
    "NewReportForm",
    "NotReadList",
    "OwnItem",
    "OwnItems",
    "Peel",
    "People",
    "PersonRow",
    "Picture",
    "Judged",
    "KeepForm",
    "Kept",
    "KeptMessage",
    "Leave",
    "LeaveForm",
    "LeaveRow",
    "Liaison",
    "MeetingForm",
    "MeetingRecorded",
    "MeetingRow",
    "Meetings",
    "Message",
    "NotMineForm",
    "OutOfReach",
    "Outcome",
    "Overruled",
    "Peel",
    "People",
    "PersonRow",
    "PreferencesForm",
    "Proposal",
    "Question",
    "QuestionAnswered",
    "ReasonForm",
    "RecordForm",
    "Recorded",
    "RecordedTogether",
    "Refused",
    "Reminder",
    "ReminderLine",
    "ReportChoice",
    "ReportDraft",
    "ReportForm",
    "ReportRow",
    "Reports",
    "ReviewForm",
    "ReviewFound",
    "ReviewList",
    "ReviewRow",
    "Rung",
    "Section55",
    "Section55Due",
    "SignOffForm",
    "Sitting",
    "Snip",
    "SnoozeForm",
    "Snoozed",
    "StandingIn",
    "StatementRow",
    "Submission",
    "SubmitForm",
    "SummaryPosted",
    "SummaryPreview",
    "Supported",
    "TeamChoice",
    "TeamRow",
    "Teams",
    "Told",
    "Topic",
    "Totals",
    "UrgencyGroup",
    "WhichItem",
    "Who",
    "Why",
    "WithdrawForm",
    "Unreachable",
    "WelcomeBack",
    "WhichItem",
    "Who",
    "Why",
    "WithLead",
]
