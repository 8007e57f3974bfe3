"""Freezing the figures for a meeting, from which its paper and its summary come, and posting the summary, once.

Reckoning takes long in a large register, and whoever freezes or posts is alone with it. So all can be reckoned
before, from the register as it was at one moment, while others record. What they record meanwhile comes after the
figures, as if it had been recorded after the freeze: it stands beneath the summary, or is told for the first time
in the next. Where the figures themselves would be others by it, they are reckoned again before they are frozen.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.committee import figures
from models.committee.figures import Standing
from models.committee.meeting import Meeting
from models.committee.summary import Summary
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.position import Position, position
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


RESTS_ON: Final = frozenset(
    {
        EventKind.MEETING_ADDED,
        EventKind.MEETING_CHANGED,
        EventKind.MEETING_CANCELLED,
        EventKind.PRINTED_ENTERED,
        EventKind.PRINTED_REMOVED,
        EventKind.POLICY_DECIDED,
        EventKind.STATEMENT_EDITED,
        EventKind.STATEMENT_DELETED,
        EventKind.STATEMENT_WITHDRAWN,
        EventKind.FOR_COMMITTEE,
        EventKind.NOT_FOR_COMMITTEE,
        EventKind.WORDS_ERASED,
        EventKind.SIGNED_OFF,
    }
)
"""What makes figures others that were reckoned and not frozen yet: their period, what the last paper printed, how
they are put into words, whose words they quote, and what somebody was told would be in them. Any other fact is told
after them."""


@dataclass(frozen=True)
class Figures:
    """What is frozen of the figures up to the day `until`: all they say, and for each open item its id and kind."""

    until: date
    facts: str
    items: dict[str, str]


@dataclass(frozen=True)
class Reckoned:
    """What was reckoned for the meeting with this number on the local date `today`, and not frozen or posted yet.

    `figures` is None where they were frozen, and `message` where nothing is to be posted. `ledger` is how far the
    ledger had come, and `frozen_last` the number of the figures that were frozen last, 0 where none were.
    """

    meeting: int
    today: date
    ledger: Position
    frozen_last: int
    figures: Figures | None
    message: SerializedMessage | None = None

    def holds(self, session: Session, meeting: Meeting, today: date) -> bool:
        """Whether it would be the same for `meeting` and `today`, were it reckoned up to the same fact now."""
        return (
            (self.meeting, self.today) == (meeting.id, today)
            and self.frozen_last == _frozen_last(session)
            and not self.ledger.is_passed(session, RESTS_ON)
        )


def canonical(facts: object) -> str:
    """Return `facts` as JSON that is the same, byte for byte, for the same facts."""
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def key_of(meeting: Meeting) -> str:
    """Return the key under which the summary for `meeting` is told: there is only one."""
    return f"digest:{meeting.id}"


def frozen_topic(meeting: Meeting) -> str:
    """Return the topic under which coordinators are told that the figures for `meeting` are frozen."""
    return f"frozen:{meeting.id}"


def reckon(
    session: Session, meeting: Meeting, today: date, policy: Policy, printing: Printing, *, to_post: bool
) -> Reckoned:
    """Reckon the figures for `meeting` unless they are frozen, and if they are `to_post`, what is posted of them.

    Raises BridgeDoesNotClose.
    """
    frozen, ledger, found = figures.frozen_for(session, meeting), position(session), None
    if frozen is None:
        found = _figures(session, meeting, today, policy, printing)
        frozen = _summary(found, meeting, ledger)
    message = printing.message(session, frozen, policy, today) if to_post else None
    return Reckoned(meeting.id, today, ledger, _frozen_last(session), found, message)


def freeze(
    session: Session,
    meeting: Meeting,
    audit: AuditContext,
    policy: Policy,
    printing: Printing,
    reckoned: Reckoned | None = None,
) -> Summary:
    """Freeze the figures for `meeting`, as they were `reckoned` if that still holds; return them.

    Those that have been frozen are returned as they are. Raises BridgeDoesNotClose.
    """
    known = figures.frozen_for(session, meeting)
    if known is not None:
        return known
    if reckoned is not None and not reckoned.holds(session, meeting, audit.today):
        reckoned = None
    return _freeze(session, meeting, audit, policy, printing, reckoned)


def _freeze(
    session: Session,
    meeting: Meeting,
    audit: AuditContext,
    policy: Policy,
    printing: Printing,
    reckoned: Reckoned | None,
) -> Summary:
    """Freeze the figures for `meeting`, which were not: as they were `reckoned`, which holds, or reckoned now."""
    if reckoned is not None and reckoned.figures is not None:
        frozen = _summary(reckoned.figures, meeting, reckoned.ledger)
    else:
        frozen = _summary(
            _figures(session, meeting, audit.today, policy, printing), meeting, position(session)
        )
    frozen.frozen_at, frozen.frozen_by_id = audit.at, audit.by.id if audit.by else None
    session.add(frozen)
    session.flush()
    return frozen


def publish(
    session: Session,
    meeting: Meeting,
    audit: AuditContext,
    policy: Policy,
    printing: Printing,
    reckoned: Reckoned | None = None,
) -> Summary:
    """Post the figures for `meeting` to the committee's channel, frozen now unless they were; return them.

    It says what was `reckoned`, if that still holds. Those that have been posted are returned as they are. Raises
    NoCommitteeChannel or BridgeDoesNotClose.
    """
    known = figures.published_for(session, meeting)
    if known is not None:
        return known
    if policy.committee_channel is None:
        raise NoCommitteeChannel
    if reckoned is not None and not reckoned.holds(session, meeting, audit.today):
        reckoned = None
    message = reckoned.message if reckoned is not None else None
    summary = figures.frozen_for(session, meeting) or _freeze(
        session, meeting, audit, policy, printing, reckoned
    )
    summary.published_at = audit.at
    summary.published_by_id = audit.by.id if audit.by else None
    outbox.enqueue(
        session,
        key_of(meeting),
        message or printing.message(session, summary, policy, audit.today),
        audit.at,
        conversation=policy.committee_channel,
        kind=MessageKind.PUBLICATION,
    )
    return summary


def _figures(session: Session, meeting: Meeting, today: date, policy: Policy, printing: Printing) -> Figures:
    standing = figures.standing(session, meeting, today)
    closing = standing.bridge.closing
    return Figures(
        until=standing.period.until,
        facts=printing.facts(session, standing, policy, today),
        items={str(item): kind for kind, items in closing.items() for item in items},
    )


def _summary(found: Figures, meeting: Meeting, ledger: Position) -> Summary:
    """Return what is frozen for `meeting`, not written down yet."""
    return Summary(
        meeting=meeting,
        until=found.until,
        known_to=ledger.event,
        checked_to=ledger.event,
        facts=found.facts,
        items=found.items,
        told="[]",
    )


def _frozen_last(session: Session) -> int:
    return session.scalar(select(func.max(Summary.id))) or 0


def printed_up_to(session: Session) -> date | None:
    """Return the last day that frozen figures count, or None before the first."""
    query = select(func.max(Summary.until)).join(Meeting).where(Meeting.cancelled_at.is_(None))
    return session.scalar(query)
