"""Messages about people in all their forms: leave, snoozes, leavers, escalation and section 55."""

from dataclasses import replace
from datetime import date

from models.enums import Audience, ReminderReason, Role
from templates.messages import Message
from templates.messages.allocation import Teams
from templates.messages.items import ItemDetail, ItemList
from templates.messages.leave import Leave, LeaveForm, StandingIn, WelcomeBack
from templates.messages.leavers import HandOverList, Unreachable
from templates.messages.not_mine import Disowned
from templates.messages.people import People, PersonForm, PersonRow
from templates.messages.preferences import PreferencesForm
from templates.messages.reminders import BoardEscalation, Escalation, Reminder, ReminderLine, Rung
from templates.messages.section_55 import CommentsForm, Section55, Section55Due
from templates.messages.snooze import Snoozed
from templates.messages.teams import TeamForm
from templates.who import Who

SOON = date(2022, 12, 9)
LATER = date(2022, 12, 16)
LEAD = Who("Chief Supt Ward", "U0LEAD001")
LINE = Reminder.EXAMPLE.lines[0]
LADDER = (
    Rung(Audience.PORTFOLIO_LEAD, SOON, lead=LEAD),
    Rung(Audience.BOARD, LATER, board="Vulnerability Board"),
)
LINES: tuple[ReminderLine, ...] = (
    replace(LINE, ahead=LADDER),
    replace(LINE, ahead=(*LADDER, Rung(Audience.COORDINATORS, LATER))),
    replace(LINE, ahead=()),
    replace(LINE, ahead=(), escalates_on=None, whys=(ReminderReason.REVIEW_OPENS,)),
    replace(LINE, instead_of=Who.EXAMPLE, until=LATER),
    replace(LINE, instead_of=Who.EXAMPLE),
    replace(LINE, resting_until=SOON),
    replace(LINE, resting_until=SOON, ahead=()),
    replace(LINE, disowned_on=SOON),
)
HELD = HandOverList.EXAMPLE
RESTING = replace(LINE.row, resting_until=SOON, disowned_on=date(2022, 12, 1))
PEOPLE_VARIANTS: tuple[Message, ...] = (
    replace(Reminder.EXAMPLE, lines=LINES),
    *(replace(Reminder.EXAMPLE, lines=(line,)) for line in LINES),
    replace(Escalation.EXAMPLE, lines=LINES),
    replace(Escalation.EXAMPLE, lines=LINES, audience=Audience.PORTFOLIO_LEAD),
    replace(
        BoardEscalation.EXAMPLE,
        rows=tuple(
            replace(each, link=None, portfolio=None, owner=None, is_overdue=False, review_due_on=None)
            for each in BoardEscalation.EXAMPLE.rows
        ),
    ),
    replace(ItemList.EXAMPLE, rows=(RESTING,)),
    replace(ItemDetail.EXAMPLE, row=RESTING),
    replace(Leave.EXAMPLE, rows=()),
    replace(Leave.EXAMPLE, rows=(), is_own=False),
    replace(Leave.EXAMPLE, entered=Leave.EXAMPLE.rows[0]),
    replace(Leave.EXAMPLE, entered=replace(Leave.EXAMPLE.rows[0], deputy=None), is_own=False),
    LeaveForm(SOON),
    replace(PreferencesForm.EXAMPLE, quiet_days=()),
    replace(StandingIn.EXAMPLE, rows=(), called_off=True),
    replace(WelcomeBack.EXAMPLE, happened=()),
    replace(WelcomeBack.EXAMPLE, happened=WelcomeBack.EXAMPLE.happened * 40),
    replace(Snoozed.EXAMPLE, escalates_on=None),
    replace(Disowned.EXAMPLE, settled_by=LEAD, owner=Who.EXAMPLE),
    replace(Disowned.EXAMPLE, settled_by=LEAD),
    replace(HELD, owned=(), deputised=(), teams=(), asked=()),
    replace(HELD, owned=HELD.owned * 60),
    replace(Unreachable.EXAMPLE, people=Unreachable.EXAMPLE.people[:1]),
    People(
        tuple(
            replace(each, away_until=LATER, unreachable_since=SOON)
            for each in (*People.EXAMPLE.people, PersonRow("Mo", Role.OWNER, "U1", None, active=False))
        )
    ),
    People(
        (*People.EXAMPLE.people, replace(People.EXAMPLE.people[0], away_until=LATER, unreachable_since=SOON)),
        may_change=True,
        sought="a",
        total=20,
        first=13,
        previous_page='["a", 1]',
        next_page='["a", 16]',
    ),
    People((replace(People.EXAMPLE.people[1], active=True),), may_change=True, total=1),
    People((replace(People.EXAMPLE.people[1], hands_over=False),), may_change=True, total=1),
    People((), may_change=True),
    PersonForm(given_name="Nora New"),
    TeamForm(),
    replace(Teams.EXAMPLE, may_change=True),
    Section55(LATER, ()),
    CommentsForm("VETTING", "Vetting, misconduct and misogyny", LATER),
    Section55(date(2023, 1, 6), Section55.EXAMPLE.clocks * 3),
    replace(Section55Due.EXAMPLE, today=date(2023, 1, 6)),
)
