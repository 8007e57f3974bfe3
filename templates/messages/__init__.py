"""What can be said: one frozen dataclass a message, each with an example of itself.

A message holds facts only: its words stand in `text/`, its shape in `layouts/`. Dates are local dates;
instants are aware and in UTC. Texts are what people typed, unescaped: each renderer escapes for its surface.
"""

from templates.messages.answers import Acknowledged, Crashed, Help, Refused, Topic
from templates.messages.committee import Digest, ReportCount
from templates.messages.home import Home
from templates.messages.imports import Fault, Imported, ImportFaults
from templates.messages.items import Count, FileRow, ItemDetail, ItemList, ItemRow, StatementRow, Totals, Who
from templates.messages.reminders import Escalation, Reminder, ReminderLine
from templates.messages.replies import Recorded, RecordForm, WhichItem
from templates.messages.staff import MeetingRow, Meetings, People, PersonRow

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
    | Digest
    | RecordForm
    | Home
    | ImportFaults
    | Imported
    | Acknowledged
    | People
    | Meetings
)

__all__ = [
    "Acknowledged",
    "Count",
    "Crashed",
    "Digest",
    "Escalation",
    "Fault",
    "FileRow",
    "Help",
    "Home",
    "ImportFaults",
    "Imported",
    "ItemDetail",
    "ItemList",
    "ItemRow",
    "MeetingRow",
    "Meetings",
    "Message",
    "People",
    "PersonRow",
    "RecordForm",
    "Recorded",
    "Refused",
    "Reminder",
    "ReminderLine",
    "ReportCount",
    "StatementRow",
    "Topic",
    "Totals",
    "WhichItem",
    "Who",
]
