"""The appendix: the list behind every number of the paper. The list's length is the number."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from models.committee.figure_table import BRIDGE, FIGURES, IN_APPENDIX
from models.enums import Addressee, ItemKind, Rag
from templates.filters import cap, kinds, label
from templates.links import place
from templates.messages.figure_rows import Cell, FigureRow, figure_rows
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import Unsupported
from templates.paper.wording import WORDS, figure, long, typed, word

MOVEMENTS = WORDS["movement"]
LISTS = WORDS["list"]
OPENING_HELD = LISTS["opening_held"]

Listed = tuple[str, str, Iterable[str]]
"""The name of its place, what it is called, and its references."""


def lists(summary: CommitteeSummary) -> list[dict[str, object]]:
    """Return each list that is not empty, in the order of the paper.

    Each has its `name`, `number` and `references`, and the `place` to which numbers lead.
    """
    found: list[dict[str, object]] = []
    for at, name, references in _every(summary):
        behind = list(references)
        if behind:
            entry = {
                "name": str(cap(name)),
                "number": figure(len(behind)),
                "references": ", ".join(map(typed, behind)),
                "place": place(f"a_{at}"),
            }
            found.append(dict(entry))
    return found


def _every(summary: CommitteeSummary) -> Iterator[Listed]:
    yield from _of_bridge(summary)
    for name in IN_APPENDIX:
        for group, rows in groupby(figure_rows(summary, name), partial(_group, FIGURES[name].by)):
            at = f"{name}_{group or 'none'}".replace(" ", "_") if FIGURES[name].by else name
            yield at, _name(name, group), [row.reference for row in rows]
    for unknown in summary.reviews_unknown:
        name = "reviews_known_last" if unknown.only_last else "reviews_unknown"
        yield name, LISTS[name].format(before=long(unknown.before)), unknown.references
    bridge = {tuple(references) for _, _, references in _of_bridge(summary)}
    for each in summary.unsupported:
        if each.references not in bridge:
            yield "unsupported", _printed_elsewhere(each), each.references


def _of_bridge(summary: CommitteeSummary) -> Iterator[Listed]:
    steps = [(figure_rows(summary, step), *part) for step in BRIDGE for part in FIGURES[step].parts]
    for of_kind in summary.bridge:
        for rows, part, counts in steps:
            elsewhere = part == "opening" and of_kind.opening_printed is not None
            references = [
                row.reference for row in rows if row.counted_as is of_kind.kind and row.counts == counts
            ]
            name = f"{kinds(of_kind.kind)}: {OPENING_HELD if elsewhere else MOVEMENTS[part]}"
            yield f"{part}_{of_kind.kind.name}", name, references


def _group(by: str, row: FigureRow) -> Cell:
    return row.facts[by] if by else None


def _name(name: str, group: Cell) -> str:
    """Return what the list of a figure is called, or that of one `group` of those into which it is broken down."""
    match name, group:
        case "rag", None:
            return LISTS["rag_none"]
        case "rag", Rag():
            return LISTS["rag"].format(colour=word("rag", group).lower())
        case "addressees", Addressee():
            return LISTS["addressee"].format(body=label(group))
    return LISTS[name]


def _printed_elsewhere(each: Unsupported) -> str:
    name, _, kind = each.name.partition(":")
    counted = WORDS["figure"].get(name, name.replace("_", " "))
    counted = f"{counted}: {kinds(ItemKind(kind))}" if kind else counted
    return LISTS["unsupported"].format(figure=counted, printed=figure(each.printed))
