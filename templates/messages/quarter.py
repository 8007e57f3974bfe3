"""What is announced before a meeting of the committee, and that none is known to come."""

from dataclasses import dataclass
from datetime import date

from templates.messages import Message
from templates.messages.items import ItemRow
from templates.messages.meetings import MeetingRow
from templates.messages.summary_findings import sentences
from templates.messages.summary_parts import Finding
from templates.parts import Button, Buttons, Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator, button

MOST_FINDINGS = 5
"""What to put right first that is named; the preview has the rest."""


@dataclass(frozen=True)
class LastCall(Message):
    """For somebody whose items have gone quiet, before the figures for `dates` freeze; seen on `today`."""

    dates: MeetingRow
    rows: tuple[ItemRow, ...]
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return the items of which nothing was said, and by when a word is still told to the committee."""

        def line(row: ItemRow) -> ItemLine:
            words = translator.say("last_call", "line", row=row, call=self)
            return ItemLine(words, buttons=(button("update", row.reference),))

        return (
            Heading(translator.bare.say("last_call", "title", call=self)),
            Text(translator.say("last_call", "body", call=self)),
            Items(tuple(line(row) for row in self.rows)),
            Note(translator.say("last_call", "footer")),
        )


LastCall.EXAMPLE = LastCall(MeetingRow.EXAMPLE, (ItemRow.EXAMPLE,), date(2022, 11, 17))


@dataclass(frozen=True)
class PreviewReady(Message):
    """For the coordinators, before the figures for `dates` freeze by themselves: what to put right first."""

    dates: MeetingRow
    findings: tuple[Finding, ...]
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return when the figures freeze, what to put right by then, and the buttons to preview and freeze."""
        say = translator.say
        found = [
            f"• {say('preview_ready', 'line', found=what, remedy=remedy)}"
            for what, remedy in (sentences(each, translator) for each in self.findings[:MOST_FINDINGS])
        ]
        held_on = self.dates.held_on.isoformat()
        return (
            Heading(translator.bare.say("preview_ready", "title", ready=self)),
            Text(say("preview_ready", "body", ready=self)),
            *((Lines(tuple(found)),) if found else ()),
            Buttons((button("summary", held_on), button("freeze", held_on))),
            Note(say("preview_ready", "footer", ready=self, more=len(self.findings) - len(found))),
        )


PreviewReady.EXAMPLE = PreviewReady(
    MeetingRow.EXAMPLE, (Finding("no_owner", ("PPDA-3",), {}),), date(2022, 11, 24)
)


@dataclass(frozen=True)
class FiguresFrozen(Message):
    """For the coordinators: the figures for `dates` are frozen, and the paper can be had.

    They count up to `until`; `posts_itself` says whether there is a channel to which the summary is posted.
    """

    dates: MeetingRow
    until: date
    today: date
    posts_itself: bool = True

    def layout(self, translator: Translator) -> Parts:
        """Return what is frozen, what comes next and when, and the buttons for the paper and the summary."""
        held_on = self.dates.held_on.isoformat()
        return (
            Heading(translator.bare.say("figures_frozen", "title", frozen=self)),
            Text(translator.say("figures_frozen", "body", frozen=self)),
            Buttons((button("paper", held_on), *((_publish(held_on),) if self.posts_itself else ()))),
            Note(translator.say("figures_frozen", "footer")),
        )


def _publish(held_on: str) -> Button:
    return button("publish", held_on)


FiguresFrozen.EXAMPLE = FiguresFrozen(MeetingRow.EXAMPLE, date(2022, 11, 29), date(2022, 11, 29))


@dataclass(frozen=True)
class NoNextMeeting(Message):
    """For the coordinators: the last meeting that is known was on `last_on`, and none is entered after it."""

    last_on: date
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return that no meeting is to come, and the button to enter one."""
        return (
            Heading(translator.bare.say("no_next_meeting", "title")),
            Text(translator.say("no_next_meeting", "body", warning=self)),
            Buttons((button("add_meeting", "new"),)),
        )


NoNextMeeting.EXAMPLE = NoNextMeeting(date(2022, 12, 15), date(2022, 12, 16))
