"""Times over which a text looks back: “cases closed in the 12 months ending 30 June 2022” is no deadline."""

from typing import Final

from models.dates.forms import SOME_TIME
from models.dates.words import MONTH_NAMES, any_of, pattern

_LATELY = r"(?:last|past|previous|preceding)"
_NAMED = any_of(MONTH_NAMES)

LOOKS_BACK: Final = pattern(
    rf"\b(?:{_LATELY}|prior) .*\b(?:day|week|month|quarter|year)s?\b"
    r"|\b(?:ending|ended|since|closed|ago|between)\b|\bup to\b"
    r"|\bin the (?:\S+ )?(?:day|week|month|year)s? (?:to|before|until)\b"
)
"""Searched for in a wording: whether it looks back at all."""

LOOK_BACK: Final = pattern(
    rf"\b(?:(?:in|within|over|during|from|for) )?(?:the )?{_LATELY} (?:\S{{1,40}} ){{0,3}}?{SOME_TIME}\b"
    r"(?: ?\((?:ending|to|up to)[^)]{1,40}\)| (?:ending|ended|to|up to) [^.;,•\n]{4,40})?"
    rf"|\bin the (?:\S{{1,40}} ){{1,3}}?{SOME_TIME} (?:ending|ended|to|up to|before) [^.;,•\n]{{4,40}}"
    rf"|\b(?:ending|ended|since|between) [^.;,•\n]{{0,20}}\b(?:{_NAMED})\b[^.;,•\n]{{0,30}}"
)
"""Found in a text: the words that look back."""
