"""The committee's summary as it is previewed, posted and corrected."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.enums import ItemKind
from templates.chart_words import bars, picture_words
from templates.messages import Message
from templates.messages.changes import Changes
from templates.messages.quotations import see
from templates.messages.summary import CommitteeSummary, Teller, figure_name, signed, whole
from templates.messages.summary_findings import sentences
from templates.messages.summary_parts import Finding
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
    Text,
)
from templates.translator import Translator, button

MOST_FINDINGS = 5
"""What to fix that the preview names; the whole of it has the rest."""

OPENS = {"no_owner": "assign", "cause_without_items": "show"}
"""The button that begins to mend a finding of an item."""

LONGEST_REFERENCE = 100
"""Characters: what is longer names no item."""

FIGURE_OF = {
    "no_update": "quiet",
    "deadline_without_narrative": "overdue",
    "date_moved_often": "dates_moved",
    "reviews_missed": "reviews_missed",
    "reviews_updated": "reviews_updated",
}
"""The figure whose list holds the items of a finding."""


@dataclass(frozen=True)
class SummaryPreview(Message):
    """What to fix before the summary is posted, what it comes to, and with `is_whole` all of it; for coordinators.

    `meeting` is the local date of the meeting that it would be published for, or None where none is entered.
    `publishable` says whether the button to publish it is offered. Once it is `frozen` it is the paper's, and will
    be posted as it is.
    """

    summary: CommitteeSummary
    publishable: bool
    meeting: date | None
    frozen: bool = False
    is_whole: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return what to fix first, each with its button, and what can be done; the figures are a press away."""
        findings = () if self.frozen else self.summary.findings
        shown = findings if self.is_whole else findings[:MOST_FINDINGS]
        left = len(findings) - len(shown)
        _, lead, *rest = self.summary.layout(translator)
        return (
            Heading(translator.bare.say("summary_preview", "title", preview=self)),
            *((Sections(tuple(self._fix(each, translator) for each in shown)),) if shown else ()),
            *((Text(translator.say("fit", "more_items", number=left, command=None)),) if left else ()),
            *_quoted(self, translator),
            lead,
            *(rest[:-1] if self.is_whole else ()),
            Buttons((*self._buttons(translator), *(() if self.is_whole else (whole(self.meeting),)))),
            Note(translator.say("summary_preview", "footer", preview=self)),
        )

    def _fix(self, finding: Finding, translator: Translator) -> Section:
        """Return what was found and what to do about it, with the button that opens it."""
        found, remedy = sentences(finding, translator)
        return Section(
            translator.say("summary_preview", "line", found=found, remedy=remedy),
            button=self._opens(finding, translator),
        )

    def _opens(self, finding: Finding, translator: Translator) -> Button | None:
        if finding.check in FIGURE_OF and finding.references:
            tell = Teller(translator, self.summary.until, self.summary.held_on)
            return tell.button(FIGURE_OF[finding.check], len(finding.references))
        first = next((each for each in finding.references if len(each) <= LONGEST_REFERENCE), None)
        if first is None:
            return None
        action = OPENS.get(finding.check)
        return button(action, first) if action else None

    def _buttons(self, translator: Translator) -> Iterator[Button]:
        if self.meeting is None:
            return
        yield button("paper" if self.frozen else "freeze", self.meeting.isoformat())
        if self.publishable:
            yield _publish(self, translator)


SummaryPreview.EXAMPLE = SummaryPreview(
    CommitteeSummary.EXAMPLE, publishable=True, meeting=date(2022, 12, 15)
)


def _quoted(message: SummaryPreview, translator: Translator) -> Parts:
    """Return how much the paper will quote, and the button that shows all of it."""
    quoted = message.summary.quoted
    if not quoted:
        return ()
    lead = translator.say("summary_preview", "quoted", number=len(quoted))
    more = translator.bare.say("summary_preview", "see_quoted", number=len(quoted))
    return (Sections((Section(lead, button=see(0, message.meeting, more)),)),)


def _publish(message: SummaryPreview, translator: Translator) -> Button:
    def bare(key: str) -> str:
        return translator.bare.say("summary_preview", key, preview=message)

    confirm = Confirm(bare("confirm_title"), bare("confirm"), bare("confirm_yes"), bare("confirm_no"))
    held_on = message.meeting.isoformat() if message.meeting else ""
    return Button("publish", held_on, bare("publish"), confirm=confirm)


@dataclass(frozen=True)
class SummaryPosted(Message):
    """The summary with its picture: `picture` is the id of a file on the surface, or None where there is none.

    `alt` says in words all that the picture shows; where it is empty the words are made from the summary. `since`
    is what has changed since the figures were frozen for the paper, or None where nothing has.
    """

    summary: CommitteeSummary
    picture: str | None = None
    alt: str = ""
    since: Changes | None = None
    is_whole: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return the summary with its picture, if there is one, and beneath what happened since the paper."""
        words = picture_words(self.summary.history, self.summary.rag, translator.bare)
        alt = translator.lines(self.alt) or words.alt
        picture = Picture(alt, file=self.picture, chart=bars(self.summary.history, words))
        *parts, footer = self.summary.layout(translator, (picture,), is_whole=self.is_whole)
        return (*parts, *self._since(translator), footer)

    def naming_nobody(self) -> "SummaryPosted":
        """Return it without the names of owners and of those who moved dates."""
        if not self.summary.names_people and (self.since is None or not self.since.names_people):
            return self
        since = replace(self.since, names_people=False) if self.since else None
        return replace(self, summary=replace(self.summary, names_people=False), since=since)

    def _since(self, translator: Translator) -> Parts:
        if self.since is None:
            return ()
        moved = self.since.moved(Teller(translator, self.since.until, None, self.since.names_people))
        lead = Section(translator.say("summary_posted", "since", posted=self, since=self.since))
        told = tuple(matter for _, matter in moved if matter is not None)
        if self.is_whole:
            return (Sections((lead, *told)),)
        return (Text(translator.say("summary_posted", "since_brief", told=[each.text for each in told])),)


SummaryPosted.EXAMPLE = SummaryPosted(CommitteeSummary.EXAMPLE, "F0PICTURE1", since=Changes.EXAMPLE)


@dataclass(frozen=True)
class FigureChange:
    """A figure, of one `kind`, that is another one now than was printed.

    `references` are the items that make the difference.
    """

    figure: str
    printed: int
    now: int
    references: tuple[str, ...]
    kind: ItemKind

    @property
    def difference(self) -> int:
        """By how much the figure has grown since it was printed."""
        return self.now - self.printed


@dataclass(frozen=True)
class Correction(Message):
    """What has been recorded since the summary for the meeting of `held_on` was published; a reply under it.

    What was printed stays as it was. `found_on` is the local date on which the difference was found.
    """

    held_on: date
    found_on: date
    changes: tuple[FigureChange, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return what the printed figures would be now, and the items that make the difference."""

        def say(key: str, **facts: object) -> str:
            return translator.say("correction", key, correction=self, **facts)

        def line(change: FigureChange) -> str:
            is_ours = translator.has("correction", change.figure)
            name = (
                translator.say("correction", change.figure)
                if is_ours
                else figure_name(change.figure, translator)
            )
            return f"• {say('line', change=change, name=name, difference=signed(change.difference))}"

        return (
            Heading(translator.bare.say("correction", "title", correction=self)),
            Text(say("body")),
            *([Lines(tuple(line(change) for change in self.changes))] if self.changes else ()),
            Note(say("footer")),
        )


Correction.EXAMPLE = Correction(
    date(2022, 12, 15),
    date(2022, 12, 20),
    (
        FigureChange("signed_off", 14, 13, ("VETTING-39",), ItemKind.RECOMMENDATION),
        FigureChange("closing", 94, 95, ("VETTING-39",), ItemKind.RECOMMENDATION),
    ),
)
