"""The digest that goes to the committee's channel by itself, once before every meeting."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import figures, once, spoken
from models.calendar import opening
from models.committee import Meeting
from models.person import USUAL_HOURS
from models.policy import Policy
from templates.frozen import freeze
from templates.rows import digest

LATEST = timedelta(days=90)
"""A digest that an outage held up is still posted so long after its meeting, rather than never."""


def post_digest(session: Session, at: datetime, policy: Policy) -> int:
    """Put the digest of every meeting whose day for it has come into the outbox; return how many.

    The day is so many working days before the meeting. A meeting entered after it was held gets none.
    """
    if policy.committee_channel is None:
        return 0
    today = policy.today(at)
    posted = 0
    for meeting in _meetings(session, at, policy):
        key = f"digest:{meeting.held_on}"
        due_on = policy.calendar.working_days_before(meeting.held_on, policy.digest_working_days)
        in_hours = opening(at, policy.zone, USUAL_HOURS, policy.calendar) == at
        if today < due_on or not in_hours or spoken.notice_by_key(session, key):
            continue
        message = digest(figures.standing(session, today), meeting.held_on)
        once.tell(session, key, freeze(message), at, channel=policy.committee_channel)
        posted += 1
    return posted


def _meetings(session: Session, at: datetime, policy: Policy) -> list[Meeting]:
    today = policy.today(at)
    # Working days and days off make at most some three calendar days of one working day.
    horizon = today + timedelta(days=3 * policy.digest_working_days + 14)
    query = select(Meeting).where(
        Meeting.held_on <= horizon,
        Meeting.held_on >= today - LATEST,
        Meeting.entered_on <= Meeting.held_on,
    )
    return list(session.scalars(query.order_by(Meeting.held_on)))
