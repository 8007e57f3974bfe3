"""What can be said about dates that move: what was asked for, what was decided, and the form for it."""

from dataclasses import dataclass, replace
from datetime import date

from models.enums import Decision
from templates.messages import FormMessage, Message
from templates.messages.items import ItemRow
from templates.parts import Buttons, DateInput, Heading, Note, Parts, Quote, Text, TextInput
from templates.translator import Translator, button, form
from templates.who import Who

DECIDED_BY = ("agree", "refuse")
"""What can be done with a request that is not decided, by the names of the buttons."""


@dataclass(frozen=True)
class Extension(Message):
    """That `by` asks for an item to be due on `to` and no longer on `was_on`, for a `reason`; and what was decided.

    A coordinator asked another where it `is_move`. `decision` is None until `decided_by` agreed or refused,
    `because` of something, or it was taken back.
    """

    row: ItemRow
    by: Who
    was_on: date | None
    to: date
    reason: str
    asked_on: date
    today: date
    decision: Decision | None = None
    decided_by: Who | None = None
    because: str = ""
    is_move: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return what was asked for with its reason, and the buttons to decide, or what was decided and why."""
        state = self.decision or "asked"
        waiting = self.decision is None
        buttons = (*DECIDED_BY, "show") if waiting else ("show",)
        because = (Quote(translator.lines(self.because)),) if self.because.strip() else ()
        return (
            Heading(translator.bare.say("extension", f"title_{state}", extension=self)),
            *(
                ()
                if waiting
                else [Text(translator.say("extension", f"is_{state}", extension=self)), *because]
            ),
            Text(translator.say("extension", "item", extension=self)),
            Text(translator.say("extension", "asked", extension=self)),
            Quote(translator.lines(self.reason)),
            Buttons(tuple(button(action, self.row.reference) for action in buttons)),
            *([Note(translator.say("extension", "footer"))] if waiting else ()),
        )


Extension.EXAMPLE = Extension(
    replace(ItemRow.EXAMPLE, deadline_moves=1, original_deadline_on=date(2019, 10, 17)),
    Who.EXAMPLE,
    date(2020, 1, 17),
    date(2023, 3, 31),
    "The new form is delivered in February.",
    date(2022, 12, 2),
    date(2022, 12, 2),
)


@dataclass(frozen=True)
class DateForm(FormMessage):
    """The form in which more time is asked for (`what` is extend) or a coordinator moves a date (move).

    `to` is the day that was named already.
    """

    what: str
    row: ItemRow
    today: date
    to: date | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which more time is asked for, or a date is moved."""
        what, bare = self.what, translator.bare
        return (
            form(
                "date",
                f"{what}:{self.row.reference}",
                "date_form",
                translator,
                title=f"title_{what}",
                submit=f"submit_{what}",
                instead=f"instead_{what}",
                form=self,
            ),
            Text(translator.say("record_form", "item", form=self)),
            DateInput("to", bare.say("date_form", f"label_to_{what}"), given=self.to),
            TextInput(
                "reason", bare.say("date_form", "label_reason"), hint=bare.say("date_form", "hint_reason")
            ),
        )


DateForm.EXAMPLE = DateForm("extend", ItemRow.EXAMPLE, date(2022, 12, 2))
