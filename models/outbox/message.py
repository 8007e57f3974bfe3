"""The outbox: what is to be told, to whom, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.address import Account, Conversation, MessageRef
from models.base import At, Base, Instant, Key, Name, Words, by_value
from models.enums import Audience, ReminderReason, Surface
from models.people.person import Person
from models.register.recommendation import Recommendation


class OutboxState(StrEnum):
    """How far a message has come."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class MessageKind(StrEnum):
    """What a message is, as far as that decides anything after it was written."""

    RECORD = "record"
    """It says back what somebody recorded."""
    REMINDER = "reminder"
    ESCALATION = "escalation"
    QUESTION = "question"
    """It passes on somebody's words to whoever is asked in them."""
    DISOWNED = "disowned"
    """It tells a coordinator that an item is said not to be its owner's."""
    REPORT_DRAFT = "report draft"
    REFUSAL = "refusal"
    PUBLICATION = "publication"
    """It was published to the committee, and is kept as it was printed."""
    DELIVERY_FAILURE = "delivery failure"
    """It says that another message could not be sent."""
    OTHER = "other"


@dataclass(frozen=True)
class SerializedMessage:
    """A message as it is put into the outbox: its `content` as JSON, and what has to be known without reading that.

    It says back what was recorded as `statements`, by their numbers, or shows a report's draft as `draft`.
    """

    content: dict[str, Any]
    kind: MessageKind = MessageKind.OTHER
    statements: tuple[int, ...] = ()
    draft: "ShownDraft | None" = None


@dataclass(frozen=True)
class ShownDraft:
    """The page of the draft with this `number` that begins with the row `first_row`, counted from 1."""

    number: int
    first_row: int


_WAITING = text("state in ('pending', 'sending')")
WAITING = text("outbox_message.state in ('pending', 'sending')")
"""What is neither sent nor given up, in the words by which both databases know the index for it."""

_FAILED = text("state = 'failed'")
_IS_PERSONAL = text("person_id is not null")


class OutboxMessage(Base):
    """One visible message, written in the transaction of what it tells and sent afterwards.

    `key` makes it the only one of its kind, and means nothing else: nobody takes it apart. What several people are
    told alike has one `topic`. `content` is the message as JSON, which is read to send it or to draw it again,
    and decides nothing: what they are about is in the tables of `subjects`. At `emptied_at` they were erased.

    On its `surface` it goes to `person` directly, or to the `account` of somebody whom the register need not know,
    or to the conversation `channel` (in the thread `thread`), or it replaces the message `replaces_id`. `is_direct`
    says that only one person reads it. The surface is None while it waits for somebody of whom no account is known.
    `posted_in` and `posted_as` are where and as what it was posted, and `posted_order` is greater for what was
    posted later there. What somebody waits for who has just written or pressed something `is_answer`, and goes
    before what can be told a little later. While a sender holds it, `held_until` says until when. `unsure` is set
    once a send has begun whose outcome was not learnt: then the conversation is searched for the key before
    anything is posted again. `file` is what was uploaded for it, written down before it is shared.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index(
            "ix_outbox_message_waiting",
            "is_answer",
            "next_try_at",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_outbox_message_failed", "id", sqlite_where=_FAILED, postgresql_where=_FAILED),
        Index(
            "ix_outbox_message_person", "person_id", sqlite_where=_IS_PERSONAL, postgresql_where=_IS_PERSONAL
        ),
        Index("ix_outbox_message_posted", "posted_in", "posted_as"),
        Index("ix_outbox_message_topic", "topic"),
    )

    id: Mapped[Key]
    key: Mapped[Name] = mapped_column(unique=True)
    kind: Mapped[MessageKind] = mapped_column(by_value(MessageKind), default=MessageKind.OTHER)
    topic: Mapped[Name | None]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    surface: Mapped[Surface | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    account: Mapped[Name | None]
    channel: Mapped[Name | None]
    thread: Mapped[Name | None]
    is_direct: Mapped[bool]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id"), index=True)
    state: Mapped[OutboxState] = mapped_column(by_value(OutboxState), default=OutboxState.PENDING)
    created_at: Mapped[At]
    is_answer: Mapped[bool] = mapped_column(default=False)
    next_try_at: Mapped[At]
    held_until: Mapped[datetime | None] = mapped_column(Instant)
    unsure: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    posted_in: Mapped[Name | None]
    posted_as: Mapped[Name | None]
    posted_order: Mapped[int | None] = mapped_column(BigInteger)
    file: Mapped[Name | None]
    error: Mapped[Words | None]
    emptied_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Person | None] = relationship(lazy="joined")
    replaces: Mapped["OutboxMessage | None"] = relationship(remote_side=lambda: OutboxMessage.id)

    @property
    def recipient(self) -> Account | None:
        """The account of the one person to whom it goes; None where it goes into a conversation."""
        if self.account is not None and self.surface is not None:
            return Account(self.surface, self.account)
        return self.person.address if self.person else None

    @property
    def conversation(self) -> Conversation | None:
        """The conversation into which it goes; None where it goes to one person."""
        if self.channel is None or self.surface is None:
            return None
        return Conversation(self.surface, self.channel, self.is_direct)

    @property
    def may_be_seen(self) -> bool:
        """Whether somebody sees it, or may: it was sent, is being sent, or a send's outcome was not learnt."""
        return self.unsure or self.state in (OutboxState.SENDING, OutboxState.SENT)

    def withdraw(self) -> bool:
        """Leave it unsent, if it waits to be sent and nobody can have seen it; return whether that was so."""
        if self.state is not OutboxState.PENDING or self.may_be_seen:
            return False
        self.state = OutboxState.CANCELLED
        return True

    @property
    def posted(self) -> MessageRef | None:
        """The message as which it was posted, or None before."""
        if self.surface is None or self.posted_in is None or self.posted_as is None:
            return None
        return MessageRef(
            Conversation(self.surface, self.posted_in, self.is_direct), self.posted_as, self.posted_order or 0
        )


_OPEN_REMINDER = text("outbox_message_id is null and quieted_at is null")


class DueReminder(Base):
    """One step of an item that has come due: exactly one row a step, by its key.

    It waits until it is merged into the message of its recipient's day, or until an answer quiets it.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        Index("ix_reminder_waiting", "id", sqlite_where=_OPEN_REMINDER, postgresql_where=_OPEN_REMINDER),
        Index("ix_reminder_recommendation", "recommendation_id", "quieted_at"),
    )

    id: Mapped[Key]
    key: Mapped[Name] = mapped_column(unique=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    why: Mapped[ReminderReason]
    audience: Mapped[Audience]
    step_on: Mapped[date]
    about_on: Mapped[date]
    created_at: Mapped[At]
    outbox_message_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id"), index=True)
    quieted_at: Mapped[datetime | None] = mapped_column(Instant)

    recommendation: Mapped[Recommendation] = relationship()
    outbox_message: Mapped[OutboxMessage | None] = relationship()


class Inbox(Base):
    """The key of an event that has been taken in, so that its redelivery is known for what it is.

    Of what comes in several versions, `version` is the latest that has been taken in.
    """

    __tablename__ = "inbox"

    key: Mapped[Name] = mapped_column(primary_key=True)
    received_at: Mapped[At] = mapped_column(index=True)
    version: Mapped[int | None] = mapped_column(BigInteger)
