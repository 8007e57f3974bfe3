"""How much a person's own items press, in the order in which their page groups them."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Case, ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from models.enums import OWNERS_TURN, Urgency
from models.people.person import Person
from models.queries.items import of_person
from models.register.recommendation import Recommendation
from models.reminders.cadence import REVIEW_OPENS

SOON = timedelta(days=30)
THIS_QUARTER = timedelta(days=92)


_ORDER = tuple(Urgency)


def count_by_urgency(session: Session, person: Person, today: date) -> dict[Urgency, int]:
    """Count the open items of `person` on the local date `today`, by how much they press; none is left out."""
    place = _place(today)
    counted = session.execute(
        select(place, func.count()).where(of_person(person.id, person.standing_in)).group_by(place)
    )
    return {_ORDER[number]: count for number, count in counted}


def by_urgency(
    session: Session, person: Person, today: date, most: int, skip: int
) -> Sequence[tuple[Recommendation, Urgency]]:
    """Return up to `most` of the person's open items after the first `skip`, the most pressing first."""
    place = _place(today)
    rows = session.execute(
        select(Recommendation, place)
        .where(of_person(person.id, person.standing_in))
        .order_by(place, Recommendation.pressing_on, Recommendation.id)
        .offset(skip)
        .limit(most)
    )
    return [(item, _ORDER[number]) for item, number in rows]


def _place(today: date) -> Case[int]:
    """Return the place of an item's urgency in their order. What is not this force's does not press."""
    item = Recommendation

    def falls(within: timedelta, review_within: timedelta) -> ColumnElement[bool]:
        return or_(item.deadline_on <= today + within, item.review_due_on <= today + review_within)

    rules = (
        (item.status.not_in(OWNERS_TURN), Urgency.WAITING),
        (item.snoozed_until > today, Urgency.SNOOZED),
        (and_(item.for_force, item.deadline_on < today), Urgency.OVERDUE),
        (and_(item.for_force, falls(SOON, REVIEW_OPENS)), Urgency.SOON),
        (and_(item.for_force, falls(THIS_QUARTER, THIS_QUARTER)), Urgency.QUARTER),
    )
    return case(
        *((holds, _ORDER.index(urgency)) for holds, urgency in rules), else_=_ORDER.index(Urgency.LATER)
    )
