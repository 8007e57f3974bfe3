"""Clauses made of nothing but the words of one kind: officers put them in any order, and leave some out."""

import re
from typing import Final

from models.dates.words import pattern

_IT: Final = (
    "it this that these those them one both all everything rec recs recommendation recommendations afi afis item "
    "action actions task work points parts"
)
_SELVES: Final = "i we i'd we'd i'm we're i've we've it's that's me us my our mine you"
_LITTLE: Final = "a an the of on for from to at as in with so and please pls ok yes yep yeah now here there"
_IS: Final = "is are was were be been being has have had"
_SAYS: Final = (
    "think believe feel say said call happy content would like can could should may propose suggest recommend "
    "request"
)
_SIDE: Final = "side part end view perspective force forcewide department dept team across whole entire"
_CLOSERS: Final = "thanks thank ta cheers boss mate guv sir ma'am"

_DONE: Final = frozenset(
    f"{_IT} {_SELVES} {_LITTLE} {_IS} {_SAYS} {_SIDE} {_CLOSERS} "
    "autumn summer spring winter last week month year "
    "fully finally successfully formally already job lot "
    "its evidenced confirm confirming completion implementation delivery done complete completed finished"
    " closed close closing closure implemented delivered actioned discharged met achieved "
    "embedded fulfilled sorted satisfied signed sign ticked wrapped off up down out place bau business usual live "
    "treat mark marked show record regard consider considered deemed ready looking look come go list register"
    " tracker take "
    "taken remove removed see".split()
)
_STATES: Final = pattern(
    r"\b(?:done|completed?|finished|closed|implemented|delivered|actioned|discharged|met|achieved|embedded"
    r"|fulfilled"
    r"|sorted|satisfied|signed off|ticked off|wrapped up|in place|bau|close|closing|closure|ticked (?:this|it"
    r"|that)(?: one)? off|off (?:the|my|our)"
    r" (?:list|register|tracker)|come off|can(?: now)? go)\b"
)
_ALL_OF_THEM: Final = pattern(r"\ball (?:\d{1,2}|two|three|four|five|six)\b")
_NOT_DONE: Final = pattern(
    r"\b(?:to|needs?|must|should|can|could|would|may) be (?:done|completed?|finished|implemented|delivered"
    r"|actioned|met"
    r"|achieved|embedded|fulfilled|sorted|in place)\b|\b(?:i|we|you|to|can|could|would|should|please)"
    r" (?:complete|close in)\b"
    r"|\b(?:me|us|be|looking|look) (?:up|down|in place)\b|\b(?:have|had|has) to\b|\bin part\b|\bpart (?:done"
    r"|completed?|met|closed)\b|\bshould have\b"
    r"|\b(?:like|want|see|get) (?:it|this|that|them|these|all)(?: to be)? (?:done|completed?|finished"
    r"|implemented|delivered"
    r"|in place|sorted)\b|\bclose to\b|\bdone with\b|\bconsider \w{2,4} done\b|\b(?:i|we)(?:'ve| have)? met"
    r" (?:them|me|us|you|on|with|all)\b|\bmet them\b"
)
_ASKS: Final = frozenset({"is", "are", "was", "were", "has", "should"})
_WISHES: Final = frozenset({"please", "can", "could", "may", "would"})
_CLOSE_WORDS: Final = pattern(r"\b(?:clos(?:e|ed|ing|ure)|sign(?:ed)? off|off the|come off|remove|mark)\b")

_COLOUR: Final = pattern(r"\b(?P<rag>red|amber|green|white)\b")
_JUDGING: Final = frozenset(
    f"{_IT} {_SELVES} {_LITTLE} {_IS} {_SAYS} {_CLOSERS} "
    "still currently again back overall probably definitely firmly solid solidly clearly comfortably maybe only"
    " just very much "
    "stay stays staying keep keeping leave leaving remain remains remaining go goes going gone move moved moves"
    " moving turn "
    "turned turning turns change changed changing set put putting make making mark rate rated rating hold"
    " holding held confident sure afraid sadly unfortunately round rag ragged downgrade downgraded upgrade"
    " upgraded raise raised lower lowered status colour "
    "color graded assess assessed judge judged position stick sticking down up will want need needs it'll let's"
    " shall".split()
)
_WORD: Final = re.compile(r"[\w'/-]+")


def says_done(clause: str) -> bool:
    """Return whether a clause only says that the whole item is done, or wants it closed."""
    words = _words(_ALL_OF_THEM.sub("all", clause))
    if not words or not all(word in _DONE for word in words) or _STATES.search(clause) is None:
        return False
    if words[0] in _ASKS and "please" not in words:
        return False
    return _NOT_DONE.search(clause) is None and (wants_closing(clause) or words[0] not in _WISHES)


def says_a_state(words: str) -> bool:
    """Return whether anything in the words is said to be done."""
    return _STATES.search(words) is not None


def wants_closing(clause: str) -> bool:
    """Return whether a clause that says done does so by wanting the item closed."""
    return _CLOSE_WORDS.search(clause) is not None


def judged_in(clause: str) -> re.Match[str] | None:
    """Return the colour of a clause that only judges the item, up to where it stands."""
    found = _COLOUR.search(clause)
    before = _words(clause[: found.start()]) if found else []
    return found if found and before and all(word in _JUDGING for word in before) else None


def _words(clause: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(clause)]
