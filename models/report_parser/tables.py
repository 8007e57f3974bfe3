"""Tables of recommendations: what their columns hold, and the recommendation in a row."""

import re
from dataclasses import dataclass
from typing import Final

from models.enums import ItemKind
from models.report_parser.marks import Mark, MarkKind, mark_of
from models.report_parser.paragraphs import Paragraph
from models.report_parser.raw import FoundBy, Raw

_NUMBER = re.compile(r"(?:rec(?:ommendation)?s? )?(?:no|number|ref|reference|#)\.?", re.IGNORECASE)
_TEXT = re.compile(
    r"(?:recommendations?|recommendation text|text|wording|areas? for improvement|afi|action|what)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:for|for whom|to|to whom|who|addressed to|addressee|responsible(?: body)?|body|bodies|organisation|agency"
    r"|lead|owner|responsibility)",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"(?:by when|when|deadline|due(?: date| by)?|date|time ?(?:scale|frame)|target date)", re.IGNORECASE
)
_ANSWERED = re.compile(
    r"(?:(?:force|our|pcc|pcc's|constabulary|chief constable's|agency) )?(?:response|position|update|comments?"
    r"|progress"
    r"|actions?(?: taken)?|status|accepted\??|accepted/rejected|rag(?: rating)?|completion date|date"
    r" (?:completed|closed)"
    r"|evidence|notes)",
    re.IGNORECASE,
)
"""Headings of columns that hold what was answered to a recommendation, and nothing of it."""

_DIGITS = re.compile(r"(?P<number>\d{1,3}[a-z]?)[.):]?")
FEWEST_COLUMNS: Final = 2
LONGEST_HEADING: Final = 3
"""Words."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of a table's columns, counted from 0; None where it has no such column."""

    text: int
    number: int | None
    to: int | None
    due: int | None
    width: int

    def row(self, paragraph: Paragraph) -> Raw | None:
        """Return the recommendation in a row below the headings, or None if it holds none."""
        # What is pasted ends with the last cell that is not empty.
        cells = (*paragraph.cells, *("",) * (self.width - len(paragraph.cells)))
        if len(cells) != self.width or not cells[self.text].strip():
            return None
        head = mark_of(_flat(cells[self.text]))
        printed = cells[self.number].strip() if self.number is not None else ""
        number_head = mark_of(_flat(printed)) if printed else head
        match = _DIGITS.fullmatch(printed)
        raw = Raw(ItemKind.RECOMMENDATION, FoundBy.ROW, paragraph.page)
        for mark in (number_head, head):
            if mark.what is MarkKind.HEAD and mark.kind is not None:
                raw.kind, raw.number = mark.kind, mark.number
        raw.number = match["number"] if match else raw.number
        for at, line in enumerate(cells[self.text].split("\n")):
            text = head.rest if not at and head.what is MarkKind.HEAD else _flat(line)
            if text:
                raw.add(mark_of(text), text)
        raw.to = _cell(cells, self.to)
        raw.due = _cell(cells, self.due)
        return raw


FLAT_ROW: Final = re.compile(r"R?\d{1,3}[.)]?\s+\S|[A-Z][a-z]")
"""A row of a table as a PDF gives it: its cells one after the other, on a line of their own or in one."""


def is_flat_headings(text: str) -> bool:
    """Say whether `text` is the headings of a table in one line, such as “No. Recommendation For whom By when”."""
    rest, known = _flat(text), 0
    while rest:
        match = next((found for each in (_NUMBER, _TEXT, _TO, _DUE) if (found := _whole(each, rest))), None)
        if match is None:
            return False
        rest, known = rest[len(match) :].strip(), known + 1
    return known > FEWEST_COLUMNS


def _whole(heading: re.Pattern[str], text: str) -> str | None:
    """Return the longest run of words at the beginning of `text` that is this heading."""
    words = text.split()
    for count in range(min(len(words), LONGEST_HEADING), 0, -1):
        first = " ".join(words[:count])
        if heading.fullmatch(first):
            return first
    return None


def columns_of(cells: tuple[str, ...]) -> Columns | None:
    """Return what a row of headings says about its table, or None if it is no such row."""
    number = _place(_NUMBER, cells)
    to, due = _place(_TO, cells), _place(_DUE, cells)
    texts = [at for at, cell in enumerate(cells) if _is_text(_flat(cell)) and at != number]
    answered = any(_ANSWERED.fullmatch(_flat(cell)) for cell in cells)
    known = sum(each is not None for each in (number, to, due)) + bool(texts) + answered
    if known < FEWEST_COLUMNS or not texts:
        return None
    return Columns(texts[0] if answered else texts[-1], number, to, due, len(cells))


def headed_row(cells: tuple[str, ...]) -> tuple[Mark, str] | None:
    """Return the head in the first cell of a row, with the text of the others; None if there is none."""
    mark = mark_of(_flat(cells[0]))
    text = "\n".join(cell for cell in cells[1:] if cell.strip())
    if mark.what is not MarkKind.HEAD or mark.rest or not text:
        return None
    return mark, text


def _is_text(heading: str) -> bool:
    """Say whether a column so headed holds the recommendations, by whomever they are."""
    by_whom = re.sub(
        r"^(?:hmicfrs|hmic|hmics|iopc|our|the)(?:\u2019s|'s)? ", "", heading, flags=re.IGNORECASE
    )
    return _TEXT.fullmatch(by_whom) is not None


def _place(heading: re.Pattern[str], cells: tuple[str, ...]) -> int | None:
    return next((at for at, cell in enumerate(cells) if heading.fullmatch(_flat(cell))), None)


def _cell(cells: tuple[str, ...], place: int | None) -> str | None:
    return (_flat(cells[place]) or None) if place is not None else None


def _flat(text: str) -> str:
    return " ".join(text.split())
