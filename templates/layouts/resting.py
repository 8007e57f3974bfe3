"""The shape of snoozes and of *Not mine*, with their forms."""

from templates.layouts.replies import FIELD_CHARACTERS
from templates.messages.items import ItemRow
from templates.messages.resting import Disowned, KeepForm, Kept, NotMineForm, Snoozed, SnoozeForm
from templates.parts import Buttons, DateInput, Heading, Note, Parts, Quote, Text, TextInput
from templates.translator import Voice, button, form


def snooze_form(message: SnoozeForm, voice: Voice) -> Parts:
    """Return the form in which it is said until when reminders of an item rest."""
    say = voice.bare.say
    return (
        form("snooze", message.row.reference, "snooze_form", voice, row=message.row),
        Text(voice.say("item", "brief", item=message.row)),
        DateInput(
            "until",
            say("snooze_form", "until"),
            hint=say("snooze_form", "hint_until", form=message),
            given=message.latest,
        ),
        Text(voice.say("snooze_form", "body")),
    )


def snoozed(message: Snoozed, voice: Voice) -> Parts:
    """Return until when reminders of an item rest, that escalation does not, and how to end it."""
    return (
        Text(voice.say("snoozed", "title", snoozed=message)),
        Text(voice.say("snoozed", "body", snoozed=message)),
        Buttons((button("wake", message.row.reference),)),
    )


def not_mine_form(message: NotMineForm, voice: Voice) -> Parts:
    """Return the form in which an owner says why an item is not theirs."""
    return _reason_form("not_mine", message.row, voice)


def keep_form(message: KeepForm, voice: Voice) -> Parts:
    """Return the form in which a coordinator says why an item stays with its owner."""
    return _reason_form("keep", message.row, voice)


def disowned(message: Disowned, voice: Voice) -> Parts:
    """Return who says that an item is not theirs, and why, with what can be decided; or what was decided."""
    reference = message.row.reference
    undecided = Buttons((button("assign", reference), button("keep", reference), button("show", reference)))
    decided = Text(voice.say("disowned", "settled", disowned=message)) if message.settled_by else None
    return (
        Heading(voice.bare.say("disowned", "title", disowned=message)),
        Text(voice.say("item", "brief", item=message.row)),
        Text(voice.say("disowned", "body", disowned=message)),
        Quote(voice.lines(message.reason)),
        decided or undecided,
        Note(voice.say("disowned", "footer", disowned=message)),
    )


def kept(message: Kept, voice: Voice) -> Parts:
    """Return that an item is the reader's all the same, and why."""
    return (
        Text(voice.say("kept", "title", kept=message)),
        Quote(voice.lines(message.reason)),
        Note(voice.say("kept", "footer", kept=message)),
    )


def _reason_form(name: str, row: ItemRow, voice: Voice) -> Parts:
    say, words = voice.bare.say, f"{name}_form"
    return (
        form(name, row.reference, words, voice, row=row),
        Text(voice.say("item", "brief", item=row)),
        TextInput("reason", say(words, "reason"), hint=say(words, "hint_reason", most=FIELD_CHARACTERS)),
    )
