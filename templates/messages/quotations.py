"""What the committee's paper will quote, for the coordinators: each quotation, and how to leave it out."""

from dataclasses import dataclass
from datetime import date

from models.refusals.commands import NoLongerKnown
from templates.messages import Message
from templates.messages.items import ItemRow
from templates.messages.summary_parts import Told
from templates.parts import Button, Buttons, Heading, Parts, Section, Sections, Text
from templates.translator import Translator

ON_A_PAGE = 30
"""Quotations in a message; the next page has the others."""

IN_PREVIEW = 5
"""Those that the preview shows itself."""

LONGEST_NUMBER = 18
"""Digits: what is longer is no number of the database."""


@dataclass(frozen=True)
class Quotations(Message):
    """Every quotation of the paper for the meeting on `held_on`, or as of today; `first` is the first shown.

    `left_out` is the item and the number of the statement that has just been left out.
    """

    quoted: tuple[Told, ...]
    held_on: date | None
    first: int = 0
    left_out: tuple[str, int] | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return each quotation with the button that leaves it out, and *Undo* for the one just left out."""

        def bare(key: str) -> str:
            return translator.bare.say("quotations", key, quotations=self)

        shown = self.quoted[self.first : self.first + ON_A_PAGE]
        following = self.first + ON_A_PAGE
        rest = len(self.quoted) - following
        undo = self.left_out and Button("quote_again", _value(self.left_out[1], self.held_on), bare("undo"))
        return (
            Heading(bare("title")),
            *((Text(translator.say("quotations", "left_out", quotations=self)),) if self.left_out else ()),
            Text(translator.say("quotations", "lead" if self.quoted else "none", quotations=self)),
            *((Sections(sections(shown, self.held_on, translator)),) if shown else ()),
            *((Buttons((undo,)),) if undo else ()),
            *((Buttons((see(following, self.held_on, bare("next")),)),) if rest > 0 else ()),
        )


_EXAMPLE = Told(ItemRow.EXAMPLE, "The new form went live on Monday.", date(2022, 12, 2), 7, "Anna Clarke")
Quotations.EXAMPLE = Quotations((_EXAMPLE,), date(2022, 12, 15), left_out=("9962", 8))


def see(first: int, held_on: date | None, label: str) -> Button:
    """Return the button that shows the quotations from the `first` on."""
    return Button("quotations", _value(first, held_on), label)


def sections(quoted: tuple[Told, ...], held_on: date | None, translator: Translator) -> tuple[Section, ...]:
    """Return each quotation as the paper prints it, with the button that leaves it out."""
    label = translator.bare.say("quotations", "leave_out")
    return tuple(
        Section(
            translator.say("quotations", "line", told=each),
            button=Button("leave_out", _value(each.number, held_on), label) if each.number else None,
        )
        for each in quoted
    )


def read_value(value: str) -> tuple[int, date | None]:
    """Return the number and the meeting that a button carries. Raises NoLongerKnown."""
    try:
        number, held_on = value.split("|")
        return int(number[:LONGEST_NUMBER]), date.fromisoformat(held_on) if held_on else None
    except ValueError:
        raise NoLongerKnown from None


def _value(number: int, held_on: date | None) -> str:
    return f"{number}|{held_on or ''}"
