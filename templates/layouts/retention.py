"""The shape of what is said of how long words are kept."""

from templates.messages.retention import ErasureAhead, Retention
from templates.parts import Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Voice, button


def erasure_ahead(message: ErasureAhead, voice: Voice) -> Parts:
    """Return the items whose words will be erased, each with *Hold*."""
    lines = tuple(
        ItemLine(
            voice.say("erasure_ahead", "line", item=item, ahead=message),
            buttons=(button("hold", item.reference),),
        )
        for item in message.items
    )
    return (
        Heading(voice.bare.say("erasure_ahead", "title", ahead=message)),
        Text(voice.say("erasure_ahead", "body", ahead=message)),
        Items(lines),
        Note(voice.say("erasure_ahead", "footer", ahead=message)),
    )


def retention(message: Retention, voice: Voice) -> Parts:
    """Return what is due, what people are told of and what is held, or that there is nothing of it."""
    heading = Heading(voice.bare.say("retention", "title", kept=message))
    never = () if message.years else (Text(voice.say("retention", "never")),)
    lists: list[Text | Lines] = []
    for name, number in zip(("due", "told", "to_tell", "held"), message.counts, strict=True):
        items = getattr(message, name)
        if number:
            more = (voice.say("retention", "more", number=number - len(items)),) * (number > len(items))
            lines = tuple(voice.say("retention", "line", item=item, kept=message) for item in items)
            lists += [Text(voice.say("retention", name, number=number)), Lines((*lines, *more))]
    if message.years and not lists:
        lists = [Text(voice.say("retention", "none"))]
    return (heading, *never, *lists)
