"""The text of a Word document in the order of reading: paragraphs with their numbers, tables by rows, footnotes."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

from bot.documents.paper.scan import W, parsed
from bot.imports.report_numbering import Numbering
from bot.sandbox.archives import MEBIBYTE, is_odd
from models.refusals.reports import (
    ReportBroken,
    ReportLocked,
    ReportOdd,
    ReportOtherFormat,
    ReportTooLarge,
)
from models.report_parser.pages import Line, PrintedText

LARGEST_UNPACKED: Final = 128 * MEBIBYTE
RATIO_MATTERS_FROM: Final = 16 * MEBIBYTE
DEEPEST: Final = 20
"""Tables and frames within each other."""

_MAIN = "word/document.xml"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOT_TEXT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}instrText", _FALLBACK})
_RULE = "_" * 10


def printed_word(data: bytes, name: str) -> PrintedText:
    """Return the text of the Word document `data`; what was deleted with changes tracked is left out.

    Raises a BadReport that names the file by `name`.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check(archive.infolist(), len(data), name)
            parts = {
                each: parsed(archive.read(f"word/{each}.xml"))
                for each in ("document", "numbering", "styles", "footnotes")
                if f"word/{each}.xml" in archive.namelist()
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, etree.XMLSyntaxError, ValueError):
        raise ReportBroken(name=name) from None
    for part in parts.values():
        if part.getroottree().docinfo.doctype:
            raise ReportOdd(name=name)
    walk = _DocumentWalk(Numbering(parts.get("numbering"), parts.get("styles")), name)
    body = parts["document"].find(f"{W}body")
    if body is None:
        raise ReportBroken(name=name)
    lines = [*walk.lines(body, 0), *_footnotes(parts.get("footnotes"))]
    return PrintedText((tuple(lines),), whole=True)


def _check(parts: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    names = [part.filename for part in parts]
    unpacked = sum(part.file_size for part in parts)
    if _MAIN not in names:
        raise ReportOtherFormat(name=name, what="another kind of file than a Word document")
    if any(part.flag_bits & 1 for part in parts):
        raise ReportLocked(name=name)
    if is_odd(parts, packed, RATIO_MATTERS_FROM):
        raise ReportOdd(name=name)
    if unpacked > LARGEST_UNPACKED:
        raise ReportTooLarge(name=name, limit=LARGEST_UNPACKED // MEBIBYTE, what="MiB, unpacked,")


class _DocumentWalk:
    """Goes through what stands in a document, in order."""

    def __init__(self, numbering: Numbering, name: str) -> None:
        self._numbering, self._name = numbering, name

    def lines(self, within: Any, depth: int) -> Iterator[Line]:
        """Yield the lines of what `within` holds: a body, a cell or a frame."""
        if depth > DEEPEST:
            raise ReportOdd(name=self._name)
        for element in within:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, depth)
            elif element.tag == f"{W}tbl":
                yield from self._table(element, depth)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"):
                yield from self.lines(element, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Line]:
        text = "".join(_text(paragraph)).strip()
        label = self._numbering.label(paragraph) if text else ""
        first, *rest = text.split("\n")
        yield Line(f"{label} {first}".strip(), heading=self._numbering.is_heading(paragraph) and bool(text))
        yield from (Line(each) for each in rest if each.strip())
        for frame in paragraph.iter(f"{W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in frame.iterancestors()):
                yield from self.lines(frame, depth + 1)

    def _table(self, table: Any, depth: int) -> Iterator[Line]:
        above: list[str] = []
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue
            cells = [each for each in row if each.tag == f"{W}tc"]
            if len(cells) == 1:
                yield from self.lines(cells[0], depth + 1)
                continue
            texts = [self._cell(cell, depth) for cell in cells]
            for at, cell in enumerate(cells):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and merged.get(f"{W}val") != "restart" and at < len(above):
                    texts[at] = above[at]
            above = texts
            yield Line(" ".join(texts), tuple(texts))

    def _cell(self, cell: Any, depth: int) -> str:
        return "\n".join(line.text for line in self.lines(cell, depth + 1) if line.text.strip())


def _text(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_TEXT:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _text(child)


def _footnotes(part: Any) -> Iterator[Line]:
    """Yield the footnotes below a rule, each with its number, as they stand at the foot of a page."""
    notes = (
        [] if part is None else [each for each in part.iter(f"{W}footnote") if each.get(f"{W}type") is None]
    )
    if notes:
        yield Line(_RULE)
    for number, note in enumerate(notes, start=1):
        yield Line(f"{number} {' '.join(''.join(_text(note)).split())}")
