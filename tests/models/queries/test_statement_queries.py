"""Named questions about what was said and what was told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from bot.slack import addresses
from models.address import Conversation, MessageRef
from models.enums import Audience, ReminderReason, StatementKind, Surface
from models.outbox.message import DueReminder, OutboxMessage, OutboxState, SerializedMessage
from models.outbox.subjects import items_of
from models.queries import items as queries, statements
from models.statements.statement import HeldReply, Statement
from tests.factories import Register, enqueued, person_called
from tests.models.saying import ADDED, FIRST, reviews_it, says, takes_back

# These questions are answered from the same SQL on every database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SAID = SerializedMessage({})
C1 = addresses.conversation("C1")
AT = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)


def told(session: Session, key: str, handle: str, *references: str) -> OutboxMessage:
    """Put a message to a person into the outbox that reminds of items."""
    outbox_message = enqueued(session, key, SAID, AT, person=person_called(session, handle))
    for reference in references:
        item = queries.item_by_reference(session, reference)
        session.add(
            DueReminder(
                key=f"{key}:{reference}",
                recommendation_id=item.id,
                why=ReminderReason.REVIEW_OPENS,
                audience=Audience.OWNER,
                step_on=date(2022, 11, 25),
                about_on=FIRST,
                created_at=AT,
                outbox_message_id=outbox_message.id,
            )
        )
    session.flush()
    return outbox_message


def test_a_message_is_found_by_key_and_by_where_it_was_posted(register: Register) -> None:
    """A message of ours is found by its key, and by where it stands; a replacement is not the message."""
    with register.database.writing() as session:
        first = told(session, "a", "anna")
        second = enqueued(session, "b", SAID, AT, replaces=first)
        for outbox_message in (first, second):
            outbox_message.posted_in, outbox_message.posted_as = "D1", "17.1"
        session.flush()
        assert statements.message_by_key(session, "a") is first
        assert statements.message_by_key(session, "c") is None
        assert statements.posted_message(session, addresses.message("D1", "17.1")) is first
        assert statements.posted_message(session, addresses.message("D2", "17.1")) is None
        assert statements.posted_message(session, addresses.message("D1", "17.2")) is None
        elsewhere = MessageRef(Conversation(Surface.TEAMS, "D1"), "17.1")
        assert statements.posted_message(session, elsewhere) is None


def test_a_message_is_about_its_items_in_their_order(register: Register) -> None:
    """The items of a message are those with which it was put into the outbox, in that order, and no others."""
    references = [register.item(number) for number in ("1", "2", "3")]
    with register.database.writing() as session:
        known = [queries.item_by_reference(session, each) for each in references]
        both = enqueued(session, "a", SAID, AT, conversation=C1, items=[known[1], known[0]])
        none = enqueued(session, "b", SAID, AT, conversation=C1)
        assert [each.recommendation.number for each in items_of(session, both)] == ["2", "1"]
        assert list(items_of(session, none)) == []


def test_what_is_told_once_is_about_what_was_told_first(register: Register) -> None:
    """A message whose key is there is not written down again, nor is what it would have been about."""
    references = [register.item(number) for number in ("1", "2")]
    with register.database.writing() as session:
        first, second = (queries.item_by_reference(session, each) for each in references)
        told_first = enqueued(session, "a", SAID, AT, conversation=C1, items=[first])
        assert enqueued(session, "a", SAID, AT, conversation=C1, items=[second]) is told_first
        assert [each.recommendation for each in items_of(session, told_first)] == [first]


def test_what_somebody_was_reminded_of_waits_until_it_is_answered(
    register: Register, clock: StoppedClock
) -> None:
    """Unanswered is what this person was told of and nothing has quieted; a cancelled message told nobody."""
    items = [register.item(number, added_on=ADDED) for number in ("1", "2", "3")]
    with register.database.writing() as session:
        told(session, "a", "anna", items[0], items[1])
        told(session, "b", "dev", items[2])
        told(session, "c", "anna", items[2]).state = OutboxState.CANCELLED
    with register.database.reading() as session:
        found = statements.unanswered_of(session, person_called(session, "anna"))
        assert {item.number for item in found} == {"1", "2"}
    statement = says(register, clock, items[0])
    with register.database.reading() as session:
        found = statements.unanswered_of(session, person_called(session, "anna"))
        assert [item.number for item in found] == ["2"]
    takes_back(register, clock, statement)
    with register.database.reading() as session:
        found = statements.unanswered_of(session, person_called(session, "anna"))
        assert {item.number for item in found} == {"1", "2"}


def test_a_statement_is_found_by_its_source_and_with_its_review(
    register: Register, clock: StoppedClock
) -> None:
    """What was recorded from a message is found by it, and with it the review that it did, if any."""
    item = register.item(added_on=ADDED)
    first = says(register, clock, item, source="D1:17.1")
    second = says(register, clock, item, source="D1:17.2")
    done = reviews_it(register, clock, item)
    with register.database.reading() as session:
        found = [statements.statement_from(session, f"D1:17.{number}") for number in (1, 2, 3)]
        assert [each and each.id for each in found] == [first, second, None]
        assert found[0] is not None
        assert found[1] is not None
        [review] = statements.reviews_answered_by(session, session.get_one(Statement, done))
        assert (review.recommendation_id, review.due_on) == (found[0].items[0].id, FIRST)
        assert not statements.reviews_answered_by(session, found[1])


def test_a_held_reply_is_found_by_its_source(register: Register) -> None:
    """A reply that waits for its item is found by the message it came as."""
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        held = HeldReply(by=anna, text="Done", said_on=date(2022, 12, 1), received_at=AT, source="D1:17.1")
        session.add(held)
        session.flush()
        assert statements.held_reply_from(session, "D1:17.1") is held
        assert statements.held_reply_from(session, "D1:17.2") is None


def test_what_was_never_said_is_nought(register: Register) -> None:
    """An item of which nobody has spoken has no statements, no review done, and a nought for each kind."""
    item = register.item()
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        assert statements.count_statements(session, found) == dict.fromkeys(StatementKind, 0)
        assert list(statements.statements_of(session, found, 5)) == []
        assert statements.last_review_done(session, found) is None


def test_the_last_review_done_is_the_latest(register: Register, clock: StoppedClock) -> None:
    """Of several reviews the day of the one done last is told."""
    item = register.item(added_on=ADDED)
    reviews_it(register, clock, item)
    clock.move_by(timedelta(days=90))
    reviews_it(register, clock, item)
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        assert statements.last_review_done(session, found) == date(2023, 3, 1)
