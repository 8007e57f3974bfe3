"""Finds the recommendations among the paragraphs of a report: where each begins, goes on and ends."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
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
from models.report_parser.marks import Mark, MarkKind, for_whom, mark_of
from models.report_parser.paragraphs import Paragraph
from models.report_parser.proposal import NotRead
from models.report_parser.raw import FoundBy, Raw
from models.report_parser.tables import FLAT_ROW, Columns, columns_of, headed_row, is_flat_headings

LONGEST_HEADING: Final = 90
LONGEST_PRINTED_NUMBER: Final = 3
"""Digits; a longer number is the inspectorate's register number."""

_BY_WHEN: Final = re.compile(
    r"(?P<due>immediately|with immediate effect|in the (?:short|shorter|medium|long|longer) term"
    r"|(?:within|by) [^.:;,]{3,40}?)"
    r"(?:,? (?:we|hmicfrs|hmic|inspectors) recommends? that)?:?",
    re.IGNORECASE,
)
"""A heading within a list that says by when what stands beneath it is to be done."""

_OF_PARAGRAPH: Final = re.compile(r"\(\d{1,2}\.\d{1,3}\)\.?$")
"""The number of the paragraph that an item of a list rests on, with which lists of custody reports end each."""

_ALSO: Final = re.compile(
    r"(?<=[.;] )(?:(?:In addition|Further|Finally|Separately), )?(?:[Ww]e|HMICFRS|HMIC)(?: also| further|"
    r" therefore)? recommends? that"
    r"(?=.{10,}\b(?:should|must)\b|.{10,})"
)
"""Where a sentence in the middle of a paragraph recommends something besides."""

_ACTION: Final = re.compile(r"Action \d{1,2}\b")
_ANSWER: Final = re.compile(r"(?:Response(?: due)?|Force response|Do you accept)\b[^.]{0,60}[:?]")
"""What stands beneath a recommendation of its answer, and is no part of it."""

_PLAINLY_NUMBERED: Final = re.compile(r"(?P<number>\d{1,2}) (?=[A-Z])")
_TO_AND_WHEN: Final = re.compile(
    r"(?P<to>.+?), (?P<due>immediately|with immediate effect|(?:within|by|before|no later than) [^,]{3,40})",
    re.IGNORECASE,
)
"""What a head says of whom it is for, and by when."""

_POINTS: Final = frozenset({MarkKind.BULLET, MarkKind.DASH, MarkKind.LETTER})


@dataclass(slots=True)
class _List:
    """A list of items under a head such as “Recommendations”, perhaps those of a cause of concern.

    It is `bulleted` if a bullet comes first in it; `due` is a heading within it that says by when, and `stem` the
    beginning of a sentence that its numbers end, such as “The Home Office should:”. The points of one that is
    `of_phrases` begin in any case.
    """

    kind: ItemKind
    parent: Raw | None
    last: int | None = None
    dotted: bool = False
    bulleted: bool | None = None
    due: str | None = None
    stem: str | None = None
    of_phrases: bool = False


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
            for each in _recommended_apart(paragraph):
                self._paragraph(self._with_its_number(each))

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
        elif self._is_short(paragraph) and (to := for_whom(paragraph.text)):
            self._close()
            self._to = to
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
        self._list = _List(kind, self._cause, of_phrases=mark.of_phrases)

    def _head(self, mark: Mark, page: int | None) -> Raw:
        self._list = self._paused = None
        kind = mark.kind or ItemKind.RECOMMENDATION
        if kind is not ItemKind.RECOMMENDATION:
            self._cause = None
        raw = self._begin(kind, FoundBy.HEAD, page, number=mark.number, parent=self._cause)
        raw.to = mark.to or self._to
        if dated := _TO_AND_WHEN.fullmatch(mark.to or ""):
            raw.to, raw.due = dated["to"], dated["due"]
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
        if "." in number and self._is_of_the_reports_paragraphs(paragraph, number):
            return
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

    def _is_of_the_reports_paragraphs(self, paragraph: Paragraph, number: str) -> bool:
        """Take in a paragraph of a report that numbers them all: the one under a head is what it heads, no more."""
        raw = self._open
        if raw is None or raw.by is not FoundBy.HEAD:
            return False
        if not raw.parts and raw.number is None:
            raw.paragraph = number
            raw.add(mark_of(paragraph.mark.rest), paragraph.mark.rest)
            return True
        if raw.paragraph is None or raw.announces:
            return False
        self._close(follows=paragraph.text)
        self._unread(paragraph)
        return True

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
        mark = paragraph.mark
        is_own = has_subject(mark.rest, self.force)
        if mark.what is MarkKind.BULLET and is_own:
            self._head_is_of_a_list()
        raw, paused = self._open, self._paused
        is_resumed = paused is not None and paused.bulleted is not False and asks(mark.rest, self.force)
        if self._list is None and is_resumed:
            self._list = paused
        listed = self._list
        if listed is not None and mark.what is MarkKind.BULLET and listed.last is None:
            listed.bulleted = True if listed.bulleted is None else listed.bulleted
            begins = listed.of_phrases or mark.rest[:1].isupper()
            is_own |= listed.bulleted and begins and not self._awaits
        if self._list is not None and is_own and (raw is None or raw.by is FoundBy.POINT):
            raw = self._begin(self._list.kind, FoundBy.POINT, paragraph.page, parent=self._list.parent)
            raw.add(mark_of(mark.rest), mark.rest)
        elif raw is not None:
            raw.add(mark, paragraph.text)
        else:
            self._unread(paragraph)

    def _head_is_of_a_list(self) -> None:
        """Take a head in the singular, with nothing beneath it yet, for that of a list."""
        raw = self._open
        is_bare = raw is not None and raw.by is FoundBy.HEAD and not raw.parts and not raw.is_numbered
        if raw is not None and is_bare and raw.kind is not ItemKind.CAUSE_OF_CONCERN:
            self.found.remove(raw)
            self._open, self._list, self._to = None, _List(raw.kind, raw.parent), raw.to

    def _sentence(self, paragraph: Paragraph) -> None:
        raw, text = self._open, paragraph.text
        begins_own = has_subject(text, self.force)
        if self._list is not None and raw is None:
            self._list.bulleted = False
        if self._list is None and raw is None and begins_own and _OF_PARAGRAPH.search(text):
            self._list = self._paused
        if self._list is None and raw is None and self.loose and recommends(text, self.force):
            self._list = _List(ItemKind.RECOMMENDATION, None, bulleted=False)
        if self._is_first_cause():
            self._cause = self._begin(ItemKind.CAUSE_OF_CONCERN, FoundBy.SENTENCE, paragraph.page)
            self._cause.add(paragraph.mark, text)
        elif self._list is not None and begins_own and (raw is None or self._is_apart(raw, text)):
            self._begin(self._list.kind, FoundBy.SENTENCE, paragraph.page, parent=self._list.parent).add(
                paragraph.mark, text
            )
        elif raw is not None and raw.parent is not None and begins_own and self._is_apart(raw, text):
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

    def _with_its_number(self, paragraph: Paragraph) -> Paragraph:
        """Return a paragraph, as numbered where its number has no dot and is the next of the list."""
        match = _PLAINLY_NUMBERED.match(paragraph.text) if self._list is not None else None
        if match is None or self._list is None or int(match["number"]) != (self._list.last or 0) + 1:
            return paragraph
        rest = paragraph.text[match.end() :]
        if not has_subject(rest, self.force):
            return paragraph
        return replace(paragraph, mark=Mark(MarkKind.NUMBER, rest, match["number"]))

    def _is_first_cause(self) -> bool:
        """Say whether the first paragraph under “Causes of concern” comes: it says what is wrong, no more."""
        is_of_causes = self._list is not None and self._list.kind is ItemKind.CAUSE_OF_CONCERN
        return is_of_causes and self._open is None and self._cause is None

    @staticmethod
    def _is_apart(raw: Raw, text: str) -> bool:
        """Say whether `text`, which has a subject of its own, begins another item than `raw`."""
        if text.endswith(":") and (raw.is_beneath or (raw.by is FoundBy.SENTENCE and raw.counted)):
            return True
        return raw.by in (FoundBy.SENTENCE, FoundBy.POINT) and not raw.awaits

    def _goes_on(self, raw: Raw, paragraph: Paragraph) -> bool:
        """Say whether a sentence is still part of `raw`: it asks for more, or `raw` has not come to its point."""
        if _ANSWER.match(paragraph.text):
            return False
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
        if paragraph.mark.what is MarkKind.NUMBER and text.isupper():
            return True
        looks_so = not paragraph.ended and text[:1].isupper() and DUTY.search(text) is None
        return not self._awaits and self._is_short(paragraph) and looks_so

    @property
    def _awaits(self) -> bool:
        """Whether what is open has still to come to its point; a phrase is whole as it stands."""
        is_phrase = self._list is not None and self._list.of_phrases
        return self._open is not None and self._open.awaits and not is_phrase

    @staticmethod
    def _is_short(paragraph: Paragraph) -> bool:
        """Say whether a paragraph stands by itself on one line, as a heading does."""
        is_apart = paragraph.heading or (paragraph.after_gap and paragraph.lines == 1)
        return is_apart and paragraph.mark.what is MarkKind.NONE and len(paragraph.text) <= LONGEST_HEADING

    def _row(self, paragraph: Paragraph) -> None:
        columns = columns_of(paragraph.cells)
        if columns is not None:
            self._close()
            self._table = columns
            return
        is_counted = self._table is not None and self._table.number is not None
        headed = None if is_counted else headed_row(paragraph.cells)
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
        if (
            paragraph.mark.what in _POINTS
            and self.not_read
            and self.not_read[-1].words.endswith((":", ";", "; and"))
        ):
            before = self.not_read[-1]
            self.not_read[-1] = replace(before, words=f"{before.words}\n{paragraph.text}")
        elif listed or looks_like_one(paragraph.mark.rest) or _ACTION.match(paragraph.text):
            self.not_read.append(NotRead(paragraph.text, paragraph.page))


def _recommended_apart(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph, parted before each sentence by which it also recommends something else."""
    begins = [0, *(match.start() for match in _ALSO.finditer(paragraph.text))]
    for begin, end in zip(begins, [*begins[1:], len(paragraph.text)], strict=True):
        text = paragraph.text[begin:end].strip()
        if not begin:
            mark = replace(
                paragraph.mark,
                rest=paragraph.mark.rest[: len(paragraph.mark.rest) - len(paragraph.text) + end].strip(),
            )
            yield paragraph if len(begins) == 1 else replace(paragraph, text=text, mark=mark)
        else:
            yield replace(paragraph, text=text, mark=mark_of(text), after_gap=True)


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
