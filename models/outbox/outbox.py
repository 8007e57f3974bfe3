"""Once-only, by a key of the database: never by a cache or a window of time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.address import Account, Conversation, MessageRef
from models.outbox.message import DueReminder, Inbox, OutboxMessage, OutboxState
from models.people.person import Person
from models.reviews.review import Review

_Table = type[Inbox | OutboxMessage | DueReminder | Review]


def take_in(session: Session, key: str, at: datetime) -> bool:
    """Note that the event with this key has been taken in; return False if it had been before."""
    taking_in = _TAKING_IN[session.get_bind().dialect.name]
    return session.connection().scalar(taking_in, {"key": key, "received_at": at}) is not None


def was_taken_in(session: Session, key: str) -> bool:
    """Whether the event with this key has been taken in."""
    return session.connection().scalar(_TAKEN_IN, {"wanted": key}) is not None


def is_latest(session: Session, series: str, version: int, at: datetime) -> bool:
    """Note that this version of something has been taken in; return False if a later one, a greater, was before."""
    take_in(session, f"{series}:{version}", at)
    return version == max(
        int(key.removeprefix(f"{series}:"))
        for key in session.scalars(
            select(Inbox.key).where(Inbox.key.startswith(f"{series}:", autoescape=True))
        )
    )


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
    message: dict[str, Any],
    at: datetime,
    *,
    person: Person | None = None,
    account: Account | None = None,
    conversation: Conversation | None = None,
    thread: MessageRef | None = None,
    replaces: OutboxMessage | None = None,
    sends_at: datetime | None = None,
) -> None:
    """Put a message into the outbox, unless one with this key is there.

    It is sent from the aware instant `sends_at` on, or at once. It goes to `person`, or to the `account` of
    somebody whom the register need not know, or into `conversation` (there into the `thread` of a message), or it
    takes the place of the notice `replaces`. ValueError where none of these is given: it would reach nobody.
    """
    place = person or account or conversation or replaces
    if place is None:
        raise ValueError(f"The message {key} is for nobody.")
    values = {
        "key": key,
        "message": message,
        "surface": place.surface,
        "person_id": person.id if person else None,
        "account": account.id if account else None,
        "channel": conversation.id if conversation else None,
        "thread": thread.id if thread else None,
        "is_direct": place.is_direct if isinstance(place, Conversation | OutboxMessage) else True,
        "replaces_id": replaces.id if replaces else None,
        "state": OutboxState.PENDING,
        "created_at": at,
        "next_try_at": sends_at or at,
    }
    session.connection().execute(_unless_there(session, OutboxMessage), values)


def change(session: Session, notice: OutboxMessage, key: str, message: dict[str, Any], at: datetime) -> None:
    """Have a notice say `message`: where it stands, by the outbox under `key`, or else once it is sent."""
    notice.message = message
    if notice.state in (OutboxState.SENDING, OutboxState.SENT):
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
_TAKEN_IN = select(Inbox.key).where(Inbox.key == bindparam("wanted"))
