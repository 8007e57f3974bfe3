"""The shape of a person's own page."""

from templates.layouts import items
from templates.messages import Home
from templates.parts import Buttons, Divider, Heading, Note, Parts, Text
from templates.words import Voice, button


def home(message: Home, voice: Voice) -> Parts:
    """Return the reader's own items, most pressing first; for a coordinator, the register's totals after them."""
    page = (items.totals(message.totals, voice)) if message.totals is not None else ()
    return (
        Heading(voice.bare.say("home", "title", home=message)),
        Text(voice.say("home", f"body_{message.role}", home=message)),
        *items.item_list(message.items, voice),
        *((Divider(), *page) if page else ()),
        Buttons((button("help", "help"),)),
        Note(voice.say("home", "footer", home=message)),
    )
