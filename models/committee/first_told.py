"""Movements of which the committee is told for the first time although they are dated before the period.

They were recorded after the figures that it was given last. The bridge restates what they change; here each stands
as the fact that it is, so that it can be told in its own section.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.lives import ItemState, place
from models.committee.period import Period
from models.enums import ItemKind
from models.ledger.event import Event, EventKind

_SECTIONS = {
    EventKind.ADDED: "added",
    EventKind.SIGNED_OFF: "signed_off",
    EventKind.ENDED: "ended",
    EventKind.REOPENED: "reopened",
}
"""The figure in whose section a fact stands that decides where an item counts; others are reclassifications."""


@dataclass(frozen=True)
class FirstTold:
    """A fact told for the first time: `figure` names its section, `kind` as what the item counted by it."""

    figure: str
    item: int
    event: Event
    kind: ItemKind | None


def first_told(session: Session, period: Period) -> list[FirstTold]:
    """Return the late facts that changed where an item counted, item by item, in the order of effect."""
    if period.known_to is None or period.since is None:
        return []
    late = select(Event.recommendation_id).where(Event.item_kind.is_not(None), period.told_late)
    events = session.scalars(
        select(Event)
        .where(
            Event.item_kind.is_not(None),
            Event.recommendation_id.in_(late),
            Event.effective_on <= period.since,
        )
        .order_by(Event.recommendation_id, Event.effective_on, Event.id)
    )
    by_item = groupby(events, lambda event: event.recommendation_id or 0)
    return [each for item, life in by_item for each in _late(item, _in_order(list(life)), period.known_to)]


def _in_order(life: list[Event]) -> list[Event]:
    added_on = next((event.effective_on for event in life if event.kind is EventKind.ADDED), date.min)
    return sorted(life, key=lambda event: place(event.kind, event.effective_on, event.id, added_on))


def _late(item: int, life: Iterable[Event], known_to: int) -> Iterator[FirstTold]:
    state = ItemState()
    counted: ItemKind | None = None
    for event in life:
        now = state.apply(event.kind, event.item_kind or "", bool(event.for_force))
        if event.id > known_to:
            if now is not counted:
                yield FirstTold(_SECTIONS.get(event.kind, "reclassified"), item, event, now or counted)
            elif event.kind is EventKind.ADDED and not state.for_force:
                yield FirstTold("added_for_others", item, event, None)
        counted = now
