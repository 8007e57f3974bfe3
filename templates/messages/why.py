"""The list behind a number of the committee's summary."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.committee.figure_table import FIGURES, CountedOn
from models.enums import ItemKind, Status
from templates.filters import LABELS, kinds
from templates.messages import Message
from templates.messages.items import ItemRow, item_line
from templates.messages.summary import NOW, Teller, signed
from templates.messages.summary_parts import ToldFirst
from templates.parts import Button, Buttons, Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator
from templates.who import Who


@dataclass(frozen=True)
class SinceThen:
    """What has become of an item since it was told: `status` is None where that is the same.

    It has the status since `status_since`. Where `deadline_moved` or `owner_changed`, what it has now is beside.
    """

    reference: str
    status: Status | None = None
    status_since: date | None = None
    deadline_moved: bool = False
    deadline_on: date | None = None
    owner_changed: bool = False
    owner: Who | None = None


@dataclass(frozen=True)
class Why(Message):
    """A page of the list behind a number, which is `total`, or `total - total_less` where items are taken off.

    `less` are those that count with a minus (restated and reclassified). `printed` is the number in a paper
    made elsewhere, where only that is known, and `not_printed` the kinds of which it printed none. `told_first` is
    told for the first time besides what is counted. Where the figures are frozen the items are shown as they were
    told, and `since_then` says what has become of them.

    The figures were frozen on `frozen_on` for the meeting on `held_on`, or are those of now, where it is None: then
    what was frozen for the meeting on `told_for` is another set. It counts from the day after `since` (None: from
    the beginning) up to `until`; `first` is the number of the first row. The buttons carry `next_page` and
    `previous_page`. `number_now` is the number that has been counted since the freeze, or stands now; None where it
    was not asked for.
    """

    figure: str
    kind: ItemKind | None
    rows: tuple[ItemRow, ...]
    total: int
    since: date | None
    until: date
    less: tuple[ItemRow, ...] = ()
    total_less: int = 0
    printed: int | None = None
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None
    not_printed: tuple[ItemKind, ...] = ()
    told_first: tuple[ToldFirst, ...] = ()
    since_then: tuple[SinceThen, ...] = ()
    frozen_on: date | None = None
    held_on: date | None = None
    told_for: date | None = None
    number_now: int | None = None

    @property
    def typed_now(self) -> str:
        """What opens the number as it stands now, as it is typed."""
        named = [self.figure.replace("_", " "), *([str(kinds(self.kind))] if self.kind else [])]
        return " ".join(["why", *named, NOW])

    @property
    def is_of_a_period(self) -> bool:
        """Whether it counts what happened in a time, not what stands at its end."""
        return FIGURES[self.figure].counted_on is CountedOn.PERIOD

    @property
    def number(self) -> int:
        """The number itself: the length of the list, without what is taken off."""
        return self.total - self.total_less

    def layout(self, translator: Translator) -> Parts:
        """Return the list behind a number: what the number counts, between which days, and its items."""

        def say(key: str, **facts: object) -> str:
            return translator.say("why", key, why=self, **facts)

        number = signed(self.number) if self.total_less else f"{self.number:,}"
        name = translator.bare.say("figure", self.figure)
        title = translator.bare.say("why", "title", why=self, name=name, number=number)
        means = translator.say("figure", f"{self.figure}_means")
        pages = tuple(_pages(self))
        printed = _printed(self, translator)
        return (
            Heading(title),
            Text(" ".join(filter(None, (say("means", means=means), _when(self, translator), say("which"))))),
            *((Text(say("now")),) if self.number_now is not None else ()),
            *((Text(printed),) if printed else ()),
            *((Text(say("counted")),) if self.less else ()),
            *(_items(self.rows, self, translator) if self.rows else (Text(say("none")),)),
            *((Text(say("less")), *_items(self.less, self, translator)) if self.less else ()),
            *_told_first(self, translator),
            *((Note(say("footer", last=self.first + len(self.rows) - 1)),) if self.rows or self.less else ()),
            *((Buttons(pages),) if pages else ()),
        )


Why.EXAMPLE = Why(
    "signed_off",
    ItemKind.RECOMMENDATION,
    (ItemRow.EXAMPLE,),
    1,
    date(2022, 9, 29),
    date(2022, 12, 8),
    told_first=(ToldFirst("signed_off", ItemRow.EXAMPLE, date(2022, 9, 20), date(2022, 10, 4), "Letter"),),
    since_then=(SinceThen("10618", Status.SIGNED_OFF, date(2022, 12, 12)),),
)


def _printed(message: Why, translator: Translator) -> str | None:
    """Return the sentence on what a paper made elsewhere printed, if the figure rests on one."""
    if message.printed is None and not message.not_printed:
        return None
    key = "printed_in_part" if message.not_printed else "printed"
    return translator.say(
        *("why", "not_printed" if message.printed is None else key),
        why=message,
        not_printed=[kinds(kind) for kind in message.not_printed],
        difference=signed(message.total - (message.printed or 0)),
    )


def _items(rows: tuple[ItemRow, ...], message: Why, translator: Translator) -> tuple[Items]:
    return (Items(tuple(_line(row, message, translator) for row in rows)),)


def _line(row: ItemRow, message: Why, translator: Translator) -> ItemLine:
    line = item_line(row, message.until, translator)
    now = next((each for each in message.since_then if each.reference == row.reference), None)
    if now is None:
        return line
    return replace(line, text=f"{line.text}\n{translator.say('why', 'since_then', now=now)}")


def _told_first(message: Why, translator: Translator) -> Parts:
    if not message.told_first:
        return ()
    tell = Teller(translator, message.until, None)
    lines = tell.lines("told_first_line", message.told_first, by="late")
    return (Text(translator.say("why", "told_first", number=len(lines))), Lines(lines))


def _when(message: Why, translator: Translator) -> str:
    if message.told_for is not None and message.is_of_a_period:
        # What came after a freeze is told by when it was recorded, whatever day it is dated.
        return ""
    first = message.since + timedelta(days=1) if message.since else None
    key = "on"
    match FIGURES[message.figure].counted_on:
        case CountedOn.LAST_CUT_OFF if message.since:
            key = "on_opening"
        case CountedOn.PERIOD:
            key = "between" if message.since else "so_far"
    return translator.say("why", key, why=message, first=first)


def _pages(message: Why) -> Iterator[Button]:
    if message.previous_page is not None:
        yield Button("why:previous", message.previous_page, LABELS["button"]["page_previous"])
    if message.next_page is not None:
        yield Button("why:next", message.next_page, LABELS["button"]["page_next"])
