"""From what was found to proposals: numbers, addressees, deadlines, and what is doubtful about each."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from models.dates.words import plain
from models.deadlines.deadline import Deadline, read_deadline
from models.enums import FORCE_ADDRESSEES, Addressee, ItemKind, ReportKind
from models.refusals.deadlines import NotADeadline
from models.report_parser.addressees import begins_with, named_in, told
from models.report_parser.dates import Dated, dated
from models.report_parser.proposal import About, Doubt, Doubted, ProposedItem
from models.report_parser.raw import Raw

SHORT: Final = 40
LONG: Final = 3_000
"""Characters outside which a text is likely to have been cut short, or to hold more than one recommendation."""

LONGEST_WORDS: Final = 300
_SERVICE = re.compile(r"(?:the )?(?:fire )?service", re.IGNORECASE)
_POLICE = re.compile(r"(?:the )?police", re.IGNORECASE)
_LOCAL: Final = frozenset({ReportKind.PEEL, ReportKind.JTAI, ReportKind.CHILD_PROTECTION})
"""Reports about one force, in which “the police” are that force."""

FEWEST_IN_RUN: Final = 3
"""Missing numbers in a row that are said as “1 to 3”."""


def numbers(found: Sequence[Raw]) -> dict[Raw, str]:
    """Return what the register calls each of `found`: as printed, `AFI2` and `COC1` for the other two kinds.

    What has no number in print is given the next free one of its kind, or of its cause of concern.
    """
    given = {raw: f"{raw.kind.number_prefix}{raw.number}" for raw in found if raw.number}
    given |= {raw: raw.register_number for raw in found if raw.register_number and raw not in given}
    taken = {number.casefold() for number in given.values()}
    places: Counter[str] = Counter()
    for raw in found:
        if raw in given:
            continue
        lead = f"{given[raw.parent]}." if raw.parent is not None else raw.kind.number_prefix
        places[lead] = next(
            each
            for each in range(places[lead] + 1, len(found) + 2)
            if f"{lead}{each}".casefold() not in taken
        )
        given[raw] = f"{lead}{places[lead]}"
        taken.add(given[raw].casefold())
    return given


def gaps(found: Sequence[Raw]) -> tuple[str, ...]:
    """Return the numbers missing from 1 up to the last printed one, kind by kind; a run of them as “1 to 32”."""
    missing: list[str] = []
    for kind in ItemKind:
        printed = sorted(
            {int(raw.number) for raw in found if raw.kind is kind and raw.number and raw.number.isdecimal()}
        )
        for before, after in pairwise((0, *printed)):
            between = [f"{kind.number_prefix}{each}" for each in range(before + 1, after)]
            missing += [f"{between[0]} to {between[-1]}"] if len(between) >= FEWEST_IN_RUN else between
    return tuple(missing)


def concluded(found: Sequence[Raw], about: About) -> tuple[ProposedItem, ...]:
    """Return a proposal for each of `found`, with every doubt about it."""
    called = numbers(found)
    times = Counter(number.casefold() for number in called.values())
    before: dict[ItemKind, int] = {}
    proposals = []
    for raw in found:
        text = raw.text
        when, due = _when(raw, about)
        whom, whom_doubts = _whom(raw, about)
        doubts = [
            *_about_number(raw, called[raw], times, before),
            *whom_doubts,
            *due,
            *_about_text(raw, text),
        ]
        proposals.append(
            ProposedItem(
                number=called[raw],
                kind=raw.kind,
                text=text,
                addressed_to=whom,
                deadline=when.deadline,
                sentence=when.sentence,
                register_number=raw.register_number,
                parent=called[raw.parent] if raw.parent is not None else None,
                page=raw.page,
                doubts=tuple(doubts),
            )
        )
    return tuple(_with_those_of_children(proposals))


def _with_those_of_children(proposals: Sequence[ProposedItem]) -> Iterator[ProposedItem]:
    """Address a cause of concern that names nobody to whom its recommendations are addressed."""
    for each in proposals:
        beneath = [child.addressed_to for child in proposals if child.parent == each.number]
        if each.kind is not ItemKind.CAUSE_OF_CONCERN or each.addressed_to or not beneath:
            yield each
            continue
        bodies = frozenset[Addressee]().union(*beneath)
        doubts = tuple(doubt for doubt in each.doubts if doubt.what is not Doubt.NO_ADDRESSEE)
        yield replace(each, addressed_to=bodies & FORCE_ADDRESSEES or bodies, doubts=doubts)


def _about_number(
    raw: Raw, called: str, times: Counter[str], before: dict[ItemKind, int]
) -> Iterator[Doubted]:
    if raw.number is None and raw.register_number is None:
        yield Doubted(Doubt.NO_NUMBER, called)
    elif times[called.casefold()] > 1:
        yield Doubted(Doubt.NUMBER_TWICE, called)
    if raw.number is not None and raw.number.isdecimal():
        last = before.get(raw.kind)
        if last is not None and int(raw.number) < last:
            yield Doubted(Doubt.OUT_OF_ORDER, f"{raw.kind.number_prefix}{last}")
        before[raw.kind] = int(raw.number)
    if raw.title is not None:
        yield Doubted(Doubt.OTHER_REPORT, raw.title)


def _whom(raw: Raw, about: About) -> tuple[frozenset[Addressee], list[Doubted]]:
    """Return to whom it is addressed: whom its head, list or cell names, else who is told to do it."""
    asked = told(raw.text, about.force)
    headed = named_in(raw.to, about.force) if raw.to else frozenset()
    doubts = []
    if raw.to and not headed and not asked.bodies:
        doubts.append(Doubted(Doubt.UNKNOWN_BODY, raw.to))
    elif asked.unknown and not headed:
        doubts.append(Doubted(Doubt.UNKNOWN_BODY, asked.unknown))
    bodies = headed or asked.bodies
    if asked.later and not headed:
        doubts.append(Doubted(Doubt.BODY_LATER, _listed(asked.later)))
    if asked.beside - bodies:
        doubts.append(Doubted(Doubt.BODY_BESIDE, _listed(asked.beside - bodies)))
    if headed and asked.bodies and not asked.bodies <= headed | {Addressee.OTHER}:
        doubts.append(Doubted(Doubt.BODY_LATER, _listed(asked.bodies - headed)))
    if not bodies and not asked.unknown and raw.kind is not ItemKind.RECOMMENDATION:
        bodies = named_in(raw.text, about.force) & FORCE_ADDRESSEES
    if not bodies and not asked.unknown:
        bodies = begins_with(raw.text, about.force)
        doubts += _perhaps_ours(raw.text, bodies)
    if asked.unknown and not headed:
        bodies |= _likely(asked.unknown, about)
    if not bodies and not doubts:
        doubts.append(Doubted(Doubt.NO_ADDRESSEE))
    return bodies, doubts


def _perhaps_ours(text: str, bodies: frozenset[Addressee]) -> Iterator[Doubted]:
    """Doubt that another force is meant: it may be this one, by a name that Reckoner was not given."""
    named = _NAMED_FORCE.search(text)
    if bodies == {Addressee.OTHER} and named is not None:
        yield Doubted(Doubt.UNKNOWN_BODY, named[0])


_NAMED_FORCE: Final = re.compile(r"\b(?:[A-Z][\w'-]+ ){1,3}(?:Police|Constabulary)\b")


def _likely(unknown: str, about: About) -> frozenset[Addressee]:
    """Return the body that words are likely to mean, which are not the name of one; that stays a doubt."""
    named = named_in(unknown, about.force)
    if named:
        return named
    if _SERVICE.fullmatch(unknown):
        return frozenset({Addressee.OTHER})
    if _POLICE.fullmatch(unknown):
        return frozenset({Addressee.FORCE if about.kind in _LOCAL else Addressee.ALL_FORCES})
    return frozenset()


def _when(raw: Raw, about: About) -> tuple[Dated, list[Doubted]]:
    read = dated(raw.text, about.published)
    if raw.due:
        return _by_cell(raw.due, read, about)
    doubts = []
    if read.others:
        both = (*((read.deadline,) if read.deadline else ()), *read.others)
        doubts.append(Doubted(Doubt.SEVERAL_DATES, "; ".join(_flat(each.wording) for each in both)))
    elif read.deadline is None and not read.unread and raw.kind is ItemKind.RECOMMENDATION:
        doubts.append(Doubted(Doubt.NO_DEADLINE))
    flat = _flat(raw.text)
    also = [each for each in read.unread if re.search(rf"\band,? (?:then )?{re.escape(each)}", flat)]
    if read.likely and read.deadline is not None:
        doubts.append(Doubted(Doubt.DEADLINE_LIKELY, _flat(read.deadline.wording)))
    elif read.deadline is not None and also and not read.others:
        doubts.append(Doubted(Doubt.SEVERAL_DATES, "; ".join((_flat(read.deadline.wording), *also))))
    if read.deadline is None and read.unread:
        doubts.append(Doubted(Doubt.DEADLINE_UNREAD, "; ".join(read.unread)))
    if read.looks_back:
        doubts.append(Doubted(Doubt.LOOKS_BACK, "; ".join(read.looks_back)))
    return read, doubts


def _by_cell(words: str, read: Dated, about: About) -> tuple[Dated, list[Doubted]]:
    """Return the deadline of a table's cell; where the text states another day, it is a person's to choose."""
    try:
        meant: Deadline = read_deadline(words, about.published)
    except NotADeadline:
        return read, [Doubted(Doubt.DEADLINE_UNREAD, words)]
    if meant.on is None:
        return read, [] if read.deadline else [Doubted(Doubt.NO_DEADLINE)]
    stated = read.deadline
    found = Dated(meant, words, looks_back=read.looks_back)
    if stated is not None and stated.on != meant.on:
        return found, [Doubted(Doubt.SEVERAL_DATES, f"{words}; {_flat(stated.wording)}")]
    return found, []


def _about_text(raw: Raw, text: str) -> Iterator[Doubted]:
    if not raw.has_duty and raw.kind is not ItemKind.CAUSE_OF_CONCERN:
        yield Doubted(Doubt.NO_DUTY)
    if len(text) < SHORT:
        yield Doubted(Doubt.SHORT)
    if len(text) > LONG:
        yield Doubted(Doubt.LONG, f"{len(text):,}")
    if raw.follows:
        yield Doubted(Doubt.TEXT_FOLLOWS, textwrap.shorten(raw.follows, LONGEST_WORDS, placeholder=" …"))


def _listed(bodies: frozenset[Addressee]) -> str:
    return ", ".join(sorted(bodies))


def _flat(text: str) -> str:
    return " ".join(plain(text).split())
