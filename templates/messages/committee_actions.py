"""What the committee asked for itself: recorded, listed, answered and closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from templates.messages import FormMessage, Message
from templates.parts import (
    Button,
    Buttons,
    DateInput,
    Heading,
    ItemLine,
    Items,
    Note,
    Parts,
    PersonInput,
    Text,
    TextInput,
)
from templates.translator import Translator, button, form
from templates.who import Who


@dataclass(frozen=True)
class CommitteeActionRow:
    """An action `text` that members asked for on `asked_on`, for its `owner` to answer up to `due_on`.

    It was answered on `answered_on` with the `answer`, which is None for whoever may not read it yet, and closed on
    `closed_on`. All are local dates.
    """

    reference: str
    text: str
    owner: Who
    asked_on: date
    due_on: date
    answer: str | None = None
    answered_on: date | None = None
    closed_on: date | None = None

    EXAMPLE: ClassVar["CommitteeActionRow"]

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed on the local date `today`, and nobody has answered."""
        return self.answered_on is None and self.closed_on is None and self.due_on < today


CommitteeActionRow.EXAMPLE = CommitteeActionRow(
    "A3",
    "Say how long victims wait for a first visit, by district.",
    Who.EXAMPLE,
    date(2022, 9, 29),
    date(2022, 12, 8),
)


@dataclass(frozen=True)
class CommitteeActions(Message):
    """The actions that are open, the first due first; `keeps` for a coordinator, who records and closes them.

    `answers` are the references of those that the reader may answer.
    """

    today: date
    rows: tuple[CommitteeActionRow, ...]
    answers: frozenset[str] = frozenset()
    keeps: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return the actions, each with what the reader can do with it."""
        say = translator.bare.say
        record = (Buttons((button("new_action", "action"),)),) if self.keeps else ()
        heading = Heading(say("committee_actions", "title", actions=self))
        if not self.rows:
            return (heading, Text(translator.say("committee_actions", "none")), *record)
        lines = tuple(
            ItemLine(action_line(row, self.today, translator), row.answer, tuple(self._buttons(row)))
            for row in self.rows
        )
        return (heading, Items(lines), *record, Note(translator.say("committee_actions", "footer")))

    def _buttons(self, row: CommitteeActionRow) -> Iterator[Button]:
        if row.reference in self.answers:
            yield button("answer_action", row.reference)
        if self.keeps and row.answered_on is not None:
            yield button("close_action", row.reference)


_ROW = CommitteeActionRow.EXAMPLE
CommitteeActions.EXAMPLE = CommitteeActions(
    date(2022, 12, 2), (_ROW,), frozenset((_ROW.reference,)), keeps=True
)


def action_line(row: CommitteeActionRow, today: date, translator: Translator) -> str:
    """Return one action in words: what was asked, of whom, by when, and whether it was answered."""
    return translator.say("committee_actions", "line", action=row, today=today)


@dataclass(frozen=True)
class ActionGiven(Message):
    """For its owner: what the committee asked of them, or for a coordinator: what was answered."""

    row: CommitteeActionRow
    by: Who
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return one action, with the button that answers or closes it."""
        answered = self.row.answered_on is not None
        key = "answered" if answered else "given"
        line = ItemLine(
            action_line(self.row, self.today, translator),
            self.row.answer,
            (button("close_action" if answered else "answer_action", self.row.reference),),
        )
        return (
            Heading(translator.bare.say("action_given", f"title_{key}", given=self)),
            Items((line,)),
            Note(translator.say("action_given", f"footer_{key}", given=self)),
        )


ActionGiven.EXAMPLE = ActionGiven(_ROW, Who("Priya Shah", "U0PRIYA01"), date(2022, 10, 3))


@dataclass(frozen=True)
class ActionForm(FormMessage):
    """The form in which an action of the committee is recorded; `asked_on` is the day of the last meeting."""

    asked_on: date
    due_on: date

    def layout(self, translator: Translator) -> Parts:
        """Return the fields: what was asked, of whom, when and by when."""
        say = translator.bare.say
        return (
            form("action", "action", "action_form", translator, form=self),
            TextInput("text", say("action_form", "text"), hint=say("action_form", "hint_text")),
            PersonInput("owner", say("action_form", "owner")),
            DateInput("asked_on", say("action_form", "asked_on"), given=self.asked_on),
            DateInput("due_on", say("action_form", "due_on"), given=self.due_on),
        )


ActionForm.EXAMPLE = ActionForm(date(2022, 12, 15), date(2023, 3, 9))


@dataclass(frozen=True)
class ActionAnswerForm(FormMessage):
    """The form in which an action is answered; an earlier answer stands in it."""

    row: CommitteeActionRow
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return what was asked, and the field for the answer."""
        say = translator.bare.say
        return (
            form("action_answer", self.row.reference, "action_answer_form", translator, form=self),
            Text(action_line(self.row, self.today, translator)),
            TextInput(
                "text",
                say("action_answer_form", "text"),
                hint=say("action_answer_form", "hint_text"),
                given=self.row.answer or "",
            ),
        )


ActionAnswerForm.EXAMPLE = ActionAnswerForm(_ROW, date(2022, 12, 2))
