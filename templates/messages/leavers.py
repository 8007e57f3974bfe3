"""What can be said when people leave, or cannot be reached."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from templates.messages import FormMessage, Message
from templates.messages.items import ItemRow
from templates.parts import Buttons, ChoicesInput, Heading, Lines, Note, Parts, PersonInput, Text
from templates.translator import Translator, button, form
from templates.who import Who


@dataclass(frozen=True)
class Asked:
    """A move of a deadline that a leaver asked for and nobody has decided: of which item, to which day."""

    reference: str
    to: date


@dataclass(frozen=True)
class HandOverList(Message):
    """For a coordinator: everything that somebody who left still holds, to be given on.

    `hand_over` is the number that *Give on* carries.
    """

    hand_over: int
    leaver: Who
    left_on: date
    owned: tuple[ItemRow, ...]
    deputised: tuple[ItemRow, ...]
    teams: tuple[str, ...]
    asked: tuple[Asked, ...]
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return everything that a leaver still holds, and the button to give it on."""
        lines = tuple(_held(self, translator))
        heading = Heading(translator.bare.say("hand_over_list", "title", handing=self))
        if not lines:
            return (heading, Text(translator.say("hand_over_list", "nothing", handing=self)))
        return (
            heading,
            Text(translator.say("hand_over_list", "body", handing=self)),
            Lines(lines, more=f"status @{self.leaver.name}"),
            Buttons((button("hand_over", str(self.hand_over)),)),
            Note(translator.say("hand_over_list", "footer", handing=self)),
        )


HandOverList.EXAMPLE = HandOverList(
    2,
    Who("Dev Patel"),
    date(2022, 12, 2),
    (ItemRow.EXAMPLE,),
    (replace(ItemRow.EXAMPLE, reference="9962", also="OLDER-1b"),),
    ("Digital Investigations",),
    (Asked("10618", date(2023, 3, 31)),),
    date(2022, 12, 2),
)


def _held(message: HandOverList, translator: Translator) -> Iterator[str]:
    for key, rows in (("owned", message.owned), ("deputised", message.deputised)):
        for row in rows:
            yield translator.say("hand_over_list", key, row=row, today=message.today)
    for team in message.teams:
        yield translator.say("hand_over_list", "team", team=team)
    for asked in message.asked:
        yield translator.say("hand_over_list", "asked", asked=asked)


@dataclass(frozen=True)
class Holding:
    """Something that a leaver holds: an item `owned` or `deputised`, by its reference, or a `team`, by its name."""

    what: Literal["owned", "deputised", "team"]
    number: int
    name: str
    text: str = ""


@dataclass(frozen=True)
class HandOverForm(FormMessage):
    """The form in which what a leaver held is given to somebody: all of it, or some and then the rest."""

    hand_over: int
    leaver: Who
    holdings: tuple[Holding, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which what a leaver held is given to somebody."""
        say = translator.bare.say
        options = tuple(
            (f"{each.what}:{each.number}", say("hand_over_form", each.what, holding=each))
            for each in self.holdings
        )
        return (
            form("hand_over", str(self.hand_over), "hand_over_form", translator, form=self),
            Text(translator.say("hand_over_form", "body", form=self)),
            PersonInput("to", say("hand_over_form", "to")),
            ChoicesInput(
                "given",
                say("hand_over_form", "given"),
                options,
                hint=say("hand_over_form", "hint_given"),
                given=tuple(value for value, _ in options),
            ),
        )


HandOverForm.EXAMPLE = HandOverForm(
    2,
    Who("Dev Patel"),
    (
        Holding("owned", 1, "10618", ItemRow.EXAMPLE.text),
        Holding("deputised", 2, "9962", ItemRow.EXAMPLE.text),
        Holding("team", 1, "Digital Investigations"),
    ),
)


@dataclass(frozen=True)
class OutOfReach:
    """Somebody who owns `items` open items and is to be reminded next on `reminded_on`, and cannot be.

    `since` is the day on which a message first did not reach them; without one, they have no account.
    """

    who: Who
    since: date | None
    reminded_on: date
    items: int


@dataclass(frozen=True)
class Unreachable(Message):
    """For a coordinator: owners whom reminders that are due soon will not reach."""

    to: Who
    today: date
    people: tuple[OutOfReach, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return whom reminders that are due soon will not reach."""
        lines = tuple(
            translator.say("unreachable", "line", person=person, today=self.today) for person in self.people
        )
        return (
            Heading(translator.bare.say("unreachable", "title", unreachable=self)),
            Lines(lines, more="people"),
            Text(translator.say("unreachable", "body")),
            Note(translator.say("unreachable", "footer")),
        )


Unreachable.EXAMPLE = Unreachable(
    Who("Priya Shah", "U0PRIYA01"),
    date(2022, 12, 2),
    (
        OutOfReach(Who("Grace Lin"), None, date(2022, 12, 9), 3),
        OutOfReach(Who.EXAMPLE, date(2022, 11, 30), date(2022, 12, 12), 1),
    ),
)
