"""What is said when an owner writes about an item: what was recorded and understood, which item, and the form."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.enums import Rag, ReviewOutcome, StatementKind
from models.outbox.message import MessageKind
from models.register.rag import RagRule
from models.reply_parser.intents import ItemIntent, Meaning
from templates.filters import cap, label
from templates.messages import FormMessage, KeptMessage, Message
from templates.messages.items import FileRow, ItemRow, overdue
from templates.parts import (
    FIELD_HOLDS,
    YOURS,
    Button,
    Buttons,
    Divider,
    FileInput,
    ItemLine,
    Items,
    Parts,
    Quote,
    SelectInput,
    Text,
    TextInput,
)
from templates.translator import PLAIN, Translator, button, form
from templates.who import Who

ACTIONS = {
    ItemIntent.DONE: "submit_read",
    ItemIntent.MORE_TIME: "ask_time_read",
    ItemIntent.RAG: "rag_read",
    ItemIntent.NOT_MINE: "disown_read",
    ItemIntent.ASK: "pass_on",
}
"""The button by which each thing that was read is taken up."""


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

    intent: ItemIntent
    fate: Fate = Fate.OPEN
    days: tuple[date, ...] = ()
    reason: str | None = None
    rag: Rag | None = None
    asked: Who | None = None
    asked_number: int | None = None
    now: str | None = None


@dataclass(frozen=True)
class Supported:
    """Another item that a piece of evidence supports; `review_on` is the review of it that this answered."""

    row: ItemRow
    review_on: date | None = None


@dataclass(frozen=True)
class Aside:
    """What is said of words that are no update: their `meaning`, and what is done about them.

    `asked` are those to whom a question was passed on; what `answers` one was passed back. An absence is to be
    entered `away` from one day to another, where its days were named.
    """

    meaning: Meaning
    asked: tuple[Who, ...] = ()
    answers: bool = False
    away: tuple[date, date] | None = None


@dataclass(frozen=True)
class Recorded(KeptMessage):
    """What was recorded, said back to the person who said it, with *Undo*.

    `statement` is the number that *Undo* carries. `others` are further items that it supports, and `similar` those
    that it may support too; `links` are the web addresses given with it. It is a new version of the statement with
    the number `replaces`, or the one with the number `replaced_by` has taken its place. It did the review due on
    `review_on`, or can do the one due on `review_offer` by a press; `next_review_on` is the one that is next or
    still open. The item's owner is reminded again on `asks_again_on`. `edited_at` is set when the person has since
    edited what they wrote, `deleted_at` when they deleted it; `undone_at` when they took it back. `zone` is that of
    the reader's clock. It `stands_above` where it is a reply, which is not said back.

    `judged` is the colour that it gave the item, `proposals` what else it was understood to want. As a review it
    has an `outcome`, and may have been `shared` with the Force Liaison Lead. An `aside` is no update. Its words are
    printed in what the committee is given where they are `for_committee`. It `misses_file` where its words name one
    that did not come.
    """

    kind: StatementKind
    statement: int
    row: ItemRow
    text: str
    today: date
    files: tuple[FileRow, ...] = ()
    review_on: date | None = None
    next_review_on: date | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    undone_at: datetime | None = None
    zone: str = "Europe/London"
    others: tuple[Supported, ...] = ()
    similar: tuple[ItemRow, ...] = ()
    links: tuple[str, ...] = ()
    replaces: int | None = None
    replaced_by: int | None = None
    undone_because: str | None = None
    judged: Judged | None = None
    proposals: tuple[Proposal, ...] = ()
    outcome: ReviewOutcome | None = None
    shared: bool = False
    review_offer: date | None = None
    asks_again_on: date | None = None
    stands_above: bool = True
    aside: Aside | None = None
    asked: tuple[Who, ...] = ()
    for_committee: bool = False
    misses_file: bool = False

    KIND = MessageKind.RECORD

    @property
    def references(self) -> tuple[str, ...]:
        """The items that it is about, the first one first."""
        return (self.row.reference, *(each.row.reference for each in self.others))

    @property
    def counts(self) -> bool:
        """Whether it was neither taken back nor deleted."""
        return not (self.undone_at or self.deleted_at)

    @property
    def days_overdue(self) -> int:
        """The days for which its first item is overdue; 0 where it is not."""
        late = self.row.deadline_on if overdue(self.row, self.today) else None
        return (self.today - late).days if late else 0

    def about(self) -> tuple[str, ...]:
        """Return the items that it is about, the first one first."""
        return self.references

    def recorded_statements(self) -> tuple[int, ...]:
        """Return the statement that it says back."""
        return (self.statement,)

    def layout(self, translator: Translator) -> Parts:
        """Return in a line what was recorded, with what it can become; its words only where nobody sees them."""
        quoted = () if self.stands_above else _quote(self.text, translator, more=f"show {self.row.reference}")
        body = translator.say("recorded", "body", recorded=self)
        return (
            Text(
                translator.say("recorded", "aside" if self.aside and self.counts else "title", recorded=self)
            ),
            *quoted,
            *(
                ()
                if self.stands_above
                else (*_files(self.files, translator), *_links(self.links, translator))
            ),
            *([Text(body)] if body else ()),
            *understood(self, translator),
            *_becomes(self, translator),
            *(_similar(self, translator) if self.counts else ()),
        )


Recorded.EXAMPLE = Recorded(
    StatementKind.UPDATE,
    17,
    ItemRow.EXAMPLE,
    "The new form went live on Monday; dip sample in January.",
    date(2022, 12, 2),
    next_review_on=date(2022, 12, 2),
    review_offer=date(2022, 12, 2),
    judged=Judged(Rag.GREEN, Rag.AMBER, Rag.GREEN),
)


def _becomes(message: Recorded, translator: Translator) -> Parts:
    """Return the presses that make an update the review, and those that take back what was recorded."""
    if not message.counts:
        return ()
    number = str(message.statement)
    if message.aside is not None:
        can_undo = bool(message.proposals or message.aside.asked)
        leave = _enter_leave(message.aside.away, translator)
        return (
            (*leave, Buttons((button("undo", number),), about=message.row.reference)) if can_undo else leave
        )
    outcomes = tuple(
        button(
            f"review_as:{place}",
            f"{number}:{outcome}",
            label=translator.bare.say("recorded", "outcome", outcome=outcome),
        )
        for place, outcome in enumerate(ReviewOutcome, 1)
    )
    undo = "undo_review" if message.outcome and message.stands_above else "undo"
    marked = "not_for_committee" if message.for_committee else "for_committee"
    marks = (button(marked, number),) if message.text.strip() else ()
    return (
        *((Buttons(outcomes, about=message.row.reference),) if message.review_offer else ()),
        Buttons((button(undo, number),), menu=marks, about=message.row.reference),
    )


def _enter_leave(away: tuple[date, date] | None, translator: Translator) -> Parts:
    if away is None:
        return ()
    label = translator.bare.say("recorded", "enter_leave", away=away)
    return (Buttons((button("enter_leave", f"{away[0]}:{away[1]}", label=label),)),)


def _similar(message: Recorded, translator: Translator) -> Parts:
    """Return the item that evidence may support too, with a button that links it."""
    if not message.similar:
        return ()
    lines = tuple(
        ItemLine(
            translator.say("item", "brief", item=row),
            buttons=(
                button(
                    "also_for",
                    f"{message.statement}:{row.reference}",
                    label=translator.bare.say("recorded", "also_for", item=row),
                ),
            ),
        )
        for row in message.similar
    )
    return (Text(translator.say("recorded", "similar")), Items(lines))


@dataclass(frozen=True)
class AsideKept(Message):
    """That words which are no update and about no item were kept; an absence can be entered `away` from and to."""

    meaning: Meaning
    today: date
    away: tuple[date, date] | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return that it was kept, and the button that enters an absence."""
        key = str(self.meaning).replace(" ", "_")
        return (
            Text(translator.say("aside_kept", key, kept=self)),
            *_enter_leave(self.away, translator),
        )


AsideKept.EXAMPLE = AsideKept(Meaning.ABSENCE, date(2022, 12, 2), (date(2022, 12, 5), date(2022, 12, 16)))


def _links(links: tuple[str, ...], translator: Translator) -> Parts:
    return (Text(translator.say("item", "links", links=links)),) if links else ()


@dataclass(frozen=True)
class RecordedTogether(Message):
    """What was recorded from one message that spoke of several items: each part for its item."""

    parts: tuple[Recorded, ...]

    KIND = MessageKind.RECORD

    @property
    def is_one_part(self) -> bool:
        """Whether the same words were recorded for each item."""
        return len({part.text for part in self.parts}) == 1

    def recorded_statements(self) -> tuple[int, ...]:
        """Return the statements that it says back, part by part."""
        return tuple(part.statement for part in self.parts)

    def layout(self, translator: Translator) -> Parts:
        """Return each part of a message as it was recorded for its item."""
        references = [part.row.reference for part in self.parts]
        title = Text(translator.say("recorded_together", "title", together=self, references=references))
        parts = (each for part in self.parts for each in (Divider(), *part.layout(translator)))
        return (title, *parts)


RecordedTogether.EXAMPLE = RecordedTogether((Recorded.EXAMPLE, Recorded.EXAMPLE))


@dataclass(frozen=True)
class WhichItem(Message):
    """The bot cannot tell which item a reply is about: it keeps the text and asks.

    `reply` is the number that each button carries with the item's. `placed` names the item once chosen.
    """

    reply: int
    text: str
    files: tuple[FileRow, ...]
    candidates: tuple[ItemRow, ...]
    today: date
    placed: str | None = None
    named_unknown: str | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return the question, and what it may be about, each with a button; what was written stands above it."""
        asked = Text(translator.say("which_item", "title", which=self))
        if self.placed:
            return (asked,)
        if not self.candidates:
            return (asked, Text(translator.say("which_item", "ask_openly")))
        lines = tuple(
            ItemLine(
                translator.say("which_item", "line", item=row),
                buttons=(
                    button(
                        "place",
                        f"{self.reply}:{row.reference}",
                        label=translator.bare.say("which_item", "choose", item=row),
                    ),
                ),
            )
            for row in self.candidates
        )
        return (asked, Items(lines, more=YOURS))


WhichItem.EXAMPLE = WhichItem(
    3, "Training is done in all units.", (), (ItemRow.EXAMPLE, ItemRow.EXAMPLE), date(2022, 12, 2)
)


@dataclass(frozen=True)
class RecordForm(FormMessage):
    """A form in which an update or evidence is written; `text` is what was typed, or what is to be changed.

    `replaces` is the number of the statement of which a new version is given, and `links` are those that it has.
    `rag` is the colour judged last.
    """

    kind: StatementKind
    row: ItemRow
    today: date
    text: str = ""
    replaces: int | None = None
    links: tuple[str, ...] = ()
    rag: Rag | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which an update or evidence about one item is written."""
        kind = "version" if self.replaces else str(self.kind)
        about = str(self.replaces) if self.replaces else f"{kind}:{self.row.reference}"
        bare = translator.bare
        typed = PLAIN.lines(self.text)
        given, rest = typed[:FIELD_HOLDS], typed[FIELD_HOLDS:]
        files = FileInput(
            "files",
            bare.say("record_form", "files"),
            hint=bare.say("record_form", "hint_files"),
            optional=True,
        )
        return (
            form(
                "version" if self.replaces else "record",
                about,
                "record_form",
                translator,
                title=f"title_{kind}",
                instead=f"instead_{kind}",
                form=self,
            ),
            Text(translator.say("record_form", "item", form=self)),
            TextInput(
                "text",
                bare.say("record_form", f"label_{kind}"),
                hint=bare.say("record_form", f"hint_{kind}"),
                given=given,
                optional=self.kind is StatementKind.EVIDENCE,
            ),
            *([_links_input(self.links, translator)] if self.kind is StatementKind.EVIDENCE else ()),
            *([rag_input(self.rag, translator, "record_form")] if self.kind is StatementKind.UPDATE else ()),
            files,
            *(
                (Text(translator.say("record_form", "rest")), Quote(translator.lines(rest)))
                if rest.strip()
                else ()
            ),
        )


RecordForm.EXAMPLE = RecordForm(StatementKind.UPDATE, ItemRow.EXAMPLE, date(2022, 12, 2))


def _links_input(links: tuple[str, ...], translator: Translator) -> TextInput:
    bare = translator.bare
    return TextInput(
        "links",
        bare.say("record_form", "links"),
        hint=bare.say("record_form", "hint_links"),
        given="\n".join(links),
        optional=True,
    )


def rag_input(given: Rag | None, translator: Translator, form: str, *, optional: bool = True) -> SelectInput:
    """Return the choice of a colour, as it was judged last, with the hint of this `form`."""
    return SelectInput(
        "rag",
        translator.bare.say("record_form", "rag"),
        tuple((str(each), cap(label(each))) for each in Rag),
        hint=translator.bare.say(form, "hint_rag"),
        given=given,
        optional=optional,
    )


@dataclass(frozen=True)
class WithdrawForm(FormMessage):
    """A form in which it is said why the statement with the number `statement` is withdrawn."""

    statement: int
    text: str
    files: tuple[FileRow, ...]
    references: tuple[str, ...]
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return the form in which it is said why a statement is withdrawn."""
        bare = translator.bare
        return (
            form("withdraw", str(self.statement), "withdraw_form", translator, form=self),
            Text(translator.say("withdraw_form", "body", form=self)),
            *_quote(self.text, translator),
            *_files(self.files, translator),
            TextInput(
                "reason", bare.say("withdraw_form", "reason"), hint=bare.say("withdraw_form", "hint_reason")
            ),
        )


WithdrawForm.EXAMPLE = WithdrawForm(
    17, "Audit of November attached: 94% of assessments were done.", (), ("10618",), date(2022, 12, 2)
)


def _quote(text: str, translator: Translator, more: str | None = None) -> Parts:
    return (Quote(translator.lines(text), more),) if text.strip() else ()


def _files(files: tuple[FileRow, ...], translator: Translator) -> Parts:
    return (Text(translator.say("item", "files", files=files)),) if files else ()


def understood(message: Recorded, translator: Translator) -> Parts:
    """Return what was read in the words of a record: what was done, and what waits for a press."""
    counts = message.counts
    judged = [Text(translator.say("understood", "judged", judged=message.judged))] if message.judged else []
    shown = [each for each in message.proposals if counts or each.fate is Fate.TAKEN_UP]
    texts = [Text(_words(each, message, translator)) for each in shown]
    if texts and not counts:
        texts.append(Text(translator.say("understood", "stands")))
    waiting = [each for each in shown if each.fate is Fate.OPEN]
    buttons = tuple(one for each in waiting for one in _buttons(each, message.statement, translator))
    if buttons:
        buttons = (*buttons, button("only_record", str(message.statement)))
    return (*judged, *texts, *([Buttons(buttons, about=message.row.reference)] if buttons else ()))


def _words(proposal: Proposal, message: Recorded, translator: Translator) -> str:
    what = proposal.intent.replace(" ", "_")
    match proposal.fate:
        case Fate.DECLINED:
            return translator.say("understood", "declined")
        case Fate.TAKEN_UP:
            return translator.say("understood", f"{what}_taken_up", now=proposal.now)
        case Fate.CANNOT:
            return translator.say("understood", f"{what}_cannot", rag=proposal.rag, asked=proposal.asked)
        case Fate.OPEN if proposal.intent is ItemIntent.MORE_TIME and not proposal.days:
            return translator.say("understood", "more_time_open")
        case _:
            return translator.say(
                "understood",
                what,
                rag=proposal.rag,
                days=proposal.days,
                reason=proposal.reason,
                asked=proposal.asked,
                today=message.today,
            )


def _buttons(proposal: Proposal, statement: int, translator: Translator) -> tuple[Button, ...]:
    action = ACTIONS[proposal.intent]
    if proposal.intent is ItemIntent.ASK:
        return (button(action, f"{statement}:{proposal.asked_number}"),)
    if len(proposal.days) <= 1:
        day = proposal.days[0].isoformat() if proposal.days else ""
        return (button(action, f"{statement}:{day}"),)
    # Surfaces want each button of a row to have a name of its own: what follows the colon makes it one.
    return tuple(
        button(
            f"{action}:{number}",
            f"{statement}:{day.isoformat()}",
            label=translator.bare.say("understood", "by_day", day=day),
        )
        for number, day in enumerate(proposal.days)
    )
