"""The shape of what is said of how long words are kept."""

from templates.messages.retention import ErasureAhead, Retention
from templates.parts import Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator, button


def erasure_ahead(message: ErasureAhead, translator: Translator) -> Parts:
    """Return the items whose words will be erased, each with *Hold*."""
    lines = tuple(
        ItemLine(
            translator.say("erasure_ahead", "line", item=item, ahead=message),
            buttons=(button("hold", item.reference),),
        )
        for item in message.items
    )
    return (
        Heading(translator.bare.say("erasure_ahead", "title", ahead=message)),
        Text(translator.say("erasure_ahead", "body", ahead=message)),
        Items(lines),
        Note(translator.say("erasure_ahead", "footer", ahead=message)),
    )


def retention(message: Retention, translator: Translator) -> Parts:
    """Return what is due, what people are told of and what is held, or that there is nothing of it."""
    heading = Heading(translator.bare.say("retention", "title", kept=message))
    never = () if message.years else (Text(translator.say("retention", "never")),)
    lists: list[Text | Lines] = []
    for name, number in zip(("due", "told", "to_tell", "held"), message.counts, strict=True):
        items = getattr(message, name)
        if number:
            more = (translator.say("retention", "more", number=number - len(items)),) * (number > len(items))
            lines = tuple(translator.say("retention", "line", item=item, kept=message) for item in items)
            lists += [Text(translator.say("retention", name, number=number)), Lines((*lines, *more))]
    if message.years and not lists:
        lists = [Text(translator.say("retention", "none"))]
    return (heading, *never, *lists)
