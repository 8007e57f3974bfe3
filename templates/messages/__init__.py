"""What can be said: one frozen dataclass a message, each with an example of itself.

A message holds facts only: its words stand in `text/`, its shape in `layouts/`. Dates are local dates;
instants are aware and in UTC. Texts are what people typed, unescaped: each renderer escapes for its surface.
"""

from templates.messages.answers import Acknowledged, Crashed, Help, Refused, Topic
from templates.messages.dates import DateForm, Extension
from templates.messages.documents import Document
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
from templates.messages.items import Count, FileRow, ItemDetail, ItemList, ItemRow, StatementRow, Totals, Who
from templates.messages.operating import Examination, Failed, FailedRow, Finding, LedgerCheck
from templates.messages.reminders import Escalation, Reminder, ReminderLine
from templates.messages.replies import Recorded, RecordForm, Supported, WhichItem, WithdrawForm
from templates.messages.staff import MeetingRow, Meetings, People, PersonRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_lists import Behind, Changes, CommitteeCalendar, Figures, Sitting, Why
from templates.messages.summary_said import Correction, FigureChange, SummaryPosted, SummaryPreview

FormMessage = RecordForm | WithdrawForm | SubmitForm | SignOffForm | ReasonForm | DateForm
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
    | Submission
    | Outcome
    | CauseMayClose
    | Extension
    | FormMessage
    | Home
    | ImportFaults
    | Imported
    | Acknowledged
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
    | LedgerCheck
    | Examination
    | Failed
)

__all__ = [
    "Acknowledged",
    "Behind",
    "CauseMayClose",
    "Changes",
    "CommitteeCalendar",
    "CommitteeSummary",
    "Correction",
    "Count",
    "Crashed",
    "DataReturnRow",
    "DataReturns",
    "DateForm",
    "Document",
    "Escalation",
    "Examination",
    "Extension",
    "Failed",
    "FailedRow",
    "Fault",
    "FigureChange",
    "Figures",
    "FileRow",
    "Finding",
    "FormMessage",
    "Help",
    "Home",
    "ImportFaults",
    "Imported",
    "Inspections",
    "ItemDetail",
    "ItemList",
    "ItemRow",
    "LedgerCheck",
    "MeetingRow",
    "Meetings",
    "Message",
    "Outcome",
    "Peel",
    "People",
    "PersonRow",
    "ReasonForm",
    "RecordForm",
    "Recorded",
    "Refused",
    "Reminder",
    "ReminderLine",
    "ReportRow",
    "Reports",
    "SignOffForm",
    "Sitting",
    "StatementRow",
    "Submission",
    "SubmitForm",
    "SummaryPosted",
    "SummaryPreview",
    "Supported",
    "Topic",
    "Totals",
    "WhichItem",
    "Who",
    "Why",
    "WithdrawForm",
]
