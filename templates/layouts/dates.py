"""The shape of what was asked for and decided about a date, and of the form for it."""

from templates.messages.dates import DateForm, Extension
from templates.parts import Buttons, DateInput, Heading, Note, Parts, Quote, Text, TextInput
from templates.translator import Voice, button, form

DECIDED_BY = ("agree", "refuse")
"""What can be done with a request that is not decided, by the names of the buttons."""


def extension(message: Extension, voice: Voice) -> Parts:
    """Return what was asked for with its reason, and the buttons to decide, or what was decided and why."""
    state = message.decision or "asked"
    waiting = message.decision is None
    buttons = (*DECIDED_BY, "show") if waiting else ("show",)
    because = (Quote(voice.lines(message.because)),) if message.because.strip() else ()
    return (
        Heading(voice.bare.say("extension", f"title_{state}", extension=message)),
        *(() if waiting else [Text(voice.say("extension", f"is_{state}", extension=message)), *because]),
        Text(voice.say("extension", "item", extension=message)),
        Text(voice.say("extension", "asked", extension=message)),
        Quote(voice.lines(message.reason)),
        Buttons(tuple(button(action, message.row.reference) for action in buttons)),
        *([Note(voice.say("extension", "footer"))] if waiting else ()),
    )


def date_form(message: DateForm, voice: Voice) -> Parts:
    """Return the form in which more time is asked for, or a date is moved."""
    what, bare = message.what, voice.bare
    return (
        form(
            "date",
            f"{what}:{message.row.reference}",
            "date_form",
            voice,
            title=f"title_{what}",
            submit=f"submit_{what}",
            instead=f"instead_{what}",
            form=message,
        ),
        Text(voice.say("record_form", "item", form=message)),
        DateInput("to", bare.say("date_form", f"label_to_{what}"), given=message.to),
        TextInput("reason", bare.say("date_form", "label_reason"), hint=bare.say("date_form", "hint_reason")),
    )
