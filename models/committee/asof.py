"""Items as they stood at the end of an earlier day, and as they were called, from the ledger."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from models import queries
from models.event import Event, EventKind
from models.kinds import Addressee, ItemKind, Rag, Status
from models.recommendation import Recommendation

_STATUS = {
    EventKind.STARTED,
    EventKind.SUBMITTED,
    EventKind.RETURNED,
    EventKind.FORCE_COMPLETE,
    EventKind.SIGNED_OFF,
    EventKind.ENDED,
    EventKind.REOPENED,
}
_DEADLINE = {EventKind.DEADLINE_SET, EventKind.DEADLINE_MOVED}
_ENTRY = {EventKind.ADDED, EventKind.DEADLINE_SET}
_CHANGES = (
    *(*_STATUS, *_DEADLINE, EventKind.ADDED, EventKind.ALLOCATED),
    *(EventKind.RAG_JUDGED, EventKind.RECLASSIFIED, EventKind.READDRESSED),
)
_RELATED = ("report", "owner", "deputy")


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
    """Return the items with kind, addressees, status, deadline and colour as at the end of the local date `day`.

    An item that has changed since is returned as a copy that belongs to no session.
    """
    changed = session.scalars(
        select(Event.recommendation_id)
        .where(Event.effective_on > day, Event.kind.in_(_CHANGES), Event.recommendation_id.in_(items))
        .distinct()
    ).all()
    earlier: dict[int, list[Event]] = {each: [] for each in changed if each is not None}
    events = session.scalars(
        select(Event)
        .where(Event.recommendation_id.in_(earlier), Event.effective_on <= day, Event.kind.in_(_CHANGES))
        .order_by(Event.effective_on, Event.id)
    )
    for event in events:
        if event.recommendation_id is not None:
            earlier[event.recommendation_id].append(event)
    return dict(items) | {each: _as_it_was(items[each], past) for each, past in earlier.items()}


def _as_it_was(item: Recommendation, events: Iterable[Event]) -> Recommendation:
    was = _copy(item)
    was.deadline_on, was.judged_rag = None, None
    was.asked_to, was.demonstrating_until = None, None
    # What was recorded late can take effect before the item was added: it holds from when it is.
    for event in sorted(events, key=lambda event: event.kind not in _ENTRY):
        _apply(was, event)
    return was


def _apply(was: Recommendation, event: Event) -> None:
    to = event.facts.get("to")
    if event.kind is EventKind.ADDED:
        rag = event.facts.get("rag")
        was.kind, was.judged_rag = ItemKind(event.facts["kind"]), Rag(rag) if rag else None
        was.addressed_to = _bodies(to or ())
        was.status, was.status_since = Status.AWAITING_ALLOCATION, event.effective_on
    elif event.kind in _STATUS:
        was.status, was.status_since = Status(str(to)), event.effective_on
    elif event.kind is EventKind.ALLOCATED:
        _allocate(was, event, to)
    elif event.kind in _DEADLINE:
        was.deadline_on = date.fromisoformat(to) if to else None
    elif event.kind is EventKind.RAG_JUDGED:
        was.judged_rag = Rag(to) if to else None
    elif event.kind is EventKind.RECLASSIFIED:
        was.kind = ItemKind(str(to))
    else:
        was.addressed_to = _bodies(to or ())


def _allocate(was: Recommendation, event: Event, owner: str | None) -> None:
    """Pass to progress with an owner, and back to awaiting one without."""
    steps = {True: Status.AWAITING_ALLOCATION, False: Status.IN_PROGRESS}
    if was.status is steps[owner is not None]:
        was.status, was.status_since = steps[owner is None], event.effective_on


def _bodies(names: Iterable[str]) -> frozenset[Addressee]:
    return frozenset(Addressee(name) for name in names)


def _copy(item: Recommendation) -> Recommendation:
    columns = inspect(Recommendation).column_attrs
    copy = Recommendation(**{each.key: getattr(item, each.key) for each in columns})
    for name in _RELATED:
        setattr(copy, name, getattr(item, name))
    return copy
