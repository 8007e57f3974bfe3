"""A worksheet of XlsxWriter's that takes less time to put its cells into the file."""

import re
from typing import Any, Final

from xlsxwriter import worksheet
from xlsxwriter.utility import xl_col_to_name

LETTERS: Final = [xl_col_to_name(column) for column in range(100)]
"""The letters of more columns than any table of ours has."""

_ODD: Final = re.compile(r"[&<>\x00-\x1f]|_x|^\s|\s$")
"""What in a text has to be escaped, or kept from being lost."""


class Worksheet(worksheet.Worksheet):  # type: ignore[misc]
    """Its octets are those that XlsxWriter's own worksheet writes, but a cell is named by row and column alone.

    XlsxWriter looks through each attribute of a cell for what has to be escaped, which is most of what it does.
    They are the cell's place and the number of its format, in which nothing ever has.
    """

    write_string = worksheet.Worksheet.write_string.__wrapped__
    write_number = worksheet.Worksheet.write_number.__wrapped__
    write_datetime = worksheet.Worksheet.write_datetime.__wrapped__
    write_blank = worksheet.Worksheet.write_blank.__wrapped__

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        rest = self._rest(cell)
        style = cell.format and cell.format.xf_index
        if style is None or rest is None:
            super()._write_cell(row, col, cell)
        else:
            self.fh.write(f'<c r="{LETTERS[col]}{row + 1}" s="{style}"{rest}')

    def _rest(self, cell: Any) -> str | None:
        """Return what follows a cell's place and format, or None for what XlsxWriter should write itself."""
        kind = type(cell)
        if kind is worksheet.CellStringTuple:
            if not self.constant_memory:
                return f' t="s"><v>{cell.string}</v></c>'
            return None if _ODD.search(cell.string) else f' t="inlineStr"><is><t>{cell.string}</t></is></c>'
        if kind is worksheet.CellBlankTuple:
            return "/>"
        if kind is worksheet.CellNumberTuple or kind is worksheet.CellDatetimeTuple:
            return f"><v>{cell.number:.16G}</v></c>"
        return None
