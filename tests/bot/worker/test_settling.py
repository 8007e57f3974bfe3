"""What became of messages is written down together where it became known together, and lost by none for another."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import NoResultFound

from bot.clock import StoppedClock
from bot.slack import addresses
from bot.worker.settling import Settling
from jobs import delivery
from jobs.delivery import Again, Outgoing, Sent
from models.address import MessageRef
from models.database import Database
from models.outbox import outbox
from models.outbox.message import OutboxMessage, OutboxState
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.factories import Register

pytestmark = pytest.mark.every_database
MESSAGES = 6
CHANNEL = addresses.conversation("C0GOV0001")


@pytest.fixture
def claimed(register: Register, clock: StoppedClock) -> list[Outgoing]:
    """Messages that are on their way."""
    with register.database.writing() as session:
        for number in range(MESSAGES):
            content = freeze(Acknowledged.EXAMPLE)
            outbox.enqueue(session, f"message:{number}", content, clock.now(), conversation=CHANNEL)
        session.flush()
        return delivery.claim(session, clock.now())


@pytest.fixture
def commits(register: Register) -> Iterator[list[object]]:
    """Every transaction that has been committed since."""
    committed: list[object] = []
    keep = committed.append
    event.listen(register.database.engine, "commit", keep)
    yield committed
    event.remove(register.database.engine, "commit", keep)


def sent(outgoing: Outgoing) -> Sent:
    """Return that it was posted."""
    return Sent(MessageRef(CHANNEL, f"1.{outgoing.outbox_message:06}"))


def states(database: Database) -> list[OutboxState]:
    """Return what stands in the outbox, in order."""
    with database.reading() as session:
        return list(session.scalars(select(OutboxMessage.state).order_by(OutboxMessage.id)))


async def test_what_becomes_known_meanwhile_is_one_transaction(
    database: Database, clock: StoppedClock, claimed: list[Outgoing], commits: list[object]
) -> None:
    """However many senders come while one is being written down: theirs are written down next, all at once."""
    settling = Settling(database, clock)
    commits.clear()
    first = asyncio.create_task(settling.settle(claimed[0], sent(claimed[0])))
    await asyncio.sleep(0)
    await asyncio.gather(first, *(settling.settle(each, sent(each)) for each in claimed[1:]))
    assert len(commits) == 2
    assert states(database) == [OutboxState.SENT] * MESSAGES


async def test_whoever_waits_finds_it_durable(
    database: Database, clock: StoppedClock, claimed: list[Outgoing]
) -> None:
    """A sender goes on once its own message is written down, whoever wrote it."""
    settling = Settling(database, clock)

    async def settle(each: Outgoing) -> OutboxState | None:
        await settling.settle(each, sent(each))
        with database.reading() as session:
            return session.get_one(OutboxMessage, each.outbox_message).state

    assert await asyncio.gather(*map(settle, claimed)) == [OutboxState.SENT] * MESSAGES


async def test_one_that_cannot_be_written_down_keeps_back_no_other(
    database: Database, clock: StoppedClock, claimed: list[Outgoing]
) -> None:
    """It alone fails, where it is waited for; the others are settled each by its own outcome."""
    settling = Settling(database, clock)
    gone = replace(claimed[1], outbox_message=10**6)
    outcomes = await asyncio.gather(
        settling.settle(claimed[0], sent(claimed[0])),
        settling.settle(gone, sent(gone)),
        settling.settle(claimed[2], Again("ratelimited", unsure=False)),
        *(settling.settle(each, sent(each)) for each in claimed[3:]),
        return_exceptions=True,
    )
    assert [type(each) for each in outcomes] == [type(None), NoResultFound, *[type(None)] * 4]
    assert states(database) == [
        OutboxState.SENT,
        OutboxState.SENDING,
        OutboxState.PENDING,
        *[OutboxState.SENT] * 3,
    ]
