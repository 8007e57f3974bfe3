"""The deadlines that an item has had, in the order in which they took effect."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from models.deadlines.deadline import DeadlineBasis
from models.ledger.event import Event, EventKind

DEADLINES = frozenset({EventKind.DEADLINE_SET, EventKind.DEADLINE_MOVED})
"""The events that say when an item is due."""


@dataclass(frozen=True)
class DeadlinePeriod:
    """A deadline `to` that holds from the local date `on`; None is no deadline.

    `event` is the fact that tells of it, None while that is being written.
    """

    on: date
    event: Event | None
    to: date | None
    basis: DeadlineBasis


def in_order(events: Iterable[Event], added_on: date) -> list[DeadlinePeriod]:
    """Return the deadlines that `events` tell of, in the order of effect; other events are passed over.

    What took effect before the item was added, on `added_on`, holds from that day.
    """
    told = sorted(
        (event for event in events if event.kind in DEADLINES),
        key=lambda event: (max(event.effective_on, added_on), event.id),
    )
    return [
        DeadlinePeriod(
            on=max(event.effective_on, added_on),
            event=event,
            to=as_day(event.facts.get("to")),
            basis=DeadlineBasis(event.facts.get("basis") or DeadlineBasis.NONE),
        )
        for event in told
    ]


def moves(held: Sequence[DeadlinePeriod]) -> int:
    """Count how often the deadline changed: the first is no move."""
    return sum(was.to != now.to for was, now in pairwise(held))


def as_day(text: str | None) -> date | None:
    """Return the day that a fact of the ledger gives in ISO form."""
    return date.fromisoformat(text) if text else None
