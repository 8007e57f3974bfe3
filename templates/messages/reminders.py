"""What can be said when the calendar speaks to one person: reminders, and what was left unanswered."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.kinds import Why
from templates.messages.items import ItemRow, Who


@dataclass(frozen=True)
class ReminderLine:
    """One item in a reminder, with every reason why it is there. `answered` once the owner has replied."""

    row: ItemRow
    whys: tuple[Why, ...]
    review_on: date | None = None
    answered: bool = False
    escalates_on: date | None = None


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
            ItemRow.EXAMPLE, (Why.OVERDUE, Why.REVIEW_DUE), date(2022, 12, 2), escalates_on=date(2022, 12, 16)
        ),
    ),
)


@dataclass(frozen=True)
class Escalation:
    """What owners have not answered and what has no owner, for a coordinator, in one direct message a day."""

    to: Who
    today: date
    lines: tuple[ReminderLine, ...]

    EXAMPLE: ClassVar["Escalation"]


Escalation.EXAMPLE = Escalation(Who("Priya Shah", "U0PRIYA01"), date(2022, 12, 16), Reminder.EXAMPLE.lines)
