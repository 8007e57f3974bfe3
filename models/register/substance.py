"""Whether words are of substance: a register that takes “because” for a reason has none."""

import re
from typing import Final

from models.dates.words import MONTHS, WEEKDAYS

FEWEST_IN_NARRATIVE: Final = 2
"""A narrative has so many words that tell something, since it stands in the committee's paper."""

SENTENCE: Final = 4
"""In a narrative of so many words, one that tells something is enough."""

_WORD: Final = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_DAY_OR_QUARTER: Final = re.compile(r"\d+(?:st|nd|rd|th)|q[1-4]")
_FORMULAS = (
    # Words that every sentence has.
    "a about after again all also an and any are as at be because been before but by can could did do "
    "does for from get go got had has have he her here his how i if in into is it its just let like m may "
    "me might must my no nor not now of on only or our out re s said say should she so some still such t "
    "that the their them then there they this to too up us very was we were what when where which who why "
    "will with would yet you your "
    # Words by which a reason is put off, or said to be elsewhere.
    "above advised agreed applicable asap attached available below call cause circumstances confirm "
    "confirmed conversation details discussed email emailed explained follow further given known "
    "mentioned na nil none nothing ok okay operational ongoing other per please pls progress reason "
    "reasons request requested required see spoke spoken tba tbc tbd told unforeseen unknown various "
    # Words that only say that a date moves.
    "change changed date dates deadline delay delayed delays due end extended extension extra fine last "
    "late later longer more move moved necessary need needed needs new overdue postpone postponed push "
    "pushed short slip slippage slipped time until update want wanted week weeks day days month months "
    "year years today tomorrow next "
    # Words of courtesy, and of those who only try.
    "cheers done good hello hi sorry test thank thanks yes asdf blah qwerty whatever "
)
_SAYS_NOTHING: Final = frozenset(_FORMULAS.split())
_SHORT_DAYS: Final = frozenset(each[:3] for each in WEEKDAYS)


def says_why(reason: str | None) -> bool:
    """Whether `reason` gives one: “because”, “n/a”, “as discussed”, “more time needed” or a mere date does not.

    Any word that is no part of such a formula tells something, so that nobody's honest reason is refused.
    """
    return _telling(reason or "") > 0


def is_narrative(text: str | None) -> bool:
    """Whether `text` tells enough for a review: “on track” or a single word does not."""
    telling = _telling(text or "")
    return telling >= FEWEST_IN_NARRATIVE or (telling > 0 and len(_words(text or "")) >= SENTENCE)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isdecimal()]


def _telling(text: str) -> int:
    """Return how many words of `text` are no part of a formula; “IT” is one, unless everything is in capitals."""
    words = _words(text)
    shouted = len(words) > 1 and text.isupper()
    return sum(not _is_empty(word) or (word == "IT" and not shouted) for word in words)


def _is_empty(word: str) -> bool:
    said = word.casefold()
    is_day = said in WEEKDAYS or said in _SHORT_DAYS or said in MONTHS
    return (
        said in _SAYS_NOTHING or is_day or _DAY_OR_QUARTER.fullmatch(said) is not None or len(set(said)) == 1
    )
