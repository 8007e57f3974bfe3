"""Finds the references in a reply, and parts one that speaks of several items, without losing a character."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MOST_NAMED: Final = 5
"""References in running words that are looked at; those before a colon all are."""

_REFERENCE = r"#?(?:[A-Za-z][A-Za-z0-9]{0,19}-[A-Za-z0-9.()]+|\d{3,})"
_FURTHER = rf"(?:\s{{0,9}}[,;&]\s{{0,9}}(?:and\s{{1,9}})?|\s{{1,9}}(?:and|&)\s{{1,9}}){_REFERENCE}"
_HEAD = re.compile(
    rf"(?:^|(?<=[\s.;,]))(?:[*•>-]\s{{0,9}})?[*_`~]{{0,3}}"
    rf"(?P<references>{_REFERENCE}(?:{_FURTHER}){{0,99}})[*_`~]{{0,3}}\s{{0,9}}:(?!\d)"
    rf"|\A\s{{0,9}}(?P<dashed>{_REFERENCE}(?:{_FURTHER}){{1,99}})\s{{1,9}}[\u2013\u2014-]\s",
    re.IGNORECASE,
)
"""References and a colon, at the beginning or after a mark or blank; `10:30` is a time.

Several references at the beginning may have a dash instead.
"""

_EACH = re.compile(_REFERENCE)
_BEGINS_WITH = re.compile(rf"\s*({_REFERENCE}(?:(?:\s*[,;&]\s*|\s+and\s+){_REFERENCE})*)\s*:(?!\d)")
"""What stands before a colon at the beginning is meant as references, unlike `10:30`."""

_MAY_NAME_AN_ITEM = re.compile(r"[A-Za-z][A-Za-z0-9]{0,19}-[A-Za-z0-9.()]+|(?<![^\W_])\d{2,}(?![^\W_])")


@dataclass(frozen=True)
class ReplyPart:
    """What a reply says of the items that it calls `references`; `said` are the words after the colon."""

    references: tuple[str, ...]
    text: str
    said: str


def parts_of(text: str, known: Callable[[str], bool]) -> tuple[ReplyPart, ...]:
    """Return the parts of `text`, which joined are all of it; empty where no reference stands before a colon.

    `known` says whether something that looks like a reference is one; where several stand before one colon, the
    part speaks of those that are. What stands before the first belongs to the first part.
    """
    heads = [(head, named) for head in _HEAD.finditer(text) if (named := _named(head, known))]
    begins = [0, *(head.start() for head, _ in heads[1:])]
    ends = [*begins[1:], len(text)]
    return tuple(
        ReplyPart(named, text[begin:end], text[head.end() : end])
        for (head, named), begin, end in zip(heads, begins, ends, strict=False)
    )


def _named(head: re.Match[str], known: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(each for each in _references(_named_by(head)) if known(each))


def _named_by(head: re.Match[str]) -> str:
    return head["references"] or head["dashed"]


def references_in(text: str) -> tuple[str, ...]:
    """Return everything in `text` that may name an item, each once, spelled as by the other functions here."""
    before_colons = (name for head in _HEAD.finditer(text) for name in _references(_named_by(head)))
    return tuple(dict.fromkeys([*references_at_beginning(text), *before_colons, *references_within(text)]))


def references_at_beginning(text: str) -> tuple[str, ...]:
    """Return the references with which `text` begins, before a colon."""
    begins = _BEGINS_WITH.match(text)
    return _references(begins[1]) if begins else ()


def references_within(text: str) -> tuple[str, ...]:
    """Return the first things in the running words that can be references, each once."""
    return tuple(dict.fromkeys(_MAY_NAME_AN_ITEM.findall(text)))[:MOST_NAMED]


def _references(text: str) -> tuple[str, ...]:
    return tuple(each.lstrip("#") for each in _EACH.findall(text))
