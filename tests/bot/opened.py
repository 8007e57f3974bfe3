"""Opens a workbook to look at its very parts: which cells are formulas, which are text, and what leads where."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

CALL = re.compile(r"(COUNTA|COUNTIF|SUMIF|SUM)\(([^()]*)\)")

OURS = re.compile(
    r"=(?:IF\(B\d+\+C\d+\+D\d+\+E\d+-F\d+-G\d+\+H\d+=I\d+,\"[^\"]*\",\"[^\"]*\"\)|SUM\([A-Z]\d+:[A-Z]\d+\)"
    r"|(?:COUNTA|COUNTIF|SUMIF|SUM)\('[A-Za-z ]+'!\$[A-Z]\$\d+:\$[A-Z]\$\d+(?:,\"[A-Za-z ]+\")?"
    r"(?:,'[A-Za-z ]+'!\$[A-Z]\$\d+:\$[A-Z]\$\d+)?\)(?:-B\d+)?)"
)
"""What a formula of the export looks like."""


@dataclass(frozen=True)
class Opened:
    """The workbook `octets`."""

    octets: bytes

    @cached_property
    def parts(self) -> dict[str, str]:
        """Every part as text, by its path."""
        with zipfile.ZipFile(BytesIO(self.octets)) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}

    @cached_property
    def values(self) -> Any:
        """The workbook with the values that were saved."""
        return openpyxl.load_workbook(BytesIO(self.octets), data_only=True)

    @cached_property
    def formulas(self) -> Any:
        """The workbook with its formulas."""
        return openpyxl.load_workbook(BytesIO(self.octets))

    @property
    def titles(self) -> list[str]:
        """The names of the sheets, in their order."""
        return list(self.values.sheetnames)

    def rows(self, title: str, top: int = 1) -> list[dict[str, Any]]:
        """Return the rows of a sheet below the headings in row `top`, without empty cells."""
        headings, *rows = self.values[title].iter_rows(min_row=top, values_only=True)
        return [
            {name: cell for name, cell in zip(headings, row, strict=True) if cell is not None} for row in rows
        ]

    def every_formula(self) -> Iterator[tuple[str, str, str, Any]]:
        """Yield sheet, cell, formula and saved value of every formula."""
        for sheet in self.formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        yield (
                            sheet.title,
                            cell.coordinate,
                            cell.value,
                            self.values[sheet.title][cell.coordinate].value,
                        )

    def computed(self, sheet: str, formula: str) -> Any:
        """Return what a formula of the export gives, worked out from the cells that it names."""
        body = formula.removeprefix("=")
        if found := re.fullmatch(r'IF\((.*),"(.*)","(.*)"\)', body):
            left, right = found[1].split("=")
            return found[2] if self._sum(sheet, left) == self._sum(sheet, right) else found[3]
        return self._sum(sheet, body)

    def _sum(self, sheet: str, body: str) -> int:
        plain = CALL.sub(lambda call: f"{self._call(sheet, call[1], call[2])}", body)
        terms = re.findall(r"([+-]?)([A-Z]+\d+|-?\d+)", plain)
        assert "".join(sign + term for sign, term in terms) == plain, body
        return sum((-1 if sign == "-" else 1) * self._term(sheet, term) for sign, term in terms)

    def _term(self, sheet: str, term: str) -> int:
        return int(term) if term.lstrip("-").isdigit() else self.values[sheet][term].value or 0

    def _call(self, sheet: str, name: str, arguments: str) -> int:
        first, *others = arguments.split(",")
        cells = self._cells(sheet, first)
        if name == "SUM":
            return sum(cell or 0 for cell in cells)
        if name == "COUNTA":
            return sum(cell is not None for cell in cells)
        wanted = others[0].strip('"')
        if name == "COUNTIF":
            return sum(cell == wanted for cell in cells)
        counts = self._cells(sheet, others[1])
        return sum(count for cell, count in zip(cells, counts, strict=True) if cell == wanted)

    def _cells(self, sheet: str, reference: str) -> list[Any]:
        title, _, area = reference.rpartition("!")
        page = self.values[title.strip("'") or sheet]
        left, top, right, bottom = range_boundaries(area.replace("$", ""))
        rows = page.iter_rows(min_col=left, min_row=top, max_col=right, max_row=bottom, values_only=True)
        return [cell for row in rows for cell in row]
