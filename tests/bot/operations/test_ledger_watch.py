"""Every day the ledger and what stands beside it are verified by themselves, and coordinators are told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from bot.operations.ledger_anchor import LedgerAnchor
from bot.operations.ledger_watch import check, keep_head
from models.ledger.chain import wait_for_sealing
from tests.chat import Chat, texts
from tests.factories import Register

ENOUGH_SECONDS = 60.0
ALARM = "Records were changed without Reckoner"


@pytest.fixture
async def kept(chat: Chat) -> Chat:
    """A Reckoner that has run for a day."""
    Register(chat.database, chat.clock, chat.policy).item("1a", register_number="10618")
    await chat.at("2022-12-01T09:00")
    return chat


def alarms(chat: Chat) -> int:
    """Return how often the coordinator was told."""
    return sum(each.startswith(ALARM) for each in texts(chat.sees("priya")))


async def test_a_register_that_nobody_has_touched_raises_no_alarm(kept: Chat) -> None:
    """What people write, day after day, is what the ledger tells."""
    await kept.writes("anna", "10618: training is 80% done")
    for day in ("02", "05", "06"):
        await kept.at(f"2022-12-{day}T09:00")
    assert alarms(kept) == 0


async def test_coordinators_are_told_once_a_day(kept: Chat) -> None:
    """The alarm comes on the day after the change, once, and again the next day as long as it is not explained."""
    with kept.database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("update recommendation set deadline_on = '2030-01-01'"))
    await kept.at("2022-12-02T09:00")
    await kept.at("2022-12-02T11:00")
    assert alarms(kept) == 1
    await kept.at("2022-12-05T09:00")
    assert alarms(kept) == 2


async def test_kept_heads_that_are_gone_are_an_alarm_and_no_beginning(kept: Chat) -> None:
    """Where the file of heads was taken away, no new one is begun, and coordinators are told."""
    anchor = LedgerAnchor(kept.force.folder)
    anchor.path.unlink()
    await kept.at("2022-12-05T09:00")
    assert alarms(kept) == 1
    assert anchor.heads() == []


async def test_who_knows_why_begins_again(kept: Chat) -> None:
    """After a move to another folder the head is kept from there on, once somebody has said so."""
    anchor = LedgerAnchor(kept.force.folder)
    anchor.path.unlink()
    keep_head(kept.database, anchor, kept.policy, kept.clock.now())
    await kept.at("2022-12-05T09:00")
    assert alarms(kept) == 0
    assert anchor.heads() != []


async def test_nobody_waits_for_the_ledger_and_it_for_nobody(kept: Chat) -> None:
    """It is verified to its end while somebody else writes, and what that one has not kept yet is not looked at."""
    anchor = LedgerAnchor(kept.settings.data)
    with ThreadPoolExecutor(1) as thread, kept.database.writing() as session:
        session.execute(text("update person set name = 'Somebody else'"))
        wait_for_sealing(session)
        verifying = thread.submit(check, kept.database, anchor, kept.clock.now())
        assert verifying.result(ENOUGH_SECONDS).holds
        session.rollback()
