"""What can be said: one frozen dataclass a message, each with an example of itself.

A message holds facts only: its words stand in `text/`, its shape in `layouts/`. Dates are local dates;
instants are aware and in UTC. Texts are what people typed, unescaped: each renderer escapes for its surface.
"""

from templates.messages.absences import (
    Happened as Happened,
    Leave as Leave,
    LeaveForm as LeaveForm,
    LeaveRow as LeaveRow,
    PreferencesForm as PreferencesForm,
    StandingIn as StandingIn,
    WelcomeBack as WelcomeBack,
)
from templates.messages.adding import (
    Added as Added,
    CauseChoice as CauseChoice,
    DeadlineForm as DeadlineForm,
    ItemForm as ItemForm,
    NewReportForm as NewReportForm,
    ReportChoice as ReportChoice,
)
from templates.messages.allocation import (
    CAN_BE_CLEARED as CAN_BE_CLEARED,
    Allocation as Allocation,
    ChangedItems as ChangedItems,
    ChangeForm as ChangeForm,
    TeamChoice as TeamChoice,
    TeamRow as TeamRow,
    Teams as Teams,
    Told as Told,
)
from templates.messages.answers import (
    Acknowledged as Acknowledged,
    Crashed as Crashed,
    Help as Help,
    Refused as Refused,
    Topic as Topic,
)
from templates.messages.dates import (
    DateForm as DateForm,
    Extension as Extension,
)
from templates.messages.documents import (
    Document as Document,
)
from templates.messages.drafts import (
    DraftItemForm as DraftItemForm,
    DraftRow as DraftRow,
    NotReadList as NotReadList,
    ReportDraft as ReportDraft,
    ReportForm as ReportForm,
)
from templates.messages.finishing import (
    CauseMayClose as CauseMayClose,
    Outcome as Outcome,
    ReasonForm as ReasonForm,
    SignOffForm as SignOffForm,
    Submission as Submission,
    SubmitForm as SubmitForm,
)
from templates.messages.found import (
    Found as Found,
    Hit as Hit,
    Snip as Snip,
)
from templates.messages.history import (
    History as History,
    HistoryEntry as HistoryEntry,
)
from templates.messages.home import (
    ComingLine as ComingLine,
    ComingMessage as ComingMessage,
    FilterMenu as FilterMenu,
    Home as Home,
    Narrowed as Narrowed,
    OwnItem as OwnItem,
    OwnItems as OwnItems,
    RegisterOverview as RegisterOverview,
    UrgencyGroup as UrgencyGroup,
)
from templates.messages.imports import (
    Fault as Fault,
    Imported as Imported,
    ImportFaults as ImportFaults,
)
from templates.messages.inspections import (
    DataReturnRow as DataReturnRow,
    DataReturns as DataReturns,
    Inspections as Inspections,
    Peel as Peel,
    ReportRow as ReportRow,
    Reports as Reports,
)
from templates.messages.items import (
    Count as Count,
    FileRow as FileRow,
    ItemDetail as ItemDetail,
    ItemList as ItemList,
    ItemRow as ItemRow,
    Overruled as Overruled,
    ReviewFound as ReviewFound,
    StatementRow as StatementRow,
    Totals as Totals,
    Who as Who,
    WithLead as WithLead,
)
from templates.messages.leavers import (
    Asked as Asked,
    HandOverForm as HandOverForm,
    HandOverList as HandOverList,
    Holding as Holding,
    OutOfReach as OutOfReach,
    Unreachable as Unreachable,
)
from templates.messages.operating import (
    Examination as Examination,
    Failed as Failed,
    FailedRow as FailedRow,
    Finding as Finding,
    LedgerCheck as LedgerCheck,
)
from templates.messages.progress import (
    HelpForm as HelpForm,
    HelpWanted as HelpWanted,
    Liaison as Liaison,
    MeetingForm as MeetingForm,
    MeetingRecorded as MeetingRecorded,
    ReviewForm as ReviewForm,
    ReviewList as ReviewList,
    ReviewRow as ReviewRow,
)
from templates.messages.reminders import (
    BoardEscalation as BoardEscalation,
    BoardRow as BoardRow,
    Escalation as Escalation,
    Reminder as Reminder,
    ReminderLine as ReminderLine,
    Rung as Rung,
)
from templates.messages.replies import (
    Recorded as Recorded,
    RecordedTogether as RecordedTogether,
    RecordForm as RecordForm,
    Supported as Supported,
    WhichItem as WhichItem,
    WithdrawForm as WithdrawForm,
)
from templates.messages.resting import (
    Disowned as Disowned,
    KeepForm as KeepForm,
    Kept as Kept,
    NotMineForm as NotMineForm,
    Snoozed as Snoozed,
    SnoozeForm as SnoozeForm,
)
from templates.messages.retention import (
    ErasureAhead as ErasureAhead,
    KeptItem as KeptItem,
    Retention as Retention,
)
from templates.messages.section_55 import (
    ClockRow as ClockRow,
    Section55 as Section55,
    Section55Due as Section55Due,
)
from templates.messages.staff import (
    MeetingRow as MeetingRow,
    Meetings as Meetings,
    People as People,
    PersonRow as PersonRow,
)
from templates.messages.summary import (
    CommitteeSummary as CommitteeSummary,
)
from templates.messages.summary_lists import (
    Behind as Behind,
    Changes as Changes,
    CommitteeCalendar as CommitteeCalendar,
    Figures as Figures,
    Sitting as Sitting,
    Why as Why,
)
from templates.messages.summary_said import (
    Correction as Correction,
    FigureChange as FigureChange,
    SummaryPosted as SummaryPosted,
    SummaryPreview as SummaryPreview,
)
from templates.messages.understanding import (
    Fate as Fate,
    Judged as Judged,
    Proposal as Proposal,
    Question as Question,
    QuestionAnswered as QuestionAnswered,
)

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
    | ErasureAhead
    | Retention
)
