"""Reads that the item's colour is judged, and why."""

import re
from collections.abc import Iterable

from models.dates.relative import RequestedDay
from models.enums import Rag
from models.register.rag import NEED_REASON
from models.reply_parser import phrases
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, because, begins


def read(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    """Return the colour that is judged, if one is and no other; the reason is what else is said."""
    found = [(sentence, match) for sentence in text.sentences if (match := _judges(sentence))]
    colours = {match["rag"].casefold() for _, match in found}
    if len(colours) != 1:
        return None
    sentence, match = found[0]
    reason = because(sentence[match.end("rag") :]) or text.beside(sentence)
    return ReplyReading(ItemIntent.RAG, rag=Rag(match["rag"].casefold()), reason=reason)


def colour_in(readings: Iterable[ReplyReading]) -> Rag | None:
    """Return the colour that is judged in a reply which says why, if the colour asks for a reason."""
    judged = (
        each for each in readings if each.rag is not None and (each.reason or each.rag not in NEED_REASON)
    )
    return next((each.rag for each in judged), None)


def _judges(sentence: str) -> re.Match[str] | None:
    found = begins(sentence, phrases.JUDGED)
    if found is None or "?" in sentence or phrases.NEGATED.search(sentence[: found.start("rag")]):
        return None
    named = len(phrases.COLOURS.findall(sentence)) - len(phrases.MOVED_FROM.findall(sentence))
    return found if named == 1 else None
