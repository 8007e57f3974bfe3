"""Finds the recommendations among the paragraphs of a report: where each begins, goes on and ends."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from models.enums import ItemKind
from models.report_parser.addressees import DUTY
from models.report_parser.duties import (
    asks,
    has_subject,
    looks_like_one,
    quoted_within,
    recommends,
    tells_of_a_body,
)
from models.report_parser.marks import Mark, MarkKind, mark_of
from models.report_parser.paragraphs import Paragraph
from models.report_parser.proposal import NotRead
from models.report_parser.raw import FoundBy, Raw
from models.report_parser.tables import FLAT_ROW, Columns, columns_of, headed_row, is_flat_headings

LONGEST_HEADING: Final = 90
LONGEST_PRINTED_NUMBER: Final = 3
"""Digits; a longer number is the inspectorate's register number."""

_BY_WHEN: Final = re.compile(
    r"(?P<due>immediately|with immediate effect|(?:within|by) [^.:;,]{3,40}?)"
    r"(?:,? (?:we|hmicfrs|hmic|inspectors) recommends? that)?:?",
    re.IGNORECASE,
)
"""A heading within a list that says by when what stands beneath it is to be done."""

_POINTS: Final = frozenset({MarkKind.BULLET, MarkKind.DASH, MarkKind.LETTER})


@dataclass(slots=True)
class _List:
    """A list of items under a head such as “Recommendations”, perhaps those of a cause of concern.

    It is `bulleted` if a bullet comes first in it; `due` is a heading within it that says by when, and `stem` the
    beginning of a sentence that its numbers end, such as “The Home Office should:”.
    """

    kind: ItemKind
    parent: Raw | None
    last: int | None = None
    dotted: bool = False
    bulleted: bool | None = None
    due: str | None = None
    stem: str | None = None


@dataclass(slots=True)
class Finder:
    """Goes through paragraphs in order. `loose` takes any numbered duty for a recommendation."""

    loose: bool
    force: str | None = None
    found: list[Raw] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    _open: Raw | None = None
    _list: _List | None = None
    _cause: Raw | None = None
    _to: str | None = None
    _table: Columns | None = None
    _run: list[Paragraph] = field(default_factory=list)
    _paused: _List | None = None
    _flat_table: bool = False

    def take(self, paragraphs: Iterable[Paragraph]) -> None:
        """Find what `paragraphs` hold."""
        for paragraph in paragraphs:
            if paragraph.cells:
                self._row(paragraph)
                continue
            self._table = None
            quoted = list(quoted_within(paragraph.text, paragraph.page))
            if quoted:
                self._close()
                self.found += quoted
                continue
            self._paragraph(paragraph)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if self._is_of_flat_table(paragraph):
            self._close()
            self.not_read.append(NotRead(paragraph.text, paragraph.page))
            return
        mark = paragraph.mark
        if mark.what is MarkKind.LIST:
            self._begin_list(mark)
        elif mark.what is MarkKind.HEAD:
            self._head(mark, paragraph.page)
        elif self._list is not None and (due := _by_when(paragraph.text)):
            self._close()
            self._list.due, self._list.bulleted = due, None
        elif self._is_heading(paragraph):
            self._close()
            self._paused = self._list or self._paused
            self._list = self._cause = self._to = None
        elif mark.what is MarkKind.NUMBER:
            self._numbered(paragraph)
        elif mark.what in _POINTS:
            self._point(paragraph)
        else:
            self._sentence(paragraph)

    def _is_of_flat_table(self, paragraph: Paragraph) -> bool:
        """Say whether it is a row of a table whose columns the file has lost; the headings say that one begins."""
        if is_flat_headings(paragraph.text):
            self._flat_table = True
            return False
        headed = paragraph.heading or paragraph.mark.what in (MarkKind.HEAD, MarkKind.LIST)
        self._flat_table &= not headed and FLAT_ROW.match(paragraph.text) is not None
        return self._flat_table

    def _begin_list(self, mark: Mark) -> None:
        self._close()
        self._paused = None
        self._to = mark.to
        kind = mark.kind or ItemKind.RECOMMENDATION
        if kind is not ItemKind.RECOMMENDATION:
            self._cause = None
        self._list = _List(kind, self._cause)

    def _head(self, mark: Mark, page: int | None) -> Raw:
        self._list = self._paused = None
        kind = mark.kind or ItemKind.RECOMMENDATION
        if kind is not ItemKind.RECOMMENDATION:
            self._cause = None
        raw = self._begin(kind, FoundBy.HEAD, page, number=mark.number, parent=self._cause)
        raw.to = mark.to or self._to
        if kind is ItemKind.CAUSE_OF_CONCERN:
            self._cause = raw
        if mark.rest:
            raw.add(mark_of(mark.rest), mark.rest)
        return raw

    def _begin(
        self,
        kind: ItemKind,
        by: FoundBy,
        page: int | None,
        *,
        number: str | None = None,
        parent: Raw | None = None,
    ) -> Raw:
        self._close()
        raw = Raw(kind, by, page, to=self._to, parent=parent)
        raw.due = self._list.due if self._list is not None else None
        if number is not None and number.isdecimal() and len(number) > LONGEST_PRINTED_NUMBER:
            raw.register_number = number
        else:
            raw.number = number
        self.found.append(raw)
        self._open = raw
        return raw

    def _close(self, follows: str = "") -> None:
        if self._open is not None:
            self._open.follows = follows
        self._open = None

    def _numbered(self, paragraph: Paragraph) -> None:
        mark = paragraph.mark
        number = mark.number or ""
        listed = self._resumed(number, mark.rest)
        if listed is None and self.loose and self._open is None and asks(mark.rest, self.force):
            listed = self._list = _List(ItemKind.RECOMMENDATION, None)
            self._show_run()
        if self._open is not None and self._open.counts_on(mark):
            self._open.add(mark, paragraph.text)
        elif listed is not None and "." in number and has_subject(mark.rest, self.force):
            raw = self._begin(
                listed.kind, FoundBy.NUMBER, paragraph.page, number=number, parent=listed.parent
            )
            listed.dotted = True
            raw.add(mark_of(mark.rest), mark.rest)
        elif (
            listed is not None and number.isdecimal() and self._counts_on_beneath_a_stem(listed, int(number))
        ):
            self._beneath_a_stem(listed, paragraph, int(number))
        elif listed is not None and listed.dotted and number.isdecimal():
            self._close()
            self._list = None
            self._unread(paragraph)
        elif listed is not None and number.isdecimal() and self._is_next(listed, int(number), mark.rest):
            raw = self._begin(
                listed.kind, FoundBy.NUMBER, paragraph.page, number=number, parent=listed.parent
            )
            listed.last = int(number)
            raw.add(mark_of(mark.rest), mark.rest)
        elif self._open is not None:
            self._open.add(mark, paragraph.text)
        else:
            self._run = [] if number == "1" else self._run
            self._run.append(paragraph)
            self._unread(paragraph)

    def _counts_on_beneath_a_stem(self, listed: _List, number: int) -> bool:
        """Say whether `number` goes on counting from under one stem to under the next: then each is an item."""
        before = self.found[-2:-1]
        is_stem = self._open is not None and self._open.is_stem
        if listed.stem is not None:
            return number == (listed.last or 0) + 1 and (
                is_stem or self._open is None or self._open.is_beneath
            )
        return (
            is_stem
            and bool(before)
            and before[0].by is FoundBy.SENTENCE
            and before[0].counted == number - 1 > 0
        )

    def _beneath_a_stem(self, listed: _List, paragraph: Paragraph, number: int) -> None:
        if self._open is not None and self._open.is_stem:
            stem = self.found.pop()
            if listed.stem is None:
                self.found[-1:] = self.found[-1].divided()
            listed.stem = stem.text
        raw = self._begin(
            listed.kind, FoundBy.NUMBER, paragraph.page, number=str(number), parent=listed.parent
        )
        raw.put_beneath(listed.stem or "")
        listed.last = number
        raw.add(mark_of(paragraph.mark.rest), paragraph.mark.rest)

    def _resumed(self, number: str, rest: str) -> _List | None:
        """Return the list that is open, or the one before a heading where its numbers count on."""
        paused = self._paused
        if self._list is None and paused is not None and has_subject(rest, self.force):
            counts_on = number == str((paused.last or 0) + 1)
            if counts_on or ("." in number and (paused.dotted or paused.last is None)):
                self._list, self._paused = paused, None
        return self._list

    def _show_run(self) -> None:
        """Propose, or else show, the numbers of a run that come before the first of it that asks something."""
        for paragraph in self._run:
            said = NotRead(paragraph.text, paragraph.page)
            self.not_read = [each for each in self.not_read if each != said]
            if tells_of_a_body(paragraph.mark.rest):
                raw = self._begin(
                    ItemKind.RECOMMENDATION, FoundBy.NUMBER, paragraph.page, number=paragraph.mark.number
                )
                raw.add(mark_of(paragraph.mark.rest), paragraph.mark.rest)
                self._close()
            else:
                self.not_read.append(said)
        self._run = []

    def _is_next(self, listed: _List, number: int, rest: str) -> bool:
        """Say whether a numbered paragraph of a list is its next item, and no point of the item before."""
        return (
            listed.last is None
            or number == listed.last + 1
            or (number > listed.last and asks(rest, self.force))
        )

    def _point(self, paragraph: Paragraph) -> None:
        mark, raw = paragraph.mark, self._open
        is_own = has_subject(mark.rest, self.force)
        paused = self._paused
        if self._list is None and paused is not None and paused.bulleted and asks(mark.rest, self.force):
            self._list = paused
        listed = self._list
        if listed is not None and mark.what is MarkKind.BULLET and listed.last is None:
            listed.bulleted = True if listed.bulleted is None else listed.bulleted
            is_own |= listed.bulleted and mark.rest[:1].isupper() and (raw is None or not raw.awaits)
        if self._list is not None and is_own and (raw is None or raw.by is FoundBy.POINT):
            raw = self._begin(self._list.kind, FoundBy.POINT, paragraph.page, parent=self._list.parent)
            raw.add(mark_of(mark.rest), mark.rest)
        elif raw is not None:
            raw.add(mark, paragraph.text)
        else:
            self._unread(paragraph)

    def _sentence(self, paragraph: Paragraph) -> None:
        raw, text = self._open, paragraph.text
        begins_own = has_subject(text, self.force)
        if self._list is not None and raw is None:
            self._list.bulleted = False
        if self._list is None and raw is None and self.loose and recommends(text, self.force):
            self._list = _List(ItemKind.RECOMMENDATION, None, bulleted=False)
        if self._list is not None and begins_own and (raw is None or self._is_apart(raw)):
            self._begin(self._list.kind, FoundBy.SENTENCE, paragraph.page, parent=self._list.parent).add(
                paragraph.mark, text
            )
        elif raw is not None and raw.parent is not None and begins_own and self._is_apart(raw):
            self._begin(raw.kind, FoundBy.SENTENCE, paragraph.page, parent=raw.parent).add(
                paragraph.mark, text
            )
        elif raw is None:
            self._unread(paragraph)
        elif raw.kind is ItemKind.CAUSE_OF_CONCERN and raw.parts and begins_own:
            self._begin(ItemKind.RECOMMENDATION, FoundBy.SENTENCE, paragraph.page, parent=raw).add(
                paragraph.mark, text
            )
        elif self._goes_on(raw, paragraph):
            raw.add(paragraph.mark, text)
        else:
            self._close(follows=text)
            self._unread(paragraph)

    def _is_apart(self, raw: Raw) -> bool:
        """Say whether a sentence with a subject of its own begins another item than `raw`."""
        return raw.by in (FoundBy.SENTENCE, FoundBy.POINT) and not raw.awaits

    def _goes_on(self, raw: Raw, paragraph: Paragraph) -> bool:
        """Say whether a sentence is still part of `raw`: it asks for more, or `raw` has not come to its point."""
        apart = paragraph.after_gap and paragraph.text[:1].isupper()
        titled = raw.kind is ItemKind.AREA_FOR_IMPROVEMENT and raw.by is FoundBy.HEAD and len(raw.parts) == 1
        if titled and apart and raw.awaits and not raw.announces:
            return False
        if DUTY.search(paragraph.text) is not None:
            return True
        return raw.awaits and not (apart and raw.has_duty and not raw.announces)

    def _is_heading(self, paragraph: Paragraph) -> bool:
        if paragraph.heading:
            return True
        text = paragraph.text
        settled = self._open is None or not self._open.awaits
        if paragraph.mark.what is MarkKind.NUMBER and text.isupper():
            return True
        looks_so = (
            paragraph.mark.what is MarkKind.NONE
            and paragraph.after_gap
            and paragraph.lines == 1
            and len(text) <= LONGEST_HEADING
            and not paragraph.ended
            and text[:1].isupper()
            and DUTY.search(text) is None
        )
        return settled and looks_so

    def _row(self, paragraph: Paragraph) -> None:
        columns = columns_of(paragraph.cells)
        if columns is not None:
            self._close()
            self._table = columns
            return
        headed = headed_row(paragraph.cells)
        if headed is not None:
            raw = self._head(headed[0], paragraph.page)
            for line in headed[1].split("\n"):
                flat = " ".join(line.split())
                if flat:
                    raw.add(mark_of(flat), flat)
            return
        raw_row = self._table.row(paragraph) if self._table is not None else None
        if raw_row is not None:
            self.found.append(raw_row)
        elif self._table is not None and len(set(paragraph.cells)) == 1:
            self._to = paragraph.cells[0]
        else:
            text = " ".join(" ".join(paragraph.cells).split())
            self._paragraph(Paragraph(text, mark_of(text), paragraph.page, after_gap=True))

    def _unread(self, paragraph: Paragraph) -> None:
        listed = self._list is not None and paragraph.mark.what is not MarkKind.NONE
        if listed or looks_like_one(paragraph.mark.rest):
            self.not_read.append(NotRead(paragraph.text, paragraph.page))


def _by_when(text: str) -> str | None:
    match = _BY_WHEN.fullmatch(text)
    return match["due"] if match is not None and DUTY.search(text) is None else None


def looks_loose(paragraphs: Iterable[Paragraph]) -> bool:
    """Say whether nothing in the text is headed as a recommendation, so that numbers alone have to do."""
    return not any(
        paragraph.mark.what in (MarkKind.HEAD, MarkKind.LIST)
        or (paragraph.cells and columns_of(paragraph.cells))
        for paragraph in paragraphs
    )
