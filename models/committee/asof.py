"""Items as they stood at the end of an earlier day, and as they were called, from the ledger."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.batches import batched
from models.calendar import MONTHS_BETWEEN_REVIEWS
from models.committee.replay import CHANGES, People, as_it_was
from models.committee.reviewed import answers_taken_back
from models.ledger.event import Event, EventKind
from models.people.person import Person
from models.queries import items as queries
from models.register.recommendation import Recommendation
from models.reviews.review import Review

_LATELY = relativedelta(months=MONTHS_BETWEEN_REVIEWS + 1)
"""A review that fell due longer ago has been followed by another."""


def item_once_called(session: Session, reference: str) -> Recommendation | None:
    """Return the item that `reference` names, or that had it as its register number before that was corrected."""
    found = queries.find_item(session, reference)
    if found is not None:
        return found
    corrected = select(Event.recommendation_id).where(
        Event.kind == EventKind.CORRECTED,
        Event.facts["field"].as_string() == "register_number",
        Event.facts["was"].as_string() == reference,
    )
    known = session.scalar(corrected.order_by(Event.id.desc()).limit(1))
    return session.get(Recommendation, known) if known else None


def as_of(session: Session, items: Mapping[int, Recommendation], day: date) -> dict[int, Recommendation]:
    """Return the items as at the end of the local date `day`.

    So stand kind, addressees, status, deadline and colour, who answers for them, when somebody last said a word,
    and the next review. An item that has changed since is returned as a copy that belongs to no session.
    """
    if not items:
        return {}
    asked, were_next = _reviews(session, day)
    changed = _changed_since(session, day) | {
        item for item, due in were_next if item in items and items[item].review_due_on != due
    }
    told: dict[int, list[Event]] = {each: [] for each in changed & items.keys()}
    for event in _facts(session, told):
        told[event.recommendation_id or 0].append(event)
    people = _everybody(session) if told else {}
    then = {
        each: as_it_was(items[each], events, day, people, frozenset(asked[each]))
        for each, events in told.items()
    }
    return dict(items) | then


def _changed_since(session: Session, day: date) -> set[int]:
    """Return the items of whose life something took effect after `day`."""
    changed = session.scalars(
        select(Event.recommendation_id).where(Event.effective_on > day, Event.kind.in_(CHANGES)).distinct()
    )
    return {each for each in changed if each is not None}


def _facts(session: Session, items: Collection[int]) -> list[Event]:
    return [
        event
        for part in batched(sorted(items))
        for event in session.scalars(
            select(Event).where(Event.recommendation_id.in_(part), Event.kind.in_(CHANGES))
        )
    ]


def _everybody(session: Session) -> People:
    return {each.name: each for each in session.scalars(select(Person))}


def _reviews(session: Session, day: date) -> tuple[dict[int, set[date]], set[tuple[int, date]]]:
    """Return the days of the reviews of each item, and those that were the next ones, open or yet to open."""
    taken_back = answers_taken_back(session, day)
    asked: dict[int, set[date]] = defaultdict(set)
    were_next: set[tuple[int, date]] = set()
    lately = select(Review.recommendation_id, Review.due_on, Review.done_on).where(
        Review.due_on > day - _LATELY
    )
    for item, due_on, done_on in session.execute(lately):
        asked[item].add(due_on)
        if (done_on is None or done_on > day) and (item, due_on) not in taken_back:
            were_next.add((item, due_on))
    return asked, were_next
