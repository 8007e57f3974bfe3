"""The list behind a number: it is as long as the number says."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from handlers.committee.committee import for_meeting, published_now
from handlers.form_values import carried, day
from handlers.request import Request
from models.committee import figures
from models.committee.asof import item_once_called
from models.committee.figure_table import ASKED_FOR, CHANGES, FIGURES, CountedOn
from models.committee.meeting import Meeting
from models.enums import ItemKind
from models.queries import items
from models.refusals.commands import NoLongerKnown
from models.refusals.committee import NoSuchFigure
from templates.messages import Message
from templates.messages.figure_rows import FigureRow, figure_rows
from templates.messages.items import ItemRow
from templates.messages.summary import NOW, CommitteeSummary
from templates.messages.summary_parts import Behind, BridgeRow
from templates.messages.why import SinceThen, Why
from templates.presenters.rows import row
from templates.presenters.since_then import since_then

PAGE_SIZE = 10
_DATED = re.compile(r"\d{4}-\d+-\d+")
_KINDS = {
    "recommendation": ItemKind.RECOMMENDATION,
    "recommendations": ItemKind.RECOMMENDATION,
    "area for improvement": ItemKind.AREA_FOR_IMPROVEMENT,
    "areas for improvement": ItemKind.AREA_FOR_IMPROVEMENT,
    "afi": ItemKind.AREA_FOR_IMPROVEMENT,
    "afis": ItemKind.AREA_FOR_IMPROVEMENT,
    "cause of concern": ItemKind.CAUSE_OF_CONCERN,
    "causes of concern": ItemKind.CAUSE_OF_CONCERN,
}


def why(session: Session, request: Request) -> Message:
    """Return the list behind the number that the words name: a figure, perhaps with a kind and a meeting's date.

    Without a date it is what the committee is told at the coming meeting, once that is frozen, with how many are
    counted now; *now* at the end, or no meeting that is frozen, is the register as it stands.
    Raises NoSuchFigure, DateUnreadable, NoSuchMeeting, EarlierMeetingFirst or NotPublishedYet.
    """
    before, _, last = request.words.strip().rpartition(" ")
    if last.casefold() == NOW:
        return _list(session, request, _read(before), 1)
    behind = _read(request.words)
    coming = None if behind.held_on else _frozen_next(session, request)
    if coming is None:
        return _list(session, request, behind, 1)
    frozen = _list(session, request, replace(behind, held_on=coming.held_on), 1)
    if FIGURES[behind.figure].counted_on is CountedOn.LAST_CUT_OFF or not _may_see_now(request, behind):
        return frozen
    return replace(frozen, number_now=_list(session, request, behind, 1).number)


def open_number(session: Session, request: Request) -> Message:
    """Return the list behind the number that a button names, or the page of it that a button asks for."""
    if not request.words.startswith("["):
        return _list(session, request, _behind(request.words), 1)
    value, first = carried(request.words, str, int)
    return _list(session, request, _behind(value), first)


def _behind(value: str) -> Behind:
    try:
        return Behind.of(value)
    except ValueError:
        raise NoLongerKnown from None


def _read(words: str) -> Behind:
    typed = " ".join(words.casefold().replace("_", " ").split())
    before, _, last = typed.rpartition(" ")
    held_on = None
    if _DATED.search(last):
        held_on, typed = day(last, iso=True), before
    for figure in sorted(ASKED_FOR, key=len, reverse=True):
        name = figure.replace("_", " ")
        if typed == name:
            return Behind(figure, None, held_on)
        kind = _KINDS.get(typed.removeprefix(name).strip()) if typed.startswith(f"{name} ") else None
        if kind is not None:
            return Behind(figure, kind, held_on)
    names = [figure.replace("_", " ") for figure in ASKED_FOR]
    raise NoSuchFigure(
        typed=words.strip() or "nothing",
        nearest=items.nearest(typed, names) or names[0],
        names=", ".join(names),
    )


def _list(session: Session, request: Request, behind: Behind, first: int) -> Why:
    return listed(session, request, _summary(session, request, behind), behind, first)


def listed(
    session: Session, request: Request, summary: CommitteeSummary, behind: Behind, first: int = 1
) -> Why:
    """Return the page of the list of `summary` behind a number that begins with its row `first`."""
    more, less = _counted(session, summary, behind)
    printed = _printed(summary, behind)
    shown = _stood(session, request, summary, more[first - 1 : first - 1 + PAGE_SIZE])
    less_shown = _stood(session, request, summary, less[:PAGE_SIZE] if first == 1 else [])
    # Where only the number of the last paper is known, what it restates is the register's list without that number.
    only_number = printed if printed is not None and behind.figure == "restated" else 0

    def turn(to: int) -> str:
        return json.dumps([behind.value, to])

    return Why(
        figure=behind.figure,
        kind=behind.kind,
        rows=tuple(row for row, _ in shown),
        total=len(more),
        since=summary.since,
        until=summary.until,
        less=tuple(row for row, _ in less_shown),
        total_less=len(less) + only_number,
        printed=printed,
        not_printed=_not_printed(summary, behind),
        first=first,
        next_page=turn(first + PAGE_SIZE) if first - 1 + PAGE_SIZE < len(more) else None,
        previous_page=turn(first - PAGE_SIZE) if first > PAGE_SIZE else None,
        told_first=tuple(
            each for each in summary.first_told_of(behind.figure) if behind.kind in (None, each.row.kind)
        ),
        since_then=tuple(now for _, now in (*shown, *less_shown) if now is not None),
        frozen_on=summary.frozen_on,
        held_on=summary.held_on,
        told_for=_told_for(session, request, summary),
    )


def _told_for(session: Session, request: Request, summary: CommitteeSummary) -> date | None:
    """Return the day of the coming meeting, where its figures are frozen and `summary` is what came after them."""
    coming = _frozen_next(session, request) if summary.frozen_on is None else None
    return coming.held_on if coming and coming.held_on != summary.held_on else None


def _frozen_next(session: Session, request: Request) -> Meeting | None:
    """Return the coming meeting, if its figures are frozen."""
    coming = figures.next_meeting(session, request.today)
    return coming if coming and figures.frozen_for(session, coming) else None


def _may_see_now(request: Request, behind: Behind) -> bool:
    """Say whether whoever asks may see a number that is not published: what *changes* tells, everybody may."""
    return request.who.is_coordinator or behind.figure in CHANGES


def _summary(session: Session, request: Request, behind: Behind) -> CommitteeSummary:
    """Return the summary of which the number is: what is still to be checked is for coordinators.

    What `changes` tells everybody can be opened by everybody.
    """
    coming = figures.next_meeting(session, request.today)
    is_next = behind.held_on in (None, coming and coming.held_on)
    if _may_see_now(request, behind) and (request.who.is_coordinator or is_next):
        return for_meeting(session, request, behind.held_on)
    return published_now(session, request, behind.held_on)


def _counted(
    session: Session, summary: CommitteeSummary, behind: Behind
) -> tuple[list[FigureRow], list[FigureRow]]:
    """Return the rows that count, and those that count with a minus."""
    only_number = behind.figure == "restated" and _printed(summary, behind) is not None
    found = figure_rows(summary, "opening" if only_number else behind.figure)
    if behind.kind is not None:
        found = _those_of(behind.kind, found, session, summary)
    return [row for row in found if row.counts > 0], [row for row in found if row.counts < 0]


def _printed(summary: CommitteeSummary, behind: Behind) -> int | None:
    """Return what a paper made elsewhere printed of the items open before, if the figure rests on that.

    Where it printed only some kinds, the register's own number stands for the others.
    """
    rows_ = _of_kind(summary, behind)
    if not FIGURES[behind.figure].rests_on_print or all(each.opening_printed is None for each in rows_):
        return None
    return sum(each.opening_number for each in rows_)


def _not_printed(summary: CommitteeSummary, behind: Behind) -> tuple[ItemKind, ...]:
    """Return the kinds on which the figure rests, and of which a paper made elsewhere printed no number."""
    if not FIGURES[behind.figure].rests_on_print:
        return ()
    return tuple(kind for kind in summary.not_printed if behind.kind in (None, kind))


def _of_kind(summary: CommitteeSummary, behind: Behind) -> list[BridgeRow]:
    return [each for each in summary.bridge if behind.kind in (None, each.kind)]


def _those_of(
    kind: ItemKind, found: Iterable[FigureRow], session: Session, summary: CommitteeSummary
) -> tuple[FigureRow, ...]:
    """Return the rows of this kind: that as which an item counts, else as it was told, else as it is."""
    counted = {reference: row.kind for row in summary.bridge for reference in row.closing}

    def kind_of(row: FigureRow) -> ItemKind | None:
        known = row.counted_as or counted.get(row.reference)
        item = row.item or item_once_called(session, row.reference)
        return known or (item.kind if item else None)

    return tuple(row for row in found if kind_of(row) is kind)


def _stood(
    session: Session, request: Request, summary: CommitteeSummary, found: Iterable[FigureRow]
) -> list[tuple[ItemRow, SinceThen | None]]:
    """Return each item as it is counted, with what has become of it since, where the figures are frozen.

    What is counted as of now is shown as it is now.
    """
    is_frozen = summary.frozen_on is not None
    told = []
    for each in found:
        item = item_once_called(session, each.reference)
        if is_frozen and each.item is not None:
            told.append((each.item, since_then(each.item, item) if item else None))
        elif item is not None:
            told.append((row(item, request.today), None))
    return told
