"""Once-only, by a key of the database: never by a cache or a window of time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.address import Account, Conversation, MessageRef
from models.bulk import BulkStatement, rows_given
from models.outbox import subjects
from models.outbox.message import (
    DueReminder,
    MessageKind,
    OutboxMessage,
    OutboxState,
    SerializedMessage,
)
from models.people.person import Person
from models.register.recommendation import Recommendation
from models.reviews.review import Review


def remind(session: Session, reminders: Sequence[Mapping[str, Any]]) -> None:
    """Write down reminders, but for those whose keys have been before; each has what is never empty there."""
    _REMIND.execute(session, reminders)


def write_down_reviews(session: Session, reviews: Sequence[Mapping[str, Any]]) -> None:
    """Write down reviews, but for those that have been before; each has the item and the day on which it is due."""
    _WRITE_DOWN_REVIEWS.execute(session, reviews)


def has(session: Session, key: str) -> bool:
    """Whether a message with this key has been put into the outbox, whatever became of it."""
    return session.scalar(_NUMBER, {"key": key}) is not None


def enqueue(
    session: Session,
    key: str,
    message: SerializedMessage,
    at: datetime,
    *,
    person: Person | None = None,
    account: Account | None = None,
    conversation: Conversation | None = None,
    thread: MessageRef | None = None,
    replaces: OutboxMessage | None = None,
    sends_at: datetime | None = None,
    kind: MessageKind | None = None,
    items: Iterable[Recommendation] = (),
    topic: str | None = None,
    unsure: bool = False,
    is_answer: bool = False,
) -> int | None:
    """Put a message into the outbox, unless one with this key is there; return its number, or None if one was.

    It is sent from the aware instant `sends_at` on, or at once. It goes to `person`, or to the `account` of
    somebody whom the register need not know, or into `conversation` (there into the `thread` of a message), or it
    takes the place of the message `replaces`. With both `account` and `conversation` it is for that one alone, in
    the conversation if the surface can do that, and else directly. It is about `items`, besides what it says of
    itself. What is told to several people alike has one `topic`, by which it is found to be kept true. Where it is
    `unsure` whether it was said already, past the outbox, the conversation is searched for the key first. What
    `is_answer`, and what changes a message that is seen, is sent before the others. ValueError where none of the
    receivers is given: it would reach nobody.
    """
    place = person or account or conversation or replaces
    if place is None:
        raise ValueError(f"The message {key} is for nobody.")
    values = {
        "key": key,
        "kind": kind or message.kind,
        "topic": topic,
        "content": message.content,
        "surface": place.surface,
        "person_id": person.id if person else None,
        "account": account.id if account else None,
        "channel": conversation.id if conversation else None,
        "thread": thread.id if thread else None,
        "is_direct": place.is_direct if isinstance(place, Conversation | OutboxMessage) else True,
        "replaces_id": replaces.id if replaces else None,
        "state": OutboxState.PENDING,
        "created_at": at,
        "is_answer": is_answer or replaces is not None,
        "next_try_at": sends_at or at,
        "unsure": unsure,
    }
    enqueuing = _ENQUEUING[session.get_bind().dialect.name]
    number = session.connection().scalar(enqueuing, values)
    if number is not None and replaces is None:
        subjects.write_down(session, number, message, items)
    return number


def amend(
    session: Session, outbox_message: OutboxMessage, key: str, message: SerializedMessage, at: datetime
) -> None:
    """Make a message another message, about something else: where it stands, under `key`, or once it is sent."""
    subjects.forget(session, [outbox_message.id])
    subjects.write_down(session, outbox_message.id, message, ())
    outbox_message.kind, outbox_message.emptied_at = message.kind, None
    redraw(session, outbox_message, key, message, at)


def redraw(
    session: Session, outbox_message: OutboxMessage, key: str, message: SerializedMessage, at: datetime
) -> None:
    """Have a message say `message`, about the same as before: where it stands, under `key`, or once it is sent."""
    outbox_message.content = message.content
    if outbox_message.may_be_seen:
        enqueue(session, key, message, at, replaces=outbox_message)


def _unless_there(table: type[DueReminder | Review], *key: str) -> BulkStatement:
    """Return what writes down rows whose `key` has not been before; of each it is given what is never empty."""
    types = {each.name: each.type for each in table.__table__.c if not (each.nullable or each.primary_key)}
    rows = select(rows_given(**types))
    return BulkStatement(
        sqlite.insert(table).inline().on_conflict_do_nothing(index_elements=key),
        postgresql.insert(table).from_select(list(types), rows).on_conflict_do_nothing(index_elements=key),
    )


_NUMBER = select(OutboxMessage.id).where(OutboxMessage.key == bindparam("key"))
_REMIND = _unless_there(DueReminder, "key")
_WRITE_DOWN_REVIEWS = _unless_there(Review, "recommendation_id", "due_on")
_ENQUEUING = {
    name: insert(OutboxMessage).on_conflict_do_nothing(index_elements=["key"]).returning(OutboxMessage.id)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
