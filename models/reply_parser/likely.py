"""Reads what a reply most likely wants, where no phrase says it: by what replies with such words have meant."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from models.dates.relative import RequestedDay
from models.dates.words import pattern
from models.enums import Rag
from models.reply_parser import classifier, done_phrases, more_time, not_mine_phrases, phrases, rag_phrases
from models.reply_parser.classifier import Category
from models.reply_parser.intents import ItemIntent, Meaning, ReplyReading
from models.reply_parser.sentences import ReplyText, because, clauses_of, said

OFFERED: Final = 0.9
"""How likely it has to be that a reply wants something, for that to be offered."""

NO_UPDATE: Final = 0.95
"""How likely it has to be that a reply is no update, for it not to count as one."""

_MEANINGS: Final = {
    Category.QUESTION: Meaning.QUESTION,
    Category.ABSENCE: Meaning.ABSENCE,
    Category.NO_NEWS: Meaning.NO_NEWS,
    Category.ACKNOWLEDGEMENT: Meaning.ACKNOWLEDGEMENT,
}
_NEEDS_NONE: Final = pattern(
    r"(?:n't|\bnot|\bnever|\bno longer) (?:need|want|require|extend|ask|move)\b|\bno (?:extension|more time)\b"
    r"|\b(?:have|has) until\b"
)
_A_FEW: Final = 3
"""Words: fewer say no more than a day."""

_BEFORE_COLOUR: Final = pattern(
    r"\b(?:is|it's|its|be|been|an?|as|at|to|turned|gone|going|stay(?:s|ing)?|remains?|still|now|report(?:ing)?|call"
    r"|rated?|than|status|rag|colour|show(?:s|n|ing)?)\s{1,9}$"
)
_NEAR: Final = 16
"""Characters before a colour in which it can be denied."""


def read(text: ReplyText, asked: RequestedDay) -> ReplyReading | None:
    """Return what is most likely wanted of an item; None where that is nothing, or not likely enough."""
    likely = classifier.usual().likely(text.flat)
    reader = _READERS.get(likely.category) if likely and likely.probability >= OFFERED else None
    reading = reader(text, asked) if reader else None
    return replace(reading, is_likely=True) if reading else None


def meaning_of(words: str) -> Meaning:
    """Return what `words` most likely are; they are of substance unless anything else is near certain."""
    likely = classifier.usual().likely(words)
    if likely is None or likely.probability < NO_UPDATE:
        return Meaning.SUBSTANCE
    return _MEANINGS.get(likely.category, Meaning.SUBSTANCE)


def _done(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    rest = done_phrases.NOTHING_LEFT.sub(" ", text.flat)
    rest = done_phrases.AT_YOUR_EASE.sub(" ", rest)
    return None if done_phrases.LEFT_OPEN.search(rest) else ReplyReading(ItemIntent.DONE)


def _not_mine(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    is_a_step = not_mine_phrases.FOR_A_STEP.search(text.flat)
    return None if is_a_step else ReplyReading(ItemIntent.NOT_MINE, reason=said(text.flat))


def _rag(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    flat = rag_phrases.MOVED_FROM.sub(" ", "".join(each if each.isascii() else "." for each in text.flat))
    found = list(phrases.COLOURS.finditer(flat))
    is_judged = any(
        rag_phrases.AFTER_COLOUR.match(flat[each.end() :]) or _BEFORE_COLOUR.search(flat[: each.start()])
        for each in found
    )
    named = {each[0].casefold() for each in found}
    if not is_judged or len(named) != 1:
        return None
    begins = found[0].start()
    if phrases.NEGATED.search(flat[max(0, begins - _NEAR) : begins]):
        return None
    judges = max(_clauses(text), key=lambda each: classifier.usual().probabilities(each)[Category.RAG])
    return ReplyReading(ItemIntent.RAG, rag=Rag(named.pop()), reason=_beside(text, judges))


def _more_time(text: ReplyText, asked: RequestedDay) -> ReplyReading | None:
    """Return the days that are later than the deadline, and as the reason what does not itself ask for time.

    Where only other days are named, they are of something else.
    """
    named = more_time.days_in(text.flat, asked)
    later = more_time.after_deadline(named, asked)
    if (named and not later) or _NEEDS_NONE.search(text.flat) or len(text.flat.split()) < _A_FEW:
        return None
    likely = {each: classifier.usual().probabilities(each)[Category.MORE_TIME] for each in _clauses(text)}
    reasons = [each for each, asks in likely.items() if asks < OFFERED]
    asks = max(likely, key=likely.__getitem__)
    reason = because(", ".join(reasons)) if reasons else _beside(text, asks)
    return ReplyReading(ItemIntent.MORE_TIME, later, reason)


def _clauses(text: ReplyText) -> list[str]:
    return [clause for sentence in text.sentences for clause in clauses_of(sentence) if clause] or [text.flat]


def _beside(text: ReplyText, clause: str) -> str | None:
    """Return what is said beside `clause`, as a reason."""
    return because(", ".join(each for each in _clauses(text) if each != clause))


_READERS: Final[Mapping[Category, Callable[[ReplyText, RequestedDay], ReplyReading | None]]] = {
    Category.DONE: _done,
    Category.NOT_MINE: _not_mine,
    Category.RAG: _rag,
    Category.MORE_TIME: _more_time,
}
