"""The ledger as rows, for an export, and when what was last recorded."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from models.batches import batched
from models.ledger.event import IS_AN_ACT, Event, EventKind
from models.ledger.tombstone import Tombstone
from models.people.person import Person
from models.register.access import may_read_everything
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport

BATCH: Final = 500
"""Facts that are held in memory at a time."""

FOR_COORDINATORS: Final = frozenset(
    {
        EventKind.PERSON_CHANGED,
        EventKind.PERSON_LEFT,
        EventKind.HAND_OVER_FINISHED,
        EventKind.LEAVE_ENTERED,
        EventKind.LEAVE_CANCELLED,
        EventKind.TEAM_CHANGED,
        EventKind.POLICY_DECIDED,
    }
)
"""Facts of the ledger that only coordinators export."""

WITHHELD: Final = "withheld"
"""The fact that stands in the place of others which the reader may not see."""

ERASED: Final = "erased"
"""The fact that stands in the place of words that were erased under retention."""

_REASONS_ARE_PRINTED: Final = frozenset(
    {
        EventKind.DEADLINE_SET,
        EventKind.DEADLINE_MOVED,
        EventKind.SIGNED_OFF,
        EventKind.ENDED,
        EventKind.REOPENED,
    }
)
"""The committee's paper gives the reasons of these; others are between the owner and the coordinators."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One fact of the ledger: `about` is the item's reference, or the report's code, or None.

    `recorded_at` is aware and in UTC; `by` is None for what the register did itself. `facts` are as in the
    ledger, without those that the reader may not see.
    """

    number: int
    effective_on: date
    recorded_at: datetime
    kind: EventKind
    about: str | None
    by: str | None
    facts: Mapping[str, Any]


def ledger_rows(
    session: Session, person: Person | None, items: Collection[int] | None = None
) -> Iterator[LedgerRow]:
    """Yield every fact of the ledger that `person` may export, in the order in which they were recorded.

    With `items` only the facts about the items with these ids.
    """
    item_report, report = aliased(InspectionReport), aliased(InspectionReport)
    query = (
        select(
            Event.id,
            Event.effective_on,
            Event.recorded_at,
            Event.kind,
            Event.facts,
            Recommendation.register_number,
            item_report.code,
            Recommendation.number,
            report.code,
            Person.name,
            Tombstone.event_id,
        )
        .outerjoin(Tombstone, Tombstone.event_id == Event.id)
        .outerjoin(Recommendation, Recommendation.id == Event.recommendation_id)
        .outerjoin(item_report, item_report.id == Recommendation.report_id)
        .outerjoin(report, report.id == Event.report_id)
        .outerjoin(Person, Person.id == Event.by_id)
        .where(IS_AN_ACT)
        .order_by(Event.id)
        .limit(BATCH)
    )
    if items is not None:
        query = query.where(Event.recommendation_id.in_(items))
    everything = may_read_everything(person)
    # A cursor of the database would need a transaction, and whoever only reads on PostgreSQL has none.
    after = 0
    while part := session.execute(query.where(Event.id > after)).all():
        for after, on, at, kind, facts, register_number, code, number, report_code, by, tombstone in part:
            if not everything and kind in FOR_COORDINATORS:
                continue
            yield LedgerRow(
                number=after,
                effective_on=on,
                recorded_at=at,
                kind=kind,
                about=register_number or (f"{code}-{number}" if number else report_code),
                by=by,
                facts=facts_for(kind, facts, everything=everything, erased=tombstone is not None),
            )


def ledger_length(session: Session) -> int:
    """Return how many facts the ledger holds."""
    return session.scalar(select(func.count()).select_from(Event).where(IS_AN_ACT)) or 0


def last_recorded(session: Session, items: Iterable[int]) -> dict[int, datetime]:
    """Return when the last fact about each of these items was recorded, by the items' ids."""
    found: dict[int, datetime] = {}
    for part in batched(sorted(items)):
        last = (
            select(func.max(Event.id))
            .where(Event.recommendation_id.in_(part))
            .group_by(Event.recommendation_id)
        )
        rows = session.execute(select(Event.recommendation_id, Event.recorded_at).where(Event.id.in_(last)))
        found |= {item: at for item, at in rows if item is not None}
    return found


def facts_for(
    kind: EventKind, facts: Mapping[str, Any], *, everything: bool, erased: bool = False
) -> dict[str, Any]:
    """Return the facts of one event of this `kind`, without those that only who reads `everything` may see.

    Where words of it were `erased` under retention, they say so.
    """
    seen = dict(facts) | ({ERASED: True} if erased else {})
    if everything:
        return seen
    if seen.get("field") == "notes":
        return {"field": "notes", WITHHELD: True}
    if "reason" in seen and kind not in _REASONS_ARE_PRINTED:
        seen.pop("reason")
        seen[WITHHELD] = True
    return seen
