"""Reads that the item's colour is judged, and why."""

from collections.abc import Iterable

from models.dates.relative import RequestedDay
from models.enums import Rag
from models.register.rag import NEED_REASON
from models.reply_parser import phrases, rag_phrases, vocabulary
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, because, begins, clauses_of


def read(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    """Return the colour that is judged, if one is and no other; the reason is what else is said."""
    found = [(sentence, *judged) for sentence in text.sentences if (judged := _judged(sentence))]
    colours = {colour for _, colour, _ in found}
    if len(colours) != 1:
        return None
    sentence, colour, end = found[0]
    reason = because(sentence[end:]) or text.beside(sentence)
    return ReplyReading(ItemIntent.RAG, rag=colour, reason=reason)


def colour_in(readings: Iterable[ReplyReading]) -> Rag | None:
    """Return the colour that is judged in a reply which says why, if the colour asks for a reason."""
    judged = (
        each for each in readings if each.rag is not None and (each.reason or each.rag not in NEED_REASON)
    )
    return next((each.rag for each in judged), None)


def _judged(sentence: str) -> tuple[Rag, int] | None:
    """Return the one colour that a sentence judges, and where in the sentence it ends."""
    named = len(phrases.COLOURS.findall(sentence)) - len(rag_phrases.MOVED_FROM.findall(sentence))
    if named != 1 or "?" in sentence:
        return None
    for clause in dict.fromkeys((sentence, *clauses_of(sentence))):
        found = begins(clause, rag_phrases.JUDGED) or vocabulary.judged_in(clause)
        if found is None or phrases.NEGATED.search(clause[: found.start("rag")]):
            continue
        if rag_phrases.AFTER_COLOUR.match(clause[found.end("rag") :]):
            return Rag(found["rag"].casefold()), sentence.index(clause) + found.end("rag")
    return None
