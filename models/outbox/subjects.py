"""What the messages of the outbox are about, as rows: so that nobody has to read a message to know it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, bindparam, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.address import Conversation, MessageRef
from models.base import Base, Instant, Name
from models.enums import Surface
from models.outbox.message import MessageKind, OutboxMessage, SerializedMessage
from models.queries.statements import supported_by
from models.register.recommendation import Recommendation
from models.report_drafts.draft import Draft
from models.statements.statement import Statement


class OutboxItem(Base):
    """An item that a message is about, at its `place` in it.

    Where the message says back what was recorded, `statement` is that. What the message asks of its reader for this
    item was done at `answered_at`.
    """

    __tablename__ = "outbox_item"

    outbox_message_id: Mapped[int] = mapped_column(ForeignKey("outbox_message.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)

    outbox_message: Mapped[OutboxMessage] = relationship()
    recommendation: Mapped[Recommendation] = relationship()
    statement: Mapped[Statement | None] = relationship()


class OutboxQuestion(Base):
    """A statement that a message passes on to whoever is asked in it.

    It was written on its `surface` in the conversation `channel`, which `is_direct` where nobody else reads it, in
    the `thread` that began with that message: the answer is told there, or to its author where there is none. The
    first came at `answered_at`.
    """

    __tablename__ = "outbox_question"

    outbox_message_id: Mapped[int] = mapped_column(ForeignKey("outbox_message.id"), primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    surface: Mapped[Surface | None]
    channel: Mapped[Name | None]
    is_direct: Mapped[bool]
    thread: Mapped[Name | None]
    answered_at: Mapped[datetime | None] = mapped_column(Instant)

    statement: Mapped[Statement] = relationship()

    @classmethod
    def asked(
        cls, number: int, statement: Statement, conversation: Conversation | None, thread: MessageRef | None
    ) -> "OutboxQuestion":
        """Return that the message with this number passes `statement` on, which was written there."""
        return cls(
            outbox_message_id=number,
            statement=statement,
            surface=conversation.surface if conversation else None,
            channel=conversation.id if conversation else None,
            is_direct=conversation is None or conversation.is_direct,
            thread=thread.id if thread else None,
        )

    @property
    def conversation(self) -> Conversation | None:
        """The conversation in which it was asked; None where that was in none, but on a page of one's own."""
        if self.channel is None or self.surface is None:
            return None
        return Conversation(self.surface, self.channel, self.is_direct)

    @property
    def began_with(self) -> MessageRef | None:
        """The message that its thread began with."""
        conversation = self.conversation
        return MessageRef(conversation, self.thread) if conversation and self.thread else None


class OutboxDraft(Base):
    """The draft of a report that a message shows, from the row `first_row` on, counted from 1."""

    __tablename__ = "outbox_draft"

    outbox_message_id: Mapped[int] = mapped_column(ForeignKey("outbox_message.id"), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("report_draft.id"), index=True)
    first_row: Mapped[int]

    draft: Mapped[Draft] = relationship()


_TABLES = (OutboxItem, OutboxQuestion, OutboxDraft)


def write_down(
    session: Session, number: int, message: SerializedMessage, items: Iterable[Recommendation]
) -> None:
    """Write down what the message with this number in the outbox is about: `items`, and what it says of itself."""
    about: list[tuple[int, int | None]] = [(item.id, None) for item in items]
    if message.statements:
        about += supported_by(session, message.statements)
    if about:
        rows = [
            {
                "outbox_message_id": number,
                "place": place,
                "recommendation_id": item,
                "statement_id": statement,
            }
            for place, (item, statement) in enumerate(about, 1)
        ]
        session.connection().execute(_WRITING_DOWN, rows)
    if message.draft is not None:
        shown = {"draft_id": message.draft.number, "first_row": message.draft.first_row}
        session.connection().execute(insert(OutboxDraft), {"outbox_message_id": number, **shown})


def forget(session: Session, numbers: Sequence[int]) -> None:
    """Strike out what the messages with these numbers were about: they are about it no longer."""
    session.flush()
    for table in _TABLES:
        session.execute(delete(table).where(table.outbox_message_id.in_(numbers)))


def items_of(session: Session, message: OutboxMessage) -> Sequence[OutboxItem]:
    """Return the items that a message is about, in their order in it."""
    return session.scalars(_ITEMS_OF, {"message": message.id}).all()


def statements_of(session: Session, message: OutboxMessage) -> list[Statement]:
    """Return what a message says back as recorded, in its order."""
    said = (each.statement for each in items_of(session, message))
    return list(dict.fromkeys(each for each in said if each is not None))


def unanswered(session: Session, item: Recommendation, kind: MessageKind) -> Sequence[OutboxItem]:
    """Return where messages of this kind still ask something for `item`, the oldest first."""
    asked = select(OutboxItem).join(OutboxMessage, OutboxMessage.id == OutboxItem.outbox_message_id)
    still = asked.where(
        OutboxItem.recommendation_id == item.id, OutboxItem.answered_at.is_(None), OutboxMessage.kind == kind
    )
    return session.scalars(still.order_by(OutboxItem.outbox_message_id)).all()


def question_of(session: Session, message: OutboxMessage) -> OutboxQuestion | None:
    """Return what a message passes on to its reader, or None."""
    return session.get(OutboxQuestion, message.id)


_WRITING_DOWN = insert(OutboxItem)
_ITEMS_OF = (
    select(OutboxItem).where(OutboxItem.outbox_message_id == bindparam("message")).order_by(OutboxItem.place)
)
