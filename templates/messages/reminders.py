"""What can be said when the calendar speaks to one person: reminders, and what was left unanswered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.enums import Audience, ReminderReason, Status
from models.outbox.message import MessageKind
from models.reminders.cadence import SERIES
from templates.messages import Message
from templates.messages.committee_actions import CommitteeActionRow, action_line
from templates.messages.items import ItemRow
from templates.parts import YOURS, Button, Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator, button
from templates.who import Who

OVERDUE = "status overdue"


ACTIONS = "action"


REMINDED_TO = ("update", "add_evidence", "extend", "not_mine", "snooze")
"""What can be done with an item of which somebody is reminded, by the names of the buttons."""


DEADLINE_WHYS = frozenset(SERIES["deadline"].whys)
"""Where one of these is why, the deadline is named."""


REVIEW_WHYS = frozenset(SERIES["review"].whys)
"""Where one of these is why, the review can be done as well."""


@dataclass(frozen=True)
class Rung:
    """Who is told next unless somebody answers, and on which local date: the `lead`, the `board`, or others."""

    to: Audience
    on: date
    lead: Who | None = None
    board: str | None = None


@dataclass(frozen=True)
class ReminderLine:
    """One item in a reminder, with every reason why it is there. `answered` once the owner has replied.

    `ahead` says who is told next. Whoever reads it stands in for the owner `instead_of`, up to the local date
    `until` where the owner is on leave. The owner has said on `disowned_on` that it is not theirs, or has let
    its reminders rest up to `resting_until`. `asked` was reminded of it last, on the local date `asked_on`: the
    owner, or whoever stood in.
    """

    row: ItemRow
    whys: tuple[ReminderReason, ...]
    review_on: date | None = None
    answered: bool = False
    escalates_on: date | None = None
    ahead: tuple[Rung, ...] = ()
    instead_of: Who | None = None
    until: date | None = None
    disowned_on: date | None = None
    resting_until: date | None = None
    asked: Who | None = None
    asked_on: date | None = None

    @property
    def names_deadline(self) -> bool:
        """Whether one of the reasons names the deadline."""
        return not DEADLINE_WHYS.isdisjoint(self.whys)


@dataclass(frozen=True)
class Reminder(Message):
    """Everything one owner is reminded of today, in one direct message; `actions` are the committee's own."""

    to: Who
    today: date
    lines: tuple[ReminderLine, ...]
    actions: tuple[CommitteeActionRow, ...] = ()

    KIND = MessageKind.REMINDER

    def layout(self, translator: Translator) -> Parts:
        """Return everything one owner is reminded of: each item with every reason, and what to do."""
        waiting = [line for line in self.lines if not (line.answered or line.disowned_on)]
        asked = [action.reference for action in self.actions]
        references = [line.row.reference for line in waiting]
        facts = {"reminder": self, "open": len(waiting) + len(asked)}
        lines = tuple(
            ItemLine(
                translator.say(
                    "reminder",
                    "line",
                    line=line,
                    reasons=_reasons(line, self.today, translator),
                    ahead=_ahead(line, self.today, translator),
                    **facts,
                ),
                buttons=() if line.answered else _recording(line),
            )
            for line in self.lines
        )
        example = references[0] if references else None
        return (
            Heading(translator.bare.say("reminder", "title", references=references + asked, **facts)),
            *([Text(translator.say("reminder", "body", example=example, **facts))] if waiting else ()),
            *((Items(lines, more=YOURS),) if lines else ()),
            *_actions(self, translator),
            Note(translator.say("reminder", "footer", **facts)),
        )


Reminder.EXAMPLE = Reminder(
    Who.EXAMPLE,
    date(2022, 12, 2),
    (
        ReminderLine(
            ItemRow.EXAMPLE,
            (ReminderReason.OVERDUE, ReminderReason.REVIEW_DUE),
            date(2022, 12, 2),
            escalates_on=date(2022, 12, 16),
            ahead=(Rung(Audience.COORDINATORS, date(2022, 12, 16)),),
        ),
    ),
)


def _actions(reminder: Reminder, translator: Translator) -> Parts:
    """Return what the committee itself asks, each with the button to answer it."""
    if not reminder.actions:
        return ()
    lines = tuple(
        ItemLine(
            action_line(action, reminder.today, translator),
            buttons=(button("answer_action", action.reference),),
        )
        for action in reminder.actions
    )
    return (Text(translator.say("reminder", "actions", reminder=reminder)), Items(lines, more=ACTIONS))


def _recording(line: ReminderLine) -> tuple[Button, ...]:
    row = line.row
    needless = {
        "extend": row.deadline_on is None or row.asked_to is not None,
        "snooze": line.resting_until is not None,
        "not_mine": line.disowned_on is not None,
    }
    review = ("review",) if REVIEW_WHYS.intersection(line.whys) else ()
    return tuple(
        button(action, row.reference) for action in (*REMINDED_TO, *review) if not needless.get(action)
    )


@dataclass(frozen=True)
class Escalation(Message):
    """What owners have not answered and what has no owner, in one direct message a day.

    It is for a coordinator or, by `audience`, for whoever leads the portfolio.
    """

    to: Who
    today: date
    lines: tuple[ReminderLine, ...]
    audience: Audience = Audience.COORDINATORS

    KIND = MessageKind.ESCALATION

    def layout(self, translator: Translator) -> Parts:
        """Return what owners have not answered, and what has no owner."""
        lines = tuple(
            ItemLine(
                translator.say(
                    "escalation",
                    "line",
                    line=line,
                    reasons=_reasons(line, self.today, translator),
                    ahead=_ahead(line, self.today, translator),
                    escalation=self,
                ),
                buttons=(button("show", line.row.reference),),
            )
            for line in self.lines
        )
        waiting = [line for line in self.lines if not line.answered]
        references = [line.row.reference for line in waiting]
        silent, unasked = _silent_and_unasked((line.row.reference, line.asked) for line in waiting)
        lead = "_lead" if self.audience is Audience.PORTFOLIO_LEAD else ""
        return (
            Heading(
                translator.bare.say("escalation", "title", escalation=self, silent=silent, unasked=unasked)
            ),
            *(
                [Text(translator.say("escalation", f"body{lead}", example=references[0]))]
                if references
                else ()
            ),
            Items(lines, more=OVERDUE),
            Note(translator.say("escalation", f"footer{lead}", asked=any(line.asked for line in self.lines))),
        )


Escalation.EXAMPLE = Escalation(
    Who("Priya Shah", "U0PRIYA01"),
    date(2022, 12, 16),
    tuple(
        replace(line, escalates_on=None, ahead=(), asked=Who.EXAMPLE, asked_on=date(2022, 12, 9))
        for line in Reminder.EXAMPLE.lines
    ),
)


@dataclass(frozen=True)
class BoardRow:
    """An item as a board's channel is told of it: reference, report and dates, and never its text.

    `asked` was reminded of it last: the owner, or whoever stood in. It `is_overdue` by the date now agreed.
    """

    reference: str
    report: str
    link: str | None
    portfolio: str | None
    owner: Who | None
    review_due_on: date | None
    is_overdue: bool
    deadline_on: date | None
    original_deadline_on: date | None
    status: Status
    mandatory: bool = True
    accepted: bool = True
    asked: Who | None = None


@dataclass(frozen=True)
class BoardEscalation(Message):
    """What owners and portfolio leads have not answered, for a governance board, once a day in its channel."""

    board: str
    today: date
    rows: tuple[BoardRow, ...]

    def layout(self, translator: Translator) -> Parts:
        """Return what a board is told in its channel."""
        references = [row.reference for row in self.rows]
        silent, unasked = _silent_and_unasked((row.reference, row.asked) for row in self.rows)
        lines = tuple(
            translator.say("board_escalation", "line", row=row, today=self.today) for row in self.rows
        )
        return (
            Heading(
                translator.bare.say("board_escalation", "title", board=self, silent=silent, unasked=unasked)
            ),
            Lines(lines, more=OVERDUE),
            Note(
                translator.say(
                    "board_escalation",
                    "footer",
                    references=references,
                    asked=any(row.asked for row in self.rows),
                )
            ),
        )


BoardEscalation.EXAMPLE = BoardEscalation(
    "Vulnerability Board",
    date(2022, 12, 23),
    (
        BoardRow(
            "10618",
            "Crimes against older people",
            "https://inspectorate.example/older",
            "Public Protection",
            Who.EXAMPLE,
            date(2022, 12, 2),
            asked=Who.EXAMPLE,
            is_overdue=True,
            deadline_on=date(2020, 1, 17),
            original_deadline_on=date(2020, 1, 17),
            status=Status.IN_PROGRESS,
        ),
    ),
)


def _silent_and_unasked(asked: Iterable[tuple[str, Who | None]]) -> tuple[list[str], list[str]]:
    """Return the references of those somebody was asked about and did not answer, and of those nobody was."""
    pairs = list(asked)
    return [each for each, by in pairs if by], [each for each, by in pairs if not by]


def _reasons(line: ReminderLine, today: date, translator: Translator) -> tuple[str, ...]:
    return tuple(_said(line, today, translator))


def _said(line: ReminderLine, today: date, translator: Translator) -> Iterator[str]:
    for why in line.whys:
        yield translator.say(
            "reason",
            why.replace(" ", "_"),
            today=today,
            row=line.row,
            review_on=line.review_on or line.row.review_due_on,
        )


def _ahead(line: ReminderLine, today: date, translator: Translator) -> str:
    """Return who is told next unless somebody answers; empty where nobody is."""
    return translator.say("reminder", "ahead", rungs=line.ahead, today=today) if line.ahead else ""
