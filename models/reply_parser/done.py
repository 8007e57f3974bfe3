"""Reads that the whole item is done."""

import re
from typing import Final

from models.dates.relative import RequestedDay
from models.reply_parser import done_phrases, phrases, vocabulary
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText, begins, clauses_of

A_SENTENCE: Final = 3
"""Words from which on what says done is more than the bare word, which can head a list of what is done."""

_WHY: Final = re.compile(r"\s(?:as|because|since|following|after|now that)\s|\.\s")


def read(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    """Return that it is done, unless anything in the reply says not yet."""
    for sentence in text.sentences:
        asked = next(
            (each for part in clauses_of(sentence) if (each := done_phrases.ASKS_TO_CLOSE.match(part))), None
        )
        found = asked or begins(sentence, done_phrases.DONE)
        if found is None and (clause := _only_done(sentence)) is not None:
            found = re.search(re.escape(clause), sentence)
            asked = found if vocabulary.wants_closing(clause) else None
        if found is None:
            continue
        is_bare = len(found[0].split()) < A_SENTENCE
        if is_bare and asked is None and done_phrases.LISTS_WHAT_IS_DONE.match(sentence[found.end() :]):
            continue
        # What says done may hold a word such as "can be closed", which elsewhere would mean not yet.
        rest = done_phrases.NOTHING_LEFT.sub(" ", text.flat.replace(found[0], " ", 1))
        rest = done_phrases.AT_YOUR_EASE.sub(" ", rest)
        rest = done_phrases.AWAITS_OTHERS.sub(" ", rest)
        has_reason = text.beside(sentence) is not None or not sentence.startswith(found[0])
        with_reason = asked is not None and sentence.endswith("?") and has_reason
        questions = text.flat.count("?") - with_reason
        if not questions and not done_phrases.NOT_YET.search(rest):
            return ReplyReading(ItemIntent.DONE)
    return None


def _only_done(sentence: str) -> str | None:
    """Return the clause of a sentence that is made of nothing but words which say that it is done."""
    if phrases.COLOURS.search(sentence):
        return None
    clauses = dict.fromkeys((sentence, *(_WHY.split(part, maxsplit=1)[0] for part in clauses_of(sentence))))
    return next((each for each in clauses if vocabulary.says_done(each)), None)
