"""What is said on an item's way to its end, and of dates that move, in all its forms."""

from dataclasses import replace
from datetime import date

from models.completion.unusual import Oddity, Unusual
from models.enums import Decision, ReminderReason, Status
from templates.messages import Message
from templates.messages.completion import (
    CauseMayClose,
    Outcome,
    ReasonForm,
    SignOffForm,
    Submission,
    SubmitForm,
)
from templates.messages.deadlines import DateForm, Extension
from templates.messages.items import ItemDetail, ItemList, ItemRow, StatementRow
from templates.messages.reminders import Escalation, Reminder, ReminderLine
from templates.who import Who

PRIYA = Who("Priya Shah", "U0PRIYA01")
ROW = replace(
    ItemRow.EXAMPLE,
    status=Status.SUBMITTED,
    status_since=date(2022, 11, 20),
    original_deadline_on=date(2019, 10, 17),
    deadline_moves=2,
    asked_to=date(2023, 3, 31),
    demonstrating_until=date(2022, 12, 31),
)
COMPLETE = replace(ROW, status=Status.FORCE_COMPLETE, demonstrating_until=None, asked_to=None)
BARE = replace(
    ROW, also=None, owner=None, deadline_on=None, original_deadline_on=None, deadline_moves=0, asked_to=None
)
EVIDENCE: StatementRow = replace(
    Submission.EXAMPLE.evidence[0], text="", permalink="https://force.slack.com/archives/D1/p1"
)

FORMS = ("approve", "end", "reopen", "refuse", "hold", "release")
FINISHING_VARIANTS: tuple[Message, ...] = (
    replace(Submission.EXAMPLE, row=ROW, by=PRIYA, evidence=(EVIDENCE,) * 10, pieces=12),
    replace(Submission.EXAMPLE, row=BARE, evidence=(), pieces=0, level="the assurance board"),
    replace(Submission.EXAMPLE, row=ROW, over=True, words="All <units> are trained."),
    *(
        replace(
            Submission.EXAMPLE, row=ROW, level="the board", decision=each, decided_by=PRIYA, reason=reason
        )
        for each, reason in (
            ("approved", ""),
            ("passed_on", ""),
            ("demonstrating", ""),
            ("returned", "The audit covers two units only."),
        )
    ),
    *(
        replace(
            Outcome.EXAMPLE, what=each, rows=(ROW,) * many, reason="" if each == "approved" else "Why <so>."
        )
        for each, many in (
            ("approved", 1),
            ("demonstrating", 1),
            ("signed_off", 30),
            ("ended", 1),
            ("reopened", 1),
        )
    ),
    replace(CauseMayClose.EXAMPLE, children=(replace(COMPLETE, status=Status.SIGNED_OFF),) * 2),
    *(replace(Extension.EXAMPLE, decision=each, decided_by=PRIYA, because="No.") for each in Decision),
    replace(Extension.EXAMPLE, row=BARE, decision=Decision.WITHDRAWN),
    replace(Extension.EXAMPLE, row=ItemRow.EXAMPLE),
    *(ReasonForm(what, ROW, date(2022, 12, 2)) for what in FORMS),
    *(
        SignOffForm((ROW,) * many, date(2022, 12, 2), date(2022, 11, 30), "letter", each)
        for many in (1, 2)
        for each in ((), tuple(Unusual(oddity, ("10618", "9962")[:many]) for oddity in Oddity))
    ),
    SubmitForm(BARE, date(2022, 12, 2)),
    DateForm("move", ROW, date(2022, 12, 2)),
    replace(ItemList.EXAMPLE, rows=(ROW, COMPLETE)),
    replace(ItemDetail.EXAMPLE, row=ROW, deadline_moves=2, asked_by=Who.EXAMPLE),
    replace(
        ItemDetail.EXAMPLE, row=replace(ROW, demonstrating_until=None), check_level="the assurance board"
    ),
    replace(ItemDetail.EXAMPLE, row=COMPLETE),
    Reminder(Reminder.EXAMPLE.to, date(2022, 12, 2), (ReminderLine(ROW, (ReminderReason.OVERDUE,)),)),
    Escalation(Escalation.EXAMPLE.to, date(2022, 12, 2), (ReminderLine(ROW, (ReminderReason.OVERDUE,)),)),
)
