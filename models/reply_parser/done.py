"""Reads that the whole item is done."""

from models.dates.relative import RequestedDay
from models.reply_parser import phrases
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, begins, clauses_of


def read(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    """Return that it is done, unless anything in the reply says not yet."""
    for sentence in text.sentences:
        asked = next(
            (each for part in clauses_of(sentence) if (each := phrases.ASKS_TO_CLOSE.match(part))), None
        )
        found = asked or begins(sentence, phrases.DONE)
        if found is None or phrases.LISTS_WHAT_IS_DONE.match(sentence[found.end() :]):
            continue
        # What says done may hold a word such as "can be closed", which elsewhere would mean not yet.
        rest = phrases.NOTHING_LEFT.sub(" ", text.flat)
        rest = phrases.AWAITS_OTHERS.sub(" ", rest.replace(found[0], " ", 1))
        with_reason = asked is not None and sentence.endswith("?") and text.beside(sentence) is not None
        questions = text.flat.count("?") - with_reason
        if not questions and not phrases.NOT_YET.search(rest):
            return ReplyReading(ItemIntent.DONE)
    return None
