"""What can be said when the calendar speaks to one person: reminders, and what was left unanswered."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.enums import Audience, ReminderReason, Status
from models.outbox.message import MessageKind
from models.reminders.cadence import SERIES
from templates.filters import cap, original
from templates.markup import MarkupText
from templates.messages import Message
from templates.messages.committee_actions import CommitteeActionRow, action_line
from templates.messages.items import ItemRow, overdue
from templates.parts import YOURS, Button, Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.titles import title
from templates.translator import Translator, button
from templates.who import Who

OVERDUE = "status overdue"


ACTIONS = "action"


RARER = ("review", "add_evidence", "extend", "snooze", "not_mine")
"""What can be done with an item of which somebody is reminded besides an update, by the names of the buttons."""


URGENCIES = ("past", "today", "review_past", "review_today", "ahead", "review_ahead", "action")
"""How urgent an item is, the most urgent first: the titles of reminders count in this order."""


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

    `ahead` says who is told next; once it is answered, its owner is asked again on `asks_again_on`. Whoever reads
    it covers for the owner `instead_of`, up to the local date `until` where the owner is on leave. The owner has
    said on `disowned_on` that it is not theirs, or has snoozed it up to `resting_until`. `asked` was reminded of it
    last, on the local date `asked_on`: the owner, or whoever covered.
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
    asks_again_on: date | None = None

    @property
    def names_review(self) -> bool:
        """Whether one of the reasons names the review."""
        return not REVIEW_WHYS.isdisjoint(self.whys)

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
        ahead = {_ahead(line, self.today, translator) for line in waiting}
        shared = ahead.pop() if len(ahead) == 1 else None
        lines = tuple(
            self._line(line, translator, shared, is_first=line in waiting[:1]) for line in self.lines
        )
        footer = translator.say("reminder", "footer", reminder=self, waiting=waiting, ahead=shared)
        return (
            Heading(self._title(waiting, translator.bare)),
            *((Items(lines, more=YOURS),) if lines else ()),
            *_actions(self, translator),
            *((Note(footer),) if footer else ()),
        )

    def _title(self, waiting: Sequence[ReminderLine], bare: Translator) -> str:
        """Return how much is how urgent, and of which items."""
        number = len(waiting) + len(self.actions)
        references = [line.row.reference for line in waiting] + [each.reference for each in self.actions]
        if not number:
            return title((bare.say("urgency", "answered"),), [line.row.reference for line in self.lines])
        how_many = Counter(each for line in waiting for each in _urgent(line, self.today))
        how_many["action"] = len(self.actions)
        parts = [
            bare.say("urgency", key, number=how_many[key], is_one=number == 1)
            for key in URGENCIES
            if how_many[key]
        ]
        return title(parts or (bare.say("urgency", "update"),), references)

    def _line(
        self, line: ReminderLine, translator: Translator, shared: str | None, *, is_first: bool
    ) -> ItemLine:
        """Return one item: why it came, its button, and what is rarer; who hears of it only where that differs."""
        words = translator.say(
            "reminder",
            "line",
            line=line,
            reminder=self,
            reasons=_reasons(line, self.today, translator),
            ahead=_ahead(line, self.today, translator) if shared is None else "",
            overdue=overdue(line.row, self.today),
        )
        if line.answered:
            return ItemLine(words)
        label = translator.bare.say("reminder", "update", line=line)
        update = replace(
            button("update", line.row.reference, label=label), style="primary" if is_first else None
        )
        return ItemLine(words, buttons=(update,), menu=_rarer(line))


Reminder.EXAMPLE = Reminder(
    Who.EXAMPLE,
    date(2022, 12, 2),
    (
        ReminderLine(
            replace(
                ItemRow.EXAMPLE,
                reference="9962",
                also="OLDER-1b",
                text="Chief constables should refer older people at risk to adult safeguarding in every case.",
                deadline_on=date(2019, 10, 17),
                original_deadline_on=date(2019, 10, 17),
            ),
            (ReminderReason.OVERDUE,),
            ahead=(Rung(Audience.COORDINATORS, date(2022, 12, 16)),),
        ),
        ReminderLine(
            ItemRow.EXAMPLE,
            (ReminderReason.OVERDUE, ReminderReason.REVIEW_DUE),
            date(2022, 12, 2),
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


def _rarer(line: ReminderLine) -> tuple[Button, ...]:
    row = line.row
    there = {
        "review": line.names_review,
        "extend": row.deadline_on is not None and row.asked_to is None,
        "snooze": line.resting_until is None,
        "not_mine": line.disowned_on is None,
    }
    return tuple(button(action, row.reference) for action in RARER if there.get(action, True))


def _urgent(line: ReminderLine, today: date) -> Iterator[str]:
    """Yield how urgent an item is by what it came for, as `URGENCIES` name it."""
    deadline, review = line.row.deadline_on, line.review_on or line.row.review_due_on
    if deadline and (line.names_deadline or overdue(line.row, today)):
        yield _pressing(deadline, today)
    if line.names_review and review:
        yield f"review_{_pressing(review, today)}"


def _pressing(day: date, today: date) -> str:
    return "today" if day == today else "past" if day < today else "ahead"


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
        waiting = [line for line in self.lines if not line.answered]
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
        lead = "_lead" if self.audience is Audience.PORTFOLIO_LEAD else ""
        body = (
            translator.say("escalation", f"body{lead}", example=waiting[0].row.reference) if waiting else ""
        )
        return (
            Heading(_not_answered([(line.row.reference, line.asked) for line in waiting], translator.bare)),
            Items(lines, more=OVERDUE),
            *((Note(body),) if body else ()),
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
    """What owners and portfolio leads have not answered, for a governance board, once a day in its channel.

    It `names_people` where only the force reads: owners, and whoever was really asked.
    """

    board: str
    today: date
    rows: tuple[BoardRow, ...]
    names_people: bool = True

    def naming_nobody(self) -> "BoardEscalation":
        """Return it with references and dates only."""
        return replace(self, names_people=False) if self.names_people else self

    def layout(self, translator: Translator) -> Parts:
        """Return what a board is told in its channel."""
        asked = [(row.reference, row.asked) for row in self.rows]
        lines = tuple(
            translator.say("board_escalation", "line", row=row, today=self.today, named=self.names_people)
            for row in self.rows
        )
        footer = translator.say("board_escalation", "footer", board=self)
        return (
            Heading(_not_answered(asked, translator.bare, named=self.names_people)),
            Lines(lines, more=OVERDUE),
            Note(footer),
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


def _not_answered(items: Sequence[tuple[str, Who | None]], bare: Translator, *, named: bool = True) -> str:
    """Return a title that names who did not answer where people are `named`, or of what nobody could be asked."""
    silent = [who for _, who in items if who]
    if not items:
        return bare.say("escalation", "title_answered")
    parts = []
    if silent:
        one = silent[0] if named and len(set(silent)) == 1 and len(silent) == len(items) else None
        parts.append(bare.say("escalation", "title_silent", who=one, number=len(silent)))
    if len(silent) < len(items):
        parts.append(bare.say("escalation", "title_unasked", number=len(items) - len(silent)))
    return title(parts, [reference for reference, _ in items])


def _reasons(line: ReminderLine, today: date, translator: Translator) -> MarkupText:
    """Return why an item is there, in one line."""
    return MarkupText(cap(" · ".join(_said(line, today, translator))))


def _said(line: ReminderLine, today: date, translator: Translator) -> Iterator[str]:
    late = overdue(line.row, today) and not line.names_deadline
    for why in (*((ReminderReason.OVERDUE,) if late else ()), *line.whys):
        yield translator.say(
            "reason",
            why.replace(" ", "_"),
            today=today,
            row=line.row,
            review_on=line.review_on or line.row.review_due_on,
        )
    if not late and not line.names_deadline and (moved := original(line.row, today)):
        yield moved


def _ahead(line: ReminderLine, today: date, translator: Translator) -> str:
    """Return who is told next unless somebody answers; empty where nobody is."""
    return translator.say("reminder", "ahead", rungs=line.ahead, today=today) if line.ahead else ""
