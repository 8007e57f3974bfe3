"""What is said when an owner says that an item is not theirs."""

from dataclasses import dataclass
from datetime import date

from models.outbox.message import MessageKind
from templates.messages import FormMessage, Message
from templates.messages.items import ItemRow
from templates.parts import FIELD_HOLDS, Buttons, Heading, Note, Parts, Quote, Text, TextInput
from templates.translator import Translator, button, form
from templates.who import Who


@dataclass(frozen=True)
class NotMineForm(FormMessage):
    """The form in which an owner says why an item is not theirs."""

    row: ItemRow

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which an owner says why an item is not theirs."""
        return _reason_form("not_mine", self.row, translator)


NotMineForm.EXAMPLE = NotMineForm(ItemRow.EXAMPLE)


@dataclass(frozen=True)
class Disowned(Message):
    """For a coordinator: an owner, or somebody who answers for them, says that an item is not theirs, and why.

    Once that is settled, `settled_by` says by whom, and `owner` whose it is.
    """

    row: ItemRow
    by: Who
    reason: str
    on: date
    settled_by: Who | None = None
    owner: Who | None = None

    KIND = MessageKind.DISOWNED

    def layout(self, translator: Translator) -> Parts:
        """Return who says that an item is not theirs, and why, with what can be decided; or what was decided."""
        reference = self.row.reference
        undecided = Buttons(
            (button("assign", reference), button("keep", reference), button("show", reference))
        )
        decided = Text(translator.say("disowned", "settled", disowned=self)) if self.settled_by else None
        return (
            Heading(translator.bare.say("disowned", "title", disowned=self)),
            Text(translator.say("item", "brief", item=self.row)),
            Text(translator.say("disowned", "body", disowned=self)),
            Quote(translator.lines(self.reason)),
            decided or undecided,
            Note(translator.say("disowned", "footer", disowned=self)),
        )


Disowned.EXAMPLE = Disowned(
    ItemRow.EXAMPLE, Who.EXAMPLE, "Professional Standards keep the vetting register.", date(2022, 12, 2)
)


@dataclass(frozen=True)
class KeepForm(FormMessage):
    """The form in which a coordinator says why an item stays with its owner."""

    row: ItemRow

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which a coordinator says why an item stays with its owner."""
        return _reason_form("keep", self.row, translator)


KeepForm.EXAMPLE = KeepForm(ItemRow.EXAMPLE)


@dataclass(frozen=True)
class Kept(Message):
    """For an owner who said that an item is not theirs: it is, by whom that was settled, and why."""

    row: ItemRow
    by: Who
    reason: str
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return that an item is the reader's all the same, and why."""
        return (
            Text(translator.say("kept", "title", kept=self)),
            Quote(translator.lines(self.reason)),
            Note(translator.say("kept", "footer", kept=self)),
        )


Kept.EXAMPLE = Kept(
    ItemRow.EXAMPLE,
    Who("Priya Shah", "U0PRIYA01"),
    "The register moves in April; until then it is yours.",
    date(2022, 12, 2),
)


def _reason_form(name: str, row: ItemRow, translator: Translator) -> Parts:
    say, words = translator.bare.say, f"{name}_form"
    return (
        form(name, row.reference, words, translator, row=row),
        Text(translator.say("item", "brief", item=row)),
        TextInput("reason", say(words, "reason"), hint=say(words, "hint_reason", most=FIELD_HOLDS)),
    )
