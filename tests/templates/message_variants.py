"""Messages in all their forms: each example, and what else brings out all their words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from models.enums import Addressee, DocumentKind, Rag, ReminderReason, Stage, StatementKind
from models.queries.named_lists import NAMED_LISTS
from models.register.fields import Column
from models.reply_parser.intents import Meaning
from templates.messages import Message, message_types
from templates.messages.answers import Acknowledged, Crashed, Refused
from templates.messages.documents import Document
from templates.messages.first_hour import FirstHour
from templates.messages.help import Help, Topic
from templates.messages.history import History
from templates.messages.imports import AnswersForm, AskedOfFile, Fault, Imported, ImportFaults
from templates.messages.inspection_forms import DataReturnForm, InspectionForm
from templates.messages.inspections import DataReturns, Inspections, Peel, ReportCorrected, Reports
from templates.messages.items import ItemDetail, ItemList, ItemRow, Totals
from templates.messages.meetings import CommitteeMeetingForm, MeetingNews, Meetings
from templates.messages.people import People
from templates.messages.questions import Question
from templates.messages.reminders import Escalation, Reminder, ReminderLine
from templates.messages.replies import (
    Aside as AsideMade,
    AsideKept,
    Recorded,
    RecordForm,
    Supported,
    WhichItem,
    WithdrawForm,
)
from templates.messages.search import Found
from templates.messages.summary_parts import DataReturnRow
from templates.who import Who
from tests.templates.adding_variants import ADDING_VARIANTS
from tests.templates.committee_variants import COMMITTEE_VARIANTS
from tests.templates.draft_variants import DRAFT_VARIANTS
from tests.templates.finishing_variants import FINISHING_VARIANTS
from tests.templates.home_variants import BARE_ROW, HOME_VARIANTS
from tests.templates.operating_variants import OPERATING_VARIANTS
from tests.templates.people_variants import PEOPLE_VARIANTS
from tests.templates.progress_variants import PROGRESS_VARIANTS
from tests.templates.settings_variants import SETTINGS_VARIANTS
from tests.templates.summary_variants import SUMMARY_VARIANTS

AT = datetime(2022, 12, 2, 14, 5, tzinfo=UTC)
TODAY = date(2022, 12, 2)
ROW = ItemRow.EXAMPLE
ABOUTS = ("mine", *NAMED_LISTS, "person", "team", "report", "words")
ANSWERS: dict[str, dict[str, str]] = {
    "backed_up": {"file": "b.zip", "rows": "1,234", "files": "12", "facts": "99", "head": "9f" * 32},
    "restored": {"file": "b.zip", "rows": "1,234", "files": "12", "facts": "99", "head": "9f" * 32},
    "overlooked": {"items": "1", "reminders": "2", "notices": "3", "files": "0"},
    "backed_up_broken": {"file": "b.zip"},
    "import_stopped": {"file": "register.xlsx"},
    "register_used": {"address": "sqlite:////srv/reckoner/reckoner.db"},
    "trial_used": {"address": "sqlite:////srv/reckoner/local/reckoner.db"},
    "moved": {"rows": "1,234", "tables": "31", "facts": "99"},
    "already_undone": {},
    "teams_package": {"file": "teams.zip"},
    "corrected": {"reference": "10618", "what": "number: 1b (was 1a)"},
    "nothing_corrected": {"reference": "10618"},
    "team_added": {"name": "Public Protection", "person": "Anna Clarke"},
    "team_joined": {"name": "Public Protection", "person": "Anna Clarke"},
    "team_led": {"name": "Public Protection", "person": "Anna Clarke"},
    "team_left": {"name": "Public Protection", "person": "Anna Clarke"},
    "team_removed": {"name": "Public Protection"},
    "deadline_read": {"on": "Fri 30 Dec 2022", "basis": "counted from publication", "remark": ""},
    "could_not_send": {"what": "digest:2022-12-15", "why": "channel_not_found"},
    "sent_before": {},
    "document_declined": {},
    "document_not_brought": {},
    "pack_brought": {"sum": "2c26b46b68ffc68f", "missing": "audit.pdf"},
    "unreached": {"who": "Anna Clarke", "why": "ConversationBlockedByUser"},
    "deletion_noted": {},
    "marked_file_kept": {"name": "minutes.pdf"},
    "marked_file_left": {"name": "minutes.pdf"},
    "digest_posted": {"channel": "C0JAC0001"},
    "already_published": {"held_on": "Thu 15 Dec 2022"},
    "meeting_cancelled": {"held_on": "Thu 15 Dec 2022"},
    "submitted": {"reference": "10618", "recorded": "yes", "checkers": "Priya Shah"},
    "approved": {"reference": "10618"},
    "passed_on": {"reference": "10618", "level": "the assurance board"},
    "demonstrating": {"reference": "10618", "until": "Sat 31 Dec 2022"},
    "returned": {"reference": "10618", "owner": "Anna Clarke"},
    "signed_off": {
        "references": "10618, 9962",
        "on": "Wed 30 Nov 2022",
        "basis": "letter of 29 November",
        "restated": "Thu 15 Dec 2022",
    },
    "ended": {"reference": "10618", "status": "superseded"},
    "held": {"reference": "10618"},
    "released": {"reference": "10618"},
    "erased_message": {"on": "2024-12-02"},
    "words_erased": {"items": "12", "files": "3"},
    "ledger_broken": {},
    "reopened": {"reference": "10618", "status": "in progress"},
    "extension_asked": {
        "reference": "10618",
        "to": "Fri 31 Mar 2023",
        "was": "Tue 20 Dec 2022",
        "day_first": "yes",
        "coordinators": "",
    },
    "extension_agreed": {"reference": "10618", "to": "Fri 31 Mar 2023", "by": "Anna Clarke"},
    "extension_refused": {"reference": "10618", "to": "Fri 31 Mar 2023", "by": "Anna Clarke"},
    "extension_withdrawn": {"reference": "10618", "to": "Fri 31 Mar 2023", "by": "Anna Clarke"},
    "deadline_moved": {
        "reference": "10618",
        "to": "Fri 31 Mar 2023",
        "was": "",
        "first": "yes",
        "day_first": "",
        "alone": "",
    },
    "move_asked": {
        "reference": "10618",
        "to": "Fri 31 Mar 2023",
        "was": "Tue 20 Dec 2022",
        "day_first": "",
        "coordinators": "Tom Bennett",
    },
    "assigned": {"reference": "PPDA-3", "owner": "Marcus Reid", "was": "", "cannot": "Marcus Reid"},
    "document_coming": {"kind": "paper"},
    "edit_noted": {},
    "taken_up": {"reference": "10618", "what": "done"},
    "left_at_that": {"reference": "10618"},
    "answer_stands": {"reference": "10618"},
    "which_question": {},
    "press_instead": {},
    "printed_removed": {"meeting": "2022-09-29", "figure": "closing, 14 of area for improvement"},
    "team_kept": {"name": "Public Protection", "person": "Anna Clarke", "number": "3"},
    "report_taken": {"code": "VETTING"},
    "report_added": {"code": "VETTING", "number": "41"},
    "draft_shown": {"code": "VETTING"},
    "register_taken": {"name": "register.xlsx"},
    "register_answered": {"name": "register.xlsx"},
    "register_asked_again": {"name": "register.xlsx"},
    "register_importing": {"name": "register.xlsx"},
    "register_discarded": {"name": "register.xlsx"},
    "draft_added": {"name": "Priya Shah", "number": "41", "code": "VETTING"},
    "printed_kept": {"meeting": "Thu 29 Sep 2022"},
    "printed_entered": {"meeting": "Thu 15 Dec 2022", "figure": "closing, 45 recommendations"},
    "published": {"channel": "C0JAC0001"},
    "written": {"file": "paper.docx"},
    "pack_incomplete": {"names": "audit.pdf"},
    "pack_sum": {"sum": "9f" * 32},
    "events_held_back": {"since": "09:00"},
    "account_is_guest": {"name": "Sofia Novak"},
    "file_kept_as_link": {"name": "plan", "why": "It does not lie there itself."},
    "file_not_stored": {"name": "audit.pdf", "why": "Only 10 of 20 bytes arrived."},
    "form_did_not_open": {},
    "form_received": {},
    "not_understood": {},
    "job_done": {"job": "reminders", "at": "Fri 2 Dec 2022 at 09:00", "number": "2", "ahead": ""},
    "meeting_added": dict.fromkeys(("held_on", "digest_on", "cut_off_on", "paper_due_on"), "Thu 15 Dec 2022"),
    "no_deadline": {},
    "nothing_to_undo": {},
    "person_added": {"name": "Anna Clarke", "role": "owner"},
    "person_changed": {"name": "Anna Clarke"},
    "told_directly": {"reference": "10618, 9962"},
    "command_typed": {"line": "snooze 10618 until Monday"},
    "review_shared": {"reference": "10618", "due": "Fri 2 Dec 2022", "on": "Mon 5 Dec 2022"},
    "recorded": {"reference": "10618", "kind": "evidence"},
    "reply_kept": {"reply": "3"},
    "started": {"served": "Teams over HTTP", "address": "http://127.0.0.1:8000"},
    "started_locally": {
        "address": "http://127.0.0.1:8000",
        "empty": "yes",
        "at": "Thu 1 Dec 2022, 08:30",
        "register": "sqlite:///data/empty/reckoner.db",
    },
    "welcome": {},
    "inspection_announced": {"name": "Armed policing"},
    "inspection_moved": {"name": "Armed policing", "stage": "fieldwork"},
    "inspection_withdrawn": {"name": "Armed policing"},
    "changed": {"name": "Armed policing"},
    "nothing_changed": {"name": "VETTING"},
    "data_asked": {"name": "Autumn data collection", "due": "2022-12-16"},
    "data_returned": {"name": "Autumn data collection"},
    "peel_begun": {"name": "PEEL 2023-25", "number": "9"},
    "peel_reported": {"name": "PEEL 2021/22", "title": "PEEL 2021/22: West Midlands Police"},
    "peel_graded": {"name": "PEEL 2021/22", "number": "7", "grade": "adequate"},
    "peel_assessed": {"name": "PEEL 2023-25", "number": "7", "grade": "good"},
    "snooze_ended": {"reference": "10618"},
    "not_mine_noted": {"reference": "10618"},
    "kept": {"reference": "10618", "owner": "Anna Clarke"},
    "evidence_shared": {"reference": "10618", "number": "2"},
    "shared_with_you": {"reference": "10618", "by": "Priya Shah"},
    "action_recorded": {"reference": "A3", "owner": "Anna Clarke", "due": "8 Dec 2022"},
    "action_answered": {"reference": "A3"},
    "action_closed": {"reference": "A3"},
    "handed_over": {"name": "Dev Patel", "to": "Marcus Reid", "number": "3"},
    "settings_same": {},
    "accounts_found": {"names": "Anna Clarke, Dev Patel"},
    "channel_named": {},
    "channel_same": {},
    "person_left": {"name": "Dev Patel"},
    "left_with_nothing": {"name": "Dev Patel"},
    "account_is_back": {"name": "Dev Patel"},
    "preferences_kept": {"hours": "08:00-16:00", "zone": "Europe/London", "quiet": "Friday"},
    "accounts_chosen": {"names": "Anna Clarke, Dev Patel", "left": "2"},
    "comments_recorded": {"code": "VETTING", "on": ""},
    "peel_placed": {"name": "PEEL 2021/22", "number": "7", "reference": "PEEL2122-1"},
}
"""Every short answer with the facts that it needs: whoever adds a block adds its line here."""

DETAIL = ItemDetail.EXAMPLE
LINKS = ("https://intranet.force.example/audit", "http://intranet.force.example/list?a=1&b=2")
VERSIONS: tuple[dict[str, Any], ...] = (
    {"replaces": 16, "can_do": ("new_version", "withdraw")},
    {"replaced_by": 18},
    {"withdrawn": True, "withdrawn_by": "Anna Clarke", "withdrawn_at": AT},
    {"withdrawn": True, "withdrawn_by": "Anna Clarke", "withdrawn_at": AT, "because": "About another year."},
)
EXAMPLES: tuple[Message, ...] = tuple(kind.EXAMPLE for kind in message_types().values())
ASKED = (
    AskedOfFile(Column.STATUS, "Paused", (3, 4, 7), "in progress", ("in progress", "submitted")),
    AskedOfFile(Column.RAG, "Blue", (3,), "green", ("green", "not RAG-rated")),
    AskedOfFile(Column.OWNER, "Awaiting post holder", (3,), "nobody", ("nobody", "Awaiting post holder")),
    AskedOfFile(Column.OWNER, "Supt Smith / DCI Jones", (4,), "Supt Smith", ("Supt Smith", "DCI Jones")),
    AskedOfFile(Column.OWNER, "S Carter", (4,), "Sam Carter", ("Sam Carter", "S Carter")),
    AskedOfFile(Column.REPORT_CODE, "Older people", (5,), "OLDER"),
    AskedOfFile(Column.PUBLISHED, "OLDER", (5,)),
    AskedOfFile(Column.NUMBER, "OLDER", (5,), "number them in their order", ("number them in their order",)),
    AskedOfFile(Column.STATUS_SINCE, "force complete", (6,)),
)
"""A question of every kind about a register."""

VARIANTS: tuple[Message, ...] = (
    *(replace(MeetingNews.EXAMPLE, what=what, withdrawn=True) for what in ("added", "same", "cancelled")),
    replace(MeetingNews.EXAMPLE, what="cancelled", reason="The room is not free."),
    CommitteeMeetingForm(TODAY),
    *FINISHING_VARIANTS,
    *SUMMARY_VARIANTS,
    *OPERATING_VARIANTS,
    *DRAFT_VARIANTS,
    *PROGRESS_VARIANTS,
    *(Acknowledged(what, facts) for what, facts in ANSWERS.items()),
    Crashed("R-1"),
    Document(
        DocumentKind.PACK, 1, TODAY, references=("10618",), missing=("audit.pdf",), sum_of_sums="9f" * 32
    ),
    Document(DocumentKind.PACK, 1, TODAY, references=("10618", "9962")),
    Document(DocumentKind.MARKED_REGISTER, 1, TODAY, sent=3, named="register.csv"),
    *(replace(ItemList.EXAMPLE, about=about, named="Vetting", rows=(ROW, BARE_ROW)) for about in ABOUTS),
    *(replace(ItemList.EXAMPLE, about=about, named=None, rows=(), total=0) for about in ABOUTS[:-1]),
    replace(ItemList.EXAMPLE, about="words", named="matter", total=1_000, is_cut=True),
    replace(ItemList.EXAMPLE, about="words", named="nothing", rows=(), total=0),
    replace(ItemList.EXAMPLE, rows=(ROW,), total=1, next_page=None, previous_page="b", first=11),
    replace(Totals.EXAMPLE, next_committee_on=None),
    replace(DETAIL, held_on=date(2022, 11, 1), held_because="Civil claim 22/117"),
    replace(DETAIL, erase_on=date(2022, 12, 29), erased_on=date(2019, 5, 2)),
    replace(DETAIL, full=False, statements=(), can_do=(), hidden=1),
    replace(DETAIL, row=BARE_ROW, statements=(), updates=0, evidence=0, filed=(), deputy=None),
    replace(
        DETAIL,
        children=("10618", "9962"),
        deadline_moves=2,
        mandatory=False,
        notes="Asked about at the meeting.",
        last_review_on=date(2022, 9, 2),
        addressed_to=tuple(Addressee),
        updates=7,
        statements=tuple(
            replace(each, edited=True, withdrawn=True, permalink="https://force.slack.com/archives/D1/p1")
            for each in DETAIL.statements
        ),
    ),
    replace(
        DETAIL,
        statements=tuple(
            replace(each, links=LINKS, also=("9962",), number=17, **version)
            for each in DETAIL.statements
            for version in VERSIONS
        ),
    ),
    replace(
        Recorded.EXAMPLE,
        kind=StatementKind.EVIDENCE,
        text="",
        files=DETAIL.statements[0].files,
        stands_above=False,
    ),
    replace(Recorded.EXAMPLE, edited_at=AT),
    replace(Recorded.EXAMPLE, deleted_at=AT),
    replace(Recorded.EXAMPLE, undone_at=AT),
    replace(Recorded.EXAMPLE, review_offer=None),
    replace(Recorded.EXAMPLE, review_offer=None, asks_again_on=TODAY),
    replace(Recorded.EXAMPLE, review_offer=None, next_review_on=None, row=BARE_ROW),
    replace(Recorded.EXAMPLE, review_offer=None, row=BARE_ROW, for_committee=True, misses_file=True),
    replace(Recorded.EXAMPLE, asked=(ROW.owner or Who.EXAMPLE,)),
    *(
        replace(
            Recorded.EXAMPLE,
            kind=StatementKind.NOTE,
            row=row,
            aside=AsideMade(meaning, asked=asked, away=(TODAY, TODAY)),
            asks_again_on=TODAY,
        )
        for row in (ROW, BARE_ROW)
        for meaning in Meaning
        for asked in ((), (Who.EXAMPLE,))
    ),
    replace(Recorded.EXAMPLE, kind=StatementKind.NOTE, aside=AsideMade(Meaning.SUBSTANCE, answers=True)),
    *(AsideKept(meaning, TODAY) for meaning in Meaning),
    Question(Who.EXAMPLE, Who.EXAMPLE, ROW, "Which audit?", TODAY, answered=True, answered_by=Who.EXAMPLE),
    Question(Who.EXAMPLE, Who.EXAMPLE, ROW, "Which audit?", TODAY, is_recorded=False),
    replace(
        Recorded.EXAMPLE,
        kind=StatementKind.EVIDENCE,
        others=(Supported(ROW, TODAY), Supported(BARE_ROW)),
        similar=(ROW, BARE_ROW),
        links=LINKS,
        replaces=16,
        stands_above=False,
    ),
    replace(Recorded.EXAMPLE, replaced_by=18),
    replace(Recorded.EXAMPLE, undone_at=AT, undone_because="It was about another year."),
    replace(WhichItem.EXAMPLE, candidates=()),
    replace(WhichItem.EXAMPLE, placed="10618"),
    replace(WhichItem.EXAMPLE, named_unknown="10681", files=DETAIL.statements[0].files),
    Reminder(
        Reminder.EXAMPLE.to,
        TODAY,
        (ReminderLine(ROW, tuple(ReminderReason)), ReminderLine(BARE_ROW, tuple(ReminderReason))),
    ),
    Reminder(Reminder.EXAMPLE.to, TODAY, (ReminderLine(ROW, (ReminderReason.OVERDUE,), answered=True),)),
    *(
        Reminder(
            Reminder.EXAMPLE.to,
            TODAY,
            (ReminderLine(replace(ROW, deadline_on=on, review_due_on=on), (ReminderReason.OVERDUE, why)),),
        )
        for on in (date(2022, 11, 1), TODAY, date(2022, 12, 9))
        for why in (ReminderReason.REVIEW_DUE, ReminderReason.REVIEW_OPENS)
    ),
    Reminder(
        Reminder.EXAMPLE.to, TODAY, (ReminderLine(replace(ROW, deadline_on=None), (ReminderReason.OVERDUE,)),)
    ),
    Escalation(Escalation.EXAMPLE.to, TODAY, (ReminderLine(BARE_ROW, (ReminderReason.REVIEW_LATE,)),)),
    Escalation(Escalation.EXAMPLE.to, TODAY, (ReminderLine(ROW, (ReminderReason.OVERDUE,), answered=True),)),
    *ADDING_VARIANTS,
    *COMMITTEE_VARIANTS,
    *PEOPLE_VARIANTS,
    replace(RecordForm.EXAMPLE, kind=StatementKind.EVIDENCE, text="w" * 4000, row=BARE_ROW),
    replace(RecordForm.EXAMPLE, kind=StatementKind.EVIDENCE, replaces=17, links=LINKS),
    replace(WithdrawForm.EXAMPLE, text="", files=DETAIL.statements[0].files, references=("10618", "9962")),
    replace(ImportFaults.EXAMPLE, cut_short=True),
    replace(ImportFaults.EXAMPLE, begun=True),
    *(
        replace(ImportFaults.EXAMPLE, faults=faults, sent=sent, questions=ASKED)
        for faults, sent in (((), 0), ((), 3), (ImportFaults.EXAMPLE.faults, 3))
    ),
    replace(ImportFaults.EXAMPLE, sent=3, questions=ASKED[:1]),
    replace(ImportFaults.EXAMPLE, sent=3, is_answered=True),
    AnswersForm(3, "register.xlsx", ASKED),
    replace(Imported.EXAMPLE, dry_run=True, sent=3, answered=ASKED[:1]),
    replace(Imported.EXAMPLE, other_worksheets=("Old register",), left_out=((9, "Total: 14"),)),
    People(()),
    Meetings(()),
    Inspections(TODAY, (), ()),
    Inspections(
        TODAY,
        tuple(
            replace(each, stage=stage, when="", notes="The force was subtracted the list.", partners=())
            for each in Inspections.EXAMPLE.inspections
            for stage in Stage
        ),
        (DataReturnRow("Late data", date(2022, 11, 1)),),
    ),
    replace(Inspections.EXAMPLE, may_change=True, numbers=(4,)),
    Inspections(TODAY, (), (), may_change=True),
    replace(Peel.EXAMPLE, may_change=True),
    replace(Reports.EXAMPLE, may_change=True),
    replace(ReportCorrected.EXAMPLE, followed=(), stayed=()),
    InspectionForm(),
    DataReturnForm(),
    DataReturns(TODAY, ()),
    replace(Peel.EXAMPLE, positions=()),
    replace(Peel.EXAMPLE, ended={}, unplaced=()),
    Reports(TODAY, ()),
    Reports(
        TODAY,
        tuple(
            replace(each, summary=None, themes=(), participation=None, source_link=None, items=0)
            for each in Reports.EXAMPLE.reports
        ),
    ),
    *HOME_VARIANTS,
    *SETTINGS_VARIANTS,
    FirstHour("Priya Shah", TODAY),
    FirstHour("Priya Shah", TODAY, 3, TODAY, TODAY, is_channel=True, owners=2),
    FirstHour("Priya Shah", TODAY, 3, owners=2, unreachable=("Anna Clarke",)),
    FirstHour("Priya Shah", TODAY, 3, owners=2, waiting=2),
    replace(Found.EXAMPLE, is_cut=True, first=9, next_page=None, previous_page='["dip sample", 1]'),
    replace(Found.EXAMPLE, total=3, next_page=None),
    replace(History.EXAMPLE, hides=True, first=13, next_page=None, previous_page='["10618", 1]'),
    replace(History.EXAMPLE, row=BARE_ROW, total=3, next_page=None),
    Help((Topic("", ("",)), *Help.EXAMPLE.topics), about="status"),
    Help(Help.EXAMPLE.topics, about="more"),
    Help(Help.EXAMPLE.topics, keeps_register=True),
    Help((Topic("a-new-command", ("a-new-command",)),)),
    replace(ImportFaults.EXAMPLE, faults=(Fault(7, "", "The row is empty.", "Delete it."),) * 2),
    replace(ImportFaults.EXAMPLE, faults=(), unknown_headings=(("Colour of the sky", None),)),
    replace(Imported.EXAMPLE, dry_run=True, sent=3, changed_since=True, tells=True),
    replace(Imported.EXAMPLE, dry_run=True, sent=3, added=(), changed=()),
    ImportFaults(
        "register.xlsx", tuple(Fault(n, "RAG", f"“{n}” is none.", "") for n in range(40)), sent=3, first=16
    ),
    replace(Imported.EXAMPLE, dry_run=True, unknown_headings=(("Ownr", "Owner"), ("Sky", None))),
    replace(Imported.EXAMPLE, added=(), changed=(), unchanged=1, new_reports=(), new_people=()),
    Refused(
        "{what} on {day} is not {number} {rag}.", {"what": "It", "day": TODAY, "number": 1, "rag": Rag.RED}
    ),
)
