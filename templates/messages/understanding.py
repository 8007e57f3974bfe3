"""What can be said about what a reply was understood to want: what was done at once, and what waits for a press."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from models.enums import Rag
from models.register.rag import RagRule
from models.reply_parser.intents import Intent
from templates.messages.items import ItemRow, Who


@dataclass(frozen=True)
class Judged:
    """That a colour was judged; `was` is the one judged before.

    The item is shown as `shown`: another one than `rag` where the `rule` decides. `undone` once it was taken back.
    """

    rag: Rag
    was: Rag | None
    shown: Rag | None
    rule: RagRule | None = None
    undone: bool = False


class Fate(StrEnum):
    """What became of something that was read in a reply."""

    OPEN = "open"
    TAKEN_UP = "taken up"
    DECLINED = "declined"
    CANNOT = "cannot"


@dataclass(frozen=True)
class Proposal:
    """What a reply was read to want, which waits for a press.

    For more time, `days` are the days it can mean; `reason` is why. `asked` is the person who is to be asked. `now`
    says what came of it once it was taken up, as words: a day, a name.
    """

    intent: Intent
    fate: Fate = Fate.OPEN
    days: tuple[date, ...] = ()
    reason: str | None = None
    rag: Rag | None = None
    asked: Who | None = None
    asked_number: int | None = None
    now: str | None = None


@dataclass(frozen=True)
class Question:
    """A colleague's words passed on to the person who is asked, to be answered in its thread."""

    by: Who
    to: Who
    row: ItemRow
    text: str
    today: date
    answered: bool = False

    EXAMPLE: ClassVar["Question"]


Question.EXAMPLE = Question(
    Who.EXAMPLE,
    Who("Sofia Novak", "U0SOFIA01"),
    ItemRow.EXAMPLE,
    "Ask @Sofia Novak when the audit of November is signed.",
    date(2022, 12, 2),
)


@dataclass(frozen=True)
class QuestionAnswered:
    """What the person who was asked has answered; `text` is None where the asker may not read it any more."""

    by: Who
    row: ItemRow
    text: str | None
    today: date

    EXAMPLE: ClassVar["QuestionAnswered"]


QuestionAnswered.EXAMPLE = QuestionAnswered(
    Who("Sofia Novak", "U0SOFIA01"), ItemRow.EXAMPLE, "It was signed on Monday.", date(2022, 12, 2)
)
