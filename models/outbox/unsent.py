"""Messages that could not be sent: seen by the coordinators, sent again, or let be."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.outbox.message import Notice, NoticeState
from models.queries.numbered import numbered
from models.refusals.running import NothingFailedThere


def failed(session: Session, most: int) -> Sequence[Notice]:
    """Return up to `most` notices that could not be sent, the latest first."""
    query = select(Notice).where(Notice.state == NoticeState.FAILED).order_by(Notice.id.desc())
    return session.scalars(query.limit(most)).all()


def failed_one(session: Session, number: str) -> Notice:
    """Return the failed notice with this number. Raises NothingFailedThere, also once it has been seen to."""
    notice = numbered(session, Notice, number, held=True)
    if notice is None or notice.state is not NoticeState.FAILED:
        raise NothingFailedThere
    return notice


def send_again(notice: Notice, at: datetime) -> None:
    """Have a failed notice sent at the aware instant `at`, once more.

    Where it is not known whether an earlier send arrived, the conversation is still searched for it first.
    """
    notice.state, notice.next_try_at, notice.held_until = NoticeState.PENDING, at, None


def let_be(notice: Notice) -> None:
    """Leave a failed notice unsent: somebody has seen to it."""
    notice.state = NoticeState.CANCELLED
