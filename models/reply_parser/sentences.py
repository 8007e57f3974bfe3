"""A reply as sentences, without greetings; and what is said beside the words that were understood."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.dates.words import plain
from models.lazy_pattern import LazyPattern
from models.reply_parser import phrases
from models.reply_parser.spelling import in_full

MOST_READ = 4_000
"""Characters of a reply that are read for what it wants; all of it is recorded."""

_SENTENCE = re.compile(r"[^\n.!?;]{0,2000}(?:[.](?=\S)[^\n.!?;]{0,2000}){0,40}[.!?;\n]{0,5}")
_MARKS = " \t\r\n.,;:!?-*•>"
_NO_REASON: Final = frozenset(
    {
        "please",
        "thanks",
        "thank you",
        "pls",
        "many thanks",
        "i'm afraid",
        "i am afraid",
        "sorry",
        "unfortunately",
        "requested",
        "instead",
        "if possible",
        "if at all possible",
        "happy to discuss",
    }
)


@dataclass(frozen=True)
class ReplyText:
    """The `sentences` of a reply, and `flat`: what is read of it, with plain blanks, dashes and quotes."""

    flat: str
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "ReplyText":
        """Part `text` into sentences: its author's own, and not what is quoted in it."""
        flat = in_full(plain(own_words(text))[:MOST_READ])
        return cls(flat, tuple(_sentences(flat)))

    def beside(self, sentence: str) -> str | None:
        """Return what is said beside `sentence`, or None."""
        return said(" ".join(each for each in self.sentences if each != sentence))


def own_words(text: str) -> str:
    """Return `text` without the lines that quote another, which begin with “>”."""
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))


def sentences_of(flat: str) -> tuple[str, ...]:
    """Return the sentences of what `plain` returned, each with its greeting."""
    found = (each[0].strip(" \t\r\n*•>-") for each in _SENTENCE.finditer(flat[:MOST_READ]))
    return tuple(each for each in found if each.strip(_MARKS))


def without_greeting(sentence: str) -> str:
    """Return `sentence` without what people open with before they say what they mean."""
    greeted = phrases.GREETING.match(sentence)
    return (sentence[greeted.end() :] if greeted else sentence).strip()


def clauses_of(sentence: str) -> tuple[str, ...]:
    """Return the clauses of a sentence, parted by commas, dashes and “so”."""
    return tuple(each.strip() for each in re.split(r",\s|\s-\s|\sso\s", sentence))


def said(text: str) -> str | None:
    """Return `text` without the marks around it, or None if it says nothing."""
    bare = text.strip(" \t\r\n,;:-?")
    says = any(letter.isalpha() for letter in bare) and bare.casefold().rstrip(".!") not in _NO_REASON
    return bare if says else None


def because(text: str) -> str | None:
    """Return the reason with which `text` begins, or None."""
    found = phrases.BECAUSE.match(text)
    return said(text[found.end() :] if found else text)


def begins(sentence: str, forms: Sequence[LazyPattern]) -> re.Match[str] | None:
    """Return how `sentence` begins, where it does as one of `forms`."""
    return next((found for form in forms if (found := form.match(sentence))), None)


def _sentences(flat: str) -> Iterator[str]:
    for sentence in sentences_of(flat):
        bare = without_greeting(sentence)
        if bare.strip(_MARKS):
            yield bare
