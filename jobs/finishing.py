"""What the calendar and the register bring up on an item's way to its end; people decide about it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from models import once, queries, spoken
from models.checking import check_of, demonstrated
from models.event import LIFE, Event
from models.kinds import ItemKind
from models.person import Person
from models.policy import Policy
from models.recommendation import Recommendation
from templates.finishing_rows import submission
from templates.frozen import freeze
from templates.messages import CauseMayClose, Message
from templates.rows import row, rows


def ask_to_confirm(session: Session, at: datetime, policy: Policy) -> int:
    """Ask the coordinators to confirm what has been shown to last; return how many of them were asked.

    It does not become complete by itself: that it has lasted is for a person to say.
    """
    today = policy.today(at)
    told = 0
    for item in queries.items_of(session, demonstrated(today)):
        check = check_of(session, item, policy)
        message = submission(session, item, check, today, policy.zone, over=True)
        told += _tell(session, f"confirm:{item.id}:{check.number}", message, at, policy)
    return told


def say_which_causes_may_close(session: Session, at: datetime, policy: Policy) -> int:
    """Tell the coordinators of causes of concern whose recommendations have all ended; return how many were told.

    It does not matter by what the last one ended, by a command or an import. A cause is never closed by itself.
    """
    today = policy.today(at)
    told = 0
    for cause, ended in session.execute(_may_close()).all():
        message = CauseMayClose(row(cause, today), rows(cause.children, today), today)
        told += _tell(session, f"cause:{cause.id}:{ended}", message, at, policy)
    return told


def _may_close() -> Select[Recommendation, int]:
    """Return the query of the open causes without open children, each with the last event that ended a child."""
    child = aliased(Recommendation)
    last = (
        select(func.max(Event.id))
        .join(child, child.id == Event.recommendation_id)
        .where(child.parent_id == Recommendation.id, Event.kind.in_(LIFE))
        .scalar_subquery()
    )
    of_it = select(child.id).where(child.parent_id == Recommendation.id)
    return select(Recommendation, last).where(
        Recommendation.is_open,
        Recommendation.for_force,
        Recommendation.kind == ItemKind.CAUSE_OF_CONCERN,
        of_it.exists(),
        ~of_it.where(child.is_open).exists(),
    )


def _tell(session: Session, key: str, message: Message, at: datetime, policy: Policy) -> int:
    """Put `message` into the outbox for every coordinator whom it has not been told, within their hours."""
    waiting: Sequence[Person] = [
        person
        for person in queries.coordinators(session)
        if person.reachable and spoken.notice_by_key(session, f"{key}:{person.id}") is None
    ]
    for person in waiting:
        notice = once.tell(session, f"{key}:{person.id}", freeze(message), at, person=person)
        notice.next_try_at = person.next_opening(at, policy.calendar)
    return len(waiting)
