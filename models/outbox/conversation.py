"""Conversations whose ids are too long to be kept everywhere: each has a short one here, and how it is reached."""

from datetime import datetime
from typing import Final

from sqlalchemy import Index, UniqueConstraint, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.address import Account, Conversation
from models.base import Base, Instant, Key, Name, Words
from models.enums import Surface
from models.queries.numbered import whole

SHORT: Final = "T"
"""What a short id begins with, so that a number alone is never taken for one."""


class KnownConversation(Base):
    """A conversation that a surface calls `external`, and everybody else by a short id such as `T12`.

    It is reached at `service_url`, which the surface may change at any time. One that `is_direct` is with the
    person who has `account`, and what belongs to a larger whole, such as a channel, names that as `part_of`. Since
    `blocked_since` the surface takes nothing for it.
    """

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("surface", "external"),
        Index("ix_conversation_account", "account", "surface"),
    )

    id: Mapped[Key]
    surface: Mapped[Surface]
    external: Mapped[Words]
    service_url: Mapped[Words]
    account: Mapped[Name | None]
    is_direct: Mapped[bool]
    part_of: Mapped[Name | None]
    blocked_since: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def address(self) -> Conversation:
        """The conversation as everybody else knows it."""
        return Conversation(self.surface, f"{SHORT}{self.id}", self.is_direct)


def take_note(
    session: Session,
    surface: Surface,
    external: str,
    service_url: str,
    *,
    is_direct: bool,
    account: str | None = None,
    part_of: str | None = None,
) -> KnownConversation:
    """Return the conversation that the surface calls `external`, reached at `service_url` from now on.

    It is written down if it was not known. An `account` or `part_of` that is not given stays as it was. However
    many do this at once, there is one.
    """
    given = {"account": account, "part_of": part_of}
    values = {"surface": surface, "external": external, "service_url": service_url, "is_direct": is_direct}
    session.connection().execute(_NOTING[session.get_bind().dialect.name], {**values, **given})
    known = session.scalars(_BY_EXTERNAL, {"surface": surface, "external": external}).one()
    known.service_url = service_url
    for name, value in given.items():
        if value is not None:
            setattr(known, name, value)
    return known


def by_external(session: Session, surface: Surface, external: str) -> KnownConversation | None:
    """Return the conversation that the surface calls `external`, or None if it is not known."""
    return session.scalar(_BY_EXTERNAL, {"surface": surface, "external": external})


def by_address(session: Session, conversation: Conversation) -> KnownConversation | None:
    """Return what is known of a conversation by its short id; None where there is none such on its surface."""
    number = whole(conversation.id.removeprefix(SHORT)) if conversation.id.startswith(SHORT) else None
    known = session.get(KnownConversation, number) if number is not None else None
    return known if known is not None and known.surface is conversation.surface else None


def direct_with(session: Session, account: Account) -> KnownConversation | None:
    """Return the conversation with one person alone, the latest that takes something if one does; or None."""
    return session.scalars(_DIRECT_WITH, {"account": account.id, "surface": account.surface}).first()


def block(session: Session, conversation: Conversation, at: datetime) -> None:
    """Note that the surface takes nothing for a conversation, since `at` unless that was known before."""
    known = by_address(session, conversation)
    if known is not None:
        known.blocked_since = known.blocked_since or at


def unblock(session: Session, conversation: Conversation) -> None:
    """Note that a conversation can be written to."""
    known = by_address(session, conversation)
    if known is not None:
        known.blocked_since = None


_NOTING = {
    name: insert(KnownConversation).inline().on_conflict_do_nothing(index_elements=("surface", "external"))
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_BY_EXTERNAL = select(KnownConversation).where(
    KnownConversation.surface == bindparam("surface"), KnownConversation.external == bindparam("external")
)
_DIRECT_WITH = (
    select(KnownConversation)
    .where(
        KnownConversation.account == bindparam("account"),
        KnownConversation.surface == bindparam("surface"),
        KnownConversation.is_direct,
    )
    .order_by(KnownConversation.blocked_since.is_not(None), KnownConversation.id.desc())
)
