"""Tells whether words give evidence, or say only that there is none yet, that it will come, or ask for it."""

import re
from typing import Final

from models.dates.words import pattern, plain
from models.reply_parser.asides import meaning_of
from models.reply_parser.intents import Meaning
from models.reply_parser.phrases import one_of
from models.reply_parser.sentences import sentences_of
from models.statements.links import addresses_in

_NAMED: Final = re.compile(r"\bevidence\b", re.IGNORECASE)
_HEADS: Final = pattern(
    r"(?:here (?:is|are)|this is|please find|see|find)?\s{0,9}(?:the |our |my |some |new "
    r"|further )?evidence(?:\s{0,9}[:-]| (?:is|includes|consists of)(?= (?:the|our|my) (?!problem|issue|gap)))"
)
"""A sentence that begins so gives what follows."""

_WORDS_THAT_TELL: Final = 4
"""After such a beginning so many words tell whether anything does follow."""

_NOT_GIVEN: Final = pattern(
    r"\b"
    + one_of(
        *(
            "no",
            "not",
            "without",
            "none",
            "nothing",
            "never",
            "nor",
            "lack(?:s|ing)?",
            "missing",
            "nil",
            "n/a",
            "tbc",
        ),
        *(
            "await(?:s|ed|ing)?",
            "wait(?:s|ed|ing)?",
            "pending",
            "outstanding",
            "to follow",
            "follows?",
            "to come",
        ),
        *(
            "will",
            "shall",
            "would",
            "could",
            "should",
            "may",
            "might",
            "must",
            "can",
            "cannot",
            "going to",
            "to be",
        ),
        *(
            "needs?",
            "needed",
            "needing",
            r"requir\w{0,6}",
            r"request\w{0,4}",
            "asks?",
            "asked",
            "asking",
            "wants?",
        ),
        *(
            "gathering",
            "collecting",
            "collating",
            r"chas(?:e|es|ing)",
            "obtaining",
            "seeking",
            "preparing",
            "compiling",
        ),
        *(
            "drafting",
            "looking for",
            "searching for",
            "yet",
            "still",
            "soon",
            "shortly",
            "tomorrow",
            "later",
            "next",
        ),
        *(
            "when",
            "once",
            "until",
            "till",
            "unless",
            "if",
            "whether",
            "due",
            r"expect\w{0,4}",
            r"hop(?:e|es|ing)",
        ),
        *(
            r"plan\w{0,4}",
            r"aim\w{0,3}",
            "being",
            "in progress",
            "what",
            "which",
            "where",
            "who",
            "how",
            "why",
        ),
        *("insufficient", "limited", "any", "asap", "delayed", "late", "promised", "try(?:ing)?", "unable"),
    )
    + r"\b|\w{2}n't\b|'ll\b|\?"
)
"""Words by which a sentence that names evidence gives none."""

_STILL_TO_COME: Final = pattern(
    one_of(
        *(
            "none",
            "nothing",
            "nil",
            "awaiting",
            "waiting (?:for|on)",
            "pending",
            "(?:to|will) follow",
            "tbc",
            "coming",
        ),
        *("not (?:yet|available|ready|got|attached)", "still (?:to|awaiting|waiting|gathering|collecting)"),
        *("being (?:gathered|collected|collated|prepared)", "no(?: evidence)?(?: yet)?$"),
    )
    + r"(?:\b|$)"
)
"""What is typed as evidence and begins so is none."""

_FILE_NAMED: Final = pattern(
    r"\b(?:attached|attaching|attachment|enclosed|enclosing|(?:uploaded|see file) (?:here|above|below))\b"
)


def gives_evidence(words: str, *, has_files: bool) -> bool:
    """Whether what was written brings evidence: files, or words that name it and do not take it back.

    What is said to be attached and did not come is not there.
    """
    if has_files:
        return True
    return not misses_file(words) and any(
        _gives(each) for each in sentences_of(plain(words)) if _NAMED.search(each)
    )


def promises_evidence(words: str) -> bool:
    """Whether words say of evidence only that there is none, that it will come, or that it is asked for."""
    named = [each for each in sentences_of(plain(words)) if _NAMED.search(each)]
    return bool(named) and not any(map(_gives, named))


def is_given(words: str) -> bool:
    """Whether words typed as evidence are some; not where they say that it is still to come, or ask for it."""
    if addresses_in(words):
        return True
    is_none = meaning_of(words) is not Meaning.SUBSTANCE or promises_evidence(words) or misses_file(words)
    return not is_none and _STILL_TO_COME.match(plain(words).strip()) is None


def misses_file(words: str) -> bool:
    """Whether words without a file say that one is attached, and give no link instead."""
    return _FILE_NAMED.search(plain(words)) is not None and not addresses_in(words)


def _gives(sentence: str) -> bool:
    head = _HEADS.match(sentence)
    if head is None:
        return _NOT_GIVEN.search(sentence) is None
    first = sentence[head.end() :].split()[:_WORDS_THAT_TELL]
    return bool(first) and _NOT_GIVEN.search(" ".join(first)) is None
