"""What a person can do with an item."""

from collections.abc import Callable

from handlers.ask import Ask
from models.cadence import REVIEW_OPENS
from models.recommendation import Recommendation

Allows = Callable[[Ask, Recommendation], bool]


def can_do(ask: Ask, item: Recommendation) -> tuple[str, ...]:
    """Return the buttons that the asker may press for `item`, by their names, in the order in which they stand.

    Pressing one checks the right again: what is shown can be old.
    """
    return tuple(action for action, allows in DOINGS if allows(ask, item))


def _may_record(ask: Ask, item: Recommendation) -> bool:
    return ask.who.may_record_for(item)


def _may_review(ask: Ask, item: Recommendation) -> bool:
    opens = item.review_due_on and item.review_due_on - REVIEW_OPENS
    return ask.who.may_record_for(item) and opens is not None and opens <= ask.today


def _may_turn_to_lead(ask: Ask, item: Recommendation) -> bool:
    return ask.who.may_record_for(item) and item.is_open and item.for_force


def _may_snooze(ask: Ask, item: Recommendation) -> bool:
    return item.is_open and item.rests_until(ask.today) is None and ask.who.may_record_for(item)


def _may_wake(ask: Ask, item: Recommendation) -> bool:
    return item.rests_until(ask.today) is not None and ask.who.may_record_for(item)


def _may_disown(ask: Ask, item: Recommendation) -> bool:
    can_be = item.is_open and item.owner_id is not None and item.disowned_on is None
    return can_be and ask.who.may_record_for(item) and ask.who.answers_for(item)


def _may_keep(ask: Ask, item: Recommendation) -> bool:
    return item.disowned_on is not None and ask.who.is_coordinator


DOINGS: tuple[tuple[str, Allows], ...] = (
    ("update", _may_record),
    ("add_evidence", _may_record),
    ("review", _may_review),
    ("ask_fll", _may_turn_to_lead),
    ("met_fll", _may_turn_to_lead),
    ("snooze", _may_snooze),
    ("wake", _may_wake),
    ("not_mine", _may_disown),
    ("keep", _may_keep),
)
