"""Whether a reply is nothing but yes, or nothing but no: only then does it answer a question that was asked."""

from typing import Final

from models.dates.words import pattern, plain
from models.lazy_pattern import LazyPattern

_YES = r"(?:yes|yep|yeah|yup|ok|okay|sure|confirm|confirmed|correct|agreed|go ahead|please do|do it|do that)"
_NO = r"(?:no|nope|cancel|cancel that|don't|do not|please don't|please do not|leave it|no just what i wrote)"
_COURTESY = r"(?:please|thanks|thank you|many thanks|go ahead|please do|do it|do that|i confirm)"
_MARKS = r"[,.!\s]{0,9}"

_ANSWERS: Final[tuple[tuple[bool, LazyPattern], ...]] = tuple(
    (is_yes, pattern(rf"{_MARKS}(?:please,? )?{word}(?:{_MARKS}{courtesy}){{0,2}}{_MARKS}"))
    for is_yes, word, courtesy in (
        (True, _YES, _COURTESY),
        (False, _NO, r"(?:please|thanks|thank you|many thanks|don't|do not|cancel|leave it)"),
    )
)


def answer_in(words: str) -> bool | None:
    """Return True if `words` say yes and nothing else, False if they say no and nothing else; else None."""
    flat = plain(words)
    return next((is_yes for is_yes, expression in _ANSWERS if expression.fullmatch(flat)), None)
