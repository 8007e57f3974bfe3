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


DOINGS: tuple[tuple[str, Allows], ...] = (
    ("update", _may_record),
    ("add_evidence", _may_record),
)
