"""The shape of snoozes and of *Not mine*, with their forms."""

from templates.layouts.replies import FIELD_CHARACTERS
from templates.messages.items import ItemRow
from templates.messages.resting import Disowned, KeepForm, Kept, NotMineForm, Snoozed, SnoozeForm
from templates.parts import Buttons, DateInput, Heading, Note, Parts, Quote, Text, TextInput
from templates.translator import Translator, button, form


def snooze_form(message: SnoozeForm, translator: Translator) -> Parts:
    """Return the form in which it is said until when reminders of an item rest."""
    say = translator.bare.say
    return (
        form("snooze", message.row.reference, "snooze_form", translator, row=message.row),
        Text(translator.say("item", "brief", item=message.row)),
        DateInput(
            "until",
            say("snooze_form", "until"),
            hint=say("snooze_form", "hint_until", form=message),
            given=message.latest,
        ),
        Text(translator.say("snooze_form", "body")),
    )


def snoozed(message: Snoozed, translator: Translator) -> Parts:
    """Return until when reminders of an item rest, that escalation does not, and how to end it."""
    return (
        Text(translator.say("snoozed", "title", snoozed=message)),
        Text(translator.say("snoozed", "body", snoozed=message)),
        Buttons((button("wake", message.row.reference),)),
    )


def not_mine_form(message: NotMineForm, translator: Translator) -> Parts:
    """Return the form in which an owner says why an item is not theirs."""
    return _reason_form("not_mine", message.row, translator)


def keep_form(message: KeepForm, translator: Translator) -> Parts:
    """Return the form in which a coordinator says why an item stays with its owner."""
    return _reason_form("keep", message.row, translator)


def disowned(message: Disowned, translator: Translator) -> Parts:
    """Return who says that an item is not theirs, and why, with what can be decided; or what was decided."""
    reference = message.row.reference
    undecided = Buttons((button("assign", reference), button("keep", reference), button("show", reference)))
    decided = Text(translator.say("disowned", "settled", disowned=message)) if message.settled_by else None
    return (
        Heading(translator.bare.say("disowned", "title", disowned=message)),
        Text(translator.say("item", "brief", item=message.row)),
        Text(translator.say("disowned", "body", disowned=message)),
        Quote(translator.lines(message.reason)),
        decided or undecided,
        Note(translator.say("disowned", "footer", disowned=message)),
    )


def kept(message: Kept, translator: Translator) -> Parts:
    """Return that an item is the reader's all the same, and why."""
    return (
        Text(translator.say("kept", "title", kept=message)),
        Quote(translator.lines(message.reason)),
        Note(translator.say("kept", "footer", kept=message)),
    )


def _reason_form(name: str, row: ItemRow, translator: Translator) -> Parts:
    say, words = translator.bare.say, f"{name}_form"
    return (
        form(name, row.reference, words, translator, row=row),
        Text(translator.say("item", "brief", item=row)),
        TextInput("reason", say(words, "reason"), hint=say(words, "hint_reason", most=FIELD_CHARACTERS)),
    )
