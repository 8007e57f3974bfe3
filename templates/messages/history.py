"""What has happened to one item."""

from dataclasses import dataclass
from datetime import date

from templates.messages import Message
from templates.messages.items import ItemRow
from templates.parts import Buttons, Heading, ItemLine, Items, Note, Parts
from templates.translator import Translator, button, leaf
from templates.who import Who


@dataclass(frozen=True)
class HistoryEntry:
    """One fact of the ledger, as it is said: `what` happened `on` a local date, and what changed, in sentences.

    `recorded_on` is the local date of its recording where that differs. `by` is None for what the register did
    itself. `quote` is what was recorded then, for those who may read it.
    """

    number: int
    what: str
    on: date
    said: str = ""
    recorded_on: date | None = None
    by: Who | None = None
    quote: str | None = None


@dataclass(frozen=True)
class History(Message):
    """A page of what has happened to an item, the last recorded first; `first` is the number of its first entry.

    `hides` says that the reader does not see everything. `next_page` and `previous_page` are the values that the
    buttons carry, or None.
    """

    row: ItemRow
    entries: tuple[HistoryEntry, ...]
    total: int
    today: date
    first: int = 1
    hides: bool = False
    next_page: str | None = None
    previous_page: str | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return one line for every fact, with what was recorded then, and the buttons to leaf on."""
        lines = tuple(
            ItemLine(
                translator.say("history", "entry", entry=entry, history=self),
                quote=translator.lines(entry.quote) if entry.quote else None,
            )
            for entry in self.entries
        )
        turns = (("history:previous", self.previous_page), ("history:next", self.next_page))
        pages = tuple(leaf(action, value) for action, value in turns if value is not None)
        last = self.first + len(self.entries) - 1
        return (
            Heading(translator.bare.say("history", "title", history=self)),
            Items(lines, more=f"history {self.row.reference}"),
            Note(translator.say("history", "footer", history=self, last=last)),
            Buttons((*pages, button("show", self.row.reference))),
        )


History.EXAMPLE = History(
    row=ItemRow.EXAMPLE,
    entries=(
        HistoryEntry(
            9,
            "evidence recorded",
            date(2022, 12, 2),
            "Statement 4.",
            by=Who.EXAMPLE,
            quote="The dip sample of November found that 94% were done.",
        ),
        HistoryEntry(
            7,
            "deadline moved",
            date(2022, 11, 14),
            "From Sat 31 Dec 2022 to Fri 31 Mar 2023. Reason: the new form was late.",
            recorded_on=date(2022, 11, 16),
            by=Who("Priya Shah", "U0PRIYA01"),
        ),
        HistoryEntry(1, "added", date(2022, 7, 1), "As recommendation, addressed to all forces."),
    ),
    total=14,
    today=date(2022, 12, 3),
    next_page='["10618", 11]',
)
