"""Keeping every message that shows a draft true to what it is now."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from models.address import MessageRef
from models.outbox import outbox
from models.outbox.message import OutboxMessage, SerializedMessage
from models.outbox.subjects import OutboxDraft
from models.report_drafts.draft import Draft


def show_again(
    session: Session,
    draft: Draft,
    at: datetime,
    source: str,
    redrawn: Callable[[int], SerializedMessage],
    *,
    spared: MessageRef | None = None,
) -> None:
    """Show the draft as it is at the aware instant `at` wherever its latest showings stand, because of `source`.

    `redrawn` makes the message that shows it from a given row on. The message `spared` is left as it is.
    """
    session.flush()
    for outbox_message, first_row in _showings(session, draft):
        if spared is not None and outbox_message.posted == spared:
            continue
        message = redrawn(first_row)
        if message.content != outbox_message.content:
            outbox.amend(session, outbox_message, f"redrawn:{outbox_message.id}:{source}", message, at)


def _showings(session: Session, draft: Draft) -> Sequence[Row[OutboxMessage, int]]:
    """Return the latest messages that show the draft to each person and in each place, with their first rows."""
    shown = select(OutboxMessage.id).join(OutboxDraft, OutboxDraft.outbox_message_id == OutboxMessage.id)
    latest = (
        shown.with_only_columns(func.max(OutboxMessage.id))
        .where(OutboxDraft.draft_id == draft.id)
        .group_by(OutboxMessage.person_id, OutboxMessage.surface, OutboxMessage.channel)
    )
    return session.execute(
        select(OutboxMessage, OutboxDraft.first_row)
        .join(OutboxDraft, OutboxDraft.outbox_message_id == OutboxMessage.id)
        .where(OutboxMessage.id.in_(latest))
        .order_by(OutboxMessage.id)
    ).all()
