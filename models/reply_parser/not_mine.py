"""Reads that the item is not its author's, and why."""

from models.dates.relative import RequestedDay
from models.reply_parser import phrases
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, begins, said


def read(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    """Return that the item is not theirs; whose it is instead, or what else is said, is the reason."""
    for sentence in text.sentences:
        if begins(sentence, phrases.BELONGS_ELSEWHERE):
            return ReplyReading(ItemIntent.NOT_MINE, reason=said(sentence))
        found = begins(sentence, phrases.NOT_MINE)
        if found is not None:
            rest = said(sentence[found.end() :].lstrip(" .,;:!-)"))
            return ReplyReading(ItemIntent.NOT_MINE, reason=rest or text.beside(sentence))
    return None
