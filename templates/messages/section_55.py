"""What can be said of section 55: by when the PCC's comments on a report are due."""

from dataclasses import dataclass
from datetime import date

from templates.messages import Message
from templates.parts import Heading, Lines, Note, Parts, Text
from templates.translator import Translator


@dataclass(frozen=True)
class ClockRow:
    """A report on which the PCC has not published comments; `last_on` is the last day for them."""

    code: str
    title: str
    published_on: date
    last_on: date


@dataclass(frozen=True)
class Section55(Message):
    """Every report whose clock runs, the first to end first, as on the local date `today`."""

    today: date
    clocks: tuple[ClockRow, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return every report whose clock runs, or that none does."""
        if not self.clocks:
            return (Text(translator.say("section55", "none")),)
        lines = tuple(
            translator.say("section55", "line", clock=each, today=self.today) for each in self.clocks
        )
        return (
            Heading(translator.bare.say("section55", "title", section=self)),
            Lines(lines),
            Note(translator.say("section55", "footer", example=self.clocks[0].code)),
        )


_VETTING = ClockRow("VETTING", "Vetting, misconduct and misogyny", date(2022, 11, 2), date(2022, 12, 27))


Section55.EXAMPLE = Section55(date(2022, 12, 2), (_VETTING,))


@dataclass(frozen=True)
class Section55Due(Message):
    """A reminder that the last day for the PCC's comments on a report is near, has come, or has passed."""

    clock: ClockRow
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return of which report the last day is near, or has passed, and how it is recorded as done."""
        return (
            Heading(translator.bare.say("section55_due", "title", due=self)),
            Text(translator.say("section55_due", "body", due=self)),
            Note(translator.say("section55_due", "footer")),
        )


Section55Due.EXAMPLE = Section55Due(_VETTING, date(2022, 12, 13))
