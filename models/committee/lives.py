"""What decides where an item counts, as the ledger tells it: read item by item, in the order of effect."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Select, String, select, type_coerce
from sqlalchemy.orm import Session

from models.enums import ItemKind
from models.ledger.event import Event, EventKind

_CLOSES = frozenset({EventKind.SIGNED_OFF, EventKind.ENDED})


class ItemState:
    """What an item is while its events are gone through in the order of their effect.

    Facts recorded late can take effect before the item was added: they hold from when it is.
    """

    __slots__ = ("for_force", "is_closed", "is_there", "kind")

    def __init__(self) -> None:
        self.is_there = self.is_closed = False
        self.kind: ItemKind | None = None
        self.for_force: bool | None = None

    def apply(self, event: str, kind: str, for_force: bool) -> ItemKind | None:
        """Take in one event; return as what the item counts from then on, None for not at all."""
        if event == EventKind.ADDED:
            self.is_there = True
            self.kind = self.kind or _KINDS[kind]
            self.for_force = for_force if self.for_force is None else self.for_force
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
    of_item: int | None = None
    life: list[Lived] = []
    for item, event, on, kind, for_force in session.connection().execute(query):
        if item != of_item:
            if of_item is not None:
                yield of_item, life
            of_item, life = item, []
        life.append((event, on, kind or "", bool(for_force)))
    if of_item is not None:
        yield of_item, life
