"""What the words of a command name: an item or several, a day, and what stands after them."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.dates.day import read_day
from models.dates.relative import RequestedDay, find_day, read_past_day
from models.queries import items
from models.refusals.asking import DayHasPassed, DayMissing, SeveralDays
from models.refusals.committee import DateUnreadable
from models.refusals.deadlines import NoSuchDay, NotADeadline
from models.refusals.items import ReferenceMissing
from models.register.recommendation import Recommendation
from templates.filters import day as in_words

_REFERENCE_AND_REST = re.compile(r"(\S+)\s*(.*)", re.DOTALL)
_PIECE = re.compile(r"([^\s,;]+)(\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*)", re.IGNORECASE)
_LISTED = re.compile(r"[\s,]*([^\s,]+)([\s,]*)")
_REGISTER_NUMBER = re.compile(r"#?\d{3,}")
_BOTH_WAYS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")
_ON = re.compile(r"on\s+", re.IGNORECASE)
_BREAKS = ":,;."
_MONTHS = 12
_MOST_WORDS = 5
"""Words of which a day is made up at most: `Wednesday 30th of November 2022`."""


@dataclass(frozen=True)
class DayNamed:
    """A day, and the words after it; `day_first` where it would be another if the month were read first."""

    on: date
    rest: str
    day_first: bool = False


def item_and_rest(session: Session, words: str, command: str) -> tuple[Recommendation, str]:
    """Return the item that the first word names, and the rest. Raises ReferenceMissing or NoSuchItem."""
    parts = _REFERENCE_AND_REST.match(words.strip())
    if parts is None:
        raise ReferenceMissing(command=command)
    return items.item_by_reference(session, parts[1]), parts[2].strip()


def references_and_rest(words: str) -> tuple[list[str], str]:
    """Return the references with which `words` begin, with commas between them, and the rest.

    A name, which begins with `@`, is no further reference, whatever stands before it.
    """
    references: list[str] = []
    at, goes_on = 0, True
    while goes_on and (found := _LISTED.match(words, at)):
        if references and found[1].startswith("@"):
            break
        references.append(found[1])
        at, goes_on = found.end(), "," in found[2]
    return references, words[at:].strip()


def items_and_rest(session: Session, words: str, command: str) -> tuple[list[Recommendation], str]:
    """Return the items that the first words name, with commas, blanks or “and” between them, and the rest.

    An item named twice is taken once. Raises ReferenceMissing or NoSuchItem.
    """
    found: dict[str, Recommendation] = {}
    rest, is_due = words.strip(), True
    while piece := _PIECE.match(rest):
        if piece[1] not in found:
            if not is_due and not _names_an_item(session, piece[1]):
                break
            found[piece[1]] = items.item_by_reference(session, piece[1])
        rest, is_due = rest[piece.end() :], bool(piece[2].strip())
    if not found:
        raise ReferenceMissing(command=command)
    return list(dict.fromkeys(found.values())), rest.strip()


def day_ahead(words: str, asked: RequestedDay) -> DayNamed | None:
    """Return the day ahead with which `words` begin, as people write it; None if they begin with no day.

    A day that is written with its year is returned also where it has passed: the verb says what is wrong with it.
    Raises SeveralDays where it could be several, or DateUnreadable for a day that is not in the calendar.
    """
    found = find_day(words, asked)
    if found is None:
        return None
    named, rest = words[: found.end], words[found.end :].strip(" ,;:.")
    if len(found.days) > 1:
        raise SeveralDays(words=named, days=" or ".join(in_words(each) for each in found.days))
    try:
        on = found.days[0] if found.days else read_day(named)
    except NoSuchDay:
        raise DateUnreadable(text=named) from None
    except NotADeadline:
        return None
    return DayNamed(on, rest, _reads_both_ways(named))


def coming_day(words: str, item: Recommendation, today: date, command: str) -> DayNamed:
    """Return the day after `today` with which `words` begin; a period may run from the deadline.

    Raises DayMissing, SeveralDays where it could be several, or DayHasPassed.
    """
    try:
        named = day_ahead(words, RequestedDay(today, item.deadline_on))
    except DateUnreadable:
        named = None
    if named is None:
        raise DayMissing(command=command, reference=item.reference)
    if named.on <= today:
        raise DayHasPassed(day=named.on)
    return named


def day_at_start(words: str, today: date) -> DayNamed | None:
    """Return the day with which `words` begin, past or to come; None if they begin with no day.

    Raises DateUnreadable for what begins like a day and does not name one with its year.
    """
    pieces = words.split()
    for count in range(min(len(pieces), _MOST_WORDS), 0, -1):
        named = " ".join(pieces[:count]).rstrip(",;:")
        try:
            on = read_day(named)
        except NotADeadline:
            continue
        return DayNamed(on, " ".join(pieces[count:]), _reads_both_ways(named))
    vague = find_day(words, RequestedDay(today))
    if vague is not None:
        raise DateUnreadable(text=words[: vague.end])
    return None


def day_of_effect(words: str, today: date, *, alone: bool = False) -> tuple[date | None, str]:
    """Return the day with which `words` begin after “on”, and the rest; None, and all words, where they do not.

    A day without its year is the last such. With `alone` it counts only where nothing follows, or a colon or comma
    does, since the words may tell of that day.
    """
    lead = _ON.match(words)
    found = read_past_day(words[lead.end() :], today) if lead else None
    if lead is None or found is None:
        return None, words
    on, end = found
    rest = words[lead.end() + end :].strip()
    if alone and rest and rest[0] not in _BREAKS:
        return None, words
    return on, rest.lstrip(_BREAKS).strip()


def _names_an_item(session: Session, word: str) -> bool:
    """Whether a word after a reference, with only a blank between them, is a reference too: a number always is."""
    return bool(_REGISTER_NUMBER.fullmatch(word)) or items.find_item(session, word) is not None


def _reads_both_ways(named: str) -> bool:
    found = _BOTH_WAYS.match(named.strip())
    return found is not None and found[1] != found[2] and max(int(found[1]), int(found[2])) <= _MONTHS
