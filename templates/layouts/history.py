"""The shape of what has happened to an item."""

from templates.messages.history import History
from templates.parts import Buttons, Heading, ItemLine, Items, Note, Parts
from templates.translator import Voice, button, leaf


def history(message: History, voice: Voice) -> Parts:
    """Return one line for every fact, with what was recorded then, and the buttons to leaf on."""
    lines = tuple(
        ItemLine(
            voice.say("history", "entry", entry=entry, history=message),
            quote=voice.lines(entry.quote) if entry.quote else None,
        )
        for entry in message.entries
    )
    turns = (("history:previous", message.previous_page), ("history:next", message.next_page))
    pages = tuple(leaf(action, value) for action, value in turns if value is not None)
    last = message.first + len(message.entries) - 1
    return (
        Heading(voice.bare.say("history", "title", history=message)),
        Items(lines, more=f"/rec history {message.row.reference}"),
        Note(voice.say("history", "footer", history=message, last=last)),
        Buttons((*pages, button("show", message.row.reference))),
    )
