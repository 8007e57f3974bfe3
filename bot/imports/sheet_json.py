"""A register on its way from the process that reads workbooks: what it is on the first line, then a row a line."""

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.imports.tables import Sheet, SheetRow
from models.imports.cells import Cell, UnreadableCell


def written(sheet: Sheet) -> Iterator[bytes]:
    """Yield the lines that say what `sheet` holds; its rows are gone through. Raises a BadSheet as those do."""
    head = (sheet.worksheet, sheet.headings, sheet.headed_in, sheet.about, sheet.other_worksheets)
    yield _line(head)
    for row in sheet.rows:
        yield _line([row.number, {heading: _plain(cell) for heading, cell in row.cells.items()}])


def read_back(lines: bytes, name: str) -> Sheet:
    """Return the register of which `lines` tell, and which people know as `name`."""
    told = io.BytesIO(lines)
    worksheet, headings, headed_in, about, others = json.loads(told.readline())
    return Sheet(name, worksheet, tuple(headings), headed_in, about, _rows(told), tuple(others))


def _rows(lines: Iterator[bytes]) -> Iterator[SheetRow]:
    for line in lines:
        number, cells = json.loads(line)
        yield SheetRow(number, {heading: _cell(plain) for heading, plain in cells.items()})


def _line(told: Any) -> bytes:
    return (
        json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
    )


def _plain(cell: Cell) -> object:
    if isinstance(cell, UnreadableCell):
        return {"unreadable": cell.value}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _cell(plain: Any) -> Cell:
    if not isinstance(plain, dict):
        cell: Cell = plain
        return cell
    return date.fromisoformat(plain["day"]) if "day" in plain else UnreadableCell(plain["unreadable"])
