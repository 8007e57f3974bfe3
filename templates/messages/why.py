"""The list behind a number of the committee's summary."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.enums import ItemKind
from templates.filters import LABELS, kinds
from templates.messages import Message
from templates.messages.items import ItemRow, item_line
from templates.messages.summary import MOVED, signed
from templates.messages.summary_parts import BRIDGE
from templates.parts import Button, Buttons, Heading, Items, Note, Parts, Text
from templates.translator import Translator

WITHIN = frozenset({*BRIDGE, *MOVED, "dates_moved", "owners_changed", "reviews_due", "reviews_done"})
"""Figures that count between two days; the others, with the opening and the closing, count on one."""


ON_ONE_DAY = frozenset({"opening", "closing"})


@dataclass(frozen=True)
class Why(Message):
    """A page of the list behind a number, which is `total`, or `total - total_less` where items are taken off.

    `less` are those that count with a minus (restated and reclassified). `printed` is the number in a paper
    made elsewhere, where only that is known, and `not_printed` the kinds of which it printed none.

    It counts from the day after `since` (None: from the beginning)
    up to `until`; `first` is the number of the first row. The buttons carry `next_page` and `previous_page`.
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
            Text(f"{say('means', means=means)} {_when(self, translator)}"),
            *((Text(printed),) if printed else ()),
            *((Text(say("counted")),) if self.less else ()),
            *(_items(self.rows, self, translator) if self.rows else (Text(say("none")),)),
            *((Text(say("less")), *_items(self.less, self, translator)) if self.less else ()),
            Note(say("footer", last=self.first + len(self.rows) - 1)),
            *((Buttons(pages),) if pages else ()),
        )


Why.EXAMPLE = Why(
    "signed_off", ItemKind.RECOMMENDATION, (ItemRow.EXAMPLE,), 1, date(2022, 9, 29), date(2022, 12, 8)
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
    return (Items(tuple(item_line(row, message.until, translator) for row in rows)),)


def _when(message: Why, translator: Translator) -> str:
    first = message.since + timedelta(days=1) if message.since else None
    key = "on"
    if message.figure == "opening" and message.since:
        key = "on_opening"
    elif message.figure in WITHIN - ON_ONE_DAY:
        key = "between" if message.since else "so_far"
    return translator.say("why", key, why=message, first=first)


def _pages(message: Why) -> Iterator[Button]:
    if message.previous_page is not None:
        yield Button("why:previous", message.previous_page, LABELS["button"]["page_previous"])
    if message.next_page is not None:
        yield Button("why:next", message.next_page, LABELS["button"]["page_next"])
