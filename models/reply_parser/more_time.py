"""Reads that more time is asked for: up to which day, and why."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from models.dates.relative import RequestedDay, When, find_day
from models.dates.words import pattern
from models.reply_parser import more_time_phrases, phrases
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, because, clauses_of

_MAY_BE_A_DAY: Final = pattern(r"(?<![\w/.-])(?=[\w'])")
_NEAR: Final = 40
"""Characters before a day in which it can be denied."""


def read(text: ReplyText, asked: RequestedDay) -> ReplyReading | None:
    """Return up to which days more time is asked for, none if none is named; and why, if it is said."""
    return _asked_until(text, asked) or _expected_by(text, asked) or _asked_for(text, asked)


def _asked_until(text: ReplyText, asked: RequestedDay) -> ReplyReading | None:
    """Return what asks for time up to a day."""
    for sentence in text.sentences:
        for form in (*more_time_phrases.MORE_TIME_UNTIL, *more_time_phrases.MORE_TIME_LATER):
            for found in form.finditer(sentence):
                rest = more_time_phrases.ROUGHLY.sub("", sentence[found.end() :])
                when = find_day(rest, asked)
                if when is None or not _asks(sentence, found):
                    continue
                when, rest = _plainer(rest, when, asked)
                reason = because(rest[when.end :]) or text.beside(sentence) or _leading(sentence, found)
                return ReplyReading(ItemIntent.MORE_TIME, when.days, reason)
    return None


def _expected_by(text: ReplyText, asked: RequestedDay) -> ReplyReading | None:
    """Return what moves it to a day, or says that it will be done later."""
    for sentence in text.sentences:
        for clause in clauses_of(sentence):
            moved = more_time_phrases.MOVE_IT.match(clause)
            when = find_day(clause[moved.end() :], asked) if moved is not None else _will_be(clause, asked)
            if when is not None:
                reason = because(more_time_phrases.LEADS_TO_IT.sub("", sentence.partition(clause)[0]))
                return ReplyReading(ItemIntent.MORE_TIME, when.days, reason or text.beside(sentence))
    return None


def _asked_for(text: ReplyText, asked: RequestedDay) -> ReplyReading | None:
    """Return what asks for time in words that need no day."""
    for sentence in text.sentences:
        found = more_time_phrases.MORE_TIME.search(sentence)
        if found is None or not _asks(sentence, found):
            continue
        rest = sentence[found.end() :]
        told = more_time_phrases.AND_SO_TO.match(rest)
        when = find_day(rest[told.end() :], asked) if told is not None else None
        if when is not None and told is not None:
            rest = rest[told.end() + when.end :]
        days = when.days if when else after_deadline(days_in(sentence, asked), asked)
        reason = text.beside(sentence) or because(rest) or _leading(sentence, found)
        return ReplyReading(ItemIntent.MORE_TIME, days, reason)
    return None


def after_deadline(days: Iterable[date], asked: RequestedDay) -> tuple[date, ...]:
    """Return those of `days` that lie after the deadline, earliest first."""
    return tuple(sorted(day for day in days if asked.deadline_on is None or day > asked.deadline_on))


def days_in(words: str, asked: RequestedDay) -> set[date]:
    """Return every day ahead that `words` name, wherever it stands, but for “won't make 31 January”."""
    named: set[date] = set()
    end = 0
    for found in _MAY_BE_A_DAY.finditer(words):
        begin = found.start()
        if begin >= end and (when := find_day(words[begin:], asked)) is not None:
            end = begin + when.end
            if not more_time_phrases.DENIED.search(words[max(0, begin - _NEAR) : begin]):
                named.update(when.days)
    return named


def _plainer(rest: str, when: When, asked: RequestedDay) -> tuple[When, str]:
    """Return the day itself where it follows a length of time: “another two months, to 31 March”."""
    told = more_time_phrases.AND_SO_TO.match(rest[when.end :])
    plain = find_day(rest[when.end + told.end() :], asked) if told is not None else None
    if told is None or plain is None or len(when.days) == 1 or len(plain.days) != 1:
        return when, rest
    return plain, rest[when.end + told.end() :]


def _will_be(clause: str, asked: RequestedDay) -> When | None:
    """Return the day by which a clause says that it will be done, or that it calls the likely one."""
    will_be = more_time_phrases.WILL_BE.match(clause)
    later = find_day(clause[will_be.end() :], asked) if will_be is not None else None
    if will_be is not None and later is not None:
        return later if more_time_phrases.AND_NO_MORE.fullmatch(clause[will_be.end() + later.end :]) else None
    forecast = more_time_phrases.FORECASTS.search(clause)
    then = find_day(clause[forecast.end() :], asked) if forecast is not None else None
    if then is not None and asked.deadline_on and all(day > asked.deadline_on for day in then.days):
        return then
    likelier = find_day(clause, asked)
    return likelier if likelier and more_time_phrases.IS_LIKELIER.match(clause[likelier.end :]) else None


def _leading(sentence: str, found: re.Match[str]) -> str | None:
    """Return the reason that stands before the words which ask: “Delayed by the outage, please extend”."""
    before = more_time_phrases.LEADS_TO_IT.sub("", sentence[: found.start()])
    return (
        because(before)
        if len(before.split()) > 1 and not more_time_phrases.HAS_NO_REASON.match(before)
        else None
    )


def _asks(sentence: str, found: re.Match[str]) -> bool:
    before = clauses_of(sentence[: found.start()])[-1]
    return not (phrases.NEGATED.search(before) or more_time_phrases.ALREADY.search(before[-20:]))
