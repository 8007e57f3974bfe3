"""What a reply can mean: the intent of the whole, and what it wants of an item besides being recorded.

A further intent of the whole is a class here, what reads it in `understand`, and a row in the table of
`handlers/replies/reply.py`. A further one about an item is a member of `ItemIntent`, a file that reads it, a row in
the table of `understand`, and a row in that of `handlers/replies/proposals.py`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.enums import Rag, StatementKind
from models.outbox.message import OutboxMessage
from models.register.recommendation import Recommendation
from models.statements.statement import Statement


class Meaning(StrEnum):
    """What the words of a reply are: an update only where they are of substance."""

    SUBSTANCE = "substance"
    ACKNOWLEDGEMENT = "acknowledgement"
    NO_NEWS = "no news"
    QUESTION = "question"
    ABSENCE = "absence"


class ItemIntent(StrEnum):
    """What a reply wants of an item, besides being recorded for it."""

    DONE = "done"
    MORE_TIME = "more time"
    RAG = "rag"
    NOT_MINE = "not mine"
    ASK = "ask"


@dataclass(frozen=True)
class ReplyReading:
    """One thing that a reply wants of an item.

    For MORE_TIME, `days` are the local dates that it can mean (none if it names no day). `reason` says why more
    time is needed, why the colour is judged, or why it is not theirs, if the reply does. For RAG, `rag` is the
    colour. For ASK, `asked` begins with the person's name or account. One that only `is_likely` is offered and
    decides nothing else.
    """

    intent: ItemIntent
    days: tuple[date, ...] = ()
    reason: str | None = None
    rag: Rag | None = None
    asked: str | None = None
    is_likely: bool = False


@dataclass(frozen=True)
class OpenQuestion:
    """What was read in `statement` and waits for a press; `value` is what the button in `message` carries."""

    statement: Statement
    intent: ItemIntent
    value: str
    message: OutboxMessage


@dataclass(frozen=True)
class SentReport:
    """A report to be read into a draft, under its `code`: as the `text` of the message, or as its file."""

    code: str
    text: str


@dataclass(frozen=True)
class SentRegisterFile:
    """A register to be imported: the files of the message."""


@dataclass(frozen=True)
class YesNo:
    """A yes or no to a `question` of ours; None where it is not clear which one it answers.

    `before` is the statement about which the same message has been taken as an answer already.
    """

    is_yes: bool
    question: OpenQuestion | None = None
    before: Statement | None = None


@dataclass(frozen=True)
class Part:
    """What a reply says of `items`, recorded as one statement, and what it `wants` besides."""

    items: tuple[Recommendation, ...]
    text: str
    kind: StatementKind
    wants: tuple[ReplyReading, ...] = ()


@dataclass(frozen=True)
class ItemUpdate:
    """Updates and evidence: each of the `parts` is recorded for its own items."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Aside:
    """Words that are no update and name no item: thanks, say, or that their author is away."""

    meaning: Meaning


@dataclass(frozen=True)
class ShowItem:
    """A bare reference, perhaps with a question mark: the item is asked for, and nothing said of it."""

    item: Recommendation


@dataclass(frozen=True)
class TypedCommand:
    """A command that was written as a message, with the words after it; it `was_marked` as one, by its prefix."""

    words: str
    was_marked: bool


@dataclass(frozen=True)
class Unclear:
    """Words that are about one of several `candidates`, or about nothing that is known.

    `unknown` is the reference with which they begin and that nothing has.
    """

    candidates: tuple[Recommendation, ...] = ()
    unknown: str | None = None


Intent = SentReport | SentRegisterFile | YesNo | ShowItem | TypedCommand | ItemUpdate | Aside | Unclear
