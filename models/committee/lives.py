"""What decides where an item counts, as the ledger tells it: read item by item, in the order of effect."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, groupby
from operator import itemgetter

from sqlalchemy import Select, String, select, type_coerce
from sqlalchemy.orm import Session

from models.enums import ItemKind
from models.ledger.event import Event, EventKind

_ADDED = EventKind.ADDED.value
_AT_A_TIME = 5_000
_CLOSES = frozenset({EventKind.SIGNED_OFF, EventKind.ENDED})


class ItemState:
    """What an item is while its events are gone through in the order of their effect."""

    __slots__ = ("for_force", "is_closed", "is_there", "kind")

    def __init__(self) -> None:
        self.is_there = self.is_closed = False
        self.kind: ItemKind | None = None
        self.for_force: bool | None = None

    def apply(self, event: str, kind: str, for_force: bool) -> ItemKind | None:
        """Take in one event; return as what the item counts from then on, None for not at all."""
        if event == EventKind.ADDED:
            self.is_there, self.kind, self.for_force = True, _KINDS[kind], for_force
        elif event == EventKind.RECLASSIFIED:
            self.kind = _KINDS[kind]
        elif event == EventKind.READDRESSED:
            self.for_force = for_force
        else:
            self.is_closed = event in _CLOSES
        return self.kind if self.is_there and not self.is_closed and self.for_force else None

    @property
    def is_watched(self) -> bool:
        """Whether the item is open, and other bodies' only."""
        return self.is_there and not self.is_closed and not self.for_force


_KINDS = {kind.value: kind for kind in ItemKind}

Lived = tuple[str, date, str, bool]
"""What happened, when it took effect, as which kind the item then counted, and whether it was the force's."""


Lives = Sequence[tuple[int, list[Lived]]]
"""What happened to every item, by its number."""

_Fact = tuple[int, str, date, str | None, bool | None]


def place(kind: str, on: date, number: int, added_on: date) -> tuple[date, bool, int]:
    """Return by what a fact of an item is sorted in the order of effect, its first the day from which it holds.

    The fact is of `kind`, dated `on` and has the `number` in the ledger. What is dated before the item was added
    holds from when it was.
    """
    return max(on, added_on), kind != EventKind.ADDED, number


def lives(
    session: Session, until: date, known_to: int | None = None, of_items: Select[int | None] | None = None
) -> Iterator[tuple[int, list[Lived]]]:
    """Yield the events up to `until` that decide where an item counts, item by item, in the order of effect.

    `of_items` selects the items, else they are all. A ledger has many events: they are read as plain values,
    without making an enum of each.
    """
    query = (
        select(
            Event.recommendation_id,
            Event.id,
            type_coerce(Event.kind, String),
            Event.effective_on,
            type_coerce(Event.item_kind, String),
            Event.for_force,
        )
        .where(Event.item_kind.is_not(None), Event.effective_on <= until)
        .order_by(Event.recommendation_id, Event.effective_on, Event.id)
    )
    if of_items is not None:
        query = query.where(Event.recommendation_id.in_(of_items))
    if known_to is not None:
        query = query.where(Event.id <= known_to)
    rows = chain.from_iterable(session.connection().execute(query).partitions(_AT_A_TIME))
    for item, life in groupby(rows, itemgetter(0)):
        yield item, _in_order([row[1:] for row in life])


def _in_order(life: list[_Fact]) -> list[Lived]:
    added_on = life[0][2]
    if life[0][1] != _ADDED:
        added_on = next((on for _, event, on, *_ in life if event == _ADDED), added_on)
        life.sort(key=lambda row: place(row[1], row[2], row[0], added_on))
    return [(event, max(added_on, on), kind or "", bool(for_force)) for _, event, on, kind, for_force in life]
