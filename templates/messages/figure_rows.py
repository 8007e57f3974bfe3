"""The rows of a figure's list, made once for all that show it: chat, terminal, workbook and paper."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models.committee.figure_table import FIGURES, Figure
from models.enums import ItemKind
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import (
    AddresseeCount,
    CauseOfConcern,
    DataReturnRow,
    DateMoved,
    InspectionRow,
    OwnerChanged,
    PeelPosition,
    RagCount,
    ReportMovement,
    ReportPublished,
    Told,
    Unsupported,
    Waiting,
)

Cell = str | date | int | None


@dataclass(frozen=True)
class FigureRow:
    """A row of a figure's list: an item by its reference, or what is none, whose `reference` is empty.

    `item` is None where the summary names the item only. In the bridge it is `counted_as` a kind. It `counts` 1,
    -1 where it is taken off, or 0 where it only belongs to the row above it. `facts` are what the list says of it
    besides, under the names of its columns.
    """

    reference: str
    item: ItemRow | None = None
    counted_as: ItemKind | None = None
    counts: int = 1
    facts: Mapping[str, Cell] = field(default_factory=dict)


def figure_rows(summary: CommitteeSummary, name: str) -> tuple[FigureRow, ...]:
    """Return the rows of the figure called `name`, in their order."""
    figure = FIGURES[name]
    if figure.sign is not None:
        return _with_items(summary, list(_steps(summary, figure)))
    found = (
        row
        for part, _ in figure.parts
        for entry in getattr(summary, part)
        for row in _ROWS[type(entry)](entry, summary.until)
    )
    kept = [row for row in found if not figure.colours or row.facts["rag"] in figure.colours]
    return _with_items(summary, kept)


def _with_items(summary: CommitteeSummary, found: Sequence[FigureRow]) -> tuple[FigureRow, ...]:
    """Return the rows, each that only names its item with the item as it stood."""
    if all(row.item is not None or not row.reference for row in found):
        return tuple(found)
    stood = {item.reference: item for item in summary.rows}
    return tuple(row if row.item else replace(row, item=stood.get(row.reference)) for row in found)


def figure_number(summary: CommitteeSummary, name: str) -> int:
    """Return the number of the figure called `name`."""
    if FIGURES[name].sign is not None:
        return sum(row.number(name) for row in summary.bridge)
    return sum(row.counts for row in figure_rows(summary, name))


def _steps(summary: CommitteeSummary, figure: Figure) -> Iterator[FigureRow]:
    for row in summary.bridge:
        for part, counts in figure.parts:
            for reference in row.listed(part):
                yield FigureRow(reference, counted_as=row.kind, counts=counts)


def _row(item: ItemRow, facts: Mapping[str, Cell] | None = None) -> FigureRow:
    return FigureRow(item.reference, item, facts=facts or {})


def _of_item(item: ItemRow, until: date) -> Iterator[FigureRow]:
    yield _row(
        item,
        {
            "days_overdue": days_past(item.deadline_on, until),
            "days_past_original": days_past(item.original_deadline_on, until),
        },
    )


def days_past(on: date | None, until: date) -> int | None:
    """Return by how many days `on` has passed by the local date `until`, or None."""
    return (until - on).days if on and on < until else None


def _of_move(moved: DateMoved, _: date) -> Iterator[FigureRow]:
    facts: Mapping[str, Cell] = {
        "was": moved.was,
        "to": moved.to,
        "original": moved.original,
        "moves": moved.moves,
        "reason": moved.reason,
        "asked_by": moved.asked_by,
        "by": moved.by,
        "alone": "yes" if moved.alone else None,
        "on": moved.on,
    }
    yield _row(moved.row, facts)


def _of_cause(cause: CauseOfConcern, _: date) -> Iterator[FigureRow]:
    under: Mapping[str, Cell] = {"cause": cause.row.reference}
    reviews: Mapping[str, Cell] = {"last_review": cause.last_review_on, "next_review": cause.next_review_on}
    yield _row(cause.row, {**under, **reviews})
    yield from (FigureRow(child.reference, child, counts=0, facts=under) for child in cause.children)


def _of_report(report: ReportPublished, _: date) -> Iterator[FigureRow]:
    facts: Mapping[str, Cell] = {
        "code": report.code,
        "title": report.title,
        "report_kind": report.kind,
        "published": report.published_on,
        "section_55": report.section_55_on,
        "participation": report.participation,
        "summary": report.summary,
        "themes": "; ".join(report.themes) or None,
        "source_link": report.source_link,
        "for_force": len(report.for_force),
        "for_others": len(report.for_others),
    }
    yield FigureRow("", facts=facts)


def _of_waiting(wait: Waiting) -> FigureRow:
    through = "yes" if wait.through_others else None
    return _row(wait.row, {"since": wait.since, "days": wait.days, "through_others": through})


def _of_inspection(inspection: InspectionRow, _: date) -> Iterator[FigureRow]:
    facts: Mapping[str, Cell] = {
        "name": inspection.name,
        "report_kind": inspection.kind,
        "stage": inspection.stage,
        "since": inspection.stage_since,
        "when": inspection.when,
        "partners": "; ".join(inspection.partners) or None,
        "notes": inspection.notes,
    }
    yield FigureRow("", facts=facts)


def _of_position(position: PeelPosition, _: date) -> Iterator[FigureRow]:
    for at, question in enumerate(position.questions):
        facts: Mapping[str, Cell] = {
            "cycle": position.cycle,
            "framework": position.framework,
            "question_number": question.number,
            "question": question.text,
            "grade": question.grade,
            "assessed": question.assessed,
            "areas": ", ".join(question.areas_for_improvement) or None,
            "unplaced": None if at else ", ".join(position.unplaced) or None,
        }
        yield FigureRow("", facts=facts)


def _of_return(asked: DataReturnRow, _: date) -> Iterator[FigureRow]:
    facts: Mapping[str, Cell] = {
        "data": asked.name,
        "of_inspection": asked.inspection,
        "due": asked.due_on,
        "returned": asked.returned_on,
    }
    yield FigureRow("", facts=facts)


def _of_told(told: Told, _: date) -> Iterator[FigureRow]:
    heard = told.latest.on if told.latest else told.on
    facts: Mapping[str, Cell] = {"narrative": told.narrative, "said_on": told.on, "latest_on": heard}
    yield _row(told.row, facts)


def _of_difference(unsupported: Unsupported, _: date) -> Iterator[FigureRow]:
    facts: Mapping[str, Cell] = {
        "figure": unsupported.name.replace("_", " "),
        "printed": unsupported.printed,
        "register": unsupported.register,
        "difference": unsupported.difference,
        "held_for_others": unsupported.for_others,
        "references": ", ".join(unsupported.references) or None,
    }
    yield FigureRow("", facts=facts)


_ROWS: Mapping[type, Callable[[Any, date], Iterable[FigureRow]]] = {
    str: lambda reference, _: (FigureRow(reference),),
    ItemRow: _of_item,
    ReportMovement: lambda report, _: map(_row, report.rows),
    RagCount: lambda count, _: (FigureRow(each, facts={"rag": count.rag}) for each in count.references),
    AddresseeCount: lambda count, _: (
        FigureRow(each, facts={"body": count.addressee}) for each in count.references
    ),
    DateMoved: _of_move,
    OwnerChanged: lambda each, _: (
        _row(each.row, {"was_owner": each.was, "to_owner": each.to, "on": each.on}),
    ),
    Told: _of_told,
    Waiting: lambda wait, _: (_of_waiting(wait),),
    CauseOfConcern: _of_cause,
    ReportPublished: _of_report,
    InspectionRow: _of_inspection,
    DataReturnRow: _of_return,
    PeelPosition: _of_position,
    Unsupported: _of_difference,
}
"""The rows that an entry of a summary's list stands for, with what it says, as at the cut-off."""
