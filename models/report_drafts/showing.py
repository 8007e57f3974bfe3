"""Keeping every message that shows a draft true to what it is now."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.address import MessageRef
from models.outbox import outbox
from models.outbox.message import OutboxMessage
from models.report_drafts.draft import Draft

Frozen = dict[str, Any]


def lead_of(draft: Draft) -> str:
    """Return what the keys of the notices that show the draft begin with."""
    return f"report-draft:{draft.id}:"


def show_again(
    session: Session,
    draft: Draft,
    at: datetime,
    source: str,
    redrawn: Callable[[Frozen], Frozen | None],
    *,
    spared: MessageRef | None = None,
) -> None:
    """Show the draft as it is at the aware instant `at` wherever its latest showings stand, because of `source`.

    `redrawn` makes the message anew from the one that stands there, or returns None where it shows no draft.
    The message `spared` is left as it is.
    """
    session.flush()
    for notice in _showings(session, draft):
        message = None if spared is not None and notice.posted == spared else redrawn(notice.message)
        if message is None or message == notice.message:
            continue
        outbox.change(session, notice, f"redrawn:{notice.id}:{source}", message, at)


def _showings(session: Session, draft: Draft) -> Sequence[OutboxMessage]:
    """Return the latest notices that show the draft to each person, and the one that answered a message."""
    latest = (
        select(func.max(OutboxMessage.id))
        .where(OutboxMessage.key.like(f"{lead_of(draft)}%"))
        .group_by(OutboxMessage.person_id)
    )
    wanted = latest.union(select(OutboxMessage.id).where(OutboxMessage.key == f"answer:{draft.source}"))
    return session.scalars(
        select(OutboxMessage).where(OutboxMessage.id.in_(wanted)).order_by(OutboxMessage.id)
    ).all()
