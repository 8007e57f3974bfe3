"""What a person can do with an item."""

from collections.abc import Callable

from handlers.request import Ask
from models.enums import OUTSTANDING, OWNERS_TURN, Status
from models.register.recommendation import Recommendation
from models.reminders.cadence import REVIEW_OPENS

Allows = Callable[[Ask, Recommendation], bool]


def can_do(ask: Ask, item: Recommendation) -> tuple[str, ...]:
    """Return the buttons that the asker may press for `item`, by their names, in the order in which they stand.

    Pressing one checks the right again: what is shown can be old.
    """
    return tuple(action for action, allows in DOINGS if allows(ask, item))


def _may_hand_in(ask: Ask, item: Recommendation) -> bool:
    return item.status in OWNERS_TURN and ask.who.may_record_for(item)


def _may_check(ask: Ask, item: Recommendation) -> bool:
    """Whether a check is for the asker to make: by role, or by the policy's further levels."""
    named = any(ask.who.account in level.accounts for level in ask.policy.check_levels)
    return item.status is Status.SUBMITTED and ask.who.active and (ask.who.is_coordinator or named)


def _may_approve(ask: Ask, item: Recommendation) -> bool:
    until = item.demonstrating_until
    return _may_check(ask, item) and (until is None or until <= ask.today)


def _may_return(ask: Ask, item: Recommendation) -> bool:
    complete = item.status is Status.FORCE_COMPLETE and ask.who.is_coordinator
    return complete or _may_check(ask, item)


def _may_sign_off(ask: Ask, item: Recommendation) -> bool:
    return item.status is Status.FORCE_COMPLETE and ask.who.is_coordinator


def _may_ask(ask: Ask, item: Recommendation) -> bool:
    """Whether the asker may ask for more time; coordinators move the date themselves."""
    presses = item.status in OUTSTANDING and item.deadline_on is not None and item.asked_to is None
    return presses and ask.who.may_record_for(item) and not ask.who.is_coordinator


def _may_take_back(ask: Ask, item: Recommendation) -> bool:
    return item.asked_to is not None and item.is_open and ask.who.may_record_for(item)


def _may_decide(ask: Ask, item: Recommendation) -> bool:
    return item.asked_to is not None and item.is_open and ask.who.is_coordinator


def _may_move(ask: Ask, item: Recommendation) -> bool:
    return item.status in OUTSTANDING and item.asked_to is None and ask.who.is_coordinator


def _may_end(ask: Ask, item: Recommendation) -> bool:
    return item.is_open and ask.who.is_coordinator


def _may_reopen(ask: Ask, item: Recommendation) -> bool:
    return not item.is_open and ask.who.is_coordinator


def _may_record(ask: Ask, item: Recommendation) -> bool:
    return ask.who.may_record_for(item)


def _keeps_the_register(ask: Ask, _item: Recommendation) -> bool:
    return ask.who.is_coordinator


def _may_assign(ask: Ask, item: Recommendation) -> bool:
    return ask.who.is_coordinator and item.is_open


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


def _may_hold(ask: Ask, item: Recommendation) -> bool:
    """Whether the asker may hold it; what is open can be held too, by the command, but has no need of it yet."""
    return not item.is_open and item.held_on is None and ask.who.is_coordinator


def _may_release(ask: Ask, item: Recommendation) -> bool:
    return item.held_on is not None and ask.who.is_coordinator


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
    ("submit", _may_hand_in),
    ("approve", _may_approve),
    ("return", _may_return),
    ("sign_off", _may_sign_off),
    ("extend", _may_ask),
    ("agree", _may_decide),
    ("refuse", _may_decide),
    ("unask", _may_take_back),
    ("move", _may_move),
    ("end", _may_end),
    ("reopen", _may_reopen),
    ("hold", _may_hold),
    ("release", _may_release),
    ("assign", _may_assign),
    ("correct", _keeps_the_register),
)
