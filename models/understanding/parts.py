"""Parts a reply that speaks of several items, each after its reference and a colon, without losing a character."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_HEAD = re.compile(
    r"(?:^|(?<=[\s.;,]))(?:[*•>-]\s{0,9})?#?(?P<reference>[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9.()]+|\d{3,})\s{0,9}:(?!\d)"
)
"""A reference and a colon, at the beginning or after a mark or blank; `10:30` is a time."""


@dataclass(frozen=True)
class Part:
    """What a reply says of the item that it calls `reference`; `said` are the words after the colon."""

    reference: str
    text: str
    said: str


def parts_of(text: str, known: Callable[[str], bool]) -> tuple[Part, ...]:
    """Return the parts of `text`, which joined are all of it; empty where no reference stands before a colon.

    `known` says whether something that looks like a reference is one. What stands before the first belongs to the
    first part.
    """
    heads = [head for head in _HEAD.finditer(text) if known(head["reference"])]
    begins = [0, *(head.start() for head in heads[1:])]
    ends = [*begins[1:], len(text)]
    return tuple(
        Part(head["reference"], text[begin:end], text[head.end() : end])
        for head, begin, end in zip(heads, begins, ends, strict=False)
    )
