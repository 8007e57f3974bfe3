"""All figures for a terminal: numbers in tables, and the references behind each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.committee.figure_table import BRIDGE, BY_REPORT, FIGURES, IN_TERMINAL_LINES, REVIEWS
from templates.filters import label, short
from templates.messages import Message
from templates.messages.figure_rows import days_past, figure_number, figure_rows
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary, bridge, figure_name, teller
from templates.messages.summary_findings import sentences
from templates.messages.summary_parts import BridgeRow
from templates.parts import Heading, Lines, Part, Parts, Table, Text
from templates.translator import Translator

NAME, TITLE = 30, 48
"""Characters of a person's name, and of a report's code and title, in a table."""


@dataclass(frozen=True)
class Figures(Message):
    """Everything that has a number, in tables, with the references behind each; for the terminal."""

    summary: CommitteeSummary

    def layout(self, translator: Translator) -> Parts:
        """Return the bridge, the movements by report, where the items stand, and what is to be put right."""
        summary, bare = self.summary, translator.bare
        first = summary.since + timedelta(days=1) if summary.since else None
        tables = (
            _by_report(summary, translator),
            _late("overdue", summary.overdue, summary, translator),
            _late("past_original", summary.past_original, summary, translator),
            _rag(summary, translator),
            _addressees(summary, translator),
            _reviews(summary, translator),
            _waiting(summary, translator),
        )
        return (
            Heading(bare.say("figures", "title", summary=summary, first=first)),
            bridge(summary.bridge, translator),
            *_behind(summary, translator),
            *tables,
            Lines(tuple(_others(summary, translator))),
            *_findings(summary, translator),
        )


Figures.EXAMPLE = Figures(CommitteeSummary.EXAMPLE)


def _behind(summary: CommitteeSummary, translator: Translator) -> Parts:
    lines = tuple(
        line
        for figure in BRIDGE
        for row in summary.bridge
        for line in _lists(figure, row, summary, translator)
    )
    return (Lines((translator.say("figures", "behind"), *lines)),) if lines else ()


def _lists(figure: str, row: BridgeRow, summary: CommitteeSummary, translator: Translator) -> Iterator[str]:
    """Give a line for each list behind a figure of one kind, unless it is empty."""
    name = translator.say("figure", figure)
    if figure == "opening" and (row.opening_printed is not None or row.kind in summary.not_printed):
        key = "behind_not_printed" if row.opening_printed is None else "behind_printed"
        yield translator.say("figures", key, name=name, row=row, references=row.opening)
        return
    for part, counts in FIGURES[figure].parts:
        if references := row.listed(part):
            key = "behind_line" if counts > 0 else "behind_less"
            yield translator.say("figures", key, name=name, row=row, references=references)


def _table(
    caption: str,
    columns: Iterable[str],
    rows: Iterable[tuple[str, ...]],
    numbers: set[int],
    translator: Translator,
) -> Part:
    """Return a table, or the line that there is nothing to put into it; `columns` name words."""
    found = tuple(rows)
    if not found:
        return Text(translator.say("figures", "none", name=caption))
    heads = tuple(translator.bare.say("figures", column) for column in columns)
    return Table(heads, found, caption, frozenset(numbers))


def _by_report(summary: CommitteeSummary, translator: Translator) -> Part:
    moved = {name: {each.code: each for each in getattr(summary, name)} for name in BY_REPORT}
    titles = {code: each.title for reports in moved.values() for code, each in reports.items()}
    rows = (
        (
            translator.bare.dialect.say(short(f"{code}: {titles[code]}", TITLE)),
            *(f"{len(moved[name][code].rows) if code in moved[name] else 0:,}" for name in BY_REPORT),
        )
        for code in sorted(titles)
    )
    columns = ("report", *(f"report_{name}" for name in BY_REPORT))
    return _table(translator.bare.say("figures", "by_report"), columns, rows, set(range(1, 6)), translator)


def _late(name: str, late: tuple[ItemRow, ...], summary: CommitteeSummary, translator: Translator) -> Part:
    """Return what is late by one of the two measures, with the days past the date of either."""
    nobody = translator.bare.say("figures", "nobody")
    rows = (
        (
            translator.bare.dialect.say(row.reference),
            *_date_and_days(row.deadline_on, summary, translator),
            *_date_and_days(row.original_deadline_on, summary, translator),
            translator.bare.dialect.say(short(row.owner.name, NAME)) if row.owner else nobody,
        )
        for row in late
    )
    caption = translator.bare.say("figures", name, number=len(late))
    columns = ("reference", "deadline", "days_over", "original", "days_over", "owner")
    return _table(caption, columns, rows, {2, 4}, translator)


def _date_and_days(on: date | None, summary: CommitteeSummary, translator: Translator) -> tuple[str, str]:
    past = days_past(on, summary.until)
    return (
        translator.bare.say("figures", "date", on=on) if on else "",
        "" if past is None else f"{past:,}",
    )


def _rag(summary: CommitteeSummary, translator: Translator) -> Part:
    none = translator.bare.say("figures", "no_colour")
    rows = ((label(count.rag) if count.rag else none, f"{len(count.references):,}") for count in summary.rag)
    return _table(translator.bare.say("figures", "by_rag"), ("rag", "number"), rows, {1}, translator)


def _addressees(summary: CommitteeSummary, translator: Translator) -> Part:
    rows = ((label(count.addressee), f"{len(count.references):,}") for count in summary.addressees)
    return _table(
        translator.bare.say("figures", "by_addressee"), ("addressee", "number"), rows, {1}, translator
    )


def _reviews(summary: CommitteeSummary, translator: Translator) -> Part:
    rows = ((translator.bare.say("figure", name), f"{figure_number(summary, name):,}") for name in REVIEWS)
    return _table(
        translator.bare.say("figures", "reviews"), ("review", "reviews_number"), rows, {1}, translator
    )


def _waiting(summary: CommitteeSummary, translator: Translator) -> Part:
    rows = (
        (
            translator.bare.dialect.say(wait.row.reference),
            translator.bare.say("figures", "date", on=wait.since),
            f"{wait.days:,}",
        )
        for wait in summary.waiting
    )
    caption = translator.bare.say("figures", "waiting", number=len(summary.waiting))
    return _table(caption, ("reference", "since", "days"), rows, {2}, translator)


def _others(summary: CommitteeSummary, translator: Translator) -> Iterator[str]:
    """Give a line for every other list: its number and its references."""
    for name in IN_TERMINAL_LINES:
        references = tuple(row.reference for row in figure_rows(summary, name))
        yield translator.say("figures", "others", name=translator.say("figure", name), references=references)
    tell = teller(summary, translator)
    yield from (tell.say("reviews_unknown", unknown=each) for each in summary.reviews_unknown)
    yield from (tell.say("data_return_line", asked=each) for each in summary.data_returns)
    for figure in summary.unsupported:
        name = figure_name(figure.name, translator)
        yield translator.say("committee_summary", "unsupported_line", figure=figure, name=name)


def _findings(summary: CommitteeSummary, translator: Translator) -> Parts:
    if not summary.findings:
        return ()
    lines = (" ".join(sentences(finding, translator)) for finding in summary.findings)
    title = translator.say("figures", "findings", number=len(summary.findings))
    return (Lines((title, *(f"• {line}" for line in lines))),)
