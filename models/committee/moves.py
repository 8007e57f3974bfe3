"""The deadlines that moved in a period, each from what held before it in the order of effect."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.period import told_since
from models.deadlines.history import DEADLINES, in_order
from models.ledger.event import Event
from models.register.recommendation import Recommendation


@dataclass(frozen=True)
class Moved:
    """A deadline that moved from `was` to `to`, None for no deadline; `event` tells why, when and by whom."""

    item: int
    event: Event
    was: date | None
    to: date | None


def dates_moved(
    session: Session, begins_on: date, until: date, known_to: int | None = None
) -> Sequence[Moved]:
    """Return the moves that took effect from the local date `begins_on` up to `until`, the earliest first.

    So are those that took effect before and are later in the ledger than the fact `known_to`. What an item was
    first given is no move, and neither is what a fact recorded late has made of a later one.
    """
    within = (Event.kind.in_(DEADLINES), told_since(begins_on, until, known_to))
    touched = select(Event.recommendation_id).where(*within)
    told = set(session.scalars(select(Event.id).where(*within)))
    facts = session.execute(
        select(Event, Recommendation.added_on)
        .join(Recommendation, Recommendation.id == Event.recommendation_id)
        .where(Event.kind.in_(DEADLINES), Event.recommendation_id.in_(touched), Event.effective_on <= until)
    )
    of_item: dict[tuple[int, date], list[Event]] = defaultdict(list)
    for event, added_on in facts:
        of_item[event.recommendation_id or 0, added_on].append(event)
    moved = [
        (now.on, now.event.id, Moved(item, now.event, was.to, now.to))
        for (item, added_on), events in of_item.items()
        for was, now in pairwise(in_order(events, added_on))
        if now.event is not None and now.event.id in told and was.to != now.to
    ]
    return [each for _, _, each in sorted(moved, key=lambda placed: placed[:2])]
