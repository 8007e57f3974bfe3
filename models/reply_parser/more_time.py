"""Reads that more time is asked for: up to which day, and why."""

import re

from models.dates.relative import RequestedDay, find_day
from models.reply_parser import phrases
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, because


def read(text: ReplyText, asked: RequestedDay) -> ReplyReading | None:
    """Return up to which days more time is asked for, none if none is named; and why, if it is said."""
    for sentence in text.sentences:
        for form in phrases.MORE_TIME_UNTIL:
            for found in form.finditer(sentence):
                rest = sentence[found.end() :]
                when = find_day(rest, asked)
                if when is None or not _asks(sentence, found):
                    continue
                reason = because(rest[when.end :]) or text.beside(sentence)
                return ReplyReading(ItemIntent.MORE_TIME, when.days, reason)
    for sentence in text.sentences:
        found_bare = phrases.MORE_TIME.search(sentence)
        if found_bare and _asks(sentence, found_bare):
            return ReplyReading(ItemIntent.MORE_TIME, (), text.beside(sentence))
    return None


def _asks(sentence: str, found: re.Match[str]) -> bool:
    before = sentence[: found.start()]
    return not (phrases.NEGATED.search(before) or phrases.ALREADY.search(before[-20:]))
