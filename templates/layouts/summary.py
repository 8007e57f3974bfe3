"""The shape of the committee's summary: previewed, posted, corrected."""

from datetime import timedelta

from models.committee.figure_table import BRIDGE, CLOSING, FIGURES
from models.enums import ItemKind
from templates.chart_words import picture_words
from templates.filters import kinds
from templates.layouts.summary_findings import sentences
from templates.layouts.summary_matters import figure_name, matters, signed, teller
from templates.messages.figure_rows import figure_number
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import BridgeRow
from templates.messages.summary_said import Correction, FigureChange, SummaryPosted, SummaryPreview
from templates.parts import (
    Button,
    Buttons,
    Confirm,
    Heading,
    Lines,
    Note,
    Parts,
    Picture,
    Section,
    Sections,
    Table,
    Text,
)
from templates.translator import Translator


def committee_summary(message: CommitteeSummary, translator: Translator) -> Parts:
    """Return the whole summary: references, titles and dates, and no words of any item."""
    return _summary(message, translator, ())


def summary_posted(message: SummaryPosted, translator: Translator) -> Parts:
    """Return the summary with its picture, if there is one."""
    if message.picture is None:
        return committee_summary(message.summary, translator)
    words = picture_words(message.summary.history, message.summary.rag, translator.bare)
    picture = Picture(translator.lines(message.alt) or words.alt, file=message.picture)
    return _summary(message.summary, translator, (picture,))


def summary_preview(message: SummaryPreview, translator: Translator) -> Parts:
    """Return what is to be put right, the summary as it would be posted, and the button to publish it."""

    def say(block: str, **facts: object) -> str:
        return translator.say("summary_preview", block, preview=message, **facts)

    findings = message.summary.findings
    lines = tuple(
        f"• {say('line', found=found, remedy=remedy)}"
        for found, remedy in (sentences(finding, translator) for finding in findings)
    )
    publish = (Buttons((_publish(message, translator),)),) if message.publishable and message.meeting else ()
    _, *rest = _summary(message.summary, translator, ())
    return (
        Heading(translator.bare.say("summary_preview", "title", preview=message)),
        Text(say("lead")),
        *((Sections((Section(say("findings", number=len(lines)), lines),)),) if lines else ()),
        *rest[:-1],
        *publish,
        Note(say("footer")),
    )


def _publish(message: SummaryPreview, translator: Translator) -> Button:
    def bare(block: str) -> str:
        return translator.bare.say("summary_preview", block, preview=message)

    confirm = Confirm(bare("confirm_title"), bare("confirm"), bare("confirm_yes"), bare("confirm_no"))
    held_on = message.meeting.isoformat() if message.meeting else ""
    return Button("publish", held_on, bare("publish"), style="primary", confirm=confirm)


def correction(message: Correction, translator: Translator) -> Parts:
    """Return what the printed figures would be now, and the items that make the difference."""

    def say(block: str, **facts: object) -> str:
        return translator.say("correction", block, correction=message, **facts)

    def line(change: FigureChange) -> str:
        is_ours = translator.has("correction", change.figure)
        name = (
            translator.say("correction", change.figure) if is_ours else figure_name(change.figure, translator)
        )
        return f"• {say('line', change=change, name=name, difference=signed(change.difference))}"

    return (
        Heading(translator.bare.say("correction", "title", correction=message)),
        Text(say("body")),
        *([Lines(tuple(line(change) for change in message.changes))] if message.changes else ()),
        Note(say("footer")),
    )


def _summary(summary: CommitteeSummary, translator: Translator, pictures: tuple[Picture, ...]) -> Parts:
    tell = teller(summary, translator)
    closing = figure_number(summary, CLOSING)
    lead = tell.say(
        "lead",
        summary=summary,
        number=closing,
        opening=sum(row.opening_number for row in summary.bridge if row.kind not in summary.not_printed),
        not_printed=[kinds(kind) for kind in summary.not_printed],
        first=summary.since + timedelta(days=1) if summary.since else None,
    )
    return (
        Heading(translator.bare.say("committee_summary", "title", summary=summary)),
        Sections((Section(lead, button=tell.button(CLOSING, closing) if closing else None),)),
        bridge(summary.bridge, translator),
        Note(tell.say("kinds_spelt_out")),
        *pictures,
        Sections(matters(summary, translator)),
        Note(tell.say("footer", summary=summary)),
    )


def bridge(rows: tuple[BridgeRow, ...], translator: Translator) -> Table:
    """Return the bridge as a table that adds up downwards: a line for each movement, a column for each kind."""

    def bare(block: str, **facts: object) -> str:
        return translator.bare.say("committee_summary", block, **facts)

    return Table(
        (bare("movement"), *(bare("kind", kind=row.kind) for row in rows), bare("total")),
        tuple((bare(figure), *_cells(figure, rows)) for figure in BRIDGE),
        caption=bare("caption"),
        numbers=frozenset(range(1, len(ItemKind) + 2)),
    )


def _cells(figure: str, rows: tuple[BridgeRow, ...]) -> tuple[str, ...]:
    numbers = [row.number(figure) for row in rows]
    numbers.append(sum(numbers))
    if not FIGURES[figure].is_movement:
        return tuple(f"{number:,}" for number in numbers)
    return tuple(signed((FIGURES[figure].sign or 1) * number) for number in numbers)
