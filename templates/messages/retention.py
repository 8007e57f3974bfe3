"""What is said of how long words are kept."""

from dataclasses import dataclass
from datetime import date

from templates.messages import Message
from templates.parts import Heading, ItemLine, Items, Lines, Note, Parts, Text
from templates.translator import Translator, button


@dataclass(frozen=True)
class KeptItem:
    """An item that has ended, or is held: `erase_on` is the day from which its words are erased, where it is known.

    `held_because` is why it is held since `held_on`.
    """

    reference: str
    text: str
    ended_on: date | None
    erase_on: date | None = None
    held_on: date | None = None
    held_because: str | None = None


@dataclass(frozen=True)
class ErasureAhead(Message):
    """That the words of `items` will be erased from the day on that each has, `years` after they ended.

    `total` counts them all, of which `items` are the first.
    """

    items: tuple[KeptItem, ...]
    total: int
    years: int
    today: date

    def layout(self, translator: Translator) -> Parts:
        """Return the items whose words will be erased, each with *Hold*."""
        lines = tuple(
            ItemLine(
                translator.say("erasure_ahead", "line", item=item, ahead=self),
                buttons=(button("hold", item.reference),),
            )
            for item in self.items
        )
        return (
            Heading(translator.bare.say("erasure_ahead", "title", ahead=self)),
            Text(translator.say("erasure_ahead", "body", ahead=self)),
            Items(lines),
            Note(translator.say("erasure_ahead", "footer", ahead=self)),
        )


@dataclass(frozen=True)
class Retention(Message):
    """What is erased now, what people have been or will be told of, and what is held: the first of each.

    `counts` are how many there are of each. `years` is None where nothing is ever erased.
    """

    years: int | None
    today: date
    due: tuple[KeptItem, ...]
    told: tuple[KeptItem, ...]
    to_tell: tuple[KeptItem, ...]
    held: tuple[KeptItem, ...]
    counts: tuple[int, int, int, int]

    def layout(self, translator: Translator) -> Parts:
        """Return what is due, what people are told of and what is held, or that there is nothing of it."""
        heading = Heading(translator.bare.say("retention", "title", kept=self))
        never = () if self.years else (Text(translator.say("retention", "never")),)
        lists: list[Text | Lines] = []
        for name, number in zip(("due", "told", "to_tell", "held"), self.counts, strict=True):
            items = getattr(self, name)
            if number:
                more = (translator.say("retention", "more", number=number - len(items)),) * (
                    number > len(items)
                )
                lines = tuple(translator.say("retention", "line", item=item, kept=self) for item in items)
                lists += [Text(translator.say("retention", name, number=number)), Lines((*lines, *more))]
        if self.years and not lists:
            lists = [Text(translator.say("retention", "none"))]
        return (heading, *never, *lists)


_ENDED = KeptItem("10618", "Assess the needs of every older victim.", date(2015, 11, 20), date(2022, 12, 29))


_HELD = KeptItem("9962", "Keep every file.", date(2014, 5, 1), None, date(2022, 11, 1), "Civil claim 22/117")


ErasureAhead.EXAMPLE = ErasureAhead((_ENDED,), 1, 7, date(2022, 12, 1))


Retention.EXAMPLE = Retention(
    7, date(2022, 12, 1), (_ENDED,), (_ENDED,), (_ENDED,), (_HELD,), counts=(1, 1, 40, 1)
)
