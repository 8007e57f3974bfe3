"""The shape of the clocks of section 55, and of their reminder."""

from templates.messages.section_55 import Section55, Section55Due
from templates.parts import Heading, Lines, Note, Parts, Text
from templates.translator import Translator


def section_55(message: Section55, translator: Translator) -> Parts:
    """Return every report whose clock runs, or that none does."""
    if not message.clocks:
        return (Text(translator.say("section55", "none")),)
    lines = tuple(
        translator.say("section55", "line", clock=each, today=message.today) for each in message.clocks
    )
    return (
        Heading(translator.bare.say("section55", "title", section=message)),
        Lines(lines),
        Note(translator.say("section55", "footer", example=message.clocks[0].code)),
    )


def section_55_due(message: Section55Due, translator: Translator) -> Parts:
    """Return of which report the last day is near, or has passed, and how it is recorded as done."""
    return (
        Heading(translator.bare.say("section55_due", "title", due=message)),
        Text(translator.say("section55_due", "body", due=message)),
        Note(translator.say("section55_due", "footer")),
    )
