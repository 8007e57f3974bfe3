"""When two names, numbers or codes are the same or may be, and how they are kept: what comes in is written so."""

import re
import unicodedata
from collections import Counter
from typing import Final

_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f") | {
    chr(selector) for selector in range(0xFE00, 0xFE10)
}
"""Letters and marks that show nothing, besides what Unicode calls format characters."""

_TYPOGRAPHY: Final = {ord(mark): "'" for mark in "\u2018\u2019\u201b\u02bb\u02bc\u2032\u0060"} | {
    ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"
}
"""Apostrophes and hyphens as word processors write them, and as keyboards do."""

_LOOK_ALIKES: Final = str.maketrans(
    # Cyrillic, Greek and Latin ones.
    "\u0430\u0432\u0435\u043d\u0456\u0458\u043a\u043c\u043e\u0440\u0455\u0441\u0442\u0443\u0445\u04bb"
    "\u0501\u051b\u051d"
    "\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"
    "\u00f8\u0142\u0111\u0131",
    "abehijkmopsctyxhdqwabezhikmnoptyxoldi",
)
"""Letters that look like others, small or as capitals: the commonest of Unicode's confusable ones (UTS 39)."""

_BEFORE_AND_AFTER_NAMES: Final = """
acc acting assistant asst bem cbe cc ch chief ci cinsp commander commissioner const constable csupt dame dc dcc
dci dcs dep deputy det detective di dinsp dr ds dsgt dsupt insp inspector kpm mbe miss mr mrs ms mx obe pc pcso
prof ps qpm retd rev sergeant sgt sir special superintendent supt tacc tdcc tdci tdi tds temp temporary
"""
_RANKS: Final = frozenset(_BEFORE_AND_AFTER_NAMES.split())
"""Ranks, titles and honours of police officers and staff."""

_RANK_IN_SHORT: Final = re.compile(r"\b[acdt]{1,2}\s*/\s*(?=[a-z])")
"""What is written before a rank with a stroke: `T/DCI`, `D/Supt`, `C/Insp`."""

_LONG_ENOUGH: Final = 8
"""Letters of a name in which one of them may well be a slip."""

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
    """Return a name as it is compared: as it is kept, in any case, and with any apostrophe or hyphen."""
    return folded(as_written(name))


def folded(kept: str) -> str:
    """Return a name that is kept, as `as_compared` returns it."""
    if kept.isascii():  # As most are; of the marks only this one is.
        return kept.replace("`", "'").lower()
    return kept.translate(_TYPOGRAPHY).casefold()


def as_seen(name: str) -> str:
    """Return what a reader takes a name or code for: letters of other alphabets as what they look like, no accents.

    Two that are compared as different and seen as the same are asked about: nobody can tell them apart on a page.
    """
    apart = unicodedata.normalize("NFKD", as_compared(name).translate(_LOOK_ALIKES))
    return as_compared("".join(each for each in apart if not unicodedata.combining(each)))


def person_key(name: str) -> str:
    """Return what the names that one person may be called by have in common: the key to look them up by.

    Rank and title, order, hyphens, apostrophes, dots, accents and look-alike letters make no difference:
    `Clarke, Ann-Marie`, `DCI Ann Marie Clarke` and `T/D/Supt ann-marie CLARKE` have one key. What is nothing but a
    rank keeps it.
    """
    plain = _RANK_IN_SHORT.sub("", as_seen(name).replace("'", ""))
    words = re.findall(r"[^\W_]+", plain)
    return " ".join(sorted([word for word in words if word not in _RANKS] or words))


def may_be_one_person(one: str, other: str) -> bool:
    """Whether two names may be one person's, so that somebody has to be asked; also where they are the same."""
    return person_key(one) == person_key(other)


def is_near(one: str, other: str) -> bool:
    """Whether one letter tells two names apart, so that it may be a slip: `Anna Clark` and `Anna Clarke`.

    A letter too many, too few, another, or two that changed places. Short names are not asked about, nor what has a
    digit: `Jo Lee` and `Jo Lea` are two people more often than one, and so are `PC 12` and `PC 13`.
    """
    return are_near(person_key(one), person_key(other))


def are_near(one: str, other: str) -> bool:
    """Whether the keys of two names are those of names that `is_near` each other."""
    words, others = Counter(one.split()), Counter(other.split())
    mine, theirs = list((words - others).elements()), list((others - words).elements())
    if not len(mine) == len(theirs) == 1 or words.total() != others.total():
        return False
    is_long = min(sum(map(len, each.elements())) for each in (words, others)) >= _LONG_ENOUGH
    return is_long and (mine[0] + theirs[0]).isalpha() and _is_one_slip(mine[0], theirs[0])


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter was added, left out or changed, or two beside each other changed places."""
    both = min(len(one), len(other))
    shared = next((at for at in range(both) if one[at] != other[at]), both)
    rest, others = one[shared:], other[shared:]
    swapped = len(rest) > 1 and rest[:2] == others[:2][::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def number_as_written(number: str) -> str:
    """Return a number as it is kept: `01`, `1.0` and a `1` of twice the width are `1`, and `1.10` stays."""
    return _NOTHING_BEHIND_THE_POINT.sub("", _LEADING_NOUGHTS.sub("", as_written(number)))
