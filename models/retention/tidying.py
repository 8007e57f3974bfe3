"""What is about no one item and has had its use: copies of what was sent, replies that nobody placed, and keys."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Text, and_, cast, delete, or_, select, update
from sqlalchemy.orm import Session

from models.batches import batched
from models.imports.sent_register import KEPT_FOR as REFUSED_KEPT_FOR, SentRegister, SentState
from models.outbox.message import Inbox, MessageKind, OutboxMessage, OutboxState, SerializedMessage
from models.outbox.subjects import forget
from models.people.person import Person
from models.register.form_draft import KEPT_FOR, FormDraft
from models.register.recommendation import Recommendation
from models.retention.due import RetentionRule
from models.retention.erasing import erase_file
from models.statements.statement import AttachedFile, FileState, HeldReply

OF_USE: Final = timedelta(days=365)
"""So long after a message was sent it can still be of use what it said; its row, with its key, stays for ever."""

_SETTLED: Final = frozenset({OutboxState.SENT, OutboxState.FAILED, OutboxState.CANCELLED})
_is_stored = AttachedFile.state == FileState.STORED
AT_ONCE: Final = 500
"""Messages that are emptied by one statement: databases take only so many values."""


def tidy(
    session: Session, rule: RetentionRule, at: datetime, instead: str, message: SerializedMessage
) -> None:
    """Erase what has had its use by the aware instant `at`: there is a day's worth of it at every call.

    `instead` stands for the words of replies, and `message` for those of messages.
    """
    _empty(session, OutboxMessage.created_at < at - OF_USE, message, at)
    session.execute(delete(Inbox).where(Inbox.received_at < at - OF_USE))
    session.execute(
        delete(FormDraft).where(FormDraft.begun_at < at - KEPT_FOR, FormDraft.finished_at.is_(None))
    )
    never_placed = select(HeldReply).where(
        HeldReply.received_at < at - OF_USE, HeldReply.statement_id.is_(None), HeldReply.text != instead
    )
    for reply in session.scalars(never_placed):
        if reply.candidates or reply.deleted_at is None:
            reply.text, reply.permalink, reply.candidates, reply.deleted_at = instead, None, [], at
            for file in reply.files:
                erase_file(file, instead)
    was_shown = SentRegister.begun_at < at - OF_USE, SentRegister.shown.is_not(None)
    for sent in session.scalars(select(SentRegister).where(*was_shown)):
        sent.forget(at)
    left = and_(Person.left_on <= rule.ended_by, Person.email.is_not(None))
    session.execute(update(Person).where(left).values(email=None))


def erase_refused_registers(session: Session, at: datetime) -> None:
    """Have the files of registers erased that had been refused long enough by the aware instant `at`."""
    refused = SentRegister.state == SentState.REFUSED, SentRegister.ended_at < at - REFUSED_KEPT_FOR
    for sent in session.scalars(select(SentRegister).join(SentRegister.file).where(*refused, _is_stored)):
        sent.end(SentState.REFUSED, sent.ended_at or at)


def empty_messages_about(
    session: Session, items: Collection[Recommendation], message: SerializedMessage, at: datetime
) -> None:
    """Put `message` in the place of every message that names one of `items`, and neither waits nor was published.

    Words are erased wherever they stand, so the names are looked for in the words, too, of messages that are about
    something else.
    """
    names = {name for item in items for name in (item.reference, item.code_number)}
    _empty(session, or_(*(_written.contains(name, autoescape=True) for name in sorted(names))), message, at)


_written = cast(OutboxMessage.content, Text)


def _empty(
    session: Session, condition: ColumnElement[bool], message: SerializedMessage, at: datetime
) -> None:
    emptied = session.scalars(
        select(OutboxMessage.id).where(
            condition,
            OutboxMessage.emptied_at.is_(None),
            OutboxMessage.state.in_(_SETTLED),
            OutboxMessage.kind != MessageKind.PUBLICATION,
        )
    ).all()
    for some in batched(emptied, AT_ONCE):
        forget(session, some)
        these = update(OutboxMessage).where(OutboxMessage.id.in_(some))
        unsent = these.where(OutboxMessage.state == OutboxState.FAILED)
        session.execute(these.values(content=message.content, emptied_at=at))
        session.execute(unsent.values(state=OutboxState.CANCELLED))
