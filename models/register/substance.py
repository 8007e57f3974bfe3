"""Whether a reason says why: a register that takes “because” for one has none."""

import re
from typing import Final

from models.dates.words import MONTHS, WEEKDAYS

FEWEST_TELLING: Final = 2
"""A reason has so many words that say something."""

SENTENCE: Final = 4
"""In so many words, one that says something is enough."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FILLING = (
    "a an and as at be because by do for from go had has have he her his if in is it its me my no nor not "
    "of on or our she so that the their them then there they this to us was we were will with you your "
    "above applicable asap available been below cause deadline discussed done extended extension "
    "fine given just known later move moved na necessary needed need needs new nil none nothing ok okay "
    "other per please reason reasons requested required see tba tbc tbd test thanks time unknown until "
    "update various yes days day weeks week months month years year end date dates today tomorrow due "
    "more"
)
_SAYS_NOTHING: Final = frozenset(re.findall(r"\w+", _FILLING))
_DAYS: Final = frozenset(each[:3] for each in WEEKDAYS)


def says_why(reason: str | None) -> bool:
    """Whether `reason` is of substance: “because”, “n/a”, “-”, “tbc”, a single word or a mere date is not."""
    words = [word.casefold() for word in _WORD.findall(reason or "")]
    telling = sum(not _is_empty(word) for word in words)
    return telling >= FEWEST_TELLING or (telling > 0 and len(words) >= SENTENCE)


def _is_empty(word: str) -> bool:
    is_day = word in WEEKDAYS or word in _DAYS
    return word in _SAYS_NOTHING or word in MONTHS or is_day
