"""The shape of what a search found."""

from templates.messages.found import Found, Hit
from templates.parts import Button, Buttons, Heading, ItemLine, Items, Note, Parts
from templates.translator import Translator, button, leaf

SEARCH = "/rec search"


def found(message: Found, translator: Translator) -> Parts:
    """Return each place with a button that opens it, and the buttons to leaf on."""
    lines = tuple(
        ItemLine(translator.say("found", "hit", hit=hit), buttons=_opening(hit)) for hit in message.hits
    )
    turns = (("search:previous", message.previous_page), ("search:next", message.next_page))
    pages = tuple(leaf(action, value) for action, value in turns if value is not None)
    last = message.first + len(message.hits) - 1
    return (
        Heading(translator.bare.say("found", "title", found=message)),
        Items(lines, more=SEARCH),
        Note(translator.say("found", "footer", found=message, last=last)),
        *([Buttons(pages)] if pages else ()),
    )


def _opening(hit: Hit) -> tuple[Button, ...]:
    return (button("show", hit.references[0]),) if hit.references else (button("list", hit.code or ""),)
