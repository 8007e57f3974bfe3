"""What can be said about leave, and about what people prefer."""

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from models.enums import Weekday
from templates.messages.items import ItemRow, Who


@dataclass(frozen=True)
class LeaveRow:
    """Leave from one local date to another, both included; `absence` is the number that *Cancel* carries."""

    absence: int
    starts_on: date
    ends_on: date
    deputy: Who | None


@dataclass(frozen=True)
class Leave:
    """The leave of `whose` that is not over; `entered` is what has just been entered, and said first."""

    whose: Who
    today: date
    rows: tuple[LeaveRow, ...]
    entered: LeaveRow | None = None
    is_own: bool = True

    EXAMPLE: ClassVar["Leave"]


Leave.EXAMPLE = Leave(
    Who.EXAMPLE,
    date(2022, 12, 2),
    (LeaveRow(4, date(2022, 12, 19), date(2023, 1, 6), Who("Sofia Novak", "U0SOFIA01")),),
)


@dataclass(frozen=True)
class LeaveForm:
    """The form in which leave is entered; coordinators can enter it for others."""

    today: date
    for_others: bool = False

    EXAMPLE: ClassVar["LeaveForm"]


LeaveForm.EXAMPLE = LeaveForm(date(2022, 12, 2), for_others=True)


@dataclass(frozen=True)
class StandingIn:
    """For whoever stands in, when leave begins: for whom, up to which day, and for which items.

    `called_off` says that the leave is over before that day: nobody stands in any more, for no items.
    """

    owner: Who
    until: date
    rows: tuple[ItemRow, ...]
    today: date
    called_off: bool = False

    EXAMPLE: ClassVar["StandingIn"]


StandingIn.EXAMPLE = StandingIn(Who.EXAMPLE, date(2023, 1, 6), (ItemRow.EXAMPLE,), date(2022, 12, 19))


@dataclass(frozen=True)
class Happened:
    """Something that was done to an item: `what` in the ledger's words, by whom, and when it was recorded."""

    reference: str
    what: str
    by: Who | None
    on: date


@dataclass(frozen=True)
class WelcomeBack:
    """For somebody who was on leave: what happened to their items meanwhile, in the order in which it did."""

    to: Who
    since: date
    today: date
    happened: tuple[Happened, ...]

    EXAMPLE: ClassVar["WelcomeBack"]


WelcomeBack.EXAMPLE = WelcomeBack(
    Who.EXAMPLE,
    date(2022, 12, 19),
    date(2023, 1, 9),
    (Happened("10618", "update recorded", Who("Sofia Novak", "U0SOFIA01"), date(2022, 12, 20)),),
)


@dataclass(frozen=True)
class PreferencesForm:
    """The form in which people say when they may be reminded: as it is now."""

    zone: str
    starts: time
    ends: time
    quiet_days: tuple[Weekday, ...]

    EXAMPLE: ClassVar["PreferencesForm"]


PreferencesForm.EXAMPLE = PreferencesForm("Europe/London", time(9), time(17), (Weekday.FRIDAY,))
