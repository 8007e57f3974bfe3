"""The lists behind the numbers: which there are, and what stands in their rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Final

from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import BridgeRow, References, ReportMovement
from templates.workbook_labels import say

Cells = dict[str, str | date | int | None]

ITEM: Final = ("reference", "also", "kind", "report", "text", "status", "rag", "deadline", "owner")
COUNTED: Final = ("reference", "counted_as", *ITEM[1:2], *ITEM[3:])
BOTH_WAYS: Final = ("reference", "counted_as", "counts", *ITEM[1:2], *ITEM[3:])


@dataclass(frozen=True)
class Listing:
    """A list: `key` is the figure's name, `columns` are headings' keys, the first of which is never empty."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]


class Known:
    """Every item that a summary names, as a row: as the summary shows it, else as `others` finds it."""

    def __init__(
        self, summary: CommitteeSummary, others: Callable[[set[str]], Mapping[str, ItemRow]]
    ) -> None:
        shown = {row.reference: row for row in _item_rows(summary)}
        named = set(_references(summary))
        self._rows = {**others(named - shown.keys()), **shown}

    def cells(self, reference: str) -> Cells:
        """Return the cells of the item; of one that nobody knows any more, its reference alone."""
        row = self._rows.get(reference)
        return {"reference": reference} if row is None else item_cells(row)


def item_cells(row: ItemRow) -> Cells:
    """Return what a list shows of an item."""
    return {
        "reference": row.reference,
        "also": row.also,
        "kind": row.kind,
        "report": row.report,
        "text": row.text,
        "status": row.status,
        "rag": row.rag,
        "deadline": row.deadline_on,
        "owner": row.owner.name if row.owner else None,
    }


def listings(summary: CommitteeSummary, known: Known) -> list[Listing]:
    """Return every list of the summary that is not empty, in the order of the committee's paper."""
    made = (*_of_the_bridge(summary, known), *_of_items(summary, known), *_of_others(summary))
    return [each for each in made if each.rows]


def _of_the_bridge(summary: CommitteeSummary, known: Known) -> Iterator[Listing]:
    def one_way(key: str) -> Listing:
        rows = [
            known.cells(reference) | {"counted_as": row.kind}
            for row in summary.bridge
            for reference in getattr(row, key)
        ]
        return Listing(key, COUNTED, tuple(rows))

    def both_ways(key: str) -> Listing:
        rows = [
            known.cells(reference) | {"counted_as": row.kind, "counts": counts}
            for row in summary.bridge
            for direction, counts in (("in", 1), ("out", -1))
            for reference in getattr(row, f"{key}_{direction}")
        ]
        return Listing(key, BOTH_WAYS, tuple(rows))

    yield one_way("opening")
    yield both_ways("restated")
    yield one_way("added")
    yield one_way("reopened")
    yield one_way("signed_off")
    yield one_way("ended")
    yield both_ways("reclassified")
    yield one_way("closing")


def _of_items(summary: CommitteeSummary, known: Known) -> Iterator[Listing]:
    def plain(key: str, rows: Iterable[ItemRow]) -> Listing:
        return Listing(key, ITEM, tuple(item_cells(row) for row in rows))

    def named(key: str, references: References) -> Listing:
        return Listing(key, ITEM, tuple(known.cells(each) for each in references))

    late = [
        item_cells(row)
        | {"days_overdue": (summary.until - row.deadline_on).days if row.deadline_on else None}
        for row in summary.overdue
    ]
    yield Listing("overdue", (*ITEM[:-1], "days_overdue", "owner"), tuple(late))
    yield plain("due", summary.due)
    yield _dates_moved(summary)
    changed = [
        item_cells(each.row) | {"was_owner": each.was, "to_owner": each.to, "on": each.on}
        for each in summary.owners_changed
    ]
    yield Listing("owners_changed", (*ITEM[:5], "was_owner", "to_owner", "on"), tuple(changed))
    coloured = [
        known.cells(reference) | {"rag": count.rag or say("rag", "none")}
        for count in summary.rag
        for reference in count.references
    ]
    yield Listing("rag", ("reference", "rag", *(key for key in ITEM[1:] if key != "rag")), tuple(coloured))
    told = [item_cells(each.row) | {"narrative": each.narrative, "said_on": each.on} for each in summary.red]
    yield Listing("red", (*ITEM[:2], *ITEM[3:], "narrative", "said_on"), tuple(told))
    yield _causes(summary)
    yield named("reviews_due", summary.reviews_due)
    yield named("reviews_done", summary.reviews_done)
    yield plain("reviews_missed", summary.reviews_missed)
    yield plain("quiet", summary.quiet)
    waiting = [item_cells(each.row) | {"since": each.since, "days": each.days} for each in summary.waiting]
    yield Listing("waiting", (*ITEM[:5], "since", "days", "owner"), tuple(waiting))
    yield plain("added_for_others", _flat(summary.added_for_others))
    yield plain("watched", summary.watched)
    bodies = [
        known.cells(reference) | {"body": count.addressee}
        for count in summary.addressees
        for reference in count.references
    ]
    yield Listing("addressees", ("reference", "body", *ITEM[1:]), tuple(bodies))


def _dates_moved(summary: CommitteeSummary) -> Listing:
    rows = [
        item_cells(each.row)
        | {"was": each.was, "to": each.to, "original": each.original, "moves": each.moves}
        | {"reason": each.reason, "asked_by": each.asked_by, "by": each.by, "on": each.on}
        for each in summary.dates_moved
    ]
    dates, people = ("was", "to", "original", "moves", "reason"), ("asked_by", "by", "on", "owner")
    return Listing("dates_moved", ("reference", "report", "text", *dates, *people), tuple(rows))


def _causes(summary: CommitteeSummary) -> Listing:
    rows: list[Cells] = []
    for each in summary.causes:
        reviews: Cells = {"last_review": each.last_review_on, "next_review": each.next_review_on}
        cause: Cells = {"cause": each.row.reference}
        rows.append(item_cells(each.row) | cause | {"counts": 1} | reviews)
        rows += [item_cells(child) | cause | {"counts": 0} for child in each.children]
    return Listing("causes", ("cause", "counts", *ITEM, "last_review", "next_review"), tuple(rows))


def _of_others(summary: CommitteeSummary) -> Iterator[Listing]:
    reports: list[Cells] = [
        {
            "code": each.code,
            "title": each.title,
            "report_kind": each.kind,
            "published": each.published_on,
            "section_55": each.section_55_on,
            "participation": each.participation,
            "summary": each.summary,
            "themes": "; ".join(each.themes) or None,
            "source_link": each.source_link,
            "for_force": len(each.for_force),
            "for_others": len(each.for_others),
        }
        for each in summary.reports
    ]
    yield _all("reports", reports)
    inspections: list[Cells] = [
        {
            "name": each.name,
            "report_kind": each.kind,
            "stage": each.stage,
            "since": each.stage_since,
            "when": each.when,
            "partners": "; ".join(each.partners) or None,
            "notes": each.notes,
        }
        for each in summary.inspections
    ]
    yield _all("inspections", inspections)
    questions: list[Cells] = [
        {
            "cycle": each.cycle,
            "framework": each.framework,
            "question_number": question.number,
            "question": question.text,
            "grade": question.grade,
            "areas": ", ".join(question.areas_for_improvement) or None,
        }
        for each in summary.peel
        for question in each.questions
    ]
    yield _all("peel", questions)
    unsupported: list[Cells] = [
        {
            "figure": each.name.replace("_", " "),
            "printed": each.printed,
            "register": each.register,
            "difference": each.difference,
            "references": ", ".join(each.references) or None,
        }
        for each in summary.unsupported
    ]
    yield _all("unsupported", unsupported)


def _all(key: str, rows: list[Cells]) -> Listing:
    return Listing(key, tuple(rows[0]) if rows else (), tuple(rows))


def _flat(movements: Iterable[ReportMovement]) -> Iterator[ItemRow]:
    return (row for movement in movements for row in movement.rows)


def _item_rows(value: Any) -> Iterator[ItemRow]:
    if isinstance(value, ItemRow):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _item_rows(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _item_rows(each)


def _references(summary: CommitteeSummary) -> Iterator[str]:
    for row in summary.bridge:
        for field in fields(BridgeRow):
            value = getattr(row, field.name)
            if isinstance(value, tuple):
                yield from value
    for colour in summary.rag:
        yield from colour.references
    for body in summary.addressees:
        yield from body.references
    yield from summary.reviews_due
    yield from summary.reviews_done
