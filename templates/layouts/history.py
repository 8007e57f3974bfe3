"""The shape of what has happened to an item."""

from templates.messages.history import History
from templates.parts import Buttons, Heading, ItemLine, Items, Note, Parts
from templates.translator import Translator, button, leaf


def history(message: History, translator: Translator) -> Parts:
    """Return one line for every fact, with what was recorded then, and the buttons to leaf on."""
    lines = tuple(
        ItemLine(
            translator.say("history", "entry", entry=entry, history=message),
            quote=translator.lines(entry.quote) if entry.quote else None,
        )
        for entry in message.entries
    )
    turns = (("history:previous", message.previous_page), ("history:next", message.next_page))
    pages = tuple(leaf(action, value) for action, value in turns if value is not None)
    last = message.first + len(message.entries) - 1
    return (
        Heading(translator.bare.say("history", "title", history=message)),
        Items(lines, more=f"/rec history {message.row.reference}"),
        Note(translator.say("history", "footer", history=message, last=last)),
        Buttons((*pages, button("show", message.row.reference))),
    )
