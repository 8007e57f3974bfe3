"""What a job does in one transaction."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from models.policy import Policy

Run = Callable[[Session, datetime, Policy], int]
"""Called with the aware instant of the run; returns how much it did."""


def nothing(session: Session, at: datetime, policy: Policy) -> int:
    """Do nothing."""
    del session, at, policy
    return 0
