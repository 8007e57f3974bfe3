"""Messages that could not be sent: seen by the coordinators, sent again, or let be."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.outbox.message import OutboxMessage, OutboxState
from models.queries.numbered import numbered
from models.refusals.running import NothingFailedThere


def failed(session: Session, most: int) -> Sequence[OutboxMessage]:
    """Return up to `most` messages that could not be sent, the latest first."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.state == OutboxState.FAILED)
        .order_by(OutboxMessage.id.desc())
    )
    return session.scalars(query.limit(most)).all()


def failed_one(session: Session, number: str) -> OutboxMessage:
    """Return the failed message with this number. Raises NothingFailedThere, also once it has been seen to."""
    outbox_message = numbered(session, OutboxMessage, number, held=True)
    if outbox_message is None or outbox_message.state is not OutboxState.FAILED:
        raise NothingFailedThere
    return outbox_message


def send_again(outbox_message: OutboxMessage, at: datetime) -> None:
    """Have a failed message sent at the aware instant `at`, once more.

    Where it is not known whether an earlier send arrived, the conversation is still searched for it first.
    """
    outbox_message.state, outbox_message.next_try_at, outbox_message.held_until = (
        OutboxState.PENDING,
        at,
        None,
    )


def let_be(outbox_message: OutboxMessage) -> None:
    """Leave a failed message unsent: somebody has seen to it."""
    outbox_message.state = OutboxState.CANCELLED
