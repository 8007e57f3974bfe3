"""What has come due and was neither done nor given up: the independent check that nothing is forgotten."""

from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.base import Base
from models.outbox.message import DueReminder, OutboxMessage, OutboxState
from models.register.recommendation import AT_NEXT_SWEEP, Recommendation
from models.statements.statement import AttachedFile, FileState

SENT_WITHIN: Final = timedelta(minutes=15)
"""A message that may be sent is sent, or tried again later, within this time."""

MERGED_WITHIN: Final = timedelta(days=7)
"""A reminder waits for working hours no longer than this, over any holidays."""

FETCHED_WITHIN: Final = timedelta(hours=2)
"""A file is fetched, or tried again, within this time."""


@dataclass(frozen=True)
class Overlooked:
    """How many items no sweep has looked at since yesterday, and what waits longer than it should."""

    items: int
    reminders: int
    notices: int
    files: int

    @property
    def nothing(self) -> bool:
        """Whether everything that is due is being seen to."""
        return not any(astuple(self))


def overlooked(session: Session, at: datetime, today: date) -> Overlooked:
    """Return what is overdue at the aware instant `at`, on the force's local date `today`."""
    waiting = OutboxMessage.state.in_((OutboxState.PENDING, OutboxState.SENDING))
    held = OutboxMessage.held_until.is_(None) | (OutboxMessage.held_until < at)
    return Overlooked(
        # What has just been changed waits for the next sweep, which is seen to by the age of the last round.
        items=_count(
            session,
            Recommendation,
            (Recommendation.remind_on > AT_NEXT_SWEEP) & (Recommendation.remind_on < today),
        ),
        reminders=_count(
            session,
            DueReminder,
            DueReminder.outbox_message_id.is_(None)
            & DueReminder.quieted_at.is_(None)
            & (DueReminder.created_at < at - MERGED_WITHIN),
        ),
        notices=_count(
            session, OutboxMessage, waiting & held & (OutboxMessage.next_try_at < at - SENT_WITHIN)
        ),
        files=_count(
            session,
            AttachedFile,
            (AttachedFile.state == FileState.WANTED) & (AttachedFile.next_try_at < at - FETCHED_WITHIN),
        ),
    )


def messages_in(session: Session, state: OutboxState) -> int:
    """Return how many messages are in `state`."""
    return _count(session, OutboxMessage, OutboxMessage.state == state)


def waiting_for(session: Session, at: datetime) -> float:
    """Return for how many seconds, at the aware instant `at`, the oldest message that waits could be sent."""
    waiting = OutboxMessage.state.in_((OutboxState.PENDING, OutboxState.SENDING))
    oldest = session.scalar(select(func.min(OutboxMessage.next_try_at)).where(waiting))
    return max((at - oldest).total_seconds(), 0.0) if oldest else 0.0


def _count(session: Session, table: type[Base], condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(condition)) or 0
