"""How long words are kept, as a list: what is due, what people have been or will be told of, and what is held."""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from models.policy import Policy
from models.register.recommendation import Recommendation
from models.retention import due
from models.retention.due import RetentionRule, rule_of
from templates.messages.retention import KeptItem, Retention
from templates.presenters.retention import kept_item

MOST_LISTED: Final = 200
"""Items of each sort that are listed; the others are counted."""


def listed(session: Session, policy: Policy, today: date) -> Retention:
    """Return what retention does and will do, as things stand on the local date `today`."""
    rule, is_held = rule_of(policy, today), Recommendation.held_on.is_not(None)
    held = tuple(map(kept_item, due.items_under(session, is_held, MOST_LISTED)))
    held_number = due.count_under(session, is_held)
    if rule is None:
        return Retention(None, today, (), (), (), held, (0, 0, 0, held_number))
    conditions = (due.may_be_erased(rule), due.was_told(rule), due.to_be_told(rule))
    now, told, to_tell = (_items(session, rule, condition) for condition in conditions)
    numbers = [due.count_under(session, condition) for condition in conditions]
    counts = (numbers[0], numbers[1], numbers[2], held_number)
    return Retention(policy.retention_years, today, now, told, to_tell, held, counts)


def _items(session: Session, rule: RetentionRule, condition: due.Condition) -> tuple[KeptItem, ...]:
    items = due.items_under(session, condition, MOST_LISTED)
    return tuple(kept_item(item, item.erase_on or due.erased_from(item, rule)) for item in items)
