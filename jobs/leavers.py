"""Leavers: what they held is told to the coordinators once, and the hand-over ends when it has been given on."""

from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from jobs.notifications import tell_in_hours
from models.people.hand_over import HandOver, held_by, leave
from models.people.person import Person, Team
from models.policy import Policy
from models.queries import items
from models.register.recommendation import Recommendation
from templates.messages.leavers import HandOverList
from templates.presenters.leavers import hand_over_list


def hand_overs(session: Session, at: datetime, policy: Policy) -> int:
    """Begin, tell and finish what there is to hand over; return how many hand-overs were looked at.

    Whoever is marked as having left and holds something is handed over, by whatever way they were marked.
    """
    act = policy.act(None, at)
    for person in session.scalars(select(Person).where(Person.active.is_(False), HOLDS, ~_IS_HANDED_OVER)):
        leave(session, person, act)
    session.flush()
    open_ones = session.scalars(select(HandOver).where(HandOver.finished_at.is_(None))).all()
    for each in open_ones:
        if not each.finish(session, act):
            tell(session, each, at, policy)
    return len(open_ones)


def tell(session: Session, begun: HandOver, at: datetime, policy: Policy) -> None:
    """Tell every coordinator what is to be handed over, once."""

    def message() -> HandOverList:
        return hand_over_list(begun, held_by(session, begun.leaver), policy.today(at))

    tell_in_hours(session, items.coordinators(session), f"hand-over:{begun.id}", message, at, policy)


HOLDS = or_(
    exists().where(Recommendation.is_open, Recommendation.owner_id == Person.id),
    exists().where(Recommendation.is_open, Recommendation.deputy_id == Person.id),
    exists().where(Team.lead_id == Person.id),
)
"""Somebody holds something open. It is in the hands of the coordinators once a hand-over has begun."""

_IS_HANDED_OVER = exists().where(HandOver.leaver_id == Person.id, HandOver.finished_at.is_(None))
