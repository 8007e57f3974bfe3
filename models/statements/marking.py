"""Protective markings in names and texts, by the Government Security Classifications Policy (Cabinet Office, 2018).

A text carries a marking where that stands alone on a line, as headers and footers have it; OFFICIAL-SENSITIVE,
which is no word of other texts, wherever it stands.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeGuard

from models.enums import Marking

_JOINT: Final = r"[ \t_\-\u2010-\u2015]{1,3}"
_SENSITIVE: Final = re.compile(rf"\bOFFICIAL{_JOINT}SENSITIVE\b")
_EDGE: Final = r"(?:[^\w\n]|_)"
_ALONE: Final = re.compile(
    rf"^{_EDGE}{{0,8}}(TOP{_JOINT})?SECRET\b(?:{_EDGE}{{1,8}}[A-Z][A-Z ,/&\-]{{0,40}})?{_EDGE}{{0,8}}$",
    re.MULTILINE,
)
_NAMED: Final = re.compile(
    r"(?<![a-z])(?:(?P<sensitive>official[ _.\-\u2010-\u2015]{0,3}sensitive)"
    r"|(?P<top>top[ _.\-\u2010-\u2015]{0,3})?secret)(?![a-z])",
    re.IGNORECASE,
)
_ORDER: Final = tuple(Marking)


def marking_in(text: str) -> Marking | None:
    """Return the highest marking above OFFICIAL that `text` carries, or None."""
    return highest(_in_text(text))


def marking_in_name(name: str) -> Marking | None:
    """Return the highest marking above OFFICIAL in the name of a file, whatever its case and joints, or None."""
    return highest(
        Marking.OFFICIAL_SENSITIVE
        if found["sensitive"]
        else Marking.TOP_SECRET
        if found["top"]
        else Marking.SECRET
        for found in _NAMED.finditer(name)
    )


def highest(found: Iterable[Marking | None]) -> Marking | None:
    """Return the highest of the markings that were found, or None where none was."""
    return max(filter(None, found), key=_ORDER.index, default=None)


def is_above(found: Marking | None, most: Marking) -> TypeGuard[Marking]:
    """Say whether a marking that was found is higher than the one that may be held."""
    return found is not None and _ORDER.index(found) > _ORDER.index(most)


def _in_text(text: str) -> Iterator[Marking]:
    if _SENSITIVE.search(text):
        yield Marking.OFFICIAL_SENSITIVE
    for found in _ALONE.finditer(text):
        yield Marking.TOP_SECRET if found[1] else Marking.SECRET
