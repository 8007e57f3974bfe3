"""The appendix: the list behind every number of the paper. The list's length is the number."""

from collections.abc import Iterable, Iterator

from models.enums import ItemKind
from templates.filters import cap, kinds, label
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import Unsupported
from templates.paper.wording import WORDS, figure, typed, word

MOVEMENTS = WORDS["movement"]
LISTS = WORDS["list"]
OPENING_HELD = LISTS["opening_held"]

Listed = tuple[str, Iterable[str]]


def lists(summary: CommitteeSummary) -> list[dict[str, object]]:
    """Return `name`, `number` and `references` of each list that is not empty, in the order of the paper."""
    found: list[dict[str, object]] = []
    for name, references in _every(summary):
        behind = [typed(reference) for reference in references]
        if behind:
            entry = {"name": str(cap(name)), "number": figure(len(behind)), "references": ", ".join(behind)}
            found.append(dict(entry))
    return found


def _every(summary: CommitteeSummary) -> Iterator[Listed]:
    for row in summary.bridge:
        for movement, words in MOVEMENTS.items():
            elsewhere = movement == "opening" and row.opening_printed is not None
            yield f"{kinds(row.kind)}: {OPENING_HELD if elsewhere else words}", getattr(row, movement)
    yield LISTS["added_for_others"], _of(row for each in summary.added_for_others for row in each.rows)
    for count in summary.rag:
        rated = LISTS["rag"].format(colour=word("rag", count.rag).lower())
        yield rated if count.rag else LISTS["rag_none"], count.references
    for body in summary.addressees:
        yield LISTS["addressee"].format(body=label(body.addressee)), body.references
    yield LISTS["overdue"], _of(summary.overdue)
    yield LISTS["due"], _of(summary.due)
    yield LISTS["dates_moved"], _of(each.row for each in summary.dates_moved)
    yield LISTS["owners_changed"], _of(each.row for each in summary.owners_changed)
    yield LISTS["reviews_due"], summary.reviews_due
    yield LISTS["reviews_done"], summary.reviews_done
    yield LISTS["reviews_missed"], _of(summary.reviews_missed)
    yield LISTS["quiet"], _of(summary.quiet)
    yield LISTS["waiting"], _of(each.row for each in summary.waiting)
    yield LISTS["watched"], _of(summary.watched)
    for each in summary.unsupported:
        yield _printed_elsewhere(each), each.references


def _of(rows: Iterable[ItemRow]) -> Iterator[str]:
    return (row.reference for row in rows)


def _printed_elsewhere(each: Unsupported) -> str:
    name, _, kind = each.name.partition(":")
    counted = WORDS["figure"].get(name, name.replace("_", " "))
    counted = f"{counted}: {kinds(ItemKind(kind))}" if kind else counted
    return LISTS["unsupported"].format(figure=counted, printed=figure(each.printed))
