"""The shape of what is said about an imported file."""

from templates.layouts.allocation import told_of
from templates.messages.imports import Imported, ImportFaults
from templates.parts import Heading, Lines, Parts, Text
from templates.translator import Voice

Headings = tuple[tuple[str, str | None], ...]


def import_faults(message: ImportFaults, voice: Voice) -> Parts:
    """Return every faulty row and every heading that is not known."""
    faults = tuple(voice.say("import_faults", "line", fault=fault) for fault in message.faults)
    return (
        Heading(voice.bare.say("import_faults", "title", report=message)),
        Text(voice.say("import_faults", "body", report=message)),
        *([Lines(faults)] if faults else ()),
        *([Text(voice.say("import_faults", "cut_short"))] if message.cut_short else ()),
        *_unknown(message.unknown_headings, "import_faults", voice),
    )


def imported(message: Imported, voice: Voice) -> Parts:
    """Return what was added and changed, with references."""

    def say(block: str, **facts: object) -> Text:
        return Text(voice.say("imported", block, report=message, **facts))

    changes = tuple(
        voice.say("imported", "changed", reference=reference, changes=changes)
        for reference, changes in message.changed
    )
    return (
        Heading(voice.bare.say("imported", "title", report=message)),
        say("body"),
        *([say("added")] if message.added else ()),
        *([Lines((voice.say("imported", "changed_title", report=message), *changes))] if changes else ()),
        *([say("new_reports")] if message.new_reports else ()),
        *([say("new_people")] if message.new_people else ()),
        *(told_of(message.told, voice) if message.told else ()),
        *([say("other_worksheets")] if message.other_worksheets else ()),
        *_unknown(message.unknown_headings, "imported", voice),
    )


def _unknown(headings: Headings, template: str, voice: Voice) -> Parts:
    lines = tuple(
        voice.say(template, "heading", heading=heading, nearest=nearest) for heading, nearest in headings
    )
    return (Lines(lines),) if lines else ()
