"""What a person can do with an item."""

from collections.abc import Callable, Container

from handlers.request import Request
from models.enums import OUTSTANDING, OWNERS_TURN, Status
from models.register.recommendation import Recommendation
from models.reminders.cadence import REVIEW_OPENS

Allows = Callable[[Request, Recommendation], bool]


def can_do(request: Request, item: Recommendation, among: Container[str] | None = None) -> tuple[str, ...]:
    """Return the buttons that the asker may press for `item`, by their names, in the order in which they stand.

    Where only some are offered, they are `among` these. Pressing one checks the right again: what is shown can be
    old.
    """
    return tuple(
        action for action, allows in DOINGS if (among is None or action in among) and allows(request, item)
    )


def _may_hand_in(request: Request, item: Recommendation) -> bool:
    return item.status in OWNERS_TURN and request.who.may_record_for(item)


def _may_check(request: Request, item: Recommendation) -> bool:
    """Whether a check is for the asker to make: by role, or by the policy's further levels."""
    named = any(request.who.address in level.accounts for level in request.policy.check_levels)
    return item.status is Status.SUBMITTED and request.who.active and (request.who.is_coordinator or named)


def _may_approve(request: Request, item: Recommendation) -> bool:
    until = item.demonstrating_until
    return _may_check(request, item) and (until is None or until <= request.today)


def _may_return(request: Request, item: Recommendation) -> bool:
    complete = item.status is Status.FORCE_COMPLETE and request.who.is_coordinator
    return complete or _may_check(request, item)


def _may_sign_off(request: Request, item: Recommendation) -> bool:
    return item.status is Status.FORCE_COMPLETE and request.who.is_coordinator


def _may_ask(request: Request, item: Recommendation) -> bool:
    """Whether the asker may ask for more time; coordinators move the date themselves."""
    presses = item.status in OUTSTANDING and item.deadline_on is not None and item.asked_to is None
    return presses and request.who.may_record_for(item) and not request.who.is_coordinator


def _may_take_back(request: Request, item: Recommendation) -> bool:
    return item.asked_to is not None and item.is_open and request.who.may_record_for(item)


def _may_decide(request: Request, item: Recommendation) -> bool:
    return item.asked_to is not None and item.is_open and request.who.is_coordinator


def _may_move(request: Request, item: Recommendation) -> bool:
    return item.status in OUTSTANDING and item.asked_to is None and request.who.is_coordinator


def _may_end(request: Request, item: Recommendation) -> bool:
    return item.is_open and request.who.is_coordinator


def _may_reopen(request: Request, item: Recommendation) -> bool:
    return not item.is_open and request.who.is_coordinator


def _may_record(request: Request, item: Recommendation) -> bool:
    return request.who.may_record_for(item)


def _keeps_the_register(request: Request, _item: Recommendation) -> bool:
    return request.who.is_coordinator


def _may_assign(request: Request, item: Recommendation) -> bool:
    return request.who.is_coordinator and item.is_open


def _may_review(request: Request, item: Recommendation) -> bool:
    opens = item.review_due_on and item.review_due_on - REVIEW_OPENS
    return request.who.may_record_for(item) and opens is not None and opens <= request.today


def _may_turn_to_lead(request: Request, item: Recommendation) -> bool:
    return request.who.may_record_for(item) and item.is_open and item.for_force


def _may_record_meeting(request: Request, item: Recommendation) -> bool:
    return request.who.may_meet_about(item) and item.is_open and item.for_force


def _may_snooze(request: Request, item: Recommendation) -> bool:
    return item.is_open and item.rests_until(request.today) is None and request.who.may_record_for(item)


def _may_wake(request: Request, item: Recommendation) -> bool:
    return item.rests_until(request.today) is not None and request.who.may_record_for(item)


def _may_disown(request: Request, item: Recommendation) -> bool:
    can_be = item.is_open and item.owner_id is not None and item.disowned_on is None
    return can_be and request.who.may_record_for(item) and request.who.answers_for(item)


def _may_keep(request: Request, item: Recommendation) -> bool:
    return item.disowned_on is not None and request.who.is_coordinator


def _may_hold(request: Request, item: Recommendation) -> bool:
    """Whether the asker may hold it; what is open can be held too, by the command, but has no need of it yet."""
    return not item.is_open and item.held_on is None and request.who.is_coordinator


def _may_release(request: Request, item: Recommendation) -> bool:
    return item.held_on is not None and request.who.is_coordinator


DOINGS: tuple[tuple[str, Allows], ...] = (
    ("update", _may_record),
    ("add_evidence", _may_record),
    ("review", _may_review),
    ("ask_fll", _may_turn_to_lead),
    ("met_fll", _may_record_meeting),
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
