"""When two names, numbers or codes are the same, and how they are kept: whatever comes in is written so here."""

import re
import unicodedata
from typing import Final

_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f") | {
    chr(selector) for selector in range(0xFE00, 0xFE10)
}
"""Letters and marks that show nothing, besides what Unicode calls format characters."""

_LEADING_NOUGHTS: Final = re.compile(r"(?<![\d.])0+(?=\d)")
_NOTHING_BEHIND_THE_POINT: Final = re.compile(r"(?:\.0+)+$")


def as_written(name: str) -> str:
    """Return a name as it is kept: composed letters of the usual width, nothing invisible, single blanks, one line.

    So `e` with an accent behind it is `é`, and a soft hyphen or a zero-width space is nothing.
    """
    if name.isascii():
        return " ".join(name.split())
    # What is invisible goes first: it may stand between a letter and its accent.
    seen = "".join(each for each in name if unicodedata.category(each) != "Cf" and each not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def as_compared(name: str) -> str:
    """Return a name as it is compared: as it is kept, and in any case."""
    return as_written(name).casefold()


def number_as_written(number: str) -> str:
    """Return a number as it is kept: `01`, `1.0` and a `1` of twice the width are `1`, and `1.10` stays."""
    return _NOTHING_BEHIND_THE_POINT.sub("", _LEADING_NOUGHTS.sub("", as_written(number)))
