"""Once-only, by a key of the database: never by a cache or a window of time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.outbox import subjects
from models.outbox.message import (
    DueReminder,
    Inbox,
    MessageKind,
    OutboxMessage,
    OutboxState,
    SerializedMessage,
)
from models.people.person import Person
from models.register.recommendation import Recommendation
from models.reviews.review import Review

_Table = type[Inbox | OutboxMessage | DueReminder | Review]


def take_in(session: Session, key: str, at: datetime) -> bool:
    """Note that the event with this key has been taken in; return False if it had been before."""
    taking_in = _TAKING_IN[session.get_bind().dialect.name]
    return session.connection().scalar(taking_in, {"key": key, "received_at": at}) is not None


def was_taken_in(session: Session, key: str) -> bool:
    """Whether the event with this key has been taken in."""
    return session.connection().scalar(_TAKEN_IN, {"wanted": key}) is not None


def is_latest(session: Session, key: str, version: str, at: datetime) -> bool:
    """Note that this version of something has been taken in; return False if a later one had been before.

    Versions sort as text.
    """
    take_in(session, key, at)
    known = session.scalars(
        select(Inbox).where(Inbox.key == key).with_for_update().execution_options(populate_existing=True)
    ).one()
    if known.version is not None and known.version > version:
        return False
    known.version = version
    return True


def remind(session: Session, reminders: Sequence[Mapping[str, Any]]) -> None:
    """Write down reminders, but for those whose keys have been before; each has the columns of Reminder."""
    if reminders:
        session.connection().execute(_unless_there(session, DueReminder), list(reminders))


def write_down_reviews(session: Session, reviews: Sequence[Mapping[str, Any]]) -> None:
    """Write down reviews, but for those that have been before; each has the item and the day on which it is due."""
    if reviews:
        session.connection().execute(_unless_there(session, Review), list(reviews))


def tell(
    session: Session,
    key: str,
    message: SerializedMessage,
    at: datetime,
    *,
    person: Person | None = None,
    channel: str | None = None,
    thread: str | None = None,
    replaces: OutboxMessage | None = None,
    sends_at: datetime | None = None,
    kind: MessageKind | None = None,
    items: Iterable[Recommendation] = (),
    topic: str | None = None,
) -> int | None:
    """Put a message into the outbox, unless one with this key is there; return its number, or None if one was.

    It is sent from the aware instant `sends_at` on, or at once. It goes to `person`, or to `channel` (in its
    `thread`), or it takes the place of the notice `replaces`. It is about `items`, besides what it says of itself.
    What is told to several people alike has one `topic`, by which it is found to be kept true.
    """
    values = {
        "key": key,
        "kind": kind or message.kind,
        "topic": topic,
        "message": message.content,
        "person_id": person.id if person else None,
        "channel": channel,
        "thread": thread,
        "replaces_id": replaces.id if replaces else None,
        "state": OutboxState.PENDING,
        "created_at": at,
        "next_try_at": sends_at or at,
    }
    telling = _TELLING[session.get_bind().dialect.name]
    number = session.connection().scalar(telling, values)
    if number is not None and replaces is None:
        subjects.write_down(session, number, message, items)
    return number


def change(
    session: Session, notice: OutboxMessage, key: str, message: SerializedMessage, at: datetime
) -> None:
    """Make a notice another message, about something else: where it stands, under `key`, or once it is sent."""
    subjects.forget(session, [notice.id])
    subjects.write_down(session, notice.id, message, ())
    notice.kind, notice.emptied_at = message.kind, None
    redraw(session, notice, key, message, at)


def redraw(
    session: Session, notice: OutboxMessage, key: str, message: SerializedMessage, at: datetime
) -> None:
    """Have a notice say `message`, about the same as before: where it stands, under `key`, or once it is sent."""
    notice.message = message.content
    if notice.unsure or notice.state in (OutboxState.SENDING, OutboxState.SENT):
        tell(session, key, message, at, replaces=notice)


def _unless_there(session: Session, table: _Table) -> sqlite.Insert | postgresql.Insert:
    return _UNLESS_THERE[session.get_bind().dialect.name, table]


_KEYS: dict[_Table, tuple[str, ...]] = {
    Inbox: ("key",),
    OutboxMessage: ("key",),
    DueReminder: ("key",),
    Review: ("recommendation_id", "due_on"),
}
_UNLESS_THERE: dict[tuple[str, _Table], sqlite.Insert | postgresql.Insert] = {
    (name, table): insert(table).inline().on_conflict_do_nothing(index_elements=key)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
    for table, key in _KEYS.items()
}
_TAKING_IN = {name: _UNLESS_THERE[name, Inbox].returning(Inbox.key) for name in ("sqlite", "postgresql")}
_TELLING = {
    name: _UNLESS_THERE[name, OutboxMessage].returning(OutboxMessage.id) for name in ("sqlite", "postgresql")
}
_TAKEN_IN = select(Inbox.key).where(Inbox.key == bindparam("wanted"))
