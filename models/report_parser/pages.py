"""A report's text as it was printed, and what of it is no part of its sentences."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST_REPORT: Final = 2_000_000
"""Characters that are read of one report."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print. `cells` are those of a table's row, `heading` says that the file calls it a heading."""

    text: str
    cells: tuple[str, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The lines of a report, page by page; where pages are not known, all stand on one.

    `whole` says that every line is a whole paragraph, as in a Word file, and none goes on in the next.
    """

    pages: tuple[tuple[Line, ...], ...]
    whole: bool = False
    paged: bool = False


class LeftOutAs(StrEnum):
    """What a piece of text is that is no part of the report's sentences."""

    RUNNING_HEAD = "running head"
    PAGE_NUMBER = "page number"
    FOOTNOTE = "footnote"
    FOOTNOTE_MARK = "footnote mark"
    CONTENTS = "contents"
    ADDRESS = "web address"
    HYPHEN = "hyphen"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that were left out, as what, and on which page, counted from 1; None where pages are not known."""

    words: str
    what: LeftOutAs
    page: int | None = None


_PAGE_BREAK = re.compile(r"\f")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(9), *range(14, 32), 127))


def printed(text: str) -> PrintedText:
    """Return typed or pasted text as it would have been printed: a form feed begins a new page."""
    flat = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").translate(_INVISIBLE)
    pages = _PAGE_BREAK.split(flat)
    return PrintedText(tuple(tuple(lines_of(page)) for page in pages), paged=len(pages) > 1)


def text_of(text: PrintedText) -> str:
    """Return what was printed as one text, with a form feed between pages."""
    return "\f".join("\n".join(line.text for line in page) for page in text.pages)


def lines_of(text: str) -> Iterable[Line]:
    """Yield the lines of a text; tabs in the midst of a line divide the cells of a table."""
    for raw in text.split("\n"):
        cells = tuple(cell.strip() for cell in raw.strip().split("\t"))
        divided = len(cells) > 1 and not _ONLY_A_MARK.fullmatch(cells[0])
        yield Line(raw.replace("\t", " "), cells if divided else ())


_ONLY_A_MARK = re.compile(r"(?:[•·▪●◦○*o\u2013-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])?")
"""What Word puts before a tab in the paragraphs of a list when they are copied."""
