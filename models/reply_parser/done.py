"""Reads that the whole item is done."""

from models.dates.relative import RequestedDay
from models.reply_parser import phrases
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, begins


def read(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    """Return that it is done, unless anything in the reply says not yet."""
    for sentence in text.sentences:
        found = begins(sentence, phrases.DONE)
        if found is None or phrases.LISTS_WHAT_IS_DONE.match(sentence[found.end() :]):
            continue
        # What says done may hold a word such as "can be closed", which elsewhere would mean not yet.
        rest = phrases.AWAITS_OTHERS.sub(" ", text.flat.replace(found[0], " ", 1))
        if "?" not in text.flat and not phrases.NOT_YET.search(rest):
            return ReplyReading(ItemIntent.DONE)
    return None
