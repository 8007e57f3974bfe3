"""Reads a report: from its printed lines to proposals, and to everything that was not read.

What comes out is a proposal throughout. A person sees each with its doubts, corrects and confirms; nothing that
looks like a recommendation is passed over in silence.
"""

from models.report_parser.duties import quoted_within
from models.report_parser.finder import Finder, looks_loose
from models.report_parser.furniture import bared
from models.report_parser.marks import mark_of
from models.report_parser.pages import LeftOut, LeftOutAs, PrintedText
from models.report_parser.paragraphs import Paragraph, paragraphs
from models.report_parser.proposal import About, Reading
from models.report_parser.proposals import concluded, gaps
from models.report_parser.raw import FoundBy, Raw


def read_report(printed: PrintedText, about: About) -> Reading:
    """Return all recommendations in `printed`, in the order of print."""
    bare = bared(printed)
    found_paragraphs, hyphens = paragraphs(bare.lines, whole=printed.whole)
    finder = Finder(looks_loose(found_paragraphs), about.force)
    finder.take(found_paragraphs)
    footnotes = _Footnotes(bare.footnotes, about.force)
    found, repeated = _without_repeats([*finder.found, *footnotes.found])
    return Reading(
        proposals=concluded(found, about),
        not_read=(*finder.not_read, *footnotes.finder.not_read),
        left_out=(*bare.left_out, *footnotes.left_out, *hyphens, *repeated),
        gaps=gaps(found),
    )


class _Footnotes:
    """The footnotes: those that quote recommendations are read, the others left out and looked through."""

    def __init__(self, footnotes: tuple[LeftOut, ...], force: str | None) -> None:
        self.found: list[Raw] = []
        self.left_out: list[LeftOut] = []
        self.finder = Finder(loose=False, force=force)
        for note in footnotes:
            quoted = list(quoted_within(note.words, note.page))
            self.found += quoted
            if not quoted:
                self.left_out.append(note)
                bare = note.words.lstrip("0123456789. ")
                self.finder.take([Paragraph(note.words, mark_of(bare), note.page)])


def _without_repeats(found: list[Raw]) -> tuple[list[Raw], list[LeftOut]]:
    """Leave out what a table or summary says again word for word; what its cells add is kept."""
    kept: dict[tuple[object, ...], Raw] = {}
    repeated: list[LeftOut] = []
    for raw in found:
        first = kept.setdefault((raw.kind, raw.number, _words(raw)), raw)
        if first is raw:
            continue
        one_is_row = FoundBy.ROW in (raw.by, first.by)
        if not one_is_row and raw.number is None:
            kept[(raw.kind, id(raw))] = raw
            continue
        first.to, first.due = first.to or raw.to, first.due or raw.due
        repeated.append(LeftOut(f"{raw.number or ''} {raw.text}".strip()[:120], LeftOutAs.REPEATED, raw.page))
    return list(kept.values()), repeated


def _words(raw: Raw) -> str:
    return "".join(letter for letter in raw.text.casefold() if letter.isalnum())
