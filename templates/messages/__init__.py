"""What can be said: one frozen dataclass a message, each with an example of itself.

A message holds facts only: its words stand in `text/`, its shape in `layouts/`. Dates are local dates;
instants are aware and in UTC. Texts are what people typed, unescaped: each renderer escapes for its surface.
"""

from templates.messages.adding import Added, CauseChoice, DeadlineForm, ItemForm, ReportChoice, ReportForm
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
from templates.messages.home import Home
from templates.messages.imports import Fault, Imported, ImportFaults
from templates.messages.inspections import DataReturnRow, DataReturns, Inspections, Peel, ReportRow, Reports
from templates.messages.items import Count, FileRow, ItemDetail, ItemList, ItemRow, StatementRow, Totals, Who
from templates.messages.reminders import Escalation, Reminder, ReminderLine
from templates.messages.replies import Recorded, RecordForm, WhichItem
from templates.messages.staff import MeetingRow, Meetings, People, PersonRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_lists import Behind, Changes, CommitteeCalendar, Figures, Sitting, Why
from templates.messages.summary_said import Correction, FigureChange, SummaryPosted, SummaryPreview

FormMessage = RecordForm | ReportForm | ItemForm | DeadlineForm | ChangeForm
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
    "CommitteeCalendar",
    "CommitteeSummary",
    "Correction",
    "Count",
    "Crashed",
    "DataReturnRow",
    "DataReturns",
    "DeadlineForm",
    "Document",
    "Escalation",
    "Fault",
    "FigureChange",
    "Figures",
    "FileRow",
    "FormMessage",
    "Help",
    "Home",
    "ImportFaults",
    "Imported",
    "Inspections",
    "ItemDetail",
    "ItemForm",
    "ItemList",
    "ItemRow",
    "MeetingRow",
    "Meetings",
    "Message",
    "Peel",
    "People",
    "PersonRow",
    "RecordForm",
    "Recorded",
    "Refused",
    "Reminder",
    "ReminderLine",
    "ReportChoice",
    "ReportForm",
    "ReportRow",
    "Reports",
    "Sitting",
    "StatementRow",
    "SummaryPosted",
    "SummaryPreview",
    "TeamChoice",
    "TeamRow",
    "Teams",
    "Told",
    "Topic",
    "Totals",
    "WhichItem",
    "Who",
    "Why",
]
