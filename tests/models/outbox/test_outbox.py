"""Once-only: what two do at the same time is done once, by a key of the database."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from bot.slack import addresses
from models.database import Database
from models.enums import Audience, ReminderReason
from models.outbox import inbox, outbox
from models.outbox.message import DueReminder, Inbox, OutboxMessage, OutboxState, SerializedMessage
from models.queries import items
from tests.factories import Register, enqueued, person_called

MANY = 6
SAID = SerializedMessage({})


def at_once(database: Database, work: Callable[[Session, int], bool], many: int = MANY) -> list[bool]:
    """Have `many` do the same work at once, each with a connection of its own; return what each is told."""
    ready = threading.Barrier(many)

    def one(number: int) -> bool:
        ready.wait(timeout=30)
        with database.writing() as session:
            return work(session, number)

    with ThreadPoolExecutor(many) as people:
        return list(people.map(one, range(many)))


def how_many(database: Database, table: type[Inbox | OutboxMessage | DueReminder]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_of_many_deliveries_of_an_event_one_is_taken_in(database: Database, clock: StoppedClock) -> None:
    """However many copies of an event come at the same time, one of them is told that it is the first."""
    told = at_once(database, lambda session, _: inbox.accept(session, "Ev0001", clock.now()))
    assert sorted(told) == [*[False] * (MANY - 1), True]
    assert how_many(database, Inbox) == 1


def test_different_events_do_not_stand_in_each_others_way(database: Database, clock: StoppedClock) -> None:
    """Events with keys of their own are all taken in."""
    told = at_once(database, lambda session, number: inbox.accept(session, f"Ev{number}", clock.now()))
    assert told == [True] * MANY
    assert how_many(database, Inbox) == MANY


def test_an_event_whose_work_failed_can_come_again(database: Database, clock: StoppedClock) -> None:
    """A key is noted only together with the work: what was rolled back is taken in the next time."""
    with database.writing() as session:
        assert inbox.accept(session, "Ev0001", clock.now())
        session.rollback()
    with database.writing() as session:
        assert inbox.accept(session, "Ev0001", clock.now())
        assert not inbox.accept(session, "Ev0001", clock.now())


def test_a_step_is_written_down_once(register: Register, clock: StoppedClock) -> None:
    """Sweeps that run at the same time write one reminder for each step."""
    reference = register.item()
    with register.database.reading() as session:
        item = items.item_by_reference(session, reference).id

    step = {
        "key": f"review:{item}:2022-12-02",
        "recommendation_id": item,
        "why": ReminderReason.REVIEW_OPENS,
        "audience": Audience.OWNER,
        "step_on": date(2022, 11, 25),
        "about_on": date(2022, 12, 2),
        "created_at": clock.now(),
    }

    def sweep(session: Session, _: int) -> bool:
        outbox.remind(session, [step, step | {"key": f"review:{item}:2023-03-03"}])
        return True

    assert all(at_once(register.database, sweep))
    assert how_many(register.database, DueReminder) == 2


def test_a_message_with_a_key_is_put_into_the_outbox_once(register: Register, clock: StoppedClock) -> None:
    """Who tells the same thing at the same time is given the one message that there is, as it was first written."""

    def tell(session: Session, number: int) -> bool:
        anna = person_called(session, "anna")
        outbox_message = enqueued(
            session, "reminder:1", SerializedMessage({"said by": number}), clock.now(), person=anna
        )
        return outbox_message.content == {"said by": number}

    assert sum(at_once(register.database, tell)) == 1
    assert how_many(register.database, OutboxMessage) == 1


def test_a_message_waits_from_the_moment_it_is_enqueued(register: Register, clock: StoppedClock) -> None:
    """A new message is pending, may be sent at once, and knows its person, its place or what it replaces."""
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        first = enqueued(session, "a", SAID, clock.now(), person=anna)
        assert (first.state, first.next_try_at, first.created_at) == (
            OutboxState.PENDING,
            clock.now(),
            clock.now(),
        )
        assert (first.person, first.channel, first.attempts, first.unsure) == (anna, None, 0, False)
        placed = enqueued(
            session,
            "b",
            SAID,
            clock.now(),
            conversation=addresses.conversation("C1"),
            thread=addresses.message("C1", "17.1"),
        )
        assert (placed.person, placed.channel, placed.thread) == (None, "C1", "17.1")
        instead = enqueued(session, "c", SAID, clock.now(), replaces=first)
        assert instead.replaces is first


def test_who_reads_does_not_wait_for_who_writes(database: Database, clock: StoppedClock) -> None:
    """While one writes, another reads what was there before, at once."""
    with database.writing() as writing:
        inbox.accept(writing, "Ev0001", clock.now())
        with database.reading() as reading:
            assert reading.scalar(select(func.count()).select_from(Inbox)) == 0
    assert how_many(database, Inbox) == 1
