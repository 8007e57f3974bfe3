"""What can be said of section 55: by when the PCC's comments on a report are due."""

from dataclasses import dataclass
from datetime import date

from templates.messages import FormMessage, Message
from templates.parts import Buttons, DateInput, Heading, ItemLine, Items, Note, Parts, Text
from templates.translator import Translator, button, form


@dataclass(frozen=True)
class ClockRow:
    """A report on which the PCC has not published comments; `last_on` is the last day for them."""

    code: str
    title: str
    published_on: date
    last_on: date


@dataclass(frozen=True)
class Section55(Message):
    """Every report whose clock runs, the first to end first, as on the local date `today`.

    Who `may_record` that comments were published has the button for it.
    """

    today: date
    clocks: tuple[ClockRow, ...]
    may_record: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return every report whose clock runs, or that none does."""
        if not self.clocks:
            return (Text(translator.say("section55", "none")),)
        lines = tuple(
            ItemLine(
                translator.say("section55", "line", clock=each, today=self.today),
                buttons=(button("comments", each.code),) if self.may_record else (),
            )
            for each in self.clocks
        )
        return (
            Heading(translator.bare.say("section55", "title", section=self)),
            Items(lines, more="section55"),
            Note(translator.say("section55", "footer")),
        )


_VETTING = ClockRow("VETTING", "Vetting, misconduct and misogyny", date(2022, 11, 2), date(2022, 12, 27))


Section55.EXAMPLE = Section55(date(2022, 12, 2), (_VETTING,), may_record=True)


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
            Buttons((button("comments", self.clock.code),)),
            Note(translator.say("section55_due", "footer")),
        )


Section55Due.EXAMPLE = Section55Due(_VETTING, date(2022, 12, 13))


@dataclass(frozen=True)
class CommentsForm(FormMessage):
    """The form for the day on which the PCC's comments on a report were published; `on` if that is recorded."""

    code: str
    title: str
    on: date | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return the form: of which report, and on which day."""
        say = translator.bare.say
        return (
            form("comments", self.code, "comments_form", translator, form=self),
            Text(translator.say("comments_form", "body", form=self)),
            DateInput(
                "published",
                say("comments_form", "published"),
                hint=say("comments_form", "hint_published") if self.on else None,
                given=self.on,
                optional=self.on is not None,
            ),
        )


CommentsForm.EXAMPLE = CommentsForm("VETTING", _VETTING.title)
