"""What can be said when the calendar speaks to one person: reminders, and what was left unanswered."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from models.enums import Audience, ReminderReason
from templates.messages.items import ItemRow, Who


@dataclass(frozen=True)
class Rung:
    """Who is told next unless somebody answers, and on which local date: the `lead`, the `board`, or others."""

    to: Audience
    on: date
    lead: Who | None = None
    board: str | None = None


@dataclass(frozen=True)
class ReminderLine:
    """One item in a reminder, with every reason why it is there. `answered` once the owner has replied.

    `ahead` says who is told next. Whoever reads it stands in for the owner `instead_of`, up to the local date
    `until` where the owner is on leave. The owner has said on `disowned_on` that it is not theirs, or has let
    its reminders rest up to `resting_until`.
    """

    row: ItemRow
    whys: tuple[ReminderReason, ...]
    review_on: date | None = None
    answered: bool = False
    escalates_on: date | None = None
    ahead: tuple[Rung, ...] = ()
    instead_of: Who | None = None
    until: date | None = None
    disowned_on: date | None = None
    resting_until: date | None = None


@dataclass(frozen=True)
class Reminder:
    """Everything one owner is reminded of today, in one direct message."""

    to: Who
    today: date
    lines: tuple[ReminderLine, ...]

    EXAMPLE: ClassVar["Reminder"]


Reminder.EXAMPLE = Reminder(
    Who.EXAMPLE,
    date(2022, 12, 2),
    (
        ReminderLine(
            ItemRow.EXAMPLE,
            (ReminderReason.OVERDUE, ReminderReason.REVIEW_DUE),
            date(2022, 12, 2),
            escalates_on=date(2022, 12, 16),
            ahead=(Rung(Audience.COORDINATORS, date(2022, 12, 16)),),
        ),
    ),
)


@dataclass(frozen=True)
class Escalation:
    """What owners have not answered and what has no owner, in one direct message a day.

    It is for a coordinator or, by `audience`, for whoever leads the portfolio.
    """

    to: Who
    today: date
    lines: tuple[ReminderLine, ...]
    audience: Audience = Audience.COORDINATORS

    EXAMPLE: ClassVar["Escalation"]


Escalation.EXAMPLE = Escalation(
    Who("Priya Shah", "U0PRIYA01"),
    date(2022, 12, 16),
    tuple(replace(line, escalates_on=None, ahead=()) for line in Reminder.EXAMPLE.lines),
)


@dataclass(frozen=True)
class BoardRow:
    """An item as a board's channel is told of it: reference, report and dates, and never its text."""

    reference: str
    report: str
    link: str | None
    portfolio: str | None
    owner: Who | None
    overdue_since: date | None
    review_due_on: date | None


@dataclass(frozen=True)
class BoardEscalation:
    """What owners and portfolio leads have not answered, for a governance board, once a day in its channel."""

    board: str
    today: date
    rows: tuple[BoardRow, ...]

    EXAMPLE: ClassVar["BoardEscalation"]


BoardEscalation.EXAMPLE = BoardEscalation(
    "Vulnerability Board",
    date(2022, 12, 23),
    (
        BoardRow(
            "10618",
            "Crimes against older people",
            "https://inspectorate.example/older",
            "Public Protection",
            Who.EXAMPLE,
            date(2020, 1, 17),
            date(2022, 12, 2),
        ),
    ),
)
