"""The shape of what was asked for and decided about a date, and of the form for it."""

from templates.messages.dates import DateForm, Extension
from templates.parts import Buttons, DateInput, Heading, Note, Parts, Quote, Text, TextInput
from templates.translator import Translator, button, form

DECIDED_BY = ("agree", "refuse")
"""What can be done with a request that is not decided, by the names of the buttons."""


def extension(message: Extension, translator: Translator) -> Parts:
    """Return what was asked for with its reason, and the buttons to decide, or what was decided and why."""
    state = message.decision or "asked"
    waiting = message.decision is None
    buttons = (*DECIDED_BY, "show") if waiting else ("show",)
    because = (Quote(translator.lines(message.because)),) if message.because.strip() else ()
    return (
        Heading(translator.bare.say("extension", f"title_{state}", extension=message)),
        *(() if waiting else [Text(translator.say("extension", f"is_{state}", extension=message)), *because]),
        Text(translator.say("extension", "item", extension=message)),
        Text(translator.say("extension", "asked", extension=message)),
        Quote(translator.lines(message.reason)),
        Buttons(tuple(button(action, message.row.reference) for action in buttons)),
        *([Note(translator.say("extension", "footer"))] if waiting else ()),
    )


def date_form(message: DateForm, translator: Translator) -> Parts:
    """Return the form in which more time is asked for, or a date is moved."""
    what, bare = message.what, translator.bare
    return (
        form(
            "date",
            f"{what}:{message.row.reference}",
            "date_form",
            translator,
            title=f"title_{what}",
            submit=f"submit_{what}",
            instead=f"instead_{what}",
            form=message,
        ),
        Text(translator.say("record_form", "item", form=message)),
        DateInput("to", bare.say("date_form", f"label_to_{what}"), given=message.to),
        TextInput("reason", bare.say("date_form", "label_reason"), hint=bare.say("date_form", "hint_reason")),
    )
