"""What has been taken in, each event once: by a key of the database, never by a cache or a window of time."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.outbox.message import Inbox


def accept(session: Session, key: str, at: datetime) -> bool:
    """Note that the event with this key has been taken in; return False if it had been before."""
    accepting = _ACCEPTING[session.get_bind().dialect.name]
    return session.connection().scalar(accepting, {"key": key, "received_at": at}) is not None


def has_accepted(session: Session, key: str) -> bool:
    """Whether the event with this key has been taken in."""
    return session.connection().scalar(_ACCEPTED, {"wanted": key}) is not None


def latest_version(session: Session, key: str) -> int | None:
    """Return the latest version of something that has been taken in; None where none has."""
    return session.connection().scalar(_VERSION, {"wanted": key})


def is_latest(session: Session, key: str, version: int, at: datetime) -> bool:
    """Note that this version of something has been taken in; return False if a later one, a greater, was before."""
    accept(session, key, at)
    known = session.scalars(
        select(Inbox).where(Inbox.key == key).with_for_update().execution_options(populate_existing=True)
    ).one()
    if known.version is not None and known.version > version:
        return False
    known.version = version
    return True


_ACCEPTING = {
    name: insert(Inbox).inline().on_conflict_do_nothing(index_elements=("key",)).returning(Inbox.key)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_ACCEPTED = select(Inbox.key).where(Inbox.key == bindparam("wanted"))
_VERSION = select(Inbox.version).where(Inbox.key == bindparam("wanted"))
