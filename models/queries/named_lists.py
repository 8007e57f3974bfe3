"""The lists of items that have a name: what `status` and `check` list, Home narrows to and help offers.

Every list stands here once, under the name by which it is typed. Its words are `title_…` and `empty_…` in the text
of an item list, and its label in a menu stands under `[lists]` in the labels.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.completion.checking import submitted
from models.deadlines.extensions import asked_for
from models.queries import items
from models.register.counters import Tally
from models.register.recommendation import Recommendation


@dataclass(frozen=True)
class NamedList:
    """A list of items on a local date: which are in it, in which order they come, and how many there are.

    It is in the order of that date of an item that `by` names. Where one index does not hold the whole list,
    `ways` are the conditions under any of which an item is in it, each read in its order from one index. Where
    the database keeps the number itself, `tallied` reads it; all other lists are counted.
    `waits_for_coordinators` says that somebody has to decide about what is in it.
    """

    condition: Callable[[date], ColumnElement[bool]]
    ways: Callable[[date], tuple[ColumnElement[bool], ...]] | None = None
    by: str = "pressing_on"
    tallied: Callable[[Tally], int] | None = None
    waits_for_coordinators: bool = False

    @property
    def order(self) -> InstrumentedAttribute[Any]:
        """The date of an item by which the list is in order."""
        ordered: InstrumentedAttribute[Any] = getattr(Recommendation, self.by)
        return ordered

    def total(self, session: Session, today: date) -> int:
        """Return how many items are in it on the local date `today`."""
        if self.tallied is not None:
            return self.tallied(items.tally(session, today))
        return items.count_of(session, self.condition(today))


def _due_soon(today: date) -> ColumnElement[bool]:
    return items.due(today, today + items.DUE_SOON)


def _not_mine(_: date) -> ColumnElement[bool]:
    # As of what is asked for: SQLite would go through all that are open.
    return and_(Recommendation.is_open.is_not(False), Recommendation.disowned_on.is_not(None))


NAMED_LISTS: Final[Mapping[str, NamedList]] = {
    "overdue": NamedList(items.overdue, by="deadline_on", tallied=lambda tally: tally.overdue),
    "past_original": NamedList(
        items.past_original,
        by="original_deadline_on",
        tallied=lambda tally: tally.past_original,
    ),
    "due": NamedList(_due_soon, by="deadline_on", tallied=lambda tally: tally.due),
    "red": NamedList(items.red, ways=items.ways_to_be_red, tallied=lambda tally: tally.red),
    "unallocated": NamedList(
        lambda _: items.unallocated(),
        tallied=lambda tally: tally.unallocated,
        waits_for_coordinators=True,
    ),
    "submitted": NamedList(lambda _: submitted(), waits_for_coordinators=True),
    "asked": NamedList(lambda _: asked_for(), waits_for_coordinators=True),
    "not_mine": NamedList(_not_mine, waits_for_coordinators=True),
    "waiting": NamedList(
        lambda _: items.waiting_for_hmicfrs(), tallied=lambda tally: tally.waiting_for_hmicfrs
    ),
    "watched": NamedList(lambda _: items.watched(), tallied=lambda tally: tally.watched),
}
"""Every list that has a name, in the order of the menus."""


def spelled(name: str) -> str:
    """Return the name of a list as people write it."""
    return name.replace("_", " ")


def list_named(words: str) -> str | None:
    """Return the name of the list that `words` name, in any case and with a space or hyphen, or None."""
    name = words.strip().casefold().replace(" ", "_").replace("-", "_")
    return name if name in NAMED_LISTS else None
