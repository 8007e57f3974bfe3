"""Reads a plain reply: is it done, or time asked for, a colour judged, not theirs, or somebody to be asked?

It prefers to read nothing: what it reads is said back and waits for a press, except a colour, which can be undone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from models.dates.relative import RequestedDay, When, find_day
from models.dates.words import plain
from models.enums import Rag
from models.reply_parser import phrases

MOST_READ = 4_000
"""Characters of a reply that are read for what it wants; all of it is recorded."""

_SENTENCE = re.compile(r"[^\n.!?;]{0,2000}(?:[.](?=\S)[^\n.!?;]{0,2000}){0,40}[.!?;\n]{0,5}")
_MARKS = " \t\r\n.,;:!?-*•>"


class Intent(StrEnum):
    """What a reply wants, besides being recorded."""

    DONE = "done"
    MORE_TIME = "more time"
    RAG = "rag"
    NOT_MINE = "not mine"
    ASK = "ask"


@dataclass(frozen=True)
class ReplyReading:
    """One thing that a reply wants.

    For MORE_TIME, `days` are the local dates that it can mean (none if it names no day). `reason` says why more
    time is needed, why the colour is judged, or why it is not theirs, if the reply does. For RAG, `rag` is the
    colour. For ASK, `asked` begins with the person's name or account.
    """

    intent: Intent
    days: tuple[date, ...] = ()
    reason: str | None = None
    rag: Rag | None = None
    asked: str | None = None


def read(text: str, asked: RequestedDay) -> tuple[ReplyReading, ...]:
    """Return what `text` wants, each thing once; nothing where it is not unmistakable.

    Whoever says that an item is not theirs wants nothing else. Whoever asks for time does not say done.
    """
    flat = plain(text)[:MOST_READ]
    sentences = list(_sentences(flat))
    disowned = _not_mine(sentences)
    if disowned is not None:
        return (disowned,)
    colour = _colour(sentences)
    time = _more_time(sentences, asked)
    done = None if time else _done(flat, sentences)
    person = _person(flat, sentences)
    return tuple(each for each in (colour, time, done, person) if each is not None)


def _sentences(flat: str) -> Iterator[str]:
    for found in _SENTENCE.finditer(flat):
        sentence = found[0].strip(" \t\r\n*•>-")
        greeted = phrases.GREETING.match(sentence)
        sentence = sentence[greeted.end() :] if greeted else sentence
        if sentence.strip(_MARKS):
            yield sentence.strip()


def _begins(sentence: str, forms: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
    return next((found for form in forms if (found := form.match(sentence))), None)


def _not_mine(sentences: list[str]) -> ReplyReading | None:
    for sentence in sentences:
        if _begins(sentence, phrases.BELONGS_ELSEWHERE):
            return ReplyReading(Intent.NOT_MINE, reason=_said(sentence))
        found = _begins(sentence, phrases.NOT_MINE)
        if found is not None:
            rest = _said(sentence[found.end() :].lstrip(" .,;:!-)"))
            return ReplyReading(Intent.NOT_MINE, reason=rest or _others(sentences, sentence))
    return None


def _done(flat: str, sentences: list[str]) -> ReplyReading | None:
    for sentence in sentences:
        found = _begins(sentence, phrases.DONE)
        if found is None or phrases.LISTS_WHAT_IS_DONE.match(sentence[found.end() :]):
            continue
        # What says done may hold a word such as "can be closed", which elsewhere would mean not yet.
        rest = phrases.AWAITS_OTHERS.sub(" ", flat.replace(found[0], " ", 1))
        if "?" not in flat and not phrases.NOT_YET.search(rest):
            return ReplyReading(Intent.DONE)
    return None


def _more_time(sentences: list[str], asked: RequestedDay) -> ReplyReading | None:
    for sentence in sentences:
        for form in phrases.MORE_TIME_UNTIL:
            for found in form.finditer(sentence):
                when = find_day(sentence[found.end() :], asked)
                if when is None or not _asks(sentence, found):
                    continue
                reason = _reason(sentence[found.end() :], when, sentences, sentence)
                return ReplyReading(Intent.MORE_TIME, when.days, reason)
    for sentence in sentences:
        found_bare = phrases.MORE_TIME.search(sentence)
        if found_bare and _asks(sentence, found_bare):
            return ReplyReading(Intent.MORE_TIME, (), _others(sentences, sentence))
    return None


def _asks(sentence: str, found: re.Match[str]) -> bool:
    before = sentence[: found.start()]
    return not (phrases.NEGATED.search(before) or phrases.ALREADY.search(before[-20:]))


def _reason(rest: str, when: When, sentences: list[str], sentence: str) -> str | None:
    after = rest[when.end :]
    because = phrases.BECAUSE.match(after)
    given = after[because.end() :] if because else after
    return _said(given) or _others(sentences, sentence)


def _others(sentences: list[str], sentence: str) -> str | None:
    return _said(" ".join(each for each in sentences if each != sentence))


def _said(text: str) -> str | None:
    bare = text.strip(" \t\r\n,;:-?")
    return bare if any(letter.isalpha() for letter in bare) and bare.casefold() not in _NO_REASON else None


_NO_REASON: Final = frozenset({"please", "thanks", "thank you", "pls", "many thanks", "please.", "thanks."})


def _colour(sentences: list[str]) -> ReplyReading | None:
    """Return the colour that is judged, if one is and no other; the reason is what else is said."""
    found = [(sentence, match) for sentence in sentences if (match := _judges(sentence))]
    colours = {match["rag"].casefold() for _, match in found}
    if len(colours) != 1:
        return None
    sentence, match = found[0]
    after = sentence[match.end("rag") :]
    because = phrases.BECAUSE.match(after)
    reason = _said(after[because.end() :] if because else after) or _others(sentences, sentence)
    return ReplyReading(Intent.RAG, rag=Rag(match["rag"].casefold()), reason=reason)


def _judges(sentence: str) -> re.Match[str] | None:
    found = _begins(sentence, phrases.JUDGED)
    if found is None or "?" in sentence or phrases.NEGATED.search(sentence[: found.start("rag")]):
        return None
    named = len(phrases.COLOURS.findall(sentence)) - len(phrases.MOVED_FROM.findall(sentence))
    return found if named == 1 else None


def _person(flat: str, sentences: list[str]) -> ReplyReading | None:
    for sentence in sentences:
        found = phrases.ASK.match(sentence)
        if found is not None:
            # A question may run over several sentences: all that follows the name belongs to it.
            begins = flat.find(found["asked"])
            return ReplyReading(Intent.ASK, asked=flat[begins:].strip() if begins >= 0 else found["asked"])
    return None
