"""What is said of how long words are kept."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


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
class ErasureAhead:
    """That the words of `items` will be erased from the day on that each has, `years` after they ended.

    `total` counts them all, of which `items` are the first.
    """

    items: tuple[KeptItem, ...]
    total: int
    years: int
    today: date

    EXAMPLE: ClassVar["ErasureAhead"]


@dataclass(frozen=True)
class Retention:
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

    EXAMPLE: ClassVar["Retention"]


_ENDED = KeptItem("10618", "Assess the needs of every older victim.", date(2015, 11, 20), date(2022, 12, 29))
_HELD = KeptItem("9962", "Keep every file.", date(2014, 5, 1), None, date(2022, 11, 1), "Civil claim 22/117")
ErasureAhead.EXAMPLE = ErasureAhead((_ENDED,), 1, 7, date(2022, 12, 1))
Retention.EXAMPLE = Retention(
    7, date(2022, 12, 1), (_ENDED,), (_ENDED,), (_ENDED,), (_HELD,), counts=(1, 1, 40, 1)
)
