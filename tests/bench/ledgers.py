"""Ledgers of any length, for measuring the committee's figures: ten events an item, and half of all items ended."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert

from models.database import Database
from models.enums import Addressee, ItemKind, Status
from models.ledger.event import LIFE, Event, EventKind
from models.register.recommendation import Recommendation
from models.reviews.review import Review
from tests.bench.filling import report, settle

BEGIN = date(2020, 1, 1)
EVENTS_EACH = 10
_AT_A_TIME = 2_000


def fill_with_lives(url: str, items: int) -> None:
    """Fill a new register: of an item's ten events one adds it, and half of all items are signed off."""
    database = Database(url)
    database.migrate()
    with database.writing() as session:
        session.add_all(report(number) for number in range(1 + items // 50))
        session.flush()
        for begin in range(0, items, _AT_A_TIME):
            part = range(begin, min(begin + _AT_A_TIME, items))
            session.execute(insert(Recommendation), [_item(n) for n in part])
            session.execute(insert(Event), [event for n in part for event in _events(n)])
            session.execute(insert(Review), [_review(n) for n in part])
    settle(database)
    database.close()


def _item(number: int) -> dict[str, object]:
    added = BEGIN + timedelta(days=number % 1000)
    ended = number % 2 == 0
    return {
        "id": number + 1,
        "report_id": 1 + number // 50,
        "number": str(number % 50),
        "register_number": str(100_000 + number),
        "kind": list(ItemKind)[number % 2],
        "text": f"Put matter {number} right.",
        "addressed_to": frozenset({Addressee.ALL_FORCES}),
        "for_force": True,
        "deadline_on": added + timedelta(days=1100),
        "status": Status.SIGNED_OFF if ended else Status.IN_PROGRESS,
        "status_since": added,
        "is_open": not ended,
        "added_on": added,
        "tracked_on": added,
        "review_anchor_on": added,
        "pressing_on": added,
    }


def _review(number: int) -> dict[str, object]:
    """Return a review of an item: of what is still open it was done."""
    due = BEGIN + timedelta(days=number % 1000 + 90)
    return {"recommendation_id": number + 1, "due_on": due, "done_on": None if number % 2 == 0 else due}


def _events(number: int) -> Iterator[dict[str, object]]:
    added = BEGIN + timedelta(days=number % 1000)
    kinds = [EventKind.ADDED, EventKind.ALLOCATED, *[EventKind.UPDATE_RECORDED] * (EVENTS_EACH - 3)]
    kinds.append(EventKind.SIGNED_OFF if number % 2 == 0 else EventKind.REVIEW_DONE)
    for step, kind in enumerate(kinds):
        yield {
            "kind": kind,
            "recommendation_id": number + 1,
            "effective_on": added + timedelta(days=step * 10),
            "recorded_at": datetime.combine(added, datetime.min.time(), UTC),
            "item_kind": list(ItemKind)[number % 2] if kind in LIFE else None,
            "for_force": True if kind in LIFE else None,
            "facts": _facts(number, kind, added),
        }


def _facts(number: int, kind: EventKind, added: date) -> dict[str, object]:
    match kind:
        case EventKind.ADDED:
            return {"kind": list(ItemKind)[number % 2].value, "to": [Addressee.ALL_FORCES.value]}
        case EventKind.SIGNED_OFF:
            return {"was": Status.IN_PROGRESS.value, "to": Status.SIGNED_OFF.value}
        case EventKind.UPDATE_RECORDED:
            return {"statement": number}
        case EventKind.REVIEW_DONE:
            return {"review": (added + timedelta(days=90)).isoformat(), "statement": number}
        case _:
            return {}
