"""Parts a reply that speaks of several items, each after its reference and a colon, without losing a character."""

import re
from dataclasses import dataclass

_HEAD = re.compile(
    r"(?:^|(?<=[\s.;,]))\s{0,9}[*•>-]?\s{0,9}#?(?P<reference>[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9.()]+|\d{3,})\s{0,9}:(?!\d)"
)
"""A reference and a colon, at the beginning or after a mark or blank; `10:30` is a time."""


@dataclass(frozen=True)
class Part:
    """What a reply says of the item that it calls `reference`; `said` are the words after the colon."""

    reference: str
    text: str
    said: str


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of `text`, which joined are all of it; empty where no reference stands before a colon.

    What stands before the first reference belongs to the first part.
    """
    heads = list(_HEAD.finditer(text))
    begins = [0, *(head.start() for head in heads[1:])]
    ends = [*begins[1:], len(text)]
    return tuple(
        Part(head["reference"], text[begin:end], text[head.end() : end])
        for head, begin, end in zip(heads, begins, ends, strict=False)
    )
