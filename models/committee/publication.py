"""Freezing the figures for a meeting, from which its paper and its summary come, and posting the summary, once."""

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
class Printing:
    """How figures are put into words: `facts` as JSON that is the same for the same figures, and the `message`.

    The message tells of what is frozen, with what has been recorded since up to the local date that is given.
    """

    facts: Callable[[Session, Standing, Policy, date], str]
    message: Callable[[Session, Summary, Policy, date], SerializedMessage]


def canonical(facts: object) -> str:
    """Return `facts` as JSON that is the same, byte for byte, for the same facts."""
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def key_of(meeting: Meeting) -> str:
    """Return the key under which the summary for `meeting` is told: there is only one."""
    return f"digest:{meeting.id}"


def frozen_topic(meeting: Meeting) -> str:
    """Return the topic under which coordinators are told that the figures for `meeting` are frozen."""
    return f"frozen:{meeting.id}"


def freeze(
    session: Session, meeting: Meeting, audit: AuditContext, policy: Policy, printing: Printing
) -> Summary:
    """Freeze the figures for `meeting`; return them. Those that have been frozen are returned as they are.

    Raises BridgeDoesNotClose.
    """
    known = figures.frozen_for(session, meeting)
    if known is not None:
        return known
    standing = figures.standing(session, meeting, audit.today)
    closing = standing.bridge.closing
    frozen = Summary(
        meeting=meeting,
        until=standing.period.until,
        known_to=head(session),
        checked_to=head(session),
        frozen_at=audit.at,
        frozen_by_id=audit.by.id if audit.by else None,
        facts=printing.facts(session, standing, policy, audit.today),
        items={str(item): kind for kind, items in closing.items() for item in items},
        told="[]",
    )
    session.add(frozen)
    session.flush()
    return frozen


def publish(
    session: Session, meeting: Meeting, audit: AuditContext, policy: Policy, printing: Printing
) -> Summary:
    """Post the figures for `meeting` to the committee's channel, frozen now unless they were; return them.

    Those that have been posted are returned as they are. Raises NoCommitteeChannel or BridgeDoesNotClose.
    """
    known = figures.published_for(session, meeting)
    if known is not None:
        return known
    if policy.committee_channel is None:
        raise NoCommitteeChannel
    summary = freeze(session, meeting, audit, policy, printing)
    summary.published_at = audit.at
    summary.published_by_id = audit.by.id if audit.by else None
    outbox.enqueue(
        session,
        key_of(meeting),
        printing.message(session, summary, policy, audit.today),
        audit.at,
        conversation=policy.committee_channel,
        kind=MessageKind.PUBLICATION,
    )
    return summary


def printed_up_to(session: Session) -> date | None:
    """Return the last day that frozen figures count, or None before the first."""
    query = select(func.max(Summary.until)).join(Meeting).where(Meeting.cancelled_at.is_(None))
    return session.scalar(query)
