"""Keeping the tally short."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.policy import Policy
from models.register.counters import add_up


def add_up_tally(session: Session, at: datetime, policy: Policy) -> int:
    """Add up what has changed, once there is much of it; return how many changes there were."""
    del at, policy
    return add_up(session)
