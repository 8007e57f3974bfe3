"""The matters of the committee's summary: each a number that opens to its list, and the list in short."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.committee.figure_table import BY_REPORT
from models.enums import ItemKind, Rag
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_lists import Behind
from templates.messages.summary_parts import BridgeRow, DateMoved, OwnerChanged, RagCount, ReportMovement
from templates.parts import Button, Section
from templates.translator import Translator

MINUS = "\u2212"

REFERENCES = 8
"""References in one line; the others are counted, and the matter's button opens all of them."""


@dataclass(frozen=True)
class Teller:
    """Says matters in the dialect of `translator`; buttons open the lists for `held_on`, or today's."""

    translator: Translator
    until: date
    held_on: date | None

    def say(self, block: str, **facts: object) -> str:
        """Return a block of the summary's words."""
        return self.translator.say(
            "committee_summary", block, **{"most": REFERENCES, "until": self.until, **facts}
        )

    def name(self, figure: str) -> str:
        """Return what a figure is called."""
        return self.translator.say("figure", figure)

    def lines(self, block: str, several: Iterable[object], by: str) -> tuple[str, ...]:
        """Return a line in the words of `block` for each of several, which is known there by the name `by`."""
        return tuple(f"• {self.say(block, **{by: each})}" for each in several)

    def button(self, figure: str, number: int, label: str = "see") -> Button:
        """Return the button that opens the list of a figure; `label` names the block of its words."""
        return Button(
            f"why:{figure}",
            Behind(figure, None, self.held_on).value,
            self.translator.bare.say("committee_summary", label, number=number),
            typed=" ".join(
                ["/rec why", figure.replace("_", " "), *([str(self.held_on)] if self.held_on else [])]
            ),
        )

    def matter(
        self, figure: str, number: str | int, lines: tuple[str, ...], listed: int, by: date | None = None
    ) -> Section:
        """Return a figure with its lines, and the button that opens the list of so many items."""
        text = self.say("has", name=self.name(figure), number=number, by=by)
        return Section(text, lines, self.button(figure, listed) if listed else None)


def teller(summary: CommitteeSummary, translator: Translator) -> Teller:
    """Return who tells the matters of `summary`, whose buttons open the lists of its own meeting."""
    return Teller(translator, summary.until, summary.held_on)


def matters(summary: CommitteeSummary, translator: Translator) -> tuple[Section, ...]:
    """Return every matter of the summary that has something to report; what has not is named in the last one."""
    tell = teller(summary, translator)
    found: list[tuple[str, Section | None]] = [
        (tell.name("restated"), _restated(summary, tell)),
        *((tell.name(name), by_report(name, getattr(summary, name), tell)) for name in BY_REPORT),
        (tell.name("reclassified"), _reclassified(summary.bridge, tell)),
        (tell.name("overdue"), _dated("overdue", summary.overdue, tell)),
        (tell.name("due"), _dated("due", summary.due, tell, summary.due_until)),
        (tell.name("dates_moved"), dates_moved(summary.dates_moved, tell)),
        *_told(summary, tell),
        *_outlook(summary, tell),
    ]
    names = tuple(name for name, matter in found if matter is None)
    nothing = (Section(tell.say("nothing", names=names)),) if names else ()
    return (*(matter for _, matter in found if matter is not None), *nothing)


def by_report(name: str, reports: tuple[ReportMovement, ...], tell: Teller) -> Section | None:
    """Return a movement report by report, or None if nothing moved."""
    number = sum(len(report.rows) for report in reports)
    return tell.matter(name, number, tell.lines("report", reports, by="report"), number) if number else None


def dates_moved(moves: tuple[DateMoved, ...], tell: Teller) -> Section | None:
    """Return the dates that moved, from and to, with the reason; or None."""
    lines = tell.lines("moved_line", moves, by="moved")
    return tell.matter("dates_moved", len(moves), lines, len(moves)) if moves else None


def owners_changed(changes: tuple[OwnerChanged, ...], tell: Teller) -> Section | None:
    """Return the items that changed hands, or None."""
    lines = tell.lines("owner_line", changes, by="changed")
    return tell.matter("owners_changed", len(changes), lines, len(changes)) if changes else None


def quiet(rows: tuple[ItemRow, ...], tell: Teller) -> Section | None:
    """Return the items of which nobody has said a word, or None."""
    return (
        tell.matter("quiet", len(rows), tell.lines("quiet_line", rows, by="item"), len(rows))
        if rows
        else None
    )


def _dated(name: str, rows: tuple[ItemRow, ...], tell: Teller, by: date | None = None) -> Section | None:
    lines = tell.lines("overdue_line", rows, by="item")
    return tell.matter(name, len(rows), lines, len(rows), by) if rows else None


@dataclass(frozen=True)
class _Moved:
    """Items that came into or went out of a kind."""

    kind: ItemKind
    row_in: tuple[str, ...]
    row_out: tuple[str, ...]


def _restated(summary: CommitteeSummary, tell: Teller) -> Section | None:
    bridge = summary.bridge
    printed = [row for row in bridge if row.opening_printed is not None and row.restated]
    not_printed = [row for row in bridge if row.kind in summary.not_printed]
    moved = [_Moved(row.kind, row.restated_in, row.restated_out) for row in bridge]
    lines = (
        *tell.lines("restated_by_number", printed, by="row"),
        *tell.lines("not_printed", not_printed, by="row"),
        *tell.lines("restated_in", (row for row in moved if row.row_in), by="row"),
        *tell.lines("restated_out", (row for row in moved if row.row_out), by="row"),
    )
    if not lines:
        return None
    number = signed(sum(row.restated for row in bridge))
    if printed or not_printed:
        held = sum(len(row.opening) for row in bridge)
        button = tell.button("opening", held, "see_register")
        return replace(tell.matter("restated", number, lines, 0), button=button)
    return tell.matter("restated", number, lines, sum(len(row.row_in) + len(row.row_out) for row in moved))


def _reclassified(bridge: tuple[BridgeRow, ...], tell: Teller) -> Section | None:
    moved = [_Moved(row.kind, row.reclassified_in, row.reclassified_out) for row in bridge]
    lines = (
        *tell.lines("reclassified_in", (row for row in moved if row.row_in), by="row"),
        *tell.lines("reclassified_out", (row for row in moved if row.row_out), by="row"),
    )
    listed = sum(len(row.row_in) + len(row.row_out) for row in moved)
    return (
        tell.matter("reclassified", sum(row.number("reclassified") for row in bridge), lines, listed)
        if lines
        else None
    )


def _told(summary: CommitteeSummary, tell: Teller) -> Iterator[tuple[str, Section | None]]:
    """Give what is told of the items as they stand: colours, causes of concern, reviews, waiting."""
    yield tell.say("no_rag"), _rag(summary.rag, tell)
    number = len(summary.causes)
    causes = tell.matter("causes", number, tell.lines("cause_line", summary.causes, by="cause"), number)
    yield tell.name("causes"), causes if number else None
    missed = len(summary.reviews_missed)
    yield (
        "",
        Section(
            tell.say("reviews", summary=summary),
            tell.lines("quiet_line", summary.reviews_missed, by="item"),
            tell.button("reviews_missed", missed) if missed else None,
        ),
    )
    number = len(summary.waiting)
    waiting = tell.matter("waiting", number, tell.lines("waiting_line", summary.waiting, by="wait"), number)
    yield tell.name("waiting"), waiting if number else None


def _rag(counts: tuple[RagCount, ...], tell: Teller) -> Section | None:
    if not any(count.references for count in counts):
        return None
    red = [count for count in counts if count.rag is Rag.RED and count.references]
    text = tell.say("rag", colours=tuple(tell.say("rag_count", count=count) for count in counts))
    button = tell.button("red", len(red[0].references), "see_red") if red else None
    return Section(text, tell.lines("rag_line", red, by="count"), button)


def _outlook(summary: CommitteeSummary, tell: Teller) -> Iterator[tuple[str, Section | None]]:
    """Give what stands beside the items: reports, inspections, PEEL, figures of other papers."""
    reports = tell.lines("published_line", summary.reports, by="report")
    yield (
        tell.say("no_reports"),
        Section(tell.say("reports", number=len(reports)), reports) if reports else None,
    )
    coming = tell.lines("inspection_line", summary.inspections, by="inspection")
    text = tell.say("inspections", number=len(coming))
    yield tell.say("no_inspections"), Section(text, coming) if coming else None
    positions = tuple(
        "• "
        + tell.say(
            "peel_line",
            position=position,
            graded=sum(question.grade is not None for question in position.questions),
            improvements=sum(len(question.areas_for_improvement) for question in position.questions),
        )
        for position in summary.peel
    )
    if positions:
        yield "", Section(tell.say("peel"), positions)
    figures = tuple(
        f"• {tell.say('unsupported_line', figure=figure, name=figure_name(figure.name, tell.translator))}"
        for figure in summary.unsupported
    )
    text = tell.say("unsupported", number=len(figures))
    yield tell.say("no_unsupported"), Section(text, figures) if figures else None
    watched = len(summary.watched)
    yield tell.name("watched"), tell.matter("watched", watched, (), watched) if watched else None


def figure_name(name: str, translator: Translator) -> str:
    """Return what a figure is called, or its name as it was entered where it is none of ours.

    A kind may follow its name after a colon.
    """
    figure, _, kind = name.partition(":")
    if kind in list(ItemKind):
        return translator.say(
            "committee_summary", "of_kind", figure=figure_name(figure, translator), kind=ItemKind(kind)
        )
    return translator.say("figure", name) if translator.has("figure", name) else name


def signed(number: int) -> str:
    """Return a number with its sign, which is a true minus where it is one."""
    return f"{number:+,}".replace("-", MINUS) if number else "0"
