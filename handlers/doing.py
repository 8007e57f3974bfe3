"""What a person can do with an item."""

from collections.abc import Callable

from handlers.ask import Ask
from models.recommendation import Recommendation

Allows = Callable[[Ask, Recommendation], bool]


def can_do(ask: Ask, item: Recommendation) -> tuple[str, ...]:
    """Return the buttons that the asker may press for `item`, by their names, in the order in which they stand.

    Pressing one checks the right again: what is shown can be old.
    """
    return tuple(action for action, allows in DOINGS if allows(ask, item))


def _may_record(ask: Ask, item: Recommendation) -> bool:
    return ask.who.may_record_for(item)


def _keeps_the_register(ask: Ask, _item: Recommendation) -> bool:
    return ask.who.is_coordinator


def _may_assign(ask: Ask, item: Recommendation) -> bool:
    return ask.who.is_coordinator and item.is_open


DOINGS: tuple[tuple[str, Allows], ...] = (
    ("update", _may_record),
    ("add_evidence", _may_record),
    ("assign", _may_assign),
    ("correct", _keeps_the_register),
)
