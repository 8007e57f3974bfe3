"""The numbers of items that a text states, each with what the sentence counts: made, for forces, completed, …"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.dates.words import CARDINALS, any_of, number
from models.enums import ItemKind


class Counts(StrEnum):
    """What a sentence counts. ANY is what one counts that does not say it: “with three recommendations”."""

    ANY = "any"
    ADDED = "added"
    FOR_FORCE = "for force"
    FOR_OTHERS = "for others"
    COMPLETED = "completed"
    SIGNED_OFF = "signed off"
    OPEN = "open"


@dataclass(frozen=True)
class StatedNumber:
    """A number of items of a `kind` in a text, in the `words` in which it is stated, and what it `counts`.

    With `or_more` the number is at least that: “over 60” is 61 or more.
    """

    words: str
    number: int
    kind: ItemKind
    counts: Counts = Counts.ANY
    or_more: bool = False

    def is_met_by(self, listed: int) -> bool:
        """Say whether a list of so many items bears it out."""
        return listed >= self.number if self.or_more else listed == self.number


_KINDS: Final = {
    "recommendation": ItemKind.RECOMMENDATION,
    "area": ItemKind.AREA_FOR_IMPROVEMENT,
    "afi": ItemKind.AREA_FOR_IMPROVEMENT,
    "cause": ItemKind.CAUSE_OF_CONCERN,
}
# The articles count nothing here: “a recommendation” may be any.
_NUMBER: Final = rf"(?<![\w,.-])(?P<number>\d{{1,4}}|{any_of(CARDINALS)})"
_NOUN: Final = r"(?P<noun>recommendations?|areas? (?:for|of) improvement|AFIs?|causes? of concern)\b"
_WHOLE: Final = r"of\s+(?:the|these|those|its|their|our|all)(?:\s+\d+)?"
# Words between a number and its noun describe it: “six of the completed recommendations”. Of anything else, such as
# “six months of the recommendations”, the number counts something other than items.
_BETWEEN: Final = (
    rf"(?:(?:{_WHOLE}|signed[- ]off|open|new|main|key|other|further|such|outstanding|remaining|complete|PEEL"
    r"|[a-z]+(?:ed|al|ory|ional|ant))\s+){0,4}?"
)
_AUXILIARY: Final = (
    r"(?:that|which|has|have|had|is|are|was|were|been|being|already|now|either|still|all|to|go|went)"
)
_BODIES: Final = r"IOPC|NPCC|PCCs?|College|Home Office|Ministry|CPS|other bod(?:y|ies)|others"
_OF_THESE: Final = r"(?:of\s+(?:them|these|those|which)\s+)?"

_CUES: Final = (
    (Counts.SIGNED_OFF, re.compile(r"\bsign(?:ed|s)?[- ](?:them )?off\b", re.IGNORECASE)),
    (Counts.COMPLETED, re.compile(r"\b(?:completed?|done|finished|discharged)\b", re.IGNORECASE)),
    (
        Counts.FOR_FORCE,
        re.compile(
            r"\b(?:for|to)\s+(?:all\s+|the\s+|police\s+|every\s+)*(?:forces?|chief constables)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Counts.FOR_OTHERS,
        re.compile(rf"\b(?:for|to)\s+(?:either\s+|the\s+|both\s+)*(?:{_BODIES})\b", re.IGNORECASE),
    ),
    (Counts.OPEN, re.compile(r"\b(?:open|outstanding|remain(?:s|ing)?|total of)\b", re.IGNORECASE)),
    (Counts.ADDED, re.compile(r"\b(?:added|made)\b", re.IGNORECASE)),
)
"""What tells what a number counts, the most telling first."""

_COUNTED: Final = re.compile(rf"{_NUMBER}\s+(?P<between>{_BETWEEN}){_NOUN}", re.IGNORECASE)
_ALONE: Final = re.compile(
    rf"{_NUMBER}\s+{_OF_THESE}(?:{_AUXILIARY}\s+)*(?:recommended\s+|addressed\s+|made\s+|directed\s+)?"
    r"(?=(?:signed off|completed?|done|finished|for|to|open|outstanding|remain)\b)",
    re.IGNORECASE,
)
_ROUGHLY: Final = re.compile(
    r"\b(?:about|around|some|nearly|almost|up to|roughly|approximately)\s+$", re.IGNORECASE
)
_OVER: Final = re.compile(r"\b(?:over|more than)\s+$", re.IGNORECASE)
_AT_LEAST: Final = re.compile(r"\bat least\s+$", re.IGNORECASE)
_BEFORE: Final = re.compile(
    r"\b(?:(?:completed|signed off|sign[- ]off of|remaining|total of)\s+)"
    r"(?:the\s+|all\s+|over\s+|more than\s+|at least\s+)*$",
    re.IGNORECASE,
)
_AND: Final = ("and", ",", ", and")
"""What joins the numbers of an enumeration."""

_LONGEST: Final = 60
"""Characters behind a number that are quoted with it."""

_SENTENCE: Final = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z•–-])|\n\s*\n|\n(?=\s*[•–*-]\s)")  # noqa: RUF001 - people type dashes.


def stated_numbers(text: str) -> list[StatedNumber]:
    """Return the numbers of items that a text states, in figures or in words, in their order.

    A number without a noun counts what the one before it in the sentence does: “of the 43 recommendations 26 are
    for forces”. One that is only rough is left out.
    """
    return [stated for sentence in _SENTENCE.split(text) for stated in _of_sentence(sentence)]


def _of_sentence(sentence: str) -> Iterator[StatedNumber]:
    found = sorted(
        [*_COUNTED.finditer(sentence), *_ALONE.finditer(sentence)],
        key=lambda match: (match.start(), -match.end()),
    )
    mentions = [each for at, each in enumerate(found) if not at or each.start() > found[at - 1].start()]
    kind: ItemKind | None = None
    counts, ended = Counts.ANY, 0
    for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
        noun = mention.groupdict().get("noun")
        kind = _kind_of(noun) if noun else kind
        before, after = sentence[: mention.start()], sentence[mention.end() :]
        goes_on = " ".join(before[ended:].split()).casefold() in _AND
        ahead, told, trailing = _telling(
            before, mention, after[: following.start() - mention.end()] if following else after
        )
        counts = counts if goes_on and told is Counts.ANY else told
        ended = mention.end()
        if kind is None or _ROUGHLY.search(before):
            continue
        over = _OVER.search(before)
        yield StatedNumber(
            words=" ".join(f"{ahead}{mention.group()}{trailing}".split()),
            number=number(mention["number"]) + bool(over),
            kind=kind,
            counts=counts,
            or_more=bool(over or _AT_LEAST.search(before)),
        )


def _telling(before: str, mention: re.Match[str], after: str) -> tuple[str, Counts, str]:
    """Return what the number counts, between the words before and behind it that tell so."""
    ahead = found.group() if (found := _BEFORE.search(before)) else ""
    described = mention.groupdict().get("between") or ""
    for words in (described, ahead, after):
        for counts, cue in _CUES:
            if told := cue.search(words):
                trailing = after[: told.end()] if words is after else ""
                return ahead, counts, trailing if len(trailing) <= _LONGEST else ""
    return ahead, Counts.ANY, ""


def _kind_of(noun: str) -> ItemKind:
    return next(kind for begins, kind in _KINDS.items() if noun.casefold().startswith(begins))
