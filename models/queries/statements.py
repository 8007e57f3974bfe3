"""Named questions about what was said: statements, held replies, reviews and the messages that asked for them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased, lazyload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from models.address import Conversation, MessageRef
from models.enums import ReviewOutcome, StatementKind
from models.ledger.event import Event, EventKind
from models.outbox.message import DueReminder, OutboxMessage, OutboxState
from models.people.person import Person
from models.register.recommendation import Recommendation
from models.reviews.review import Review
from models.statements.statement import AttachedFile, EvidenceLink, HeldReply, Statement, statement_item

NOTHING_SAID = dict.fromkeys(StatementKind, 0)

_NUMBER = statement_item.c.statement_id
_ALSO = statement_item.alias()
_LATER = aliased(Statement)
_BESIDE = {
    "files": select(AttachedFile.id).where(AttachedFile.statement_id == _NUMBER),
    "links": select(EvidenceLink.id).where(EvidenceLink.statement_id == _NUMBER),
    "items": select(_ALSO.c.statement_id).where(
        _ALSO.c.statement_id == _NUMBER, _ALSO.c.recommendation_id != statement_item.c.recommendation_id
    ),
    "replaced_by": select(_LATER.id).where(_LATER.replaces_id == _NUMBER),
}
"""What some statements have besides their words and the item that is asked about, by the attribute for it."""

_NUMBERS_OF = (
    select(_NUMBER, *(there.exists().label(name) for name, there in _BESIDE.items()))
    .where(statement_item.c.recommendation_id == bindparam("item"))
    .order_by(_NUMBER.desc())
    .limit(bindparam("most"))
)
# Whoever said it is mostly the item's owner, who is known by then.
_BY_NUMBERS = (
    select(Statement)
    .where(Statement.id.in_(bindparam("numbers", expanding=True)))
    .options(lazyload(Statement.by))
    .order_by(Statement.id.desc())
)
_COUNTED = (
    select(Statement.kind, func.count())
    .join(statement_item, Statement.id == _NUMBER)
    .where(
        statement_item.c.recommendation_id == bindparam("item"),
        Statement.withdrawn_at.is_(None),
        Statement.deleted_at.is_(None),
        ~select(_LATER.id).where(_LATER.replaces_id == Statement.id).exists(),
    )
    .group_by(Statement.kind)
)
_LAST_DONE = select(func.max(Review.done_on)).where(Review.recommendation_id == bindparam("item"))
_SUPPORTED_BY = select(statement_item.c.statement_id, statement_item.c.recommendation_id).where(
    statement_item.c.statement_id.in_(bindparam("statements", expanding=True))
)
_STATEMENT_FROM = select(Statement).where(Statement.source == bindparam("source"))
_SAID_TOGETHER = select(Statement).where(Statement.message == bindparam("message")).order_by(Statement.id)
_REVIEWS_ANSWERED = select(Review).where(Review.statement_id == bindparam("statement")).order_by(Review.id)
_REMINDERS_TOLD = select(OutboxMessage).where(
    OutboxMessage.id.in_(
        select(func.max(DueReminder.outbox_message_id))
        .where(
            DueReminder.recommendation_id.in_(bindparam("items", expanding=True)),
            DueReminder.outbox_message_id.is_not(None),
        )
        .group_by(DueReminder.recommendation_id)
    )
)
_UNANSWERED_OF = (
    select(Recommendation)
    .where(
        Recommendation.id.in_(
            select(DueReminder.recommendation_id)
            .join(OutboxMessage, OutboxMessage.id == DueReminder.outbox_message_id)
            .where(
                OutboxMessage.person_id == bindparam("person"),
                OutboxMessage.state != OutboxState.CANCELLED,
                DueReminder.quieted_at.is_(None),
            )
        )
    )
    .order_by(Recommendation.pressing_on)
)
_MESSAGE_BY_KEY = select(OutboxMessage).where(OutboxMessage.key == bindparam("key"))
_TOLD_UNDER = (
    select(OutboxMessage)
    .where(OutboxMessage.topic.in_(bindparam("topics", expanding=True)))
    .order_by(OutboxMessage.id)
)


def count_statements(session: Session, item: Recommendation) -> dict[StatementKind, int]:
    """Count what stands for `item`, by kind; a kind without any is 0. Of several versions the last counts."""
    session.flush()
    counted = session.connection().execute(_COUNTED, {"item": item.id})
    return NOTHING_SAID | dict(counted.all())


def statements_of(session: Session, item: Recommendation, most: int) -> Sequence[Statement]:
    """Return up to `most` statements for `item`, newest first, with those taken back.

    Of most items nothing has been said, and most statements have nothing beside their words. Both are learnt from
    the indexes alone, and only what is there is asked for.
    """
    session.flush()
    found = session.connection().execute(_NUMBERS_OF, {"item": item.id, "most": most}).all()
    if not found:
        return ()
    there = [name for name in _BESIDE if any(getattr(row, name) for row in found)]
    query = _BY_NUMBERS.options(*(selectinload(getattr(Statement, name)) for name in there))
    said = session.scalars(query, {"numbers": [row.statement_id for row in found]}).all()
    alone = {"files": [], "links": [], "items": [item], "replaced_by": None}
    for statement in said:
        for name in alone.keys() - set(there):
            set_committed_value(statement, name, alone[name])
    return said


def supported_by(session: Session, numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the number of each item that the statements with these `numbers` are about, with the statement's."""
    session.flush()
    found: dict[int, list[int]] = {}
    for number, item in session.connection().execute(_SUPPORTED_BY, {"statements": list(numbers)}):
        found.setdefault(number, []).append(item)
    for number in (number for number, items in found.items() if len(items) > 1):
        found[number] = [item.id for item in items_supported(session, session.get_one(Statement, number))]
    return [(item, number) for number in dict.fromkeys(numbers) for item in found.get(number, ())]


def statements_by_numbers(session: Session, numbers: Sequence[int]) -> dict[int, Statement]:
    """Return the statements with these numbers, by them."""
    found = session.scalars(select(Statement).where(Statement.id.in_(numbers)))
    return {statement.id: statement for statement in found}


def words_for_committee(session: Session, items: Sequence[int], until: date) -> dict[int, Statement]:
    """Return, for each of `items` that has any, the latest words for the committee from up to the date `until`.

    Only what stands, was not replaced, and is the narrative of a review or was marked for the committee: nothing
    else that owners write is printed, update or evidence.
    """
    later = aliased(Statement)
    said = session.execute(
        select(statement_item.c.recommendation_id, Statement)
        .join(Statement, Statement.id == statement_item.c.statement_id)
        .where(
            statement_item.c.recommendation_id.in_(items),
            Statement.for_committee,
            Statement.effective_on <= until,
            Statement.withdrawn_at.is_(None),
            Statement.deleted_at.is_(None),
            ~select(later.id).where(later.replaces_id == Statement.id).exists(),
        )
        .order_by(Statement.effective_on, Statement.id)
    )
    return dict(said.all())


def latest_statements(session: Session, items: Sequence[int], until: date) -> dict[int, Statement]:
    """Return, for each of `items` that has any, the latest update or evidence from up to the date `until`.

    Only what stands. It says that there was one, and when: its words may be meant for nobody else.
    """
    said = session.execute(
        select(statement_item.c.recommendation_id, Statement)
        .join(Statement, Statement.id == statement_item.c.statement_id)
        .where(
            statement_item.c.recommendation_id.in_(items),
            Statement.effective_on <= until,
            Statement.withdrawn_at.is_(None),
            Statement.deleted_at.is_(None),
        )
        .options(selectinload(Statement.files))
        .order_by(Statement.effective_on, Statement.id)
    )
    return dict(said.all())


def outcomes(session: Session, numbers: Sequence[int]) -> dict[tuple[int, int], ReviewOutcome | None]:
    """Return what the reviews found that the statements with these `numbers` did, by item and statement."""
    found = session.scalars(select(Review).where(Review.statement_id.in_(numbers)).order_by(Review.id))
    return {(each.recommendation_id, each.statement_id or 0): each.outcome for each in found}


def last_review_done(session: Session, item: Recommendation) -> date | None:
    """Return the local date on which a review of `item` was last done, here or before the import, or None."""
    session.flush()
    return session.connection().scalar(_LAST_DONE, {"item": item.id}) or item.last_reviewed_on


def statement_from(session: Session, source: str) -> Statement | None:
    """Return the statement that was recorded from this message, or None."""
    return session.scalar(_STATEMENT_FROM, {"source": source})


def last_said_by(session: Session, person: Person) -> Statement | None:
    """Return what `person` said last, or None."""
    said = select(Statement).where(Statement.by_id == person.id)
    return session.scalar(said.order_by(Statement.id.desc()).limit(1))


def said_together(session: Session, statement: Statement) -> Sequence[Statement]:
    """Return the statements that came from the same message as `statement`, in the order of its parts."""
    return session.scalars(_SAID_TOGETHER, {"message": statement.message}).all()


def reviews_answered_by(session: Session, statement: Statement) -> Sequence[Review]:
    """Return the reviews that `statement` answered, one of each of its items at most, in their order."""
    return session.scalars(_REVIEWS_ANSWERED, {"statement": statement.id}).all()


def items_supported(session: Session, statement: Statement) -> list[Recommendation]:
    """Return the items that `statement` is about, in the order in which it was recorded for them."""
    if len(statement.items) == 1:
        return list(statement.items)
    recorded = session.execute(
        select(Event.recommendation_id, Event.facts)
        .where(
            Event.recommendation_id.in_([item.id for item in statement.items]),
            Event.kind.in_((EventKind.EVIDENCE_RECORDED, EventKind.UPDATE_RECORDED)),
        )
        .order_by(Event.id.desc())
    )
    order = {
        item: place for place, (item, facts) in enumerate(recorded) if facts.get("statement") == statement.id
    }
    return sorted(statement.items, key=lambda item: -order.get(item.id, 0))


def withdrawals(session: Session, item: Recommendation) -> dict[int, str]:
    """Return who withdrew what had been said for `item`, by the numbers of the statements."""
    withdrawn = session.execute(
        select(Event.facts, Person.name)
        .join(Person, Person.id == Event.by_id)
        .where(Event.recommendation_id == item.id, Event.kind == EventKind.STATEMENT_WITHDRAWN)
    )
    return {facts["statement"]: name for facts, name in withdrawn}


def held_reply_from(session: Session, source: str) -> HeldReply | None:
    """Return the held reply that came from this message, or None."""
    return session.scalar(select(HeldReply).where(HeldReply.source == source))


def said_from(session: Session, source: str) -> Statement | HeldReply | None:
    """Return what was recorded, or is held, from this message; None if neither."""
    return statement_from(session, source) or held_reply_from(session, source)


def message_by_key(session: Session, key: str) -> OutboxMessage | None:
    """Return the message with this key, or None."""
    return session.scalar(_MESSAGE_BY_KEY, {"key": key})


def told_under(session: Session, *topics: str) -> Sequence[OutboxMessage]:
    """Return what was told under these topics, oldest first."""
    return session.scalars(_TOLD_UNDER, {"topics": topics}).all()


def posted_message(session: Session, message: MessageRef) -> OutboxMessage | None:
    """Return the message that was posted as this one, or None."""
    return session.scalar(
        select(OutboxMessage).where(*_posted_in(message.conversation), OutboxMessage.posted_as == message.id)
    )


def said_in_thread(session: Session, thread: MessageRef) -> Sequence[OutboxMessage]:
    """Return our messages in the thread that began with this message, with that one if it is ours, oldest first."""
    return session.scalars(
        select(OutboxMessage)
        .where(
            *_posted_in(thread.conversation),
            or_(OutboxMessage.posted_as == thread.id, OutboxMessage.thread == thread.id),
        )
        .order_by(OutboxMessage.id)
    ).all()


def said_last(session: Session, conversation: Conversation) -> Sequence[OutboxMessage]:
    """Return our latest message in this conversation outside of threads, if there is one."""
    return session.scalars(
        select(OutboxMessage)
        .where(*_posted_in(conversation), OutboxMessage.thread.is_(None))
        .order_by(OutboxMessage.posted_order.desc(), OutboxMessage.id.desc())
        .limit(1)
    ).all()


def _posted_in(conversation: Conversation) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a message was posted there as one of its own."""
    return (
        OutboxMessage.posted_in == conversation.id,
        OutboxMessage.surface == conversation.surface,
        OutboxMessage.replaces_id.is_(None),
    )


def unanswered_of(session: Session, person: Person) -> Sequence[Recommendation]:
    """Return the items of which `person` was reminded, and has not answered."""
    return session.scalars(_UNANSWERED_OF, {"person": person.id}).all()


def reminders_told(session: Session, items: Sequence[int]) -> Sequence[OutboxMessage]:
    """Return the messages in which these items were reminded of and that are still worth keeping true.

    Only the latest message of each item counts: older ones have been overtaken by it.
    """
    return session.scalars(_REMINDERS_TOLD, {"items": items}).all()
