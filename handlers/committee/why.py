"""The list behind a number: it is as long as the number says."""

import json
import re
from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from handlers.committee.committee import for_meeting, published_now, read_day
from handlers.form_values import carried
from handlers.request import Request
from models.committee import figures
from models.committee.asof import item_once_called
from models.enums import ItemKind, Rag
from models.queries import items
from models.refusals.commands import NoLongerKnown
from models.refusals.committee import NoSuchFigure
from templates.messages import Message
from templates.messages.changes import CHANGES
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import BRIDGE, FIGURES, Behind, BridgeRow, ReportMovement
from templates.messages.why import Why
from templates.presenters.rows import rows

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

_PAIRED = frozenset({"restated", "reclassified"})
_PRINTED_ELSEWHERE = frozenset({"opening", "restated"})


def _of_rows(rows_: Iterable[ItemRow]) -> list[str]:
    return [each.reference for each in rows_]


def _of_reports(movements: Iterable[ReportMovement]) -> list[str]:
    return [row.reference for movement in movements for row in movement.rows]


def _coloured(rag: Rag | None) -> Callable[[CommitteeSummary], Iterable[str]]:
    return lambda summary: next(each.references for each in summary.rag if each.rag is rag)


LISTS: dict[str, Callable[[CommitteeSummary], Iterable[str]]] = {
    "added_for_others": lambda summary: _of_reports(summary.added_for_others),
    "overdue": lambda summary: _of_rows(summary.overdue),
    "due": lambda summary: _of_rows(summary.due),
    "dates_moved": lambda summary: [each.row.reference for each in summary.dates_moved],
    "owners_changed": lambda summary: [each.row.reference for each in summary.owners_changed],
    "red": _coloured(Rag.RED),
    "amber": _coloured(Rag.AMBER),
    "green": _coloured(Rag.GREEN),
    "white": _coloured(Rag.WHITE),
    "unjudged": _coloured(None),
    "causes": lambda summary: [each.row.reference for each in summary.causes],
    "reviews_due": lambda summary: summary.reviews_due,
    "reviews_done": lambda summary: summary.reviews_done,
    "reviews_missed": lambda summary: _of_rows(summary.reviews_missed),
    "quiet": lambda summary: _of_rows(summary.quiet),
    "waiting": lambda summary: [each.row.reference for each in summary.waiting],
    "watched": lambda summary: _of_rows(summary.watched),
}
"""The figures beside the bridge, each as the list that it counts."""


def why(session: Session, request: Request) -> Message:
    """Return the list behind the number that the words name: a figure, perhaps with a kind and a meeting's date.

    Raises NoSuchFigure, DateUnreadable, NoSuchMeeting, EarlierMeetingFirst or NotPublishedYet.
    """
    return _list(session, request, _read(request.words), 1)


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
        held_on, typed = read_day(last), before
    for figure in sorted(FIGURES, key=len, reverse=True):
        name = figure.replace("_", " ")
        if typed == name:
            return Behind(figure, None, held_on)
        kind = _KINDS.get(typed.removeprefix(name).strip()) if typed.startswith(f"{name} ") else None
        if kind is not None:
            return Behind(figure, kind, held_on)
    names = [figure.replace("_", " ") for figure in FIGURES]
    raise NoSuchFigure(
        typed=words.strip() or "nothing",
        nearest=items.nearest(typed, names) or names[0],
        names=", ".join(names),
    )


def _list(session: Session, request: Request, behind: Behind, first: int) -> Why:
    summary = _summary(session, request, behind)
    more, less = _references(session, summary, behind)
    printed = _printed(summary, behind)
    shown = more[first - 1 : first - 1 + PAGE_SIZE]
    less_shown = less[:PAGE_SIZE] if first == 1 else []
    # Where only the number of the last paper is known, what it restates is the register's list without that number.
    only_number = printed if printed is not None and behind.figure == "restated" else 0

    def turn(to: int) -> str:
        return json.dumps([behind.value, to])

    return Why(
        figure=behind.figure,
        kind=behind.kind,
        rows=_rows(session, request, shown),
        total=len(more),
        since=summary.since,
        until=summary.until,
        less=_rows(session, request, less_shown),
        total_less=len(less) + only_number,
        printed=printed,
        not_printed=_not_printed(summary, behind),
        first=first,
        next_page=turn(first + PAGE_SIZE) if first - 1 + PAGE_SIZE < len(more) else None,
        previous_page=turn(first - PAGE_SIZE) if first > PAGE_SIZE else None,
    )


def _summary(session: Session, request: Request, behind: Behind) -> CommitteeSummary:
    """Return the summary of which the number is: what is still to be checked is for coordinators.

    What `/rec changes` tells everybody can be opened by everybody.
    """
    coming = figures.next_meeting(session, request.today)
    is_next = behind.held_on in (None, coming and coming.held_on)
    if request.who.is_coordinator or (is_next and behind.figure in CHANGES):
        return for_meeting(session, request, behind.held_on)
    return published_now(session, request, behind.held_on)


def _references(session: Session, summary: CommitteeSummary, behind: Behind) -> tuple[list[str], list[str]]:
    """Return the references that count, and those that count with a minus."""
    figure = behind.figure
    if figure not in BRIDGE:
        return _listed(session, summary, behind), []
    of_kind = _of_kind(summary, behind)
    if figure == "restated" and _printed(summary, behind) is not None:
        return _joined(of_kind, "opening"), []
    if figure in _PAIRED:
        return _joined(of_kind, f"{figure}_in"), _joined(of_kind, f"{figure}_out")
    return _joined(of_kind, figure), []


def _printed(summary: CommitteeSummary, behind: Behind) -> int | None:
    """Return what a paper made elsewhere printed of the items open before, if the figure rests on that.

    Where it printed only some kinds, the register's own number stands for the others.
    """
    rows_ = _of_kind(summary, behind)
    if behind.figure not in _PRINTED_ELSEWHERE or all(each.opening_printed is None for each in rows_):
        return None
    return sum(each.opening_number for each in rows_)


def _not_printed(summary: CommitteeSummary, behind: Behind) -> tuple[ItemKind, ...]:
    """Return the kinds on which the figure rests, and of which a paper made elsewhere printed no number."""
    if behind.figure not in _PRINTED_ELSEWHERE:
        return ()
    return tuple(kind for kind in summary.not_printed if behind.kind in (None, kind))


def _of_kind(summary: CommitteeSummary, behind: Behind) -> list[BridgeRow]:
    return [each for each in summary.bridge if behind.kind in (None, each.kind)]


def _listed(session: Session, summary: CommitteeSummary, behind: Behind) -> list[str]:
    references = list(LISTS[behind.figure](summary))
    if behind.kind is None:
        return references
    kinds = _kinds(session, summary, references)
    return [reference for reference in references if kinds.get(reference) is behind.kind]


def _kinds(session: Session, summary: CommitteeSummary, references: Iterable[str]) -> dict[str, ItemKind]:
    """Return the kind of each item: as which it counts, else as it was told, else as it is."""
    kinds = {row.reference: row.kind for report in summary.added_for_others for row in report.rows}
    kinds |= {row.reference: row.kind for row in (*summary.watched, *summary.reviews_missed)}
    kinds |= {each.row.reference: each.row.kind for each in summary.dates_moved}
    kinds |= {each.row.reference: each.row.kind for each in summary.owners_changed}
    kinds |= {reference: row.kind for row in summary.bridge for reference in row.closing}
    for reference in set(references) - kinds.keys():
        item = item_once_called(session, reference)
        kinds |= {reference: item.kind} if item else {}
    return kinds


def _joined(bridge: Iterable[BridgeRow], name: str) -> list[str]:
    return [reference for row in bridge for reference in getattr(row, name)]


def _rows(session: Session, request: Request, references: Iterable[str]) -> tuple[ItemRow, ...]:
    found = (item_once_called(session, reference) for reference in references)
    return rows((item for item in found if item is not None), request.today)
