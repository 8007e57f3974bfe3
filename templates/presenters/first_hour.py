"""From a register that begins to the steps of its first hour."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.committee import figures
from models.policy import Policy
from models.queries import first_hour as queries
from models.register.recommendation import Recommendation
from templates.messages.first_hour import FirstHour


def first_hour(session: Session, name: str, today: date, policy: Policy) -> FirstHour:
    """Return how far the register has come by the local date `today`, for the coordinator with this `name`."""
    owners, told = queries.owners(session), queries.invited(session)
    last = figures.last_meeting_before(session, today)
    coming = figures.next_meeting(session, today)
    return FirstHour(
        name,
        today,
        items=session.scalar(select(func.count()).select_from(Recommendation)) or 0,
        last_meeting=last.held_on if last else None,
        next_meeting=coming.held_on if coming else None,
        is_channel=policy.committee_channel is not None,
        owners=len(owners),
        unreachable=tuple(each.name for each in owners if not each.reachable),
        waiting=sum(each.reachable and each.id not in told for each in owners),
    )
