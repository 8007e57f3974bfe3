"""What a paragraph begins with: the head of a recommendation, the head of a list, or the mark of a point."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.dates.words import CARDINALS, any_of, number
from models.enums import ItemKind
from models.report_parser.addressees import named_in


class MarkKind(StrEnum):
    """What stands at the beginning of a paragraph."""

    NONE = "none"
    HEAD = "head"
    LIST = "list"
    NUMBER = "number"
    LETTER = "letter"
    BULLET = "bullet"
    DASH = "dash"


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a paragraph and the `rest` of its text.

    A head says the `kind` of what it heads, and its `number` if one is printed; `to` are the words in which it or
    the head of a list says for whom it is. A list that is `of_phrases` has no sentences: its points begin in any
    case.
    """

    what: MarkKind
    rest: str
    number: str | None = None
    kind: ItemKind | None = None
    to: str | None = None
    of_phrases: bool = False


_KINDS: Final = {
    "recommendation": ItemKind.RECOMMENDATION,
    "rec": ItemKind.RECOMMENDATION,
    "area for improvement": ItemKind.AREA_FOR_IMPROVEMENT,
    "areas for improvement": ItemKind.AREA_FOR_IMPROVEMENT,
    "afi": ItemKind.AREA_FOR_IMPROVEMENT,
    "cause of concern": ItemKind.CAUSE_OF_CONCERN,
    "cause for concern": ItemKind.CAUSE_OF_CONCERN,
    "causes of concern": ItemKind.CAUSE_OF_CONCERN,
    "causes for concern": ItemKind.CAUSE_OF_CONCERN,
}
_WORDED: Final = any_of(CARDINALS)
_SINGULAR = r"recommendation|rec(?=\.? ?\d)|area for improvement|afi|cause (?:of|for) concern"
_PLURAL = r"recommendations|areas for improvement|afis|causes (?:of|for) concern"

_HEAD = re.compile(
    r"(?:(?P<section>\d{1,2}\.\d{1,2})\.? )?"
    rf"(?:accelerated )?(?P<kind>{_SINGULAR})"
    rf"(?:\.? ?(?:no\.? ?|number )?(?P<number>\d{{1,6}}(?:\.\d{{1,3}})?[a-z]?|[a-z]\d{{1,3}}|{_WORDED}))?"
    r"(?: ?\((?P<to>(?:for |to )?[^()]{3,120})\))?"
    r"(?P<end>\s?[.:)\u2013\u2014-]{1,3}(?:\s|$)|\s|$)",
    re.IGNORECASE,
)
_HEAD_TO_WHOM = re.compile(
    rf"(?P<kind>recommendation) (?P<number>\d{{1,3}}|{_WORDED}) (?P<to>(?:to|for) [^.:;]{{3,120}}): (?=\S)",
    re.IGNORECASE,
)
"""“Recommendation 2 to police and crime commissioners: …”, on the line of what it heads."""

_LETTERED = re.compile(r"R(?P<number>\d{1,2})[.:)]\s+(?=[A-Z])")
_LIST = re.compile(
    r"(?:(?:our|summary of|list of|completed|national|new|the|full|all|key) ){0,3}"
    rf"(?P<kind>{_PLURAL})"
    r"(?: (?:for|to|addressed to|made to) (?P<to>[^.:;]{2,120}))?(?:\s?:|: (?P<topic>[^.:;]{3,60}))?",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^\d{1,2}\. ")
_JTAI_LISTS: Final = {
    "what needs to improve?": ItemKind.AREA_FOR_IMPROVEMENT,
    "what needs to improve": ItemKind.AREA_FOR_IMPROVEMENT,
    "areas for priority action": ItemKind.RECOMMENDATION,
    "area for priority action": ItemKind.RECOMMENDATION,
}
"""The heads of lists in the letters of joint targeted area inspections."""

_FOR_WHOM = re.compile(r"(?:[Tt]o|for) [^.:;]{2,120}")
_LONGEST_LIST_HEAD: Final = 100
_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?:(?:[.)]{1,2}|\s?[:\u2013-])\s+(?=\S)|(?<=\.\d)\s+(?=[A-Z]))"
)
_LETTER = re.compile(
    r"\(?(?P<letter>[a-z]|[ivx]{1,5})\)\s*|(?P<dotted>[a-z])\.\s+(?=[A-Z(])|(?P<roman>[ivx]{1,5})\.\s+(?=[a-z])"
)
_BULLET = re.compile(r"[•·▪●■◆*\uf0b7]\s*|-\s+(?=\S)")
_DASH = re.compile(r"(?:o|[\u2013\u2014◦○])\s+(?=\S)")


def mark_of(text: str) -> Mark:
    """Return what the paragraph `text`, on one line, begins with."""
    for read in (_list_head, _head, _point):
        mark = read(text)
        if mark is not None:
            return mark
    return Mark(MarkKind.NONE, text)


def _list_head(text: str) -> Mark | None:
    if text.strip().casefold() in _JTAI_LISTS:
        return Mark(MarkKind.LIST, "", kind=_JTAI_LISTS[text.strip().casefold()], of_phrases=True)
    match = _LIST.fullmatch(_SECTION.sub("", text.strip())) if len(text) <= _LONGEST_LIST_HEAD else None
    if match is None or _is_sentence(match["to"]) or _is_sentence(match["topic"]):
        return None
    kind = _KINDS[_singular(match["kind"].casefold())]
    return Mark(MarkKind.LIST, "", kind=kind, to=match["to"])


def _is_sentence(to: str | None) -> bool:
    return to is not None and re.search(r"\b(?:will|should|must|have|has|are|is|were|was)\b", to) is not None


def _singular(plural: str) -> str:
    return plural if plural in _KINDS else plural.removesuffix("s")


def _head(text: str) -> Mark | None:
    lettered = _LETTERED.match(text)
    if lettered is not None:
        return Mark(MarkKind.HEAD, text[lettered.end() :], lettered["number"], ItemKind.RECOMMENDATION)
    if (to_whom := _HEAD_TO_WHOM.match(text)) is not None and named_in(to_whom["to"]):
        kind = _KINDS[to_whom["kind"].casefold()]
        return Mark(
            MarkKind.HEAD, text[to_whom.end() :].strip(), _number(to_whom["number"]), kind, to_whom["to"]
        )
    match = _HEAD.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    ends = match["end"].strip()
    numbered = match["number"] is not None
    # A sentence can begin with these words too: then they are not set off from what follows.
    if rest and not ends and not (numbered and not match["to"] and (rest[0].isupper() or _is_for_whom(rest))):
        return None
    if not numbered and rest and ends != ":":
        return None
    to = match["to"]
    if to is None and _is_for_whom(rest):
        to, rest = rest, ""
    printed = match["number"] or match["section"]
    return Mark(MarkKind.HEAD, rest, _number(printed), _KINDS[match["kind"].casefold()], to)


def for_whom(heading: str) -> str | None:
    """Return the words of a heading that only says for whom what stands beneath is, as “To chief constables”."""
    words = heading.strip().removesuffix(":")
    begun = words[:1].lower() + words[1:]
    return begun if _FOR_WHOM.fullmatch(begun) and named_in(words) and not _is_sentence(words) else None


def _is_for_whom(rest: str) -> bool:
    """Say whether the rest of a head says for whom it is: a capital “To” only before a body that is known."""
    known = rest[:1].islower() or bool(named_in(rest))
    return _FOR_WHOM.fullmatch(rest) is not None and not _is_sentence(rest) and known


def _number(printed: str | None) -> str | None:
    if printed is None:
        return None
    worded = 0 if printed[0].isdecimal() else number(printed)
    return str(worded) if worded else printed


def _point(text: str) -> Mark | None:
    for what, expression in (
        (MarkKind.NUMBER, _NUMBER),
        (MarkKind.BULLET, _BULLET),
        (MarkKind.DASH, _DASH),
        (MarkKind.LETTER, _LETTER),
    ):
        match = expression.match(text)
        if match is not None:
            number = next((each for each in match.groups() if each), None)
            return Mark(what, text[match.end() :].strip(), number)
    return None
