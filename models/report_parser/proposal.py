"""What the reader proposes, what it doubts, and what it could not read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.deadlines.deadline import Deadline
from models.enums import Addressee, ItemKind, ReportKind
from models.report_parser.pages import LeftOut


class Doubt(StrEnum):
    """What a person should look at in a proposal before it is taken in."""

    NO_DEADLINE = "no deadline"
    SEVERAL_DATES = "several dates"
    DEADLINE_UNREAD = "deadline unread"
    DEADLINE_LIKELY = "deadline likely"
    LOOKS_BACK = "looks back"
    NO_ADDRESSEE = "no addressee"
    UNKNOWN_BODY = "unknown body"
    BODY_LATER = "body later"
    BODY_BESIDE = "body beside"
    NO_NUMBER = "no number"
    NUMBER_TWICE = "number twice"
    OUT_OF_ORDER = "out of order"
    NO_DUTY = "no duty"
    SHORT = "short"
    LONG = "long"
    OTHER_REPORT = "other report"
    TEXT_FOLLOWS = "text follows"


@dataclass(frozen=True, slots=True)
class Doubted:
    """One doubt with the words that raise it, which can be none."""

    what: Doubt
    words: str = ""


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """A recommendation as it was read.

    `number` is what the register would call it in the report, and `parent` the number of its cause of concern.
    `sentence` is the one that states the deadline.
    """

    number: str
    kind: ItemKind
    text: str
    addressed_to: frozenset[Addressee] = frozenset()
    deadline: Deadline | None = None
    sentence: str | None = None
    register_number: str | None = None
    parent: str | None = None
    page: int | None = None
    doubts: tuple[Doubted, ...] = ()


@dataclass(frozen=True, slots=True)
class NotRead:
    """Words that look like a recommendation and could not be read as one."""

    words: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in a report. `gaps` are the numbers that are missing, from 1 on."""

    proposals: tuple[ProposedItem, ...]
    not_read: tuple[NotRead, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a report before it is read: the day it was published, its kind, and this force's name."""

    published: date
    kind: ReportKind = ReportKind.OTHER
    force: str | None = None
