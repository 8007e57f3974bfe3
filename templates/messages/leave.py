"""What is said about leave: whose, who stands in, and what happened meanwhile."""

from dataclasses import dataclass
from datetime import date

from templates.messages import FormMessage, Message
from templates.messages.items import ItemRow, item_line
from templates.parts import (
    YOURS,
    Buttons,
    DateInput,
    Heading,
    ItemLine,
    Items,
    Lines,
    Note,
    Parts,
    PersonInput,
    Text,
)
from templates.translator import Translator, button, form
from templates.who import Who

MOST_HAPPENED = 30


@dataclass(frozen=True)
class LeaveRow:
    """Leave from one local date to another, both included; `absence` is the number that *Cancel* carries."""

    absence: int
    starts_on: date
    ends_on: date
    deputy: Who | None


@dataclass(frozen=True)
class Leave(Message):
    """The leave of `whose` that is not over; `entered` is what has just been entered, and said first."""

    whose: Who
    today: date
    rows: tuple[LeaveRow, ...]
    entered: LeaveRow | None = None
    is_own: bool = True

    def layout(self, translator: Translator) -> Parts:
        """Return somebody's leave, each with *Cancel*, and for oneself a button to enter some."""

        def line(row: LeaveRow) -> ItemLine:
            words = translator.say("leave", "line", row=row, today=self.today)
            return ItemLine(words, buttons=(button("cancel_leave", str(row.absence)),))

        entered = translator.say("leave", "entered", leave=self) if self.entered else None
        return (
            *((Text(entered),) if entered else (Heading(translator.bare.say("leave", "title", leave=self)),)),
            *((Items(tuple(line(row) for row in self.rows)),) if self.rows else ()),
            *(() if self.rows else (Text(translator.say("leave", "none", leave=self)),)),
            *((Buttons((button("new_leave", "leave"),)),) if self.is_own else ()),
            Note(translator.say("leave", "footer")),
        )


Leave.EXAMPLE = Leave(
    Who.EXAMPLE,
    date(2022, 12, 2),
    (LeaveRow(4, date(2022, 12, 19), date(2023, 1, 6), Who("Sofia Novak", "U0SOFIA01")),),
)


@dataclass(frozen=True)
class LeaveForm(FormMessage):
    """The form in which leave is entered; coordinators can enter it for others."""

    today: date
    for_others: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return the form: from when to when, and who stands in."""
        say = translator.bare.say
        person = PersonInput(
            "whose", say("leave_form", "whose"), hint=say("leave_form", "hint_whose"), optional=True
        )
        return (
            form("leave", "leave", "leave_form", translator),
            *((person,) if self.for_others else ()),
            DateInput("starts_on", say("leave_form", "starts_on"), given=self.today),
            DateInput("ends_on", say("leave_form", "ends_on"), hint=say("leave_form", "hint_ends_on")),
            PersonInput(
                "deputy", say("leave_form", "deputy"), hint=say("leave_form", "hint_deputy"), optional=True
            ),
        )


LeaveForm.EXAMPLE = LeaveForm(date(2022, 12, 2), for_others=True)


@dataclass(frozen=True)
class StandingIn(Message):
    """For whoever stands in, when leave begins: for whom, up to which day, and for which items.

    `called_off` says that the leave is over before that day: nobody stands in any more, for no items.
    """

    owner: Who
    until: date
    rows: tuple[ItemRow, ...]
    today: date
    called_off: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return for whom the reader stands in, and the items; or that this is over."""
        if self.called_off:
            return (
                Heading(translator.bare.say("standing_in", "title_over", standing=self)),
                Text(translator.say("standing_in", "over", standing=self)),
            )
        return (
            Heading(translator.bare.say("standing_in", "title", standing=self)),
            Text(translator.say("standing_in", "body", standing=self)),
            Items(tuple(item_line(row, self.today, translator) for row in self.rows), more=YOURS),
            Note(translator.say("standing_in", "footer")),
        )


StandingIn.EXAMPLE = StandingIn(Who.EXAMPLE, date(2023, 1, 6), (ItemRow.EXAMPLE,), date(2022, 12, 19))


@dataclass(frozen=True)
class Happened:
    """Something that was done to an item: `what` in the ledger's words, by whom, and when it was recorded."""

    reference: str
    what: str
    by: Who | None
    on: date


@dataclass(frozen=True)
class WelcomeBack(Message):
    """For somebody who was on leave: what happened to their items meanwhile, in the order in which it did."""

    to: Who
    since: date
    today: date
    happened: tuple[Happened, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return what happened to the reader's items while they were away."""
        heading = Heading(translator.bare.say("welcome_back", "title", back=self))
        if not self.happened:
            return (heading, Text(translator.say("welcome_back", "nothing", back=self)))
        lines = tuple(translator.say("welcome_back", "line", each=each) for each in self.happened)
        return (
            heading,
            Text(translator.say("welcome_back", "body", back=self)),
            Lines(lines[:MOST_HAPPENED], more=None),
            *(
                (Text(translator.say("welcome_back", "more", more=len(lines) - MOST_HAPPENED)),)
                if len(lines) > MOST_HAPPENED
                else ()
            ),
            Note(translator.say("welcome_back", "footer")),
        )


WelcomeBack.EXAMPLE = WelcomeBack(
    Who.EXAMPLE,
    date(2022, 12, 19),
    date(2023, 1, 9),
    (Happened("10618", "update recorded", Who("Sofia Novak", "U0SOFIA01"), date(2022, 12, 20)),),
)
