"""What is due to be erased: the items that ended so long ago, once the coordinators have been told beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from models.policy import Policy
from models.register.recommendation import Recommendation
from models.statements.statement import Statement, statement_item

TOLD_BEFORE: Final = timedelta(days=28)
"""So long before anything of an item is erased, the coordinators are told."""

_ITEM = Recommendation
Condition = ColumnElement[bool]


@dataclass(frozen=True)
class RetentionRule:
    """What has ended is kept for so many `years`; `today` is the force's local date."""

    years: int
    today: date

    @property
    def ended_by(self) -> date:
        """What had ended by this day has been kept long enough."""
        return self.today - relativedelta(years=self.years)

    def over_on(self, item: Recommendation) -> date:
        """Return the day on which `item`, as it stands, will have been kept long enough."""
        return item.status_since + relativedelta(years=self.years)


def rule_of(policy: Policy, today: date) -> RetentionRule | None:
    """Return the rule of the force on the local date `today`; None where everything is kept for ever."""
    return RetentionRule(policy.retention_years, today) if policy.retention_years is not None else None


def is_over(rule: RetentionRule, ended_by: date | None = None) -> Condition:
    """Return the condition that an item is not held and had ended by this day, unless given long enough ago.

    It counts from the day on which its present status took effect: what was reopened begins anew.
    """
    return _is_over(_ITEM, ended_by or rule.ended_by)


def may_be_erased(rule: RetentionRule) -> Condition:
    """Return the condition that an item's time is over and that the day has come of which people were told."""
    return and_(is_over(rule), _ITEM.erase_on <= rule.today)


def to_be_told(rule: RetentionRule) -> Condition:
    """Return the condition that people have to be told: the time of an item is soon over, and words are left."""
    soon = is_over(rule, rule.ended_by + TOLD_BEFORE)
    return and_(soon, _ITEM.erase_on.is_(None), _has_words_left(rule))


def items_under(session: Session, condition: Condition, most: int | None) -> Sequence[Recommendation]:
    """Return up to `most` items under `condition`, what ended first coming first."""
    query = select(_ITEM).where(condition).order_by(_ITEM.status_since, _ITEM.id)
    return session.scalars(query.limit(most)).all()


def count_under(session: Session, condition: Condition) -> int:
    """Return how many items there are under `condition`."""
    return session.scalar(select(func.count()).select_from(_ITEM).where(condition)) or 0


def was_told(rule: RetentionRule) -> Condition:
    """Return the condition that people were told of an item, and that its day is still to come."""
    return _ITEM.erase_on > rule.today


def erased_from(item: Recommendation, rule: RetentionRule) -> date:
    """Return the day from which `item` may be erased if people are told today."""
    return max(rule.over_on(item), rule.today + TOLD_BEFORE)


def forget_what_does_not_hold(session: Session, rule: RetentionRule | None) -> None:
    """Take back every day that was told and is not right any more, since the rule has changed or there is none."""
    stale: Condition = _ITEM.erase_on.is_not(None)
    if rule is not None:
        stale = and_(stale, ~is_over(rule, rule.ended_by + TOLD_BEFORE))
    session.execute(update(_ITEM).where(stale).values(erase_on=None))


def put_off(session: Session, rule: RetentionRule) -> None:
    """Let nothing be erased today: what is due is due tomorrow."""
    due = update(_ITEM).where(_ITEM.erase_on <= rule.today)
    session.execute(due.values(erase_on=rule.today + timedelta(days=1)))


def statements_over(rule: RetentionRule) -> Condition:
    """Return the condition that no item keeps a statement: the time of every one that it supports is over.

    Each has been told of, or was erased before.
    """
    other = aliased(_ITEM)
    keeps = (
        select(statement_item.c.statement_id)
        .join(other, other.id == statement_item.c.recommendation_id)
        .where(
            statement_item.c.statement_id == Statement.id,
            ~and_(
                _is_over(other, rule.ended_by),
                or_(
                    and_(other.erase_on.is_not(None), other.erase_on <= rule.today),
                    _was_erased(other),
                ),
            ),
        )
    )
    return and_(Statement.erased_at.is_(None), ~keeps.exists())


def _is_over(item: type[Recommendation], ended_by: date) -> Condition:
    return and_(~item.is_open, item.status_since <= ended_by, item.held_on.is_(None))


def _was_erased(item: type[Recommendation]) -> Condition:
    return and_(item.erased_on.is_not(None), item.erased_on >= item.status_since)


def _has_words_left(rule: RetentionRule) -> Condition:
    """Nothing was erased since it ended; or a statement was kept for another item, which is held no longer."""
    other = aliased(_ITEM)
    linked = aliased(statement_item)
    kept = (
        select(linked.c.statement_id)
        .join(other, other.id == linked.c.recommendation_id)
        .where(
            linked.c.statement_id == Statement.id,
            ~and_(_is_over(other, rule.ended_by + TOLD_BEFORE), _was_erased(other)),
        )
    )
    left = (
        select(Statement.id)
        .join(statement_item, statement_item.c.statement_id == Statement.id)
        .where(statement_item.c.recommendation_id == _ITEM.id, Statement.erased_at.is_(None), ~kept.exists())
    )
    return or_(~_was_erased(_ITEM), left.exists())
