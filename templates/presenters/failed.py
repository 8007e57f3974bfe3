"""From messages that could not be sent to the rows in which coordinators see them."""

from models.outbox.message import OutboxMessage
from templates import plain
from templates.messages.operations import FailedRow
from templates.presenters.rows import who
from templates.serialization import CannotThaw, thaw


def failed_row(outbox_message: OutboxMessage) -> FailedRow:
    """Return what the message is by its first line, for whom it is, and why it was not sent."""
    return FailedRow(
        number=outbox_message.id,
        what=_first_line(outbox_message),
        to=who(outbox_message.person) if outbox_message.person else None,
        channel=outbox_message.channel,
        since=outbox_message.created_at,
        why=outbox_message.error or "",
        unsure=outbox_message.unsure,
    )


def _first_line(outbox_message: OutboxMessage) -> str:
    try:
        return plain.render(thaw(outbox_message.content), width=None).split("\n", 1)[0]
    except CannotThaw:
        return outbox_message.key
