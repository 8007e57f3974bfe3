"""The bridge between two cut-offs: what was open, what moved, what is open now. It closes, or it is not shown.

Everything is computed from the ledger's two dates: the local day on which a fact took effect decides between
which cut-offs it falls, and the event's place in the ledger whether it was known when a figure was printed.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.figure_table import BRIDGE, FIGURES, adds_up
from models.committee.lives import ItemState, Lived, Lives, lives
from models.enums import ItemKind
from models.ledger.event import Event, EventKind

Lists = dict[ItemKind, list[int]]

_LISTED = tuple(step for step in BRIDGE if step != "opening")
"""The steps whose items are held by kind; what was open at the opening is held as it was printed."""


def _lists() -> Lists:
    return {kind: [] for kind in ItemKind}


class BridgeDoesNotClose(Exception):  # noqa: N818 - it says what is the matter
    """A mistake of the program: the figures of a kind do not add up, so nothing may be printed."""


@dataclass(frozen=True)
class Opening:
    """What the last paper printed: its items by kind where it was frozen here, or only its numbers.

    A kind that is not in `printed` was not printed.
    """

    items: Mapping[int, ItemKind] = field(default_factory=dict)
    printed: Mapping[ItemKind, int] | None = None


@dataclass
class Bridge:
    """The movements of the items addressed to this force, as lists of their ids by kind.

    `restated_in` and `restated_out` are what facts recorded since the last paper change about its figures;
    where only numbers were printed, `at_opening` is what the register knows for that day. `reclassified_in`
    and `reclassified_out` hold changes of kind, and of whom an item is addressed to. `added_for_others` are
    items of other bodies, and `watched` what of those is open at the end: they count nowhere. `is_printed` is
    False where nothing was printed, so that the opening is what the register holds.
    """

    opening: Opening
    at_opening: Lists = field(default_factory=_lists)
    restated_in: Lists = field(default_factory=_lists)
    restated_out: Lists = field(default_factory=_lists)
    added: Lists = field(default_factory=_lists)
    reopened: Lists = field(default_factory=_lists)
    signed_off: Lists = field(default_factory=_lists)
    ended: Lists = field(default_factory=_lists)
    reclassified_in: Lists = field(default_factory=_lists)
    reclassified_out: Lists = field(default_factory=_lists)
    closing: Lists = field(default_factory=_lists)
    added_for_others: list[int] = field(default_factory=list)
    watched: list[int] = field(default_factory=list)
    is_printed: bool = True

    def every_item(self) -> set[int]:
        """Return the ids of all items in any of the lists."""
        lists = (self.at_opening, *(listed for step in _LISTED for listed, _ in self.lists(step)))
        found = {item for by_kind in lists for items in by_kind.values() for item in items}
        return found.union(self.opening.items, self.added_for_others, self.watched)

    def opening_number(self, kind: ItemKind) -> int:
        """Return what the last paper printed for `kind`; what it did not print is as the register holds it."""
        if self.opening.printed is not None:
            return self.opening.printed.get(kind, len(self.at_opening[kind]))
        return sum(each is kind for each in self.opening.items.values())

    def lists(self, step: str) -> Iterator[tuple[Lists, int]]:
        """Yield the lists of a step after the opening, each with 1, or -1 where it is taken off."""
        for name, counts in FIGURES[step].parts:
            yield getattr(self, name), counts

    def number(self, step: str, kind: ItemKind) -> int:
        """Return the number of a step for `kind`."""
        if step == "opening":
            return self.opening_number(kind)
        if step == "restated":
            return self.restated_number(kind)
        return sum(counts * len(listed[kind]) for listed, counts in self.lists(step))

    def restated_number(self, kind: ItemKind) -> int:
        """Return by how much facts recorded since change what was printed for `kind`."""
        if self.opening.printed is not None:
            return len(self.at_opening[kind]) - self.opening_number(kind)
        return len(self.restated_in[kind]) - len(self.restated_out[kind])

    def check(self) -> None:
        """Raise BridgeDoesNotClose unless the figures of every kind add up."""
        for kind in ItemKind:
            numbers = {step: self.number(step, kind) for step in BRIDGE}
            if not adds_up(numbers):
                raise BridgeDoesNotClose(f"{kind}: {numbers}")


def bridge(
    session: Session, opening: Opening | None, since: date, until: date, known_to: int | None = None
) -> Bridge:
    """Return the bridge from the cut-off `since` to the cut-off `until`, both local dates and both included.

    `opening` is what was printed for `since`; None takes what the ledger says. `known_to` limits the ledger to
    events up to that number. Raises BridgeDoesNotClose.
    """
    return bridge_of(lives(session, until, known_to), opening, since)


def bridge_of(all_lives: Iterable[tuple[int, list[Lived]]], opening: Opening | None, since: date) -> Bridge:
    """Return the bridge from the cut-off `since` to the day up to which the lives of all items are given.

    Raises BridgeDoesNotClose.
    """
    made = _walk(all_lives, opening, since)
    made.check()
    return made


def counted_at(session: Session, day: date, known_to: int | None = None) -> dict[int, ItemKind]:
    """Return the items that count as open on the local date `day`, with their kinds."""
    made = _walk(lives(session, day, known_to), None, day)
    return {item: kind for kind, items in made.closing.items() for item in items}


def open_over_time(all_lives: Lives, days: Sequence[date]) -> list[dict[ItemKind, int]]:
    """Return how many items were open by kind at the end of each of `days`, which are in order."""
    steps: dict[date, Counter[ItemKind]] = defaultdict(Counter)
    for _, life in all_lives:
        state = ItemState()
        was: ItemKind | None = None
        for event, on, kind, for_force in life:
            now = state.apply(event, kind, for_force)
            if was is not now:
                if was is not None:
                    steps[on][was] -= 1
                if now is not None:
                    steps[on][now] += 1
            was = now
    counted: Counter[ItemKind] = Counter()
    coming = deque(sorted(steps.items(), key=itemgetter(0)))
    found = []
    for day in days:
        while coming and coming[0][0] <= day:
            counted.update(coming.popleft()[1])
        found.append({kind: counted[kind] for kind in ItemKind})
    return found


def head(session: Session) -> int:
    """Return the number of the ledger's last event; 0 for an empty ledger."""
    return session.scalar(select(Event.id).order_by(Event.id.desc()).limit(1)) or 0


def _walk(all_lives: Iterable[tuple[int, list[Lived]]], opening: Opening | None, since: date) -> Bridge:
    made = Bridge(opening or Opening(items={}))
    found: dict[int, ItemKind] = {}
    for item, life in all_lives:
        at_opening, at_closing = _pass_through(made, item, life, since)
        if at_opening is not None:
            made.at_opening[at_opening].append(item)
            found[item] = at_opening
        if at_closing is not None:
            made.closing[at_closing].append(item)
    if opening is None:
        made.opening, made.is_printed = Opening(items=found), False
    elif opening.printed is None:
        _restate(made, opening.items, found)
    return made


def _pass_through(
    made: Bridge, item: int, life: list[Lived], since: date
) -> tuple[ItemKind | None, ItemKind | None]:
    """Follow one item through its events; return as what it counted at the opening and at the closing."""
    state = ItemState()
    counted: ItemKind | None = None
    at_opening: ItemKind | None = None
    for event, on, kind, for_force in life:
        now = state.apply(event, kind, for_force)
        if on <= since:
            at_opening = now
        else:
            if now is not counted:
                _move(made, item, event, counted, now)
            if event == EventKind.ADDED and not state.for_force:
                made.added_for_others.append(item)
        counted = now
    if state.is_watched:
        made.watched.append(item)
    return at_opening, counted


def _move(made: Bridge, item: int, event: str, was: ItemKind | None, now: ItemKind | None) -> None:
    if was is not None:
        gone: dict[str, Lists] = {EventKind.SIGNED_OFF: made.signed_off, EventKind.ENDED: made.ended}
        gone.get(event, made.reclassified_out)[was].append(item)
    if now is not None:
        come: dict[str, Lists] = {EventKind.ADDED: made.added, EventKind.REOPENED: made.reopened}
        come.get(event, made.reclassified_in)[now].append(item)


def _restate(made: Bridge, printed: Mapping[int, ItemKind], found: Mapping[int, ItemKind]) -> None:
    for item in printed.keys() | found.keys():
        was, now = printed.get(item), found.get(item)
        if was is now:
            continue
        if was is not None:
            made.restated_out[was].append(item)
        if now is not None:
            made.restated_in[now].append(item)
    for lists in (made.restated_in, made.restated_out):
        for items in lists.values():
            items.sort()
