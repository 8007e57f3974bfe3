"""How much a person's own items press, in the order in which their page groups them."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Case, ColumnElement, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from models.enums import OWNERS_TURN, Urgency
from models.people.person import Person
from models.queries.items import MINE, mine
from models.register.recommendation import Recommendation
from models.reminders.cadence import REVIEW_OPENS

SOON = timedelta(days=30)
THIS_QUARTER = timedelta(days=92)


_ORDER = tuple(Urgency)


def count_by_urgency(session: Session, person: Person, today: date) -> dict[Urgency, int]:
    """Count the open items of `person` on the local date `today`, by how much they press; none is left out."""
    counted = session.execute(_COUNTED, mine(person) | _days(today))
    return {_ORDER[number]: count for number, count in counted}


def by_urgency(
    session: Session, person: Person, today: date, most: int, skip: int
) -> Sequence[tuple[Recommendation, Urgency]]:
    """Return up to `most` of the person's open items after the first `skip`, the most pressing first."""
    rows = session.execute(_LISTED, mine(person) | _days(today) | {"most": most, "skip": skip})
    return [(item, _ORDER[number]) for item, number in rows]


def _days(today: date) -> dict[str, date]:
    """Return the days by which an item must fall due to press so much."""
    return {
        "today": today,
        "soon": today + SOON,
        "review_opened": today + REVIEW_OPENS,
        "quarter": today + THIS_QUARTER,
    }


def _place() -> Case[int]:
    """Return the place of an item's urgency in their order. What is not this force's does not press."""
    item = Recommendation

    def falls(by: str, review_by: str) -> ColumnElement[bool]:
        return or_(item.deadline_on <= bindparam(by), item.review_due_on <= bindparam(review_by))

    rules = (
        (item.status.not_in(OWNERS_TURN), Urgency.WAITING),
        (item.snoozed_until > bindparam("today"), Urgency.SNOOZED),
        (and_(item.for_force, item.deadline_on < bindparam("today")), Urgency.OVERDUE),
        (and_(item.for_force, falls("soon", "review_opened")), Urgency.SOON),
        (and_(item.for_force, falls("quarter", "quarter")), Urgency.QUARTER),
    )
    return case(
        *((holds, _ORDER.index(urgency)) for holds, urgency in rules), else_=_ORDER.index(Urgency.LATER)
    )


_PLACE = _place()
_COUNTED = select(_PLACE, func.count()).where(MINE).group_by(_PLACE)
_LISTED = (
    select(Recommendation, _PLACE)
    .where(MINE)
    .order_by(_PLACE, Recommendation.pressing_on, Recommendation.id)
    .offset(bindparam("skip"))
    .limit(bindparam("most"))
)
