"""Tells what a reply is that is no update: thanks, no news, a question, a note of absence; and what is one.

Each sentence is looked at by itself. One that is none of these is of substance, and makes the whole an update: what
is not recognised is recorded rather than lost.
"""

import re
from collections.abc import Collection
from typing import Final

from models.dates.words import plain
from models.reply_parser import aside_phrases as phrases, likely
from models.reply_parser.intents import Meaning
from models.reply_parser.sentences import sentences_of, without_greeting
from models.reply_parser.spelling import in_full

_EMOJI: Final = re.compile(r":(?:[a-z][\w+'-]{0,60}|[+-]1):", re.IGNORECASE)
_LINK: Final = re.compile(r"<?\bhttps?://[^\s<>]{1,2000}>?", re.IGNORECASE)
_MARKS: Final = " \t\r\n.,;:!-*•>()\"'"

_CLAUSE: Final = re.compile(r",| - ")

SEVERAL: Final = 2
_WEIGHT: Final = (
    Meaning.SUBSTANCE,
    Meaning.ABSENCE,
    Meaning.QUESTION,
    Meaning.NO_NEWS,
    Meaning.ACKNOWLEDGEMENT,
)
"""Of several things that a reply is, the first of these counts."""


def meaning_of(words: str) -> Meaning:
    """Return what `words` are, said without files and without references before them."""
    flat = _plain(words)
    if not any(letter.isalnum() for letter in flat):
        bare = Meaning.QUESTION if "?" in flat else Meaning.ACKNOWLEDGEMENT
        return bare if words.strip() else Meaning.SUBSTANCE
    if phrases.AUTOMATIC.match(flat.strip(_MARKS)):
        return Meaning.ABSENCE
    found = [(each, _meaning(each)) for each in _sentences(flat)]
    if any(meaning is Meaning.ABSENCE for _, meaning in found):
        found = [
            each
            for each in found
            if each[1] is Meaning.ABSENCE or not phrases.GOES_WITH_ABSENCE.match(each[0])
        ]
    if any(meaning is not Meaning.SUBSTANCE for _, meaning in found):
        found = [
            each
            for each in found
            if each[1] is not Meaning.SUBSTANCE or not phrases.SIGNATURE.fullmatch(each[0])
        ]
    meaning = _heaviest({meaning for _, meaning in found})
    return likely.meaning_of(flat) if meaning is Meaning.SUBSTANCE else meaning


def asks(words: str) -> bool:
    """Whether any sentence of `words` is a question, whatever else they say."""
    flat = _plain(words)
    is_automatic = phrases.AUTOMATIC.match(flat.strip(_MARKS)) is not None
    return not is_automatic and any(_meaning(each) is Meaning.QUESTION for each in _sentences(flat))


def _heaviest(meanings: Collection[Meaning]) -> Meaning:
    return next((each for each in _WEIGHT if each in meanings), Meaning.ACKNOWLEDGEMENT)


def _plain(words: str) -> str:
    return in_full(plain(_LINK.sub("link", _EMOJI.sub(" ", words))))


def _sentences(flat: str) -> list[str]:
    """Return the sentences without the marks and pictures around them; a question mark stays."""
    kept = "".join(each if each.isascii() or each.isalnum() else " " for each in flat)
    return [each.strip(_MARKS) for each in sentences_of(kept)]


def _meaning(sentence: str) -> Meaning:
    bare = sentence.rstrip("?" + _MARKS)
    said = without_greeting(bare).strip(_MARKS)
    if sentence.endswith("?") or phrases.ASKS.match(bare) or phrases.ASKS.match(said):
        return Meaning.QUESTION
    if phrases.AWAY.match(bare) or phrases.AWAY.match(said):
        return Meaning.ABSENCE
    if not said or phrases.ACKNOWLEDGED.fullmatch(bare) or phrases.ACKNOWLEDGED.fullmatch(said):
        return Meaning.ACKNOWLEDGEMENT
    if phrases.NO_NEWS.fullmatch(said):
        return Meaning.NO_NEWS
    # What greets can also begin a thank-you: “Thanks for the reminder, I will look”.
    return min((_of_clauses(said), _of_clauses(bare)), key=_WEIGHT[::-1].index)


def _of_clauses(sentence: str) -> Meaning:
    """Return what the clauses of a sentence are together; one that has no several is of substance."""
    clauses = [each for each in _CLAUSE.split(sentence) if each.strip(_MARKS)]
    if len(clauses) < SEVERAL:
        return Meaning.SUBSTANCE
    return _heaviest({_meaning(each.strip(_MARKS)) for each in clauses})
