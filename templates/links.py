"""Places in a document and links to them, written into its plain texts with characters that nobody can type.

Whoever makes the document turns them into its own links (`bot/documents/paper/linking.py`), or leaves the words.
"""

import re
import zlib
from typing import Final

from templates.markup import MarkupText

# Unicode keeps these for use inside a program: no text that is exchanged has them.
_BEGIN, _BETWEEN, _END = "\ufdd0", "\ufdd1", "\ufdd2"
NEVER_TYPED: Final = dict.fromkeys(map(ord, (_BEGIN, _BETWEEN, _END)), "\ufffd")
"""What stands where somebody typed them all the same."""

PLACE_OR_LINK: Final = re.compile(
    f"{_BEGIN}([^{_BEGIN}{_BETWEEN}{_END}]*)(?:{_BETWEEN}([^{_BEGIN}{_BETWEEN}{_END}]*))?{_END}"
)
"""A place, by its name; or a link with the names to which it leads, the first that there is, and its words."""

PREFIX: Final = "RECKONER_"
LONGEST: Final = 40
"""Characters of a place's name, as Word takes it: letters, figures and underscores."""


def place(name: str) -> MarkupText:
    """Return what marks a place called `name`; it shows nothing."""
    return MarkupText(f"{_BEGIN}{_full(name)}{_END}")


def link(words: str, *names: str) -> MarkupText:
    """Return `words` as a link to the first of the places called so that the document has."""
    return MarkupText(f"{_BEGIN}{' '.join(map(_full, names))}{_BETWEEN}{words}{_END}")


def item_place(reference: str) -> str:
    """Return the name of the place at which the text of an item is printed."""
    return f"item_{_sum(reference)}"


def _full(name: str) -> str:
    full = re.sub(r"[^A-Z0-9]", "_", f"{PREFIX}{name.upper()}")
    return full if len(full) <= LONGEST else f"{full[: LONGEST - 9]}_{_sum(full)}"


def _sum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08X}"


def without_links(text: str) -> str:
    """Return `text` as it reads: the words of its links, and nothing of its places."""
    return PLACE_OR_LINK.sub(lambda found: found[2] or "", text)
