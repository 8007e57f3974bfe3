"""What can be said about recommendations: rows, lists, one in full, and where the register stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from models.enums import OUTSTANDING, Addressee, ItemKind, Rag, ReviewOutcome, StatementKind, Status
from models.register.rag import RagRule
from templates.filters import LABELS
from templates.messages import Message
from templates.parts import (
    Button,
    Buttons,
    Facts,
    Heading,
    ItemLine,
    Items,
    Note,
    Part,
    Parts,
    Quote,
    Table,
    Text,
)
from templates.translator import Translator, button
from templates.who import Who

BUTTONS = 3
"""So many things that can be done with one item are buttons; the others are in the menu beside them."""

FIRST = (
    "approve",
    "return",
    "agree",
    "refuse",
    "keep",
    "sign_off",
    "assign",
    "update",
    "add_evidence",
    "review",
    "submit",
    "extend",
)
"""What can be done with an item, what others wait for first; what is not named comes after it."""

ASKS_FIRST = frozenset(LABELS["confirm"])

OWNED_BY_THE_READER = frozenset({"mine"})
"""Lists in which naming the owner in every line would say nothing."""


@dataclass(frozen=True)
class Filed:
    """A field that describes an item and is not empty: its name, what it is called, and what it says."""

    field: str
    label: str
    value: str


@dataclass(frozen=True)
class ItemRow:
    """One recommendation in a list, with `rag` by judgement and rule.

    Reminders of it rest up to `resting_until`. Its owner said on `disowned_on` that it is not theirs. `asked_to` is
    the day to which more time is asked for, `demonstrating_until` the one up to which its completion is to last.
    `filed` are the plain fields that papers show. Whom it is addressed to is told in papers.
    """

    reference: str
    also: str | None
    text: str
    kind: ItemKind
    status: Status
    rag: Rag | None
    deadline_on: date | None
    review_due_on: date | None
    owner: Who | None
    report: str
    for_force: bool = True
    resting_until: date | None = None
    disowned_on: date | None = None
    status_since: date | None = None
    original_deadline_on: date | None = None
    deadline_moves: int = 0
    asked_to: date | None = None
    demonstrating_until: date | None = None
    filed: tuple[Filed, ...] = ()
    addressed_to: tuple[Addressee, ...] = ()
    mandatory: bool = True
    accepted: bool = True

    EXAMPLE: ClassVar["ItemRow"]


ItemRow.EXAMPLE = ItemRow(
    reference="10618",
    also="OLDER-1a",
    text="Make sure that a victim's needs are always assessed when an older person is harmed.",
    kind=ItemKind.RECOMMENDATION,
    status=Status.IN_PROGRESS,
    rag=Rag.RED,
    deadline_on=date(2020, 1, 17),
    review_due_on=date(2022, 12, 2),
    owner=Who.EXAMPLE,
    report="Crimes against older people",
    original_deadline_on=date(2020, 1, 17),
)


@dataclass(frozen=True)
class FileRow:
    """A file that came with a statement. `sha256` is None until it has arrived, and for ever if it `is_lost`.

    It `is_asked_about` while nobody has said that it may be kept in spite of its marking.
    """

    name: str
    size: int
    sha256: str | None = None
    is_lost: bool = False
    is_asked_about: bool = False


@dataclass(frozen=True)
class StatementRow:
    """What somebody recorded about an item, word for word.

    `number` names it. `because` is why it was withdrawn by the person `withdrawn_by`, where either is known; the
    statement `replaces` another, or was itself `replaced_by` one. `also` are the references of other items that it
    supports. `can_do` are the buttons that the reader may press.
    """

    kind: StatementKind
    text: str
    by: Who
    on: date
    files: tuple[FileRow, ...] = ()
    edited: bool = False
    withdrawn: bool = False
    permalink: str | None = None
    number: int | None = None
    links: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None
    because: str | None = None
    replaces: int | None = None
    replaced_by: int | None = None
    can_do: tuple[str, ...] = ()
    zone: str = "Europe/London"


@dataclass(frozen=True)
class Count:
    """A number of items of one kind."""

    kind: ItemKind
    number: int


@dataclass(frozen=True)
class ItemList(Message):
    """A page of items, most pressing first.

    `about` says what was asked: mine, person, team, report, words or one of `models.named_lists`; `named` is
    the person, the team, the report or the words. `total` counts them all; with `is_cut`, there are more.
    `next_page` is the value that the button *Next* carries, or None on the last page; `first` is the number of the
    first row. `change_all` is the value of the button with which a coordinator changes the whole list.
    """

    about: str
    named: str | None
    rows: tuple[ItemRow, ...]
    total: int
    today: date
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None
    change_all: str | None = None
    is_cut: bool = False

    def layout(self, translator: Translator) -> Parts:
        """Return the page of rows with its buttons, or one sentence if there are none."""
        if not self.rows:
            return (Text(translator.say("item_list", f"empty_{self.about}", list=self)),)
        return (
            Heading(translator.bare.say("item_list", f"title_{self.about}", list=self)),
            *rows(self, translator),
        )


ItemList.EXAMPLE = ItemList(
    "mine",
    None,
    (ItemRow.EXAMPLE,),
    12,
    date(2022, 12, 1),
    next_page="mine||2022-12-02|1",
)


def rows(message: ItemList, translator: Translator) -> Parts:
    """Return the rows of a list, where they stand in it, and the buttons to leaf through it or change it."""
    owned = message.about not in OWNED_BY_THE_READER
    last = message.first + len(message.rows) - 1
    lines = tuple(item_line(row, message.today, translator, owned=owned) for row in message.rows)
    footer = Note(translator.say("item_list", "footer", list=message, last=last))
    pages = tuple(_pages(message, translator))
    return (Items(lines, more="status"), footer, *([Buttons(pages)] if pages else ()))


def item_line(row: ItemRow, today: date, translator: Translator, *, owned: bool = True) -> ItemLine:
    """Return one item as a line of a list; `owned` lines name the owner."""
    words = translator.say("item", "line", item=row, today=today, owned=owned, overdue=overdue(row, today))
    return ItemLine(words, buttons=(button("show", row.reference),))


def _pages(message: ItemList, translator: Translator) -> Iterator[Button]:
    if message.previous_page is not None:
        yield button("page_previous", message.previous_page)
    if message.next_page is not None:
        yield button("page_next", message.next_page)
    if message.change_all is not None:
        label = translator.bare.say("item_list", "change_all", list=message)
        yield button("change_all", message.change_all, label=label)


@dataclass(frozen=True)
class Totals(Message):
    """Where the register stands today: open items of this force by kind, and what presses."""

    today: date
    open_by_kind: tuple[Count, ...]
    overdue: int
    past_original: int
    due_soon: int
    due_soon_days: int
    red: int
    unallocated: int
    waiting_for_hmicfrs: int
    watched: int
    next_committee_on: date | None

    @property
    def by_list(self) -> tuple[tuple[str, int], ...]:
        """How many items are in each list that presses, by its name."""
        return (
            ("overdue", self.overdue),
            ("past_original", self.past_original),
            ("due", self.due_soon),
            ("red", self.red),
            ("unallocated", self.unallocated),
            ("waiting", self.waiting_for_hmicfrs),
            ("watched", self.watched),
        )

    def layout(self, translator: Translator) -> Parts:
        """Return the open items by kind with their sum, and what presses."""

        def bare(key: str) -> str:
            return translator.bare.say("totals", key, totals=self)

        meeting = "committee_on" if self.next_committee_on else "no_committee"
        return (
            Heading(bare("title")),
            by_kind(self.open_by_kind, "totals", translator, totals=self),
            Facts(
                (
                    *((bare(key), f"{number:,}") for key, number in self.by_list),
                    (bare("committee"), translator.say("totals", meeting, totals=self)),
                )
            ),
            Note(translator.say("totals", "footer", totals=self)),
        )


Totals.EXAMPLE = Totals(
    date(2022, 12, 1),
    (
        Count(ItemKind.RECOMMENDATION, 7),
        Count(ItemKind.AREA_FOR_IMPROVEMENT, 0),
        Count(ItemKind.CAUSE_OF_CONCERN, 2),
    ),
    overdue=4,
    past_original=4,
    due_soon=1,
    due_soon_days=90,
    red=4,
    unallocated=1,
    waiting_for_hmicfrs=0,
    watched=1,
    next_committee_on=date(2022, 12, 15),
)


def by_kind(counts: tuple[Count, ...], template: str, translator: Translator, **facts: object) -> Table:
    """Return the table of open items by kind with a last line that is their sum, in the words of `template`."""
    total = sum(count.number for count in counts)
    bare = translator.bare
    return Table(
        (bare.say(template, "kind"), bare.say(template, "number")),
        (
            *((bare.say("item", "kinds", kind=count.kind), f"{count.number:,}") for count in counts),
            (bare.say(template, "sum"), f"{total:,}"),
        ),
        caption=bare.say(template, "caption", **facts),
        numbers=frozenset({1}),
    )


@dataclass(frozen=True)
class Overruled:
    """That a judgement does not show, since the `rule` decides; who judged, and when, where the ledger knows."""

    rag: Rag
    rule: RagRule
    by: Who | None = None
    on: date | None = None


@dataclass(frozen=True)
class ReviewFound:
    """What the last review that was done found, as far as its reviewer said."""

    done_on: date
    outcome: ReviewOutcome | None = None
    rag: Rag | None = None
    shared_on: date | None = None


@dataclass(frozen=True)
class WithLead:
    """What was asked of the Force Liaison Lead, or agreed with them; `text` where the reader may see it."""

    on: date
    by: Who
    text: str | None = None


@dataclass(frozen=True)
class ItemDetail(Message):
    """One item. `full` shows its text and everything recorded; else the latest of it.

    `statements` come newest first and hold only what the reader may see; `hidden` counts the others. `asked_by`
    asked for more time; `check_level` names the further check that it waits for, if it does. `can_do` are the names
    of the buttons that the reader may press. It is held since `held_on`; what was recorded is erased from
    `erase_on` on, or was on `erased_on`. `filed` are the other fields that describe it.
    """

    row: ItemRow
    today: date
    full: bool
    deputy: Who | None
    addressed_to: tuple[Addressee, ...]
    mandatory: bool
    wording: str | None
    basis: str
    original_deadline_on: date | None
    deadline_moves: int
    status_since: date
    published_on: date
    parent: str | None
    children: tuple[str, ...]
    statements: tuple[StatementRow, ...]
    updates: int
    evidence: int
    hidden: int = 0
    notes: str | None = None
    last_review_on: date | None = None
    asked_by: Who | None = None
    check_level: str | None = None
    can_do: tuple[str, ...] = ()
    team: str | None = None
    overruled: Overruled | None = None
    found: ReviewFound | None = None
    help_wanted: tuple[WithLead, ...] = ()
    last_meeting: WithLead | None = None
    held_on: date | None = None
    held_because: str | None = None
    erase_on: date | None = None
    erased_on: date | None = None
    filed: tuple[Filed, ...] = ()
    accepted: bool = True

    def layout(self, translator: Translator) -> Parts:
        """Return one item: its words, its facts, what was recorded, and what can be done."""
        row, show = self.row, f"show {self.row.reference}"
        heading = Heading(translator.bare.say("item_detail", "title", item=self))
        words: Part = (
            Quote(translator.lines(row.text))
            if self.full
            else Text(translator.say("item", "words", item=row))
        )
        statements = tuple(
            ItemLine(
                translator.say("item_detail", "statement", item=self, statement=statement),
                quote=translator.lines(statement.text) if statement.text.strip() else None,
                menu=tuple(button(action, str(statement.number)) for action in statement.can_do),
            )
            for statement in self.statements
        )
        first, rarer = _in_order(self.can_do)
        can_do = tuple(button(action, row.reference) for action in first)
        menu = tuple(button(action, row.reference) for action in (*rarer, *(() if self.full else ("show",))))
        return (
            heading,
            words,
            Facts(tuple(_facts(self, translator))),
            Text(translator.say("item_detail", "recorded", item=self)),
            *([Items(statements, more=None if self.full else show)] if statements else ()),
            *([Buttons(can_do, menu)] if can_do or menu else ()),
        )


def _in_order(can_do: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what stands as buttons, and what is rarer: what asks before it acts is always a button."""
    by_need = sorted(can_do, key=lambda each: FIRST.index(each) if each in FIRST else len(FIRST))
    first = [each for each in by_need if each in ASKS_FIRST]
    first += [each for each in by_need if each not in first][: max(BUTTONS - len(first), 0)]
    return tuple(each for each in by_need if each in first), tuple(
        each for each in by_need if each not in first
    )


ItemDetail.EXAMPLE = ItemDetail(
    row=ItemRow.EXAMPLE,
    today=date(2022, 12, 1),
    full=True,
    deputy=Who("Sofia Novak", "U0SOFIA01"),
    addressed_to=(Addressee.ALL_FORCES,),
    mandatory=True,
    wording="Within six months",
    basis="counted from publication",
    original_deadline_on=date(2020, 1, 17),
    deadline_moves=0,
    status_since=date(2019, 9, 2),
    published_on=date(2019, 7, 17),
    parent="OLDER-1",
    children=(),
    statements=(
        StatementRow(
            StatementKind.EVIDENCE,
            "Audit of November attached: 94% of assessments were done.",
            Who.EXAMPLE,
            date(2022, 12, 1),
            (FileRow("audit.pdf", 48_213, "9f" * 32),),
        ),
    ),
    updates=0,
    evidence=1,
    can_do=("update", "add_evidence"),
    filed=(
        Filed("portfolio", "Portfolio", "Public Protection"),
        Filed("board", "Board", "Vulnerability Board"),
    ),
)


def _facts(message: ItemDetail, translator: Translator) -> Iterator[tuple[str, str]]:
    late = overdue(message.row, message.today)
    first = (
        ("status", "status_is", True),
        ("rag", "rag_is", message.row.rag),
        ("deadline", "deadline_is" if message.row.deadline_on else "no_deadline", True),
        ("moved", "moved_is", message.deadline_moves and message.original_deadline_on),
        ("asked", "asked_is", message.row.asked_to),
        ("review", "review_is", message.row.review_due_on),
        ("found", "found_is", message.found and message.found.outcome),
        ("help_wanted", "help_wanted_is", message.help_wanted),
        ("met", "met_is", message.last_meeting),
        ("owner", "owner_is", True),
        ("team", "team_is", message.team),
        ("disowned", "disowned_is", message.row.disowned_on),
        ("resting", "resting_is", message.row.resting_until),
    )
    last = (
        ("addressed", "addressed_is", message.addressed_to),
        ("report", "report_is", True),
        ("parent", "parent_is", message.parent),
        ("children", "children_is", message.children),
        ("notes", "notes_is", message.notes and message.full),
        ("kept", "held_is", message.held_on),
        ("kept", "erased_is", message.erased_on),
        ("kept", "erase_is", message.erase_on),
    )

    def said(*facts: tuple[str, str, object]) -> Iterator[tuple[str, str]]:
        for label, key, there in facts:
            if there:
                yield (
                    translator.bare.say("item_detail", label),
                    translator.say("item_detail", key, item=message, overdue=late),
                )

    yield from said(*first)
    for each in message.filed:
        yield each.label, translator.say("item_detail", "filed_is", filed=each)
    yield from said(*last)


def overdue(row: ItemRow, today: date) -> bool:
    """Say whether the deadline has passed while the force has still to act."""
    is_past = row.deadline_on is not None and row.deadline_on < today
    return is_past and row.for_force and row.status in OUTSTANDING
