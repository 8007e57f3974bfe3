"""Reminders that are told together, in the one message that somebody gets in a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.outbox.message import DueReminder, OutboxMessage
from templates.presenters.reminders import Reminding


@dataclass(frozen=True)
class Merging:
    """Waiting `reminders` that can be told now, with the `key` of their message, or the topic of several alike.

    `tell` puts it into the outbox, and returns of how much it tells.
    """

    key: str
    reminders: Sequence[DueReminder]
    tell: Callable[[Reminding], int]


def merge_into(session: Session, key: str, reminders: Sequence[DueReminder]) -> int:
    """Note that `reminders` are told by the message with this key; return how many they are."""
    outbox_message = session.scalars(select(OutboxMessage.id).where(OutboxMessage.key == key)).one()
    for reminder in reminders:
        reminder.outbox_message_id = outbox_message
    return len(reminders)
