"""The summary that goes to the committee's channel by itself, once before every meeting, and its corrections."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import opening
from models.committee.asof import item_once_called
from models.committee.bridge import head
from models.committee.figures import standing_again
from models.committee.meeting import Meeting
from models.committee.publication import canonical, key_of, publish
from models.committee.summary import Summary
from models.outbox import outbox
from models.outbox.message import MessageKind, OutboxState
from models.people.person import USUAL_HOURS
from models.policy import Policy
from models.queries import statements
from templates.messages.publication import Correction
from templates.presenters.corrections import corrections
from templates.presenters.summary import TO_PRINT, printed_again, summary
from templates.serialization import freeze

LATEST = timedelta(days=90)
"""A summary that an outage held up is still posted so long after its meeting, rather than never."""


def post_digest(session: Session, at: datetime, policy: Policy) -> int:
    """Publish the summary of every meeting whose day for it has come; return how many.

    The day is so many working days before the meeting. A meeting entered after it was held gets none.
    """
    if policy.committee_channel is None:
        return 0
    today = policy.today(at)
    posted = 0
    for meeting in _meetings(session, at, policy):
        due_on = policy.calendar.working_days_before(meeting.held_on, policy.digest_working_days)
        in_hours = opening(at, policy.zone, USUAL_HOURS, policy.calendar) == at
        if today < due_on or not in_hours:
            continue
        publish(session, meeting, policy.act(None, at), policy, TO_PRINT)
        posted += 1
    return posted


def post_corrections(session: Session, at: datetime, policy: Policy) -> int:
    """Say, under a summary that was posted, what has been recorded since that changes it; return how many.

    That ends with the meeting: what is recorded later is restated in the next summary.
    """
    today, now = policy.today(at), head(session)
    query = select(Summary).join(Meeting).where(Meeting.held_on >= today, Summary.checked_to < now)
    return sum(_correct(session, kept, at, policy, now) for kept in session.scalars(query))


def _correct(session: Session, kept: Summary, at: datetime, policy: Policy, now: int) -> bool:
    told_by = statements.message_by_key(session, key_of(kept.meeting))
    posted = told_by.posted if told_by and told_by.state is OutboxState.SENT else None
    if posted is None:
        return False
    kept.checked_to = now
    again = summary(session, standing_again(session, kept, policy.today(at)), policy)

    def called_now(reference: str) -> str:
        item = item_once_called(session, reference)
        return item.reference if item else reference

    changes = corrections(printed_again(kept), again, called_now)
    correction = Correction(kept.meeting.held_on, policy.today(at), changes)
    told = canonical([asdict(change) for change in changes])
    if told == kept.told:
        return False
    kept.told = told
    key = f"correction:{kept.meeting.held_on}:{now}"
    outbox.enqueue(
        session,
        key,
        freeze(correction),
        at,
        conversation=posted.conversation,
        thread=posted,
        kind=MessageKind.PUBLICATION,
    )
    return True


def _meetings(session: Session, at: datetime, policy: Policy) -> list[Meeting]:
    """Return the meetings whose summary may be due and has not been published, in order."""
    today = policy.today(at)
    # Working days and days off make at most some three calendar days of one working day.
    horizon = today + timedelta(days=3 * policy.digest_working_days + 14)
    query = (
        select(Meeting)
        .outerjoin(Summary)
        .where(
            Summary.id.is_(None),
            Meeting.held_on <= horizon,
            Meeting.held_on >= today - LATEST,
            Meeting.entered_on <= Meeting.held_on,
        )
    )
    return list(session.scalars(query.order_by(Meeting.held_on)))
