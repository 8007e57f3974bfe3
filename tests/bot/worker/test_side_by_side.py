"""One slow thing holds up nothing else: neither a conversation, nor a file, nor a question about an account."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from bot.imports.report_reader import ReportReader
from bot.worker.sending import AT_ONCE
from bot.worker.watchdog import LATE
from bot.worker.worker import Worker
from jobs.accounts import AccountCheck, AccountState
from jobs.delivery import Outcome, Outgoing
from jobs.fetching import Marked, NotStored, Stored, Wanted
from jobs.timetable import TIMETABLE
from models.database import Database
from models.outbox import outbox
from models.policy import Policy
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.factories import Register, account
from tests.letterbox import Letterbox, Shelf
from tests.talk import Talk
from tests.waiting import until

pytestmark = pytest.mark.every_database


class Gate:
    """Something that a test holds up, and sees begin."""

    def __init__(self) -> None:
        """Begin open."""
        self.opened, self.reached = asyncio.Event(), asyncio.Event()
        self.opened.set()

    def shut(self) -> None:
        """Hold up whoever comes."""
        self.opened.clear()

    async def passed(self) -> None:
        """Be seen, and wait until it is open."""
        self.reached.set()
        await self.opened.wait()


class SlowLetterbox(Letterbox):
    """A surface on which one account's conversation is slow."""

    def __init__(self, gate: Gate, slow: Callable[[Outgoing], bool]) -> None:
        """Be held up by `gate` with what is `slow`."""
        super().__init__()
        self.gate, self.slow = gate, slow
        self.at_once = self.most_at_once = 0

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Take it in, in its time."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        if self.slow(outgoing):
            await self.gate.passed()
        outcome = await super().send(outgoing)
        self.at_once -= 1
        return outcome


class SlowShelf(Shelf):
    """A store of files that takes its time."""

    def __init__(self, gate: Gate) -> None:
        """Be held up by `gate`."""
        super().__init__()
        self.gate = gate

    async def fetch(self, wanted: Wanted) -> Stored | NotStored | Marked:
        """Give the file, in its time."""
        await self.gate.passed()
        return await super().fetch(wanted)


class SlowBook:
    """A surface that takes its time to say whether an account works."""

    def __init__(self, gate: Gate) -> None:
        """Be held up by `gate`."""
        self.gate = gate

    async def state(self, asked: AccountCheck) -> AccountState:
        """Say that it does."""
        await self.gate.passed()
        return AccountState.OPEN


@pytest.fixture
async def gate() -> Gate:
    """Something to hold up."""
    return Gate()


def puts(database: Database, clock: StoppedClock, key: str, who: str, *, is_answer: bool = False) -> None:
    """Put a message into the outbox."""
    with database.writing() as session:
        frozen = freeze(Acknowledged("welcome"))
        outbox.enqueue(session, key, frozen, clock.now(), account=account(who), is_answer=is_answer)


def worker(
    database: Database, clock: StoppedClock, policy: Policy, letterbox: Letterbox, shelf: Shelf, gate: Gate
) -> Worker:
    """Return rounds of the whole timetable, with whom accounts can be asked."""
    reader, book = ReportReader(shelf.stored.__getitem__), SlowBook(gate)
    return Worker(database, clock, policy, letterbox, shelf, reader, book=book, timetable=TIMETABLE)


@pytest.fixture
async def working(
    database: Database, clock: StoppedClock, policy: Policy, register: Register, gate: Gate
) -> AsyncIterator[tuple[Worker, SlowLetterbox, SlowShelf]]:
    """Rounds that tick, where whatever belongs to anna, files and accounts pass the gate."""
    letterbox = SlowLetterbox(gate, lambda outgoing: outgoing.account == account("anna"))
    shelf = SlowShelf(gate)
    rounds = worker(database, clock, policy, letterbox, shelf, gate)
    yield rounds, letterbox, shelf
    gate.opened.set()
    await rounds.stop()


async def test_a_slow_conversation_holds_up_no_other(
    database: Database,
    clock: StoppedClock,
    gate: Gate,
    working: tuple[Worker, SlowLetterbox, SlowShelf],
) -> None:
    """While one message is on its way, others go out elsewhere, new ones too; each conversation keeps its order."""
    rounds, letterbox, _ = working
    for number in range(3):
        for who in ("anna", "dev", "priya"):
            puts(database, clock, f"{who}:{number}", who)
    gate.shut()
    sending = asyncio.create_task(rounds.send())
    await until(lambda: len(letterbox.posted) == 6)
    assert not [each for each in letterbox.posted.values() if each.key.startswith("anna")]
    for who in ("dev", "anna"):
        puts(database, clock, f"{who}:3", who, is_answer=True)
    rounds.wanted()
    await until(lambda: len(letterbox.posted) == 7)
    gate.opened.set()
    await sending
    keys = [each.key for each in letterbox.posted.values()]
    for who in ("anna", "dev", "priya"):
        assert [each for each in keys if each.startswith(who)] == [
            f"{who}:{number}" for number in range(3 if who == "priya" else 4)
        ]
    assert 1 < letterbox.most_at_once <= AT_ONCE


async def test_answers_go_first(
    database: Database, clock: StoppedClock, policy: Policy, register: Register
) -> None:
    """However much waits, what somebody waits for who has just written is sent before it."""
    letterbox = Letterbox()
    for number in range(50):
        puts(database, clock, f"reminder:{number}", "dev")
    clock.move_by(timedelta(seconds=1))
    puts(database, clock, "answer", "dev", is_answer=True)
    shelf = Shelf()
    await Worker(database, clock, policy, letterbox, shelf, ReportReader(shelf.stored.__getitem__)).send()
    assert letterbox.tried[0].key == "answer"
    assert len(letterbox.posted) == 51


async def test_questions_about_accounts_hold_up_no_round(
    database: Database,
    clock: StoppedClock,
    gate: Gate,
    working: tuple[Worker, SlowLetterbox, SlowShelf],
) -> None:
    """While the surface is asked about an account, rounds go on and what waits is sent."""
    rounds, letterbox, _ = working
    gate.shut()
    rounds.start()
    await gate.reached.wait()
    before = rounds.last_round_at
    assert before is not None
    clock.move_by(timedelta(seconds=1))
    puts(database, clock, "told", "dev")
    await rounds.run_jobs()
    assert rounds.last_round_at == clock.now() > before
    assert [each.key for each in letterbox.posted.values()] == ["told"]


async def test_a_slow_file_holds_up_no_message(talk: Talk, register: Register, gate: Gate) -> None:
    """While a file is on its way, answers are sent; what becomes of the file is told when it is."""
    register.item("1", register_number="10618")
    shelf = SlowShelf(gate)
    talk.shelf.files, talk.rounds._fetcher = shelf.files, shelf
    gate.shut()
    written = talk.wrote("anna", "10618: see the file", files=[("audit.pdf", b"94%")])
    await talk.desk.replies.written(written.heard)
    fetching = asyncio.create_task(talk.rounds.fetch())
    await gate.reached.wait()
    await talk.rounds.send()
    assert len(written.answers) == 1
    gate.opened.set()
    await fetching
    assert len(shelf.stored) == 1


async def test_a_round_that_is_long_is_late_and_not_dead(
    database: Database,
    clock: StoppedClock,
    gate: Gate,
    working: tuple[Worker, SlowLetterbox, SlowShelf],
) -> None:
    """While a round gets on it does not stand still, however long ago the last one was; one that hangs does."""
    rounds, letterbox, _ = working
    puts(database, clock, "told", "anna")
    gate.shut()
    rounds._whole_at -= LATE + 1
    rounds._moved_at -= LATE + 1
    assert rounds.stands_still_for() > LATE
    going = asyncio.create_task(rounds.run_jobs())
    await gate.reached.wait()
    assert rounds.age() > LATE > rounds.stands_still_for()
    rounds._moved_at -= LATE + 1
    assert rounds.stands_still_for() > LATE
    gate.opened.set()
    await going
    assert rounds.stands_still_for() < LATE
    assert len(letterbox.posted) == 1
