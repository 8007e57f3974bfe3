"""The first hour of a register: what a coordinator does to begin, each step of which can be left and taken up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from templates.messages import Message
from templates.parts import Button, Heading, ItemLine, Items, Note, Parts
from templates.translator import Translator, button, opener

STEPS = 5


@dataclass(frozen=True)
class FirstHour(Message):
    """How far the register has come by the local date `today`, and what comes next.

    It holds so many `items`. `owners` hold something open; `unreachable` of them have no account, and `waiting`
    can be invited. There `is_channel` where the committee's channel is set.
    """

    name: str
    today: date
    items: int = 0
    last_meeting: date | None = None
    next_meeting: date | None = None
    is_channel: bool = False
    owners: int = 0
    unreachable: tuple[str, ...] = ()
    waiting: int = 0

    @property
    def done(self) -> tuple[bool, ...]:
        """Whether each of the steps is done, in their order: you, register, dates, channel, owners."""
        invited = bool(self.owners) and not self.unreachable and not self.waiting
        return (True, self.items > 0, self.next_meeting is not None, self.is_channel, invited)

    def layout(self, translator: Translator) -> Parts:
        """Return the steps, each with what is done or what does it."""
        names = ("you", "register", "dates", "channel", "owners")
        lines = tuple(
            ItemLine(
                translator.say("first_hour", name, hour=self, done=done, number=number),
                buttons=tuple(self._buttons(name, translator)),
            )
            for number, (name, done) in enumerate(zip(names, self.done, strict=True), 1)
        )
        return (
            Heading(translator.bare.say("first_hour", "title", number=sum(self.done), steps=STEPS)),
            Items(lines),
            Note(translator.say("first_hour", "footer")),
        )

    def _buttons(self, step: str, translator: Translator) -> Iterator[Button]:
        say = translator.bare.say
        if step == "you":
            yield opener("people", say("first_hour", "people"))
        elif step == "register" and not self.items:
            yield opener("import", say("first_hour", "import"), is_form=True, style="primary")
            yield opener("report", say("first_hour", "report"), is_form=True)
            yield opener("add", say("first_hour", "add"), is_form=True)
        elif step == "dates" and (self.next_meeting is None or self.last_meeting is None):
            yield button("add_meeting", "new")
        elif step == "owners" and self.owners:
            if self.waiting:
                yield button("invite", "owners")
            if self.unreachable:
                yield button("choose_accounts", "owners")


FirstHour.EXAMPLE = FirstHour(
    "Priya Shah",
    date(2022, 12, 1),
    items=24,
    next_meeting=date(2022, 12, 15),
    owners=4,
    unreachable=("Nora New",),
    waiting=3,
)
