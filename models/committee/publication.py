"""Publishing a committee's summary: frozen, and told once; and finding what has been recorded since."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.committee import figures
from models.committee.bridge import head
from models.committee.figures import Standing
from models.committee.meeting import Meeting
from models.committee.summary import Summary
from models.ledger.audit_context import AuditContext
from models.outbox import outbox
from models.outbox.message import MessageKind, SerializedMessage
from models.policy import Policy
from models.refusals.committee import NoCommitteeChannel


@dataclass(frozen=True)
class PrintedSummary:
    """A summary as it is to be kept (`facts`, JSON that is the same for the same figures) and told (`message`)."""

    facts: str
    message: SerializedMessage


Compose = Callable[[Session, Standing, Policy, date], PrintedSummary]


def canonical(facts: object) -> str:
    """Return `facts` as JSON that is the same, byte for byte, for the same facts."""
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def key_of(meeting: Meeting) -> str:
    """Return the key under which the summary for `meeting` is told: there is only one."""
    return f"digest:{meeting.held_on}"


def publish(
    session: Session, meeting: Meeting, audit: AuditContext, policy: Policy, compose: Compose
) -> Summary:
    """Freeze the summary for `meeting` and tell it to the committee's channel; return it.

    One that has been published is returned as it is. Raises NoCommitteeChannel or BridgeDoesNotClose.
    """
    known = figures.published_for(session, meeting)
    if known is not None:
        return known
    if policy.committee_channel is None:
        raise NoCommitteeChannel
    standing = figures.standing(session, meeting, audit.today)
    printed = compose(session, standing, policy, audit.today)
    closing = standing.bridge.closing
    summary = Summary(
        meeting=meeting,
        until=standing.period.until,
        known_to=head(session),
        checked_to=head(session),
        published_at=audit.at,
        published_by_id=audit.by.id if audit.by else None,
        facts=printed.facts,
        items={str(item): kind for kind, items in closing.items() for item in items},
        told="[]",
    )
    session.add(summary)
    session.flush()
    outbox.enqueue(
        session,
        key_of(meeting),
        printed.message,
        audit.at,
        conversation=policy.committee_channel,
        kind=MessageKind.PUBLICATION,
    )
    return summary


def standing_again(session: Session, summary: Summary, today: date) -> Standing:
    """Return what the register knows by now of the period that `summary` covered."""
    meeting = summary.meeting
    last = figures.last_meeting_before(session, meeting.held_on)
    period = figures.period_before(session, meeting, summary.until)
    opening = figures.opening_for(session, last) if last else None
    return figures.between(session, period, meeting, opening, today)


def printed_up_to(session: Session) -> date | None:
    """Return the last day that the figures of a published summary count, or None before the first."""
    return session.scalar(select(func.max(Summary.until)))
