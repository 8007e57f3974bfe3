"""Questions to colleagues, and what they answered."""

from dataclasses import dataclass
from datetime import date

from models.outbox.message import MessageKind
from templates.messages import Message
from templates.messages.items import ItemRow
from templates.parts import Note, Parts, Quote, Text
from templates.translator import Translator
from templates.who import Who


@dataclass(frozen=True)
class Question(Message):
    """A colleague's words passed on to the person who is asked, to be answered in its thread.

    The answer `is_recorded` as an update where that person works on the item. It was `answered_by` somebody.
    """

    by: Who
    to: Who
    row: ItemRow
    text: str
    today: date
    answered: bool = False
    is_recorded: bool = True
    answered_by: Who | None = None

    KIND = MessageKind.QUESTION

    def layout(self, translator: Translator) -> Parts:
        """Return a colleague's words, and how to answer them."""
        return (
            Text(translator.say("question", "title", question=self)),
            Quote(translator.lines(self.text), f"show {self.row.reference}"),
            Text(translator.say("question", "body", question=self)),
            Note(translator.say("question", "footer", question=self)),
        )


Question.EXAMPLE = Question(
    Who.EXAMPLE,
    Who("Sofia Novak", "U0SOFIA01"),
    ItemRow.EXAMPLE,
    "Ask @Sofia Novak when the audit of November is signed.",
    date(2022, 12, 2),
)


@dataclass(frozen=True)
class QuestionAnswered(Message):
    """What the person who was asked has answered; `text` is None where the asker may not read it any more."""

    by: Who
    row: ItemRow
    text: str | None
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return what the person who was asked has answered."""
        more = f"show {self.row.reference}"
        return (
            Text(translator.say("question_answered", "title", answer=self)),
            *((Quote(translator.lines(self.text), more),) if self.text and self.text.strip() else ()),
            Note(translator.say("question_answered", "footer", answer=self)),
        )


QuestionAnswered.EXAMPLE = QuestionAnswered(
    Who("Sofia Novak", "U0SOFIA01"), ItemRow.EXAMPLE, "It was signed on Monday.", date(2022, 12, 2)
)
