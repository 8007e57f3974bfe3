"""What stands in the cells of a figure's list."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from models.committee.figure_table import FIGURES, ON_SHEETS
from templates.filters import obligation
from templates.messages.figure_rows import Cell, FigureRow, figure_rows
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.workbook_labels import say

Cells = dict[str, Cell]


class SummaryCells:
    """The cells of every list of a summary: an item is shown as the summary has it, else as `others` finds it."""

    def __init__(
        self, summary: CommitteeSummary, others: Callable[[set[str]], Mapping[str, ItemRow]]
    ) -> None:
        self._rows = {name: figure_rows(summary, name) for name in ON_SHEETS}
        shown = {item.reference: item for item in _items(summary)}
        named = {row.reference for rows in self._rows.values() for row in rows if row.reference}
        self._items = {**others(named - shown.keys()), **shown}

    def of(self, name: str) -> tuple[Cells, ...]:
        """Return the cells of each row of the figure called `name`."""
        return tuple(self._cells(row, FIGURES[name].by) for row in self._rows[name])

    def _cells(self, row: FigureRow, by: str) -> Cells:
        item = row.item or self._items.get(row.reference)
        cells: Cells = {"reference": row.reference, **(_of_item(item) if item else {}), **row.facts}
        if by and cells[by] is None:
            cells[by] = say(by, "none")
        return cells | {"counted_as": row.counted_as, "counts": row.counts}


def _of_item(row: ItemRow) -> Cells:
    return {
        "also": row.also,
        "kind": row.kind,
        "report": row.report,
        "text": row.text,
        "status": row.status,
        "obligation": obligation(row) or None,
        "rag": row.rag,
        "deadline": row.deadline_on,
        "original": row.original_deadline_on,
        "owner": row.owner.name if row.owner else None,
    }


def _items(value: Any) -> Iterator[ItemRow]:
    """Give every item that a summary shows, wherever it does."""
    if isinstance(value, ItemRow):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _items(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _items(each)
