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
)
from templates.messages.answers import Acknowledged, Crashed, Help, Refused, Topic
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
from templates.messages.staff import MeetingRow, Meetings, People, PersonRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_lists import Behind, Changes, CommitteeCalendar, Figures, Sitting, Why
from templates.messages.summary_said import Correction, FigureChange, SummaryPosted, SummaryPreview

FormMessage = (
    RecordForm
    | WithdrawForm
    | NewReportForm
    | ItemForm
    | DeadlineForm
    | ChangeForm
    | ReportForm
    | DraftItemForm
)
"""What is shown as a form to be filled in."""

Message = (
    Refused
    | Crashed
    | Help
    | ItemList
    | Totals
    | ItemDetail
    | Recorded
    | WhichItem
    | Reminder
    | Escalation
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
    "CommitteeCalendar",
    "CommitteeSummary",
    "Correction",
    "Count",
    "Crashed",
    "DataReturnRow",
    "DataReturns",
    "DeadlineForm",
    "Document",
    "DraftItemForm",
    "DraftRow",
    "Escalation",
    "Examination",
    "Failed",
    "FailedRow",
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
    "RecordForm",
    "Recorded",
    "Refused",
    "Reminder",
    "ReminderLine",
    "ReportChoice",
    "ReportDraft",
    "ReportForm",
    "ReportRow",
    "Reports",
    "Sitting",
    "Snip",
    "StatementRow",
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
]
