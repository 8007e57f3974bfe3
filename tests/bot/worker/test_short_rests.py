"""Where a platform wants a short rest, a message waits where it stands, and those behind it with it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest

from bot.clock import StoppedClock, SystemClock
from bot.imports.report_reader import ReportReader
from bot.worker.resting import Resting
from bot.worker.sending import MOST_HELD, MOST_RESTS, MOST_UNDER_WAY, Sending
from bot.worker.worker import TICK, Worker
from jobs.delivery import FIRST_PAUSE, Again, Impossible, Outcome, Outgoing, Sent, Uploaded
from models.database import Database
from models.outbox import outbox
from models.policy import Policy
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.factories import account
from tests.letterbox import Letterbox, Shelf
from tests.waiting import until

pytestmark = pytest.mark.every_database

FROZEN = freeze(Acknowledged("welcome"))
SECOND = timedelta(seconds=1)
LIMITED = Again("ratelimited", unsure=False, after=SECOND)


class PassingClock(StoppedClock):
    """A clock on which time passes when it is waited for, and at no other time."""

    async def wait(self, seconds: float, _ending: asyncio.Event, /) -> bool:
        """Let so much time pass at once, which is the same for all who wait."""
        until = self.now() + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        self.move_to(max(until, self.now()))
        return True


class HeldUpClock(StoppedClock):
    """A clock that is waited for until a test says that the time has passed."""

    def __init__(self, clock: StoppedClock) -> None:
        """Stand where `clock` does."""
        super().__init__(clock.now())
        self.passed, self.waited_for = asyncio.Event(), asyncio.Event()

    async def wait(self, seconds: float, _ending: asyncio.Event, /) -> bool:
        """Wait for that."""
        self.waited_for.set()
        await self.passed.wait()
        return True


class LimitedLetterbox(Letterbox):
    """A surface that takes so many messages a second from the whole app, and no more."""

    def __init__(self, clock: StoppedClock, a_second: int) -> None:
        """Count by `clock`."""
        super().__init__()
        self.clock, self.a_second = clock, a_second
        self.most_in_a_second = self.refused = 0
        self._second, self._taken = clock.now(), 0

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Take it, if there is room in this second."""
        if self.clock.now() >= self._second + SECOND:
            self._second, self._taken = self.clock.now(), 0
        if self._taken == self.a_second:
            self.refused += 1
            return LIMITED
        self._taken += 1
        return await super().send(outgoing)


@pytest.fixture
def passing(clock: StoppedClock) -> PassingClock:
    """A clock on which time passes when it is waited for."""
    return PassingClock(clock.now())


def puts(database: Database, clock: StoppedClock, keys: Sequence[str], *, is_answer: bool = False) -> None:
    """Put messages into the outbox; each key begins with whom its message is for."""
    with database.writing() as session:
        for key in keys:
            who = account(key.partition(":")[0])
            outbox.enqueue(session, key, FROZEN, clock.now(), account=who, is_answer=is_answer)


def sent(letterbox: Letterbox, who: str = "") -> list[str]:
    """Return the keys of what has arrived, in that order: all of them, or those for one."""
    return [each.key for each in letterbox.posted.values() if each.key.startswith(who)]


async def test_a_short_rest_is_waited_out_and_the_order_is_kept(
    database: Database, passing: PassingClock
) -> None:
    """What was refused goes first again, and what is behind it in its conversation waits with it."""
    keys = [f"{who}:{number}" for number in range(3) for who in ("anna", "dev")]
    puts(database, passing, keys)
    letterbox = Letterbox()
    letterbox.ordered.extend([LIMITED] * 3)
    sending = Sending(database, passing, letterbox, asyncio.Event())
    assert await sending.send() is None
    assert (sent(letterbox, "anna"), sent(letterbox, "dev")) == (keys[::2], keys[1::2])
    assert sending.outcomes == {"Sent": 6}
    assert {each.attempt for each in letterbox.tried} == {1}


async def test_a_flood_goes_out_as_fast_as_the_platform_takes_it(
    database: Database, passing: PassingClock
) -> None:
    """Each second takes what it can, two refusals have everybody wait, and no message is put back."""
    people, a_second, messages = ("anna", "dev", "priya", "tom"), 20, 160
    puts(database, passing, [f"{people[number % len(people)]}:{number}" for number in range(messages)])
    letterbox = LimitedLetterbox(passing, a_second)
    begun = passing.now()
    sending = Sending(database, passing, Resting(letterbox, passing), asyncio.Event())
    assert await sending.send() is None
    for place, who in enumerate(people):
        numbers = range(place, messages, len(people))
        assert sent(letterbox, who) == [f"{who}:{number}" for number in numbers]
    seconds = (passing.now() - begun) / SECOND
    assert messages / a_second - 1 <= seconds <= 3 * messages / a_second
    assert letterbox.refused <= 3 * seconds
    assert sending.outcomes == {"Sent": messages}


async def test_a_conversation_that_is_to_wait_holds_up_no_other(
    database: Database, clock: StoppedClock
) -> None:
    """However much waits for one conversation, what comes after it for others goes out meanwhile."""
    held_up = HeldUpClock(clock)
    anna = [f"anna:{number}" for number in range(MOST_UNDER_WAY + 5)]
    puts(database, clock, [*anna, "dev:1", "priya:1"])
    letterbox = Letterbox()
    letterbox.ordered.append(LIMITED)
    sending = Sending(database, held_up, letterbox, asyncio.Event())
    going = asyncio.create_task(sending.send())
    await held_up.waited_for.wait()
    await until(lambda: len(letterbox.posted) == 2)
    assert sorted(sent(letterbox)) == ["dev:1", "priya:1"]
    held_up.passed.set()
    await going
    assert sent(letterbox, "anna") == anna


async def test_no_more_is_held_than_would_have_to_be_looked_for(
    database: Database, clock: StoppedClock
) -> None:
    """Of what waits for one conversation a part is claimed: were Reckoner killed, the rest was not tried."""
    held_up = HeldUpClock(clock)
    puts(database, clock, [f"anna:{number}" for number in range(MOST_HELD + 30)])
    letterbox = Letterbox()
    letterbox.ordered.append(LIMITED)
    sending = Sending(database, held_up, letterbox, asyncio.Event())
    going = asyncio.create_task(sending.send())
    await held_up.waited_for.wait()
    puts(database, clock, ["dev:answer"], is_answer=True)
    sending.look()
    await until(lambda: bool(letterbox.posted) and sending._held == MOST_HELD)
    held_up.passed.set()
    await going
    assert len(letterbox.posted) == MOST_HELD + 31


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Again("ratelimited", unsure=False, after=timedelta(seconds=6)), timedelta(seconds=6)),
        (Again("half an answer", unsure=True, after=SECOND), SECOND),
        (Again("the file is gone", unsure=False, after=SECOND, forget=True), SECOND),
        (Again("nothing answered", unsure=False), FIRST_PAUSE),
        (Impossible("no"), None),
        (Uploaded("F1"), None),
    ],
)
async def test_whatever_else_is_written_down_first(
    database: Database, passing: PassingClock, outcome: Outcome, state: timedelta | None
) -> None:
    """What is to wait for longer, and what the next attempt must know, is not kept in memory alone.

    How long it is until more may be sent is told, so that nobody need look before.
    """
    puts(database, passing, ["anna:1"])
    letterbox = Letterbox()
    letterbox.ordered.append(outcome)
    sending = Sending(database, passing, letterbox, asyncio.Event())
    assert await sending.send() == state
    assert sending.outcomes[type(outcome).__name__] == 1


async def test_a_platform_that_takes_nothing_is_believed_in_the_end(
    database: Database, passing: PassingClock
) -> None:
    """After some rests everything is put back and left alone, so that a round comes to its end."""
    puts(database, passing, [f"anna:{number}" for number in range(3)])
    letterbox = LimitedLetterbox(passing, a_second=0)
    sending = Sending(database, passing, letterbox, asyncio.Event())
    assert await sending.send() == SECOND
    assert sending.outcomes == {"Again": 3}
    assert letterbox.refused == MOST_RESTS + 3
    letterbox.a_second = 3
    passing.move_by(SECOND)
    assert await sending.send() is None
    assert len(letterbox.posted) == 3


async def test_an_end_is_not_kept_waiting(database: Database, policy: Policy) -> None:
    """Whoever ends Reckoner does not wait for a platform's rest; what waits for it is there for the next."""
    clock, ending = SystemClock(), asyncio.Event()
    with database.writing() as session:
        outbox.enqueue(session, "anna:1", FROZEN, clock.now(), account=account("anna"))
    letterbox = Letterbox()
    letterbox.ordered.append(Again("ratelimited", unsure=False, after=timedelta(seconds=5)))
    sending = Sending(database, clock, letterbox, ending)
    going = asyncio.create_task(sending.send())
    await until(lambda: bool(letterbox.tried))
    ending.set()
    await asyncio.wait_for(going, 4)
    assert sending.outcomes == {"Again": 1}
    assert isinstance(await letterbox.send(letterbox.tried[0]), Sent)


@pytest.fixture
async def ticking(database: Database, policy: Policy) -> AsyncIterator[tuple[Worker, Letterbox]]:
    """Rounds that tick, with nothing to do."""
    letterbox, reader = Letterbox(), ReportReader(dict[str, bytes]().__getitem__)
    rounds = Worker(database, SystemClock(), policy, letterbox, Shelf(), reader, timetable=())
    rounds.start()
    yield rounds, letterbox
    await rounds.stop()


async def test_what_may_be_sent_before_the_next_tick_is_sent_when_it_may(
    database: Database, ticking: tuple[Worker, Letterbox]
) -> None:
    """A pause of some seconds is not one until the next tick."""
    rounds, letterbox = ticking
    with database.writing() as session:
        at = SystemClock().now() + timedelta(seconds=0.3)
        outbox.enqueue(session, "anna:1", FROZEN, at, account=account("anna"))
    rounds.wanted()
    await asyncio.wait_for(until(lambda: bool(letterbox.posted)), TICK.total_seconds() / 2)
