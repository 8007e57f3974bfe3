"""From messages that could not be sent to the rows in which coordinators see them."""

from models.outbox.message import OutboxMessage
from templates import plain
from templates.messages.operations import FailedRow
from templates.presenters.rows import who
from templates.serialization import CannotThaw, thaw


def failed_row(notice: OutboxMessage) -> FailedRow:
    """Return what the message is by its first line, for whom it is, and why it was not sent."""
    return FailedRow(
        number=notice.id,
        what=_first_line(notice),
        to=who(notice.person) if notice.person else None,
        channel=notice.channel,
        since=notice.created_at,
        why=notice.error or "",
        unsure=notice.unsure,
    )


def _first_line(notice: OutboxMessage) -> str:
    try:
        return plain.render(thaw(notice.message), width=None).split("\n", 1)[0]
    except CannotThaw:
        return notice.key
