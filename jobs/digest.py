"""The summary that goes to the committee's channel by itself, once before every meeting, and its corrections."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.quarter import coming
from models.calendar import opening
from models.committee.asof import item_once_called
from models.committee.bridge import head
from models.committee.figures import frozen_for, standing_again
from models.committee.meeting import Meeting
from models.committee.publication import canonical, key_of, publish
from models.committee.quarter import quarter
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


def post_digest(session: Session, at: datetime, policy: Policy) -> int:
    """Post the summary of every meeting whose day for it has come, from its frozen figures; return how many.

    The day is so many working days before the meeting. A meeting entered after it was held gets none.
    """
    if policy.committee_channel is None or opening(at, policy.zone, USUAL_HOURS, policy.calendar) != at:
        return 0
    posted = 0
    for meeting in coming(session, at, policy):
        if frozen_for(session, meeting) is None or policy.today(at) < quarter(meeting, policy).summary_on:
            continue
        publish(session, meeting, policy.act(None, at), policy, TO_PRINT)
        posted += 1
    return posted


def post_corrections(session: Session, at: datetime, policy: Policy) -> int:
    """Say, under a summary that was posted, what has been recorded since that changes it; return how many.

    That ends with the meeting: what is recorded later is restated in the next summary.
    """
    today, now = policy.today(at), head(session)
    query = select(Summary).join(Meeting)
    query = query.where(Meeting.held_on >= today, Meeting.cancelled_at.is_(None), Summary.checked_to < now)
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
