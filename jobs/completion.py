"""What the calendar and the register bring up on an item's way to its end; people decide about it."""

from datetime import date, datetime
from functools import cache, partial

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from jobs.notifications import tell_in_hours
from models.completion.checking import check_of, demonstrated
from models.enums import ItemKind
from models.ledger.event import LIFE, Event
from models.policy import Policy
from models.queries import items
from models.register.recommendation import Recommendation
from templates.messages.completion import CauseMayClose
from templates.presenters.completion import submission
from templates.presenters.rows import row, rows


def ask_to_confirm(session: Session, at: datetime, policy: Policy) -> int:
    """Ask the coordinators to confirm what has been shown to last; return how many of them were asked.

    It does not become complete by itself: that it has lasted is for a person to say.
    """
    today, coordinators = policy.today(at), items.coordinators(session)
    told = 0
    for item in items.items_of(session, demonstrated(today)):
        check = check_of(session, item, policy)
        message = partial(submission, session, item, check, today, policy.zone, over=True)
        told += tell_in_hours(session, coordinators, f"confirm:{item.id}:{check.number}", message, at, policy)
    return told


def say_which_causes_may_close(session: Session, at: datetime, policy: Policy) -> int:
    """Tell the coordinators of causes of concern with nothing left for the force to do; return how many were told.

    It does not matter by what the last one ended, by a command or an import. A cause is never closed by itself.
    """
    today, coordinators = policy.today(at), items.coordinators(session)
    told = 0
    for cause, ended in session.execute(_may_close()).all():
        message = partial(_may_be_closed, cause, today)
        told += tell_in_hours(session, coordinators, f"cause:{cause.id}:{ended}", message, at, policy)
    return told


@cache
def _may_close() -> Select[Recommendation, int]:
    """Return the query of the open causes without open children of the force, each with a child's last end.

    It is the same at every tick, and to put it together takes four times as long as to ask it.
    """
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
        ~of_it.where(child.is_open, child.for_force).exists(),
    )


def _may_be_closed(cause: Recommendation, today: date) -> CauseMayClose:
    return CauseMayClose(row(cause, today), rows(cause.children, today), today)
