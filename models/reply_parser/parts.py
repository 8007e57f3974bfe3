"""Parts a reply that speaks of several items, each after its reference and a colon, without losing a character."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_REFERENCE = r"#?(?:[A-Za-z][A-Za-z0-9]{0,19}-[A-Za-z0-9.()]+|\d{3,})"
_FURTHER = rf"(?:\s{{0,9}}[,;&]\s{{0,9}}(?:and\s{{1,9}})?|\s{{1,9}}(?:and|&)\s{{1,9}}){_REFERENCE}"
_HEAD = re.compile(
    rf"(?:^|(?<=[\s.;,]))(?:[*•>-]\s{{0,9}})?(?P<references>{_REFERENCE}(?:{_FURTHER}){{0,99}})\s{{0,9}}:(?!\d)",
    re.IGNORECASE,
)
"""References and a colon, at the beginning or after a mark or blank; `10:30` is a time."""

_EACH = re.compile(_REFERENCE)


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
    found = (each.lstrip("#") for each in _EACH.findall(head["references"]))
    return tuple(each for each in found if known(each))
