"""What is said when reminders of an item rest for a while."""

from dataclasses import dataclass
from datetime import date

from templates.messages import FormMessage, Message
from templates.messages.items import ItemRow
from templates.parts import Buttons, DateInput, Parts, Text
from templates.translator import Translator, button, form


@dataclass(frozen=True)
class SnoozeForm(FormMessage):
    """The form in which somebody says until when reminders of an item rest, at the latest until `latest`."""

    row: ItemRow
    today: date
    latest: date

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which it is said until when reminders of an item rest."""
        say = translator.bare.say
        return (
            form("snooze", self.row.reference, "snooze_form", translator, row=self.row),
            Text(translator.say("item", "brief", item=self.row)),
            DateInput(
                "until",
                say("snooze_form", "until"),
                hint=say("snooze_form", "hint_until", form=self),
                given=self.latest,
            ),
            Text(translator.say("snooze_form", "body")),
        )


SnoozeForm.EXAMPLE = SnoozeForm(ItemRow.EXAMPLE, date(2022, 12, 2), date(2022, 12, 16))


@dataclass(frozen=True)
class Snoozed(Message):
    """Reminders of an item rest until `until`; others are told on `escalates_on` all the same."""

    row: ItemRow
    until: date
    today: date
    escalates_on: date | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return until when reminders of an item rest, that escalation does not, and how to end it."""
        return (
            Text(translator.say("snoozed", "title", snoozed=self)),
            Text(translator.say("snoozed", "body", snoozed=self)),
            Buttons((button("wake", self.row.reference),)),
        )


Snoozed.EXAMPLE = Snoozed(ItemRow.EXAMPLE, date(2022, 12, 12), date(2022, 12, 2), date(2022, 12, 16))
