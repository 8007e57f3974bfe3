"""The shape of what is said about an imported file."""

from templates.layouts.allocation import told_of
from templates.messages.imports import Imported, ImportFaults
from templates.parts import Heading, Lines, Parts, Text
from templates.translator import Translator

Headings = tuple[tuple[str, str | None], ...]


def import_faults(message: ImportFaults, translator: Translator) -> Parts:
    """Return every faulty row and every heading that is not known."""
    faults = tuple(translator.say("import_faults", "line", fault=fault) for fault in message.faults)
    return (
        Heading(translator.bare.say("import_faults", "title", report=message)),
        Text(translator.say("import_faults", "body", report=message)),
        *([Lines(faults)] if faults else ()),
        *([Text(translator.say("import_faults", "cut_short"))] if message.cut_short else ()),
        *_unknown(message.unknown_headings, "import_faults", translator),
    )


def imported(message: Imported, translator: Translator) -> Parts:
    """Return what was added and changed, with references."""

    def say(block: str, **facts: object) -> Text:
        return Text(translator.say("imported", block, report=message, **facts))

    changes = tuple(
        translator.say("imported", "changed", reference=reference, changes=changes)
        for reference, changes in message.changed
    )
    return (
        Heading(translator.bare.say("imported", "title", report=message)),
        say("body"),
        *([say("added")] if message.added else ()),
        *(
            [Lines((translator.say("imported", "changed_title", report=message), *changes))]
            if changes
            else ()
        ),
        *([say("new_reports")] if message.new_reports else ()),
        *([say("new_people")] if message.new_people else ()),
        *(told_of(message.told, translator) if message.told else ()),
        *([say("other_worksheets")] if message.other_worksheets else ()),
        *_unknown(message.unknown_headings, "imported", translator),
    )


def _unknown(headings: Headings, template: str, translator: Translator) -> Parts:
    lines = tuple(
        translator.say(template, "heading", heading=heading, nearest=nearest) for heading, nearest in headings
    )
    return (Lines(lines),) if lines else ()
