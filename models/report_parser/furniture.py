"""Takes away what stands on the pages of a report beside its sentences, and says what it was."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from models.report_parser.pages import LeftOut, LeftOutAs, Line, PrintedText

EDGE: Final = 3
"""Lines at the top and at the bottom of a page among which running heads and page numbers are sought."""

FEWEST_PAGES: Final = 3
"""Pages on which the same line must stand for it to be a running head."""

_PAGE_NUMBER = re.compile(
    r"(?:page )?(?:\d{1,3}|[ivxl]{1,6})(?: (?:of|/) \d{1,3})?|[-\u2013] \d{1,3} [-\u2013]", re.IGNORECASE
)
_CONTENTS = re.compile(r"\d{1,3}\s{0,9}(?: ?\.){4,}.{3,}")
"""A line of a table of contents, read backwards: its page, dots, and what stands there."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,1000}")
_LIGATURES: Final = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_RULE = re.compile(r"\s{25,}|[_─—-]{8,}\s*")
"""The line that divides footnotes from the text, drawn or left blank by whatever made text of the pages."""

_FOOTNOTE = re.compile(r"\s?(?P<number>\d{1,3})\.? {1,3}(?=\S)")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the report's text on its page; `after_gap` says that a blank line stands before it."""

    line: Line
    page: int | None
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Bared:
    """The lines that are left, what was taken away, and the texts of the footnotes among it."""

    lines: tuple[PlacedLine, ...]
    left_out: tuple[LeftOut, ...]
    footnotes: tuple[LeftOut, ...]


def bared(printed: PrintedText) -> Bared:
    """Return the lines of `printed` without running heads, page numbers, contents, addresses and footnotes."""
    heads = _running_heads(printed)
    lines: list[PlacedLine] = []
    left_out: list[LeftOut] = []
    footnotes: list[LeftOut] = []
    for number, page in enumerate(printed.pages, start=1):
        here = number if printed.paged else None
        kept, taken = _without_edges(page, heads, number) if printed.paged else (page, ())
        left_out += taken
        body, notes = _without_footnotes(kept)
        texts = [" ".join(text.split()) for text in notes]
        footnotes += [LeftOut(text, LeftOutAs.FOOTNOTE, here) for text in texts]
        marks = {match["number"] for text in notes if (match := _FOOTNOTE.match(text))}
        gap = False
        for line in body:
            text = " ".join(line.text.split())
            if not text:
                gap = True
                continue
            what = _furniture(text)
            if what is not None and not line.cells:
                left_out.append(LeftOut(text, what, here))
                continue
            for mark in _marked(text, marks):
                left_out.append(LeftOut(mark, LeftOutAs.FOOTNOTE_MARK, here))
            lines.append(
                PlacedLine(
                    replace(line, text=_unmarked(line.text.strip(), marks).translate(_LIGATURES)), here, gap
                )
            )
            gap = False
    return Bared(tuple(lines), tuple(left_out), tuple(footnotes))


def _without_edges(
    page: tuple[Line, ...], heads: frozenset[str], here: int
) -> tuple[tuple[Line, ...], list[LeftOut]]:
    """Part running heads and the page's number from the lines of a page."""
    edges = _edges(page)
    kept: list[Line] = []
    taken: list[LeftOut] = []
    for at, line in enumerate(page):
        text = " ".join(line.text.split())
        if at in edges and _alike(text) in heads:
            taken.append(LeftOut(text, LeftOutAs.RUNNING_HEAD, here))
        elif at in edges and _PAGE_NUMBER.fullmatch(text):
            taken.append(LeftOut(text, LeftOutAs.PAGE_NUMBER, here))
        else:
            kept.append(line)
    return tuple(kept), taken


def _furniture(text: str) -> LeftOutAs | None:
    if _CONTENTS.fullmatch(text[::-1]):
        return LeftOutAs.CONTENTS
    return LeftOutAs.ADDRESS if _ADDRESS.fullmatch(text) else None


def _edges(page: tuple[Line, ...]) -> frozenset[int]:
    filled = [at for at, line in enumerate(page) if line.text.strip()]
    return frozenset((*filled[:EDGE], *filled[-EDGE:]))


def _running_heads(printed: PrintedText) -> frozenset[str]:
    """Return what stands at the edge of several pages alike, its numbers aside."""
    if not printed.paged:
        return frozenset()
    on_pages = Counter(
        text
        for page in printed.pages
        for text in {_alike(page[at].text) for at in _edges(page)}
        if text.strip("#")
    )
    return frozenset(text for text, pages in on_pages.items() if pages >= FEWEST_PAGES)


def _alike(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _without_footnotes(page: tuple[Line, ...]) -> tuple[tuple[Line, ...], list[str]]:
    """Part the footnotes below a rule from the text of a page.

    Text that was made of pages without saying where they end goes on with a line that is set in by one blank.
    """
    body: list[Line] = []
    notes: list[str] = []
    below = False
    for at, line in enumerate(page):
        if _RULE.fullmatch(line.text):
            following = next((each.text for each in page[at + 1 :] if each.text.strip()), "")
            below = _FOOTNOTE.match(following) is not None
        elif below and re.match(r" \S", line.text) and not _FOOTNOTE.match(line.text):
            below = False
        if not below:
            body.append(line)
        elif line.text.strip() and not _RULE.fullmatch(line.text):
            if _FOOTNOTE.match(line.text) or not notes:
                notes.append(line.text.strip())
            else:
                notes[-1] = f"{notes[-1]} {line.text.strip()}"
    return tuple(body), notes


def _marked(text: str, marks: set[str]) -> Iterator[str]:
    """Yield the words of a line that carry the mark of one of its page's footnotes."""
    for number in marks:
        for match in _mark(number).finditer(text):
            begin = text.rfind(" ", 0, match.start()) + 1
            yield text[begin : match.end()]


def _unmarked(text: str, marks: set[str]) -> str:
    for number in marks:
        text = _mark(number).sub("", text)
    return text


def _mark(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[a-z)\u2019'”.,;:])(?<!\d[.,:]){number}(?=[\s.,;:]|$)")
