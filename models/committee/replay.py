"""What an item was at the end of an earlier day: the facts of its life gone through in the order of effect."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import inspect

from models.calendar import first_review_on_or_after
from models.committee.lives import place
from models.deadlines.deadline import DeadlineBasis
from models.deadlines.history import as_day, in_order, moves
from models.enums import Addressee, ItemKind, Rag, Status
from models.ledger.event import Event, EventKind
from models.people.person import Person
from models.register.recommendation import Recommendation
from models.reminders.cadence import REVIEW_OPENS, review_opened

People = Mapping[str, Person]
"""Everybody whom the register knows, by name: the ledger names people."""

_SPOKEN: Final = frozenset({EventKind.UPDATE_RECORDED, EventKind.EVIDENCE_RECORDED})
_RELATED: Final = ("report", "owner", "deputy")
_IN_HAND: Final = frozenset(
    {EventKind.STARTED, EventKind.SUBMITTED, EventKind.RETURNED, EventKind.FORCE_COMPLETE}
)
_NOT_OPENED: Final = REVIEW_OPENS + timedelta(days=1)


def as_it_was(
    item: Recommendation, events: Iterable[Event], day: date, people: People, asked: frozenset[date]
) -> Recommendation:
    """Return `item` as at the end of the local date `day`: a copy that belongs to no session.

    `events` are the facts of its life, also those that came later; `asked` are the days of its reviews.
    """
    told = _in_order(item, events)
    past = _Past(_copy(item), people)
    past.item.asked_to = past.item.demonstrating_until = past.item.owned_since = None
    for event in told:
        past.begin(event)
    for event in told:
        if event.effective_on <= day:
            past.take(event)
    past.settle(told, day, asked)
    return past.item


@dataclass
class _Past:
    """An item while the facts of its life are gone through.

    `spoken` holds the days of the statements that stand, and `done` the reviews that were answered, each with
    the number of the fact. `since` is the day from which it has been reviewed, None while it is not.
    """

    item: Recommendation
    people: People
    spoken: dict[int, date] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    since: date | None = None
    begun: set[EventKind] = field(default_factory=set)

    def begin(self, event: Event) -> None:
        """Put a person back who was there before the first fact that tells of one."""
        role = _ROLES.get(event.kind)
        if role is not None and event.kind not in self.begun:
            self.begun.add(event.kind)
            self._person(role, event.facts.get("was"))

    def take(self, event: Event) -> None:
        """Take in one fact."""
        _TAKE[event.kind](self, event, event.facts.get("to"))
        is_reviewed = self.item.is_open and self.item.for_force
        self.since = (self.since or event.effective_on) if is_reviewed else None

    def settle(self, told: Sequence[Event], day: date, asked: frozenset[date]) -> None:
        """Set what follows from the facts together, of which some came after `day`."""
        if any(event.kind in _SPOKEN for event in told):
            self.item.answered_on = max(self.spoken.values(), default=None)
        held = in_order(told, self.item.added_on)
        later = moves(held) - moves([each for each in held if each.on <= day])
        self.item.deadline_moves = max(self.item.deadline_moves - later, 0)
        self.item.review_due_on = self._next_review(day, asked)
        self.item.look_again()

    def added(self, event: Event, to: Any) -> None:
        rag = event.facts.get("rag")
        self.item.kind, self.item.judged_rag = ItemKind(event.facts["kind"]), Rag(rag) if rag else None
        self.readdressed(event, to)
        self.status(event, Status.AWAITING_ALLOCATION)

    def status(self, event: Event, to: Any) -> None:
        self.item.status, self.item.status_since = Status(to), event.effective_on

    def allocated(self, event: Event, to: Any) -> None:
        """Pass to progress with an owner, and back to awaiting one without."""
        self._person("owner", to)
        self.item.owned_since = event.effective_on if to else None
        steps = {True: Status.AWAITING_ALLOCATION, False: Status.IN_PROGRESS}
        if self.item.status is steps[to is not None]:
            self.status(event, steps[to is None])

    def deputised(self, _: Event, to: Any) -> None:
        self._person("deputy", to)

    def deadline(self, event: Event, to: Any) -> None:
        self.item.deadline_on = as_day(to)
        self.item.deadline_basis = DeadlineBasis(event.facts.get("basis") or DeadlineBasis.NONE)

    def judged(self, _: Event, to: Any) -> None:
        self.item.judged_rag = Rag(to) if to else None

    def reclassified(self, _: Event, to: Any) -> None:
        self.item.kind = ItemKind(to)

    def readdressed(self, _: Event, to: Any) -> None:
        self.item.addressed_to = frozenset(Addressee(body) for body in to or ())

    def said(self, event: Event, _: Any) -> None:
        self.spoken[event.facts["statement"]] = event.effective_on

    def taken_back(self, event: Event, _: Any) -> None:
        self.spoken.pop(event.facts["statement"], None)

    def review_done(self, event: Event, _: Any) -> None:
        self.done[event.facts["review"]] = max(event.id, self.done.get(event.facts["review"], 0))

    def review_reopened(self, event: Event, _: Any) -> None:
        # What was said earlier can have taken the place of the answer: it was recorded after that was taken back.
        if self.done.get(event.facts["review"], 0) < event.id:
            self.done.pop(event.facts["review"], None)

    def _person(self, role: str, who: str | None) -> None:
        person = self.people.get(who) if who else None
        setattr(self.item, role, person)
        setattr(self.item, f"{role}_id", person and person.id)

    def _next_review(self, day: date, asked: frozenset[date]) -> date | None:
        if self.since is None:
            return None
        opened = review_opened(self.item.review_anchor_on, day)
        if opened in asked and opened >= self.since and opened.isoformat() not in self.done:
            return opened
        return first_review_on_or_after(self.item.review_anchor_on, day + _NOT_OPENED)


_ROLES: Final = {EventKind.ALLOCATED: "owner", EventKind.DEPUTY_NAMED: "deputy"}
_TAKE: Final[dict[EventKind, Callable[[_Past, Event, Any], None]]] = {
    EventKind.ADDED: _Past.added,
    EventKind.ALLOCATED: _Past.allocated,
    EventKind.DEPUTY_NAMED: _Past.deputised,
    EventKind.RECLASSIFIED: _Past.reclassified,
    EventKind.READDRESSED: _Past.readdressed,
    EventKind.DEADLINE_SET: _Past.deadline,
    EventKind.DEADLINE_MOVED: _Past.deadline,
    EventKind.RAG_JUDGED: _Past.judged,
    EventKind.STARTED: _Past.status,
    EventKind.SUBMITTED: _Past.status,
    EventKind.RETURNED: _Past.status,
    EventKind.FORCE_COMPLETE: _Past.status,
    EventKind.SIGNED_OFF: _Past.status,
    EventKind.ENDED: _Past.status,
    EventKind.REOPENED: _Past.status,
    EventKind.UPDATE_RECORDED: _Past.said,
    EventKind.EVIDENCE_RECORDED: _Past.said,
    EventKind.NOTE_KEPT: _Past.taken_back,
    EventKind.STATEMENT_WITHDRAWN: _Past.taken_back,
    EventKind.STATEMENT_DELETED: _Past.taken_back,
    EventKind.REVIEW_DONE: _Past.review_done,
    EventKind.REVIEW_REOPENED: _Past.review_reopened,
}
"""What each fact does to the item of which it tells; other facts change nothing that figures count."""

CHANGES: Final = tuple(_TAKE)
"""The facts from which an item of an earlier day is made."""


def _in_order(item: Recommendation, events: Iterable[Event]) -> list[Event]:
    told = list(events)
    added_on = next((each.effective_on for each in told if each.kind is EventKind.ADDED), item.added_on)
    return sorted(
        _standing(told), key=lambda event: place(event.kind, event.effective_on, event.id, added_on)
    )


def _standing(told: Sequence[Event]) -> list[Event]:
    """Return the events without those that a sign-off overruled: recorded before it, and dated after it."""
    signed = [event for event in told if event.kind is EventKind.SIGNED_OFF]

    def is_overruled(event: Event) -> bool:
        return event.kind in _IN_HAND and any(
            event.id < each.id and event.effective_on > each.effective_on for each in signed
        )

    return [event for event in told if not is_overruled(event)]


def _copy(item: Recommendation) -> Recommendation:
    """Return a copy without what its facts are to tell."""
    columns = inspect(Recommendation).column_attrs
    copy = Recommendation(**{each.key: getattr(item, each.key) for each in columns})
    for name in _RELATED:
        setattr(copy, name, getattr(item, name))
    copy.deadline_on, copy.judged_rag = None, None
    return copy
