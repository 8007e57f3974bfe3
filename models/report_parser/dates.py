"""By when a recommendation is to be done: its deadline with the sentence that states it, and what is none."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from models.dates.forms import SOME_TIME
from models.dates.look_back import LOOK_BACK
from models.dates.words import MONTH_NAMES, any_of, plain
from models.deadlines.deadline import Deadline, DeadlineUnit, find_deadline, read_deadline, stated_deadlines
from models.refusals.deadlines import LooksBack, NotADeadline

LONGEST_QUOTE: Final = 240
_MONTHS = any_of(MONTH_NAMES)
_TIME: Final = re.compile(
    rf"\b(?:(?:{_MONTHS}),? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})"
    rf"|end of (?:the |this )?(?:financial |calendar )?(?:year|month|quarter|{_MONTHS})"
    rf"|(?:spring|summer|autumn|winter|easter|christmas|early|mid|late)[- ]\d{{4}}"
    rf"|{SOME_TIME}\b|as soon as|possible|practicable|next inspection|asap)",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"\b(?:by|within|before|prior to|no later than|not later than|on or before|as soon as|(?:in|over) the next)"
    r" [^.;:,•\n()]{2,80}",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    r"^(?:(?:to|in) [^,.;]{3,60}, )?(?:we|the iopc|hmicfrs|hmics|hmic|the inspectorate)"
    r" (?:also |therefore )?recommends?(?: that)?,? ",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;?!])\s+(?=[A-Z(])|\n+")


_LONG: Final = frozenset({DeadlineUnit.MONTHS, DeadlineUnit.YEARS})
"""What deadlines are counted in; “within 24 hours” or “28 days” is more often part of what is asked."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The `deadline` that a text states, if one, and the `sentence` in which it stands.

    `others` are further days that it states, `unread` are wordings of time that give no certain date, and
    `looks_back` those over which it looks back. A deadline that is only `likely` is one of `unread`.
    """

    deadline: Deadline | None = None
    sentence: str | None = None
    others: tuple[Deadline, ...] = ()
    unread: tuple[str, ...] = ()
    looks_back: tuple[str, ...] = ()
    likely: bool = False


def dated(text: str, published: date) -> Dated:
    """Return by when the recommendation `text`, of a report published on `published`, is to be done."""
    text = _RECOMMENDS.sub("", text)
    deadline = find_deadline(text, published)
    others = tuple(
        each for each in stated_deadlines(text, published) if deadline is None or each.on != deadline.on
    )
    back = tuple(dict.fromkeys(_flat(match[0]) for match in LOOK_BACK.finditer(plain(text))))
    known = [_flat(each.wording) for each in (*others, *((deadline,) if deadline else ()))]
    unread = tuple(dict.fromkeys(_unread(plain(text), known, back, published)))
    likely = None if deadline or others else _likely(unread, published)
    if likely is not None:
        return Dated(likely, _sentence(plain(text), likely), (), unread, back, likely=True)
    return Dated(deadline, _sentence(text, deadline), others, unread, back)


def _likely(unread: tuple[str, ...], published: date) -> Deadline | None:
    """Return the deadline that “within 12 months” at the end of a sentence is likely to be, if it stands alone."""
    if len(unread) != 1:
        return None
    try:
        meant = read_deadline(unread[0], published)
    except NotADeadline:
        return None
    return meant if meant.unit in _LONG else None


def _unread(flat: str, known: list[str], back: tuple[str, ...], published: date) -> Iterator[str]:
    for match in _CLAUSE.finditer(flat):
        clause = _flat(match[0])
        if _TIME.search(clause) is None or any(
            clause.casefold().startswith(plain(each).casefold()) for each in known
        ):
            continue
        if any(clause in each or each in clause for each in back):
            continue
        try:
            read_deadline(clause, published)
        except LooksBack:
            continue
        except NotADeadline:
            pass
        yield clause


def _sentence(text: str, deadline: Deadline | None) -> str | None:
    if deadline is None:
        return None
    sentences = [each for each in _SENTENCE.split(text) if deadline.wording in each]
    return textwrap.shorten(sentences[0] if sentences else text, LONGEST_QUOTE, placeholder=" …")


def _flat(text: str) -> str:
    return " ".join(text.split())
