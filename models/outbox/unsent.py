"""Messages that could not be sent: seen by the coordinators, sent again, or let be."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.outbox.message import OutboxMessage, OutboxState
from models.queries.numbered import numbered
from models.refusals.running import NothingFailedThere


def failed(session: Session, most: int) -> Sequence[OutboxMessage]:
    """Return up to `most` notices that could not be sent, the latest first."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.state == OutboxState.FAILED)
        .order_by(OutboxMessage.id.desc())
    )
    return session.scalars(query.limit(most)).all()


def failed_one(session: Session, number: str) -> OutboxMessage:
    """Return the failed notice with this number. Raises NothingFailedThere, also once it has been seen to."""
    notice = numbered(session, OutboxMessage, number, held=True)
    if notice is None or notice.state is not OutboxState.FAILED:
        raise NothingFailedThere
    return notice


def send_again(notice: OutboxMessage, at: datetime) -> None:
    """Have a failed notice sent at the aware instant `at`, once more.

    Where it is not known whether an earlier send arrived, the conversation is still searched for it first.
    """
    notice.state, notice.next_try_at, notice.held_until = OutboxState.PENDING, at, None


def let_be(notice: OutboxMessage) -> None:
    """Leave a failed notice unsent: somebody has seen to it."""
    notice.state = OutboxState.CANCELLED
