"""Makes paragraphs of printed lines: a line goes on in the next where the sentence does."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from models.report_parser.furniture import PlacedLine
from models.report_parser.marks import Mark, MarkKind, mark_of
from models.report_parser.pages import LeftOut, LeftOutAs

HARD_HYPHENS: Final = frozenset(
    {
        *(
            "anti",
            "co",
            "counter",
            "cross",
            "decision",
            "evidence",
            "ex",
            "full",
            "half",
            "high",
            "inter",
            "joined",
        ),
        *(
            "long",
            "low",
            "mid",
            "multi",
            "non",
            "on",
            "part",
            "police",
            "post",
            "pre",
            "problem",
            "re",
            "risk",
        ),
        *("self", "semi", "short", "so", "sub", "super", "trauma", "up", "victim", "well"),
    }
)
"""What keeps its hyphen at the end of a line, unless the same word is printed without one elsewhere."""

MOST_LINES: Final = 200
"""Lines of print in one paragraph: what is longer is no paragraph, and would be joined ever more slowly."""

_ENDS = re.compile(r"[.;:?!][\"'\u2019”)\]]{0,2}\s*\d{0,2}$")
_SOFT = "\u00ad"
_ALONE = re.compile(r"(?P<number>\d{1,3})[.)]?")
_BEGINS = re.compile(r"[A-Z\u2018\u201c'\"]")
_LONG_LINE: Final = 0.6
"""Of the usual width: a shorter line ends its paragraph where the next begins with a capital."""

_NEARLY_FULL: Final = 0.8
_GOING_ON: Final = 0.15
_SHORTEST_FULL: Final = 50
_WIDEST: Final = 130
"""Characters of a full line of print; what is wider was not divided into lines."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its mark; `text` is all of it on one line. `cells` are those of a table's row."""

    text: str
    mark: Mark
    page: int | None
    cells: tuple[str, ...] = ()
    heading: bool = False
    after_gap: bool = False
    lines: int = 1

    @property
    def ended(self) -> bool:
        """Whether its text ends as a sentence or a point does."""
        return _ENDS.search(self.text) is not None


@dataclass(slots=True)
class _Maker:
    whole: bool
    width: int
    words: frozenset[str]
    wrapped: bool
    gapped: bool
    done: list[Paragraph] = field(default_factory=list)
    last_line: str = ""
    hyphens: list[LeftOut] = field(default_factory=list)

    def take(self, placed: PlacedLine) -> None:
        line = placed.line
        text = " ".join(line.text.split())
        mark = mark_of(text)
        if line.cells or line.heading or not self._goes_on(text, mark, after_gap=placed.after_gap):
            apart = placed.after_gap or self.whole
            self.done.append(Paragraph(text, mark, placed.page, line.cells, line.heading, apart))
        else:
            self._join(text, placed.page)
        self.last_line = text

    def _goes_on(self, text: str, mark: Mark, *, after_gap: bool) -> bool:
        before = self.done[-1] if self.done else None
        if self.whole or before is None or before.cells or before.heading or before.lines >= MOST_LINES:
            return False
        if mark.what is not MarkKind.NONE and not self._is_midst(before, mark, text):
            return False
        if _is_head_alone(before):
            return False
        lower = text[:1].islower() or text[:1] in "(&"
        if not self.wrapped:
            full = not after_gap and _SHORTEST_FULL <= self.width * _NEARLY_FULL <= len(self.last_line)
            return not before.ended and (lower or (full and self.width <= _WIDEST))
        if not before.ended:
            full = len(self.last_line) >= self.width * (_NEARLY_FULL if after_gap else _LONG_LINE)
            return lower or (full and (self.gapped or not after_gap))
        return not after_gap and (lower or len(self.last_line) >= self.width * _LONG_LINE)

    def _is_midst(self, before: Paragraph, mark: Mark, text: str) -> bool:
        """Say whether what looks like a mark is a sentence going on, as a dash or a year can be."""
        if mark.what is MarkKind.DASH or text.startswith("- "):
            return (
                not before.ended
                and mark.rest[:1].islower()
                and len(self.last_line) >= self.width * _NEARLY_FULL
            )
        if mark.what in (MarkKind.HEAD, MarkKind.LIST):
            return not before.ended and (text[:1].islower() or (mark.number is not None and bool(mark.rest)))
        return False

    def _join(self, text: str, page: int | None) -> None:
        before = self.done[-1]
        before.lines += 1
        joined = self._without_hyphen(before.text, text, page)
        before.text = joined
        before.mark = mark_of(joined)

    def _without_hyphen(self, before: str, text: str, page: int | None) -> str:
        if before.endswith(_SOFT):
            return before.removesuffix(_SOFT) + text
        broken = re.search(r"(?<![A-Za-z])([A-Za-z]+)-$", before)
        if broken is None or not text[:1].islower():
            return f"{before} {text}"
        following = re.match(r"[a-z]+", text)
        tail = following[0] if following else ""
        apart, together = f"{broken[1]}-{tail}".casefold(), f"{broken[1]}{tail}".casefold()
        keeps = together not in self.words and (apart in self.words or broken[1].casefold() in HARD_HYPHENS)
        if keeps:
            return before + text
        self.hyphens.append(LeftOut(f"{broken[1]}-{tail}", LeftOutAs.HYPHEN, page))
        return before[:-1] + text


def paragraphs(lines: Sequence[PlacedLine], *, whole: bool) -> tuple[list[Paragraph], list[LeftOut]]:
    """Return the paragraphs of `lines`, and the words that had been divided at the end of a line."""
    made, hyphens = _joined(lines, whole=whole)
    return list(_with_numbers_alone(made)), hyphens


def _with_numbers_alone(made: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Put numbers that stand on lines of their own, as far as they count on from 1, before what they number."""
    expected = 1
    counts = any(_ALONE.fullmatch(each.text) for each in made)
    waiting: Paragraph | None = None
    for each in made:
        alone = _ALONE.fullmatch(each.text) if counts else None
        if waiting is not None:
            number, waiting = waiting, None
            if each.mark.what is MarkKind.NONE and not each.cells and _BEGINS.match(each.text):
                expected += 1
                text = f"{number.text.rstrip('.)')}. {each.text}"
                yield replace(each, text=text, mark=mark_of(text), after_gap=True)
                continue
            yield number
        if alone is not None and int(alone["number"]) == expected and not each.cells:
            waiting = each
        else:
            yield each
    if waiting is not None:
        yield waiting


def _joined(lines: Sequence[PlacedLine], *, whole: bool) -> tuple[list[Paragraph], list[LeftOut]]:
    texts = [each.line.text for each in lines]
    maker = _Maker(whole, _width(texts), frozenset(_words(texts)), _is_wrapped(texts), _is_gapped(lines))
    for each in lines:
        maker.take(each)
    for paragraph in maker.done:
        paragraph.text = paragraph.text.replace(_SOFT, "")
        paragraph.mark = mark_of(paragraph.text)
    return maker.done, maker.hyphens


def _width(texts: Iterable[str]) -> int:
    """Return the usual width of a full line, in characters."""
    lengths = sorted(len(text.strip()) for text in texts)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _is_wrapped(texts: Sequence[str]) -> bool:
    """Say whether the lines are lines of print: then many of them go on in the midst of a sentence."""
    plain = [text.strip() for text in texts if mark_of(text.strip()).what is MarkKind.NONE]
    return sum(text[:1].islower() for text in plain) >= _GOING_ON * len(plain)


def _is_gapped(lines: Sequence[PlacedLine]) -> bool:
    """Say whether a blank line stands between the lines of a sentence too, as some files have it."""
    going_on = [each.after_gap for each in lines if each.line.text.strip()[:1].islower()]
    return sum(going_on) > len(going_on) / 2


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in re.findall(r"[A-Za-z]+(?:-[a-z]+)*", text):
            yield word.casefold()


def _is_head_alone(paragraph: Paragraph) -> bool:
    """Say whether the paragraph is the head of a recommendation or a list, whose text comes next."""
    mark = paragraph.mark
    return mark.what is MarkKind.LIST or (mark.what is MarkKind.HEAD and not mark.rest)
