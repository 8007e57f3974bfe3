"""The process that writes faults into a copy of a register, which may have been made to do harm.

It is given one request on its standard input and gives the copy on its standard output, or nothing.
"""

import gc
import json
import sys
from collections import defaultdict
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

# openpyxl loads NumPy where it is there, which takes memory by the number of processors and is needed for nothing.
sys.modules["numpy"] = None  # type: ignore[assignment]

from openpyxl import Workbook, load_workbook  # noqa: E402
from openpyxl.cell import MergedCell  # noqa: E402
from openpyxl.comments import Comment  # noqa: E402
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing  # noqa: E402
from openpyxl.styles import PatternFill  # noqa: E402
from openpyxl.worksheet._writer import WorksheetWriter  # noqa: E402
from openpyxl.worksheet.worksheet import Worksheet  # noqa: E402
from openpyxl.writer.excel import ExcelWriter  # noqa: E402

from bot.imports.csv_file import csv_grid  # noqa: E402
from bot.imports.tables import LAST_ROW, headings_by_column, sheet_in  # noqa: E402
from bot.imports.workbook import read_workbook  # noqa: E402
from bot.imports.workbook_child import LOADED_LATE  # noqa: E402
from bot.sandbox.child_process import hold_small, shut_off  # noqa: E402
from models.imports.cells import spelled  # noqa: E402

FAULTY: Final = PatternFill("solid", fgColor="FFFFE699")
AUTHOR: Final = "Reckoner"
BOX: Final = (360, 140)
"""Width and height of what is written to a cell, in points."""


class _InMemory(ExcelWriter):
    """Writes a workbook without the files that openpyxl puts its worksheets into meanwhile."""

    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as the method that it takes the place of.
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        written = BytesIO()
        writer: Any = WorksheetWriter(ws, written)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], written.getvalue())
        self.manifest.append(ws)


def main() -> None:
    """Answer the request on standard input with the copy."""
    request = json.loads(sys.stdin.buffer.readline())
    hold_small(request["seconds"], request["memory"])
    gc.disable()
    data = sys.stdin.buffer.read(request["size"])
    _load_what_writing_takes()
    shut_off(LOADED_LATE)
    sys.stdout.buffer.write(_marked(data, request["name"], request["faults"]))
    sys.stdout.buffer.flush()


def _marked(data: bytes, name: str, faults: list[tuple[int, str, str]]) -> bytes:
    if data.startswith(b"PK"):
        sheet = read_workbook(data, name)
        workbook = load_workbook(BytesIO(data))
        worksheet = next(each for each in workbook.worksheets if each.title == sheet.worksheet)
    else:
        grid = csv_grid(data, name)
        sheet = sheet_in([grid], name)
        workbook = Workbook()
        worksheet = workbook.worksheets[0]
        for row, cells in grid.rows(LAST_ROW):
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    # Whatever is typed stays text, also what begins like a formula.
                    worksheet.cell(row, column, str(value)).data_type = "s"
    _mark(worksheet, sheet.headed_in, faults)
    return _written(workbook)


def _written(workbook: Workbook) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        _InMemory(workbook, archive).save()
    return written.getvalue()


def _load_what_writing_takes() -> None:
    """Write a small workbook with a comment: openpyxl loads much only then, when no file can be opened any more."""
    workbook = Workbook()
    _mark(workbook.worksheets[0], 1, [(1, "", "")])
    _written(workbook)


def _mark(worksheet: Worksheet, headed_in: int, faults: list[tuple[int, str, str]]) -> None:
    head: list[Any] = [cell.value for cell in worksheet[headed_in]]
    columns = {spelled(heading): column + 1 for column, heading in headings_by_column(head).items()}
    by_cell: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for row, heading, words in faults:
        by_cell[row, columns.get(spelled(heading), 1)].append(words)
    for (row, column), said in by_cell.items():
        cell = worksheet.cell(row, column)
        while isinstance(cell, MergedCell):
            # Of cells that are merged only the first holds anything: it stands to the left or above.
            cell = worksheet.cell(*_first_of(worksheet, cell.coordinate))
        cell.fill = FAULTY
        cell.comment = Comment("\n".join(said), AUTHOR, *reversed(BOX))


def _first_of(worksheet: Worksheet, coordinate: str) -> tuple[int, int]:
    merged = next(each for each in worksheet.merged_cells.ranges if coordinate in each)
    return merged.min_row, merged.min_col


if __name__ == "__main__":
    main()
