"""Whether a text asks something of somebody, and the recommendations that a sentence quotes."""

import re
import string
from collections.abc import Iterator

from models.enums import ItemKind
from models.report_parser.addressees import DATED_PERFECT, DUTY, RECOMMENDS_THAT, begins_with, told
from models.report_parser.raw import FoundBy, Raw

_WITHIN = re.compile(
    r"(?:\b(?:\d{1,2}|[a-z])\.\s{0,3}){0,2}(?P<title>(?-i:[A-Z])[^.;()]{3,120}?) ?"
    r"\((?:recommendation|rec\.?) (?P<number>\d{4,6})\)[.:]?\s*",
    re.IGNORECASE,
)
"""A recommendation that is quoted in a sentence: its report, then its register number in brackets."""

_RECOMMENDS = re.compile(
    r"\b(?:we|I|the iopc|hmics|hmic|hmicfrs|the inspectorate|inspectors) (?:also |therefore )?recommend(?:s|ed)?\b"
    r"|\b(?:we|I) (?:also |therefore )?(?:ask|request|invite|require|expect|urge)(?:ed)? (?:that|the|chief|all"
    r"|you)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?!The\b)[A-Z][a-z]+ (?:(?:of|for|and) )?(?:the )?[A-Z]")
_NEXT_POINT = re.compile(r"(?<=[\s;,])(?:\d{1,2}|[a-z])?\.?$")
_BETWEEN = f"{string.whitespace};,"
"""The number or letter of the next point, and what stands before it."""

_PRONOUN = re.compile(r"(?:it|this|these|they|that|in doing so|to do this)\b", re.IGNORECASE)


def asks(text: str, force: str | None) -> bool:
    """Say whether the first sentence of `text` asks something of a body that is known or has a proper name."""
    first = _first_sentence(text)
    asked = told(first, force)
    return _calls(first) and bool(asked.bodies or _NAME.search(asked.unknown))


def has_subject(text: str, force: str | None) -> bool:
    """Say whether the first sentence of `text` asks something of somebody whom it names in whatever way."""
    first = _first_sentence(text)
    if _PRONOUN.match(text) or not _calls(first):
        return False
    asked = told(first, force)
    return bool(asked.bodies or asked.unknown)


def recommends(text: str, force: str | None) -> bool:
    """Say whether `text` is a recommendation in the words “recommends that”, to a body that is known."""
    return RECOMMENDS_THAT.match(text) is not None and bool(told(_first_sentence(text), force).bodies)


def tells_of_a_body(text: str) -> bool:
    """Say whether `text` begins with a body, as “Within three months, X Police reviews …” does."""
    return bool(begins_with(text))


def _calls(sentence: str) -> bool:
    """Say whether a sentence holds a duty, or a “recommends that”."""
    perfect = DATED_PERFECT.match(sentence) is not None
    return perfect or DUTY.search(sentence) is not None or RECOMMENDS_THAT.match(sentence) is not None


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.;?!])\s+(?=[A-Z(])", text, maxsplit=1)[0]


def quoted_within(text: str, page: int | None) -> Iterator[Raw]:
    """Yield the recommendations that a sentence quotes by their register numbers, as footnotes of papers do."""
    found = list(_WITHIN.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=False):
        words = text[match.end() : end]
        raw = Raw(ItemKind.RECOMMENDATION, FoundBy.HEAD, page, title=match["title"].strip())
        raw.register_number = match["number"]
        raw.parts.append(_NEXT_POINT.sub("", words.strip()).rstrip(_BETWEEN) or words.strip())
        if DUTY.search(words):
            yield raw


def looks_like_one(text: str) -> bool:
    """Say whether `text` looks like a recommendation, wherever it stands."""
    return _calls(text) or _RECOMMENDS.search(text) is not None
