"""Reads that more time is asked for: up to which day, and why."""

import re

from models.dates.relative import RequestedDay, find_day
from models.reply_parser import phrases
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, because, clauses_of, said


def read(text: ReplyText, asked: RequestedDay) -> ReplyReading | None:
    """Return up to which days more time is asked for, none if none is named; and why, if it is said."""
    for sentence in text.sentences:
        for form in (*phrases.MORE_TIME_UNTIL, *phrases.MORE_TIME_LATER):
            for found in form.finditer(sentence):
                rest = sentence[found.end() :]
                when = find_day(rest, asked)
                if when is None or not _asks(sentence, found):
                    continue
                reason = because(rest[when.end :]) or text.beside(sentence) or _leading(sentence, found)
                return ReplyReading(ItemIntent.MORE_TIME, when.days, reason)
    for sentence in text.sentences:
        will_be = phrases.WILL_BE.match(sentence)
        later = find_day(sentence[will_be.end() :], asked) if will_be is not None else None
        if will_be is not None and later is not None:
            rest = sentence[will_be.end() + later.end :]
            if phrases.AND_NO_MORE.fullmatch(rest):
                return ReplyReading(ItemIntent.MORE_TIME, later.days, text.beside(sentence))
    for sentence in text.sentences:
        found_bare = phrases.MORE_TIME.search(sentence)
        if found_bare and _asks(sentence, found_bare):
            reason = text.beside(sentence) or because(sentence[found_bare.end() :])
            return ReplyReading(ItemIntent.MORE_TIME, (), reason or _leading(sentence, found_bare))
    return None


def _leading(sentence: str, found: re.Match[str]) -> str | None:
    """Return the reason that stands before the words which ask: “Delayed by the outage, please extend”."""
    before = phrases.LEADS_TO_IT.sub("", sentence[: found.start()])
    return said(before) if len(before.split()) > 1 and not phrases.NEGATED.search(before) else None


def _asks(sentence: str, found: re.Match[str]) -> bool:
    before = clauses_of(sentence[: found.start()])[-1]
    return not (phrases.NEGATED.search(before) or phrases.ALREADY.search(before[-20:]))
