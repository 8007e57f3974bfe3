"""Sending what is in the outbox: into several conversations at a time, answers first, in each of them in order."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from bot.clock import Clock, loop_time
from bot.transactions import transact
from bot.worker.ports import Poster
from bot.worker.settling import Settling
from jobs import delivery
from models.database import Database

AT_ONCE = 6
"""Conversations into which is sent at the same time: one that is slow holds up no other."""

MOST_UNDER_WAY = 3 * delivery.AT_A_TIME
"""While so many messages have their turn, nothing but answers is claimed besides."""

MOST_HELD = 2 * MOST_UNDER_WAY
"""The same of those too that wait for their turn, or until their platform takes them."""

SHORT_REST = timedelta(seconds=5)
"""Where a platform wants to be left alone no longer, a message waits where it stands, and so keeps its order."""

MOST_RESTS = 6
"""After so many of them a message is put back all the same, and nothing more waited for or claimed but answers."""

_log = structlog.get_logger(__name__)


class Sending:
    """Claims messages, posts them outside any transaction, and has what became of them written down."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        poster: Poster,
        ending: asyncio.Event,
        moved: Callable[[], object] = lambda: None,
    ) -> None:
        """Send by `poster` what is in `database` at the time of `clock`, until `ending`.

        `moved` is called whenever what became of a message has been written down.
        """
        self._database, self._clock, self._poster = database, clock, poster
        self._ending, self._moved = ending, moved
        self._settling = Settling(database, clock)
        self._lanes, self._answering = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(AT_ONCE)
        self._turns = defaultdict[object, asyncio.Lock](asyncio.Lock)
        self._news = asyncio.Event()
        self._held = self._under_way = 0
        self._is_patient = True
        self.lock = asyncio.Lock()
        """Held while something is being sent."""
        self.outcomes: Counter[str] = Counter()
        """What became of what was to be sent: Sent, Uploaded, Again, Impossible and so on."""

    def look(self) -> None:
        """Have what is new in the outbox claimed at once, if something else is being sent; in the event loop."""
        self._news.set()

    async def send(self) -> timedelta | None:
        """Send everything that may be sent now; return how long it is until more may be, None for nothing more."""
        async with self.lock:
            self._is_patient = True
            await self._send_all()
        if self._ending.is_set():
            return None
        return await asyncio.to_thread(self._until_due)

    def _until_due(self) -> timedelta | None:
        with self._database.reading() as session:
            at = delivery.next_due(session)
        return None if at is None else max(at - self._clock.now(), timedelta())

    async def _send_all(self) -> None:
        batches: set[asyncio.Task[None]] = set()
        try:
            while not self._ending.is_set():
                self._news.clear()
                claimed, is_more_due = await self._claimed(only_answers=self._is_full)
                if claimed:
                    batches.add(asyncio.create_task(self._send_batch(claimed)))
                if is_more_due:
                    continue
                if not batches:
                    break
                batches = await self._some_done(batches)
        finally:
            await _all_done(batches)
            self._turns.clear()

    @property
    def _is_full(self) -> bool:
        return not self._is_patient or self._under_way >= MOST_UNDER_WAY or self._held >= MOST_HELD

    async def _claimed(self, *, only_answers: bool) -> tuple[list[delivery.Outgoing], bool]:
        """Take what is to be sent now; say whether there is more. Nobody is kept waiting to learn of nothing."""
        at = self._clock.now()

        def transactions() -> tuple[list[delivery.Outgoing], bool]:
            with self._database.reading() as session:
                if not delivery.is_due(session, at, only_answers=only_answers):
                    return [], False
            with self._database.writing() as session:
                claimed = delivery.claim(session, at, only_answers=only_answers)
                session.flush()
                return claimed, bool(claimed) and delivery.is_due(session, at, only_answers=only_answers)

        return await asyncio.to_thread(transactions)

    async def _some_done(self, batches: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
        """Return what is still on its way once a batch is not, or once there may be something new to claim."""
        news = asyncio.create_task(self._news.wait())
        try:
            done, _ = await asyncio.wait({*batches, news}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            news.cancel()
        await _all_done(batches & done)
        return batches - done

    async def _send_batch(self, claimed: Sequence[delivery.Outgoing]) -> None:
        self._held += len(claimed)
        try:
            async with self._holding(claimed) as is_held:
                await self._send_claimed(claimed, is_held)
        finally:
            self._held -= len(claimed)

    async def _let_go(self, claimed: Sequence[delivery.Outgoing]) -> None:
        await transact(self._database, self._clock, lambda session, _: delivery.let_go(session, claimed))

    @asynccontextmanager
    async def _holding(self, claimed: Sequence[delivery.Outgoing]) -> AsyncIterator[Callable[[], bool]]:
        """Hold on to what was claimed; what is given tells whether that has gone well, by no clock that can step.

        Where it has not, another Reckoner may have taken over what is left.
        """
        held_for = delivery.HELD_FOR.total_seconds()
        held_at = loop_time()

        async def hold() -> None:
            nonlocal held_at
            while True:
                await asyncio.sleep(held_for / 3)
                begun_at = loop_time()
                try:
                    await transact(
                        self._database,
                        self._clock,
                        lambda session, at: delivery.hold(session, claimed, at),
                    )
                except Exception as error:  # noqa: BLE001 - it is tried again while there is time
                    _log.warning("not_held", error=type(error).__name__)
                else:
                    held_at = begun_at

        holding = asyncio.create_task(hold())
        try:
            yield lambda: loop_time() < held_at + held_for
        finally:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)

    async def _send_claimed(self, claimed: Sequence[delivery.Outgoing], is_held: Callable[[], bool]) -> None:
        """Send to several conversations at once, in each of them one after the other."""
        conversations: dict[object, list[delivery.Outgoing]] = {}
        for each in claimed:
            conversations.setdefault(each.goes_to, []).append(each)
        await _all_done(self._send_in_turn(where, each, is_held) for where, each in conversations.items())

    async def _send_in_turn(
        self, where: object, claimed: Sequence[delivery.Outgoing], is_held: Callable[[], bool]
    ) -> None:
        """Send one after the other, after what was claimed for the same place before.

        What became of one is written down while the next is being sent. At the end of Reckoner's work, what has not
        been tried is let go of.
        """
        settling: asyncio.Task[None] | None = None
        async with self._turns[where]:
            left = len(claimed)
            self._under_way += left
            try:
                for each in claimed:
                    outcome = await self._outcome(each, is_held, left)
                    if outcome is None and self._ending.is_set():
                        await self._let_go(claimed[len(claimed) - left :])
                        break
                    left, self._under_way = left - 1, self._under_way - 1
                    if outcome is not None:
                        before, settling = settling, asyncio.create_task(self._settle(each, outcome))
                        if before is not None:
                            await before
            finally:
                self._under_way -= left
                if settling is not None:
                    await settling

    async def _outcome(
        self, outgoing: delivery.Outgoing, is_held: Callable[[], bool], left: int
    ) -> delivery.Outcome | None:
        """Return what became of a message; None where it was not tried.

        Where its platform wants a short rest, it is tried again after that, and the `left` of its conversation with
        it; others have the lane meanwhile.
        """
        for _ in range(MOST_RESTS):
            outcome = await self._tried(outgoing, is_held)
            rest = _short_rest(outgoing, outcome) if self._is_patient else None
            if rest is None or not await self._rested(rest, left):
                return outcome
        self._is_patient = False
        return await self._tried(outgoing, is_held)

    async def _tried(
        self, outgoing: delivery.Outgoing, is_held: Callable[[], bool]
    ) -> delivery.Outcome | None:
        async with self._answering if outgoing.is_answer else self._lanes:
            if self._ending.is_set() or not is_held():
                return None
            return await self._poster.send(outgoing)

    async def _rested(self, rest: timedelta, left: int) -> bool:
        """Let the time of a rest pass, in which `left` messages are not under way; return whether it did."""
        self._under_way -= left
        self._news.set()
        try:
            return await self._clock.wait(rest.total_seconds(), self._ending)
        finally:
            self._under_way += left

    async def _settle(self, outgoing: delivery.Outgoing, outcome: delivery.Outcome) -> None:
        self.outcomes[type(outcome).__name__] += 1
        if not isinstance(outcome, delivery.Sent | delivery.Uploaded):
            _log.warning("not_sent", key=outgoing.key, outcome=type(outcome).__name__, error=outcome.error)
        await self._settling.settle(outgoing, outcome)
        self._moved()


def _short_rest(outgoing: delivery.Outgoing, outcome: delivery.Outcome | None) -> timedelta | None:
    """Return how long a message is to wait where it stands; None for one whose outcome is to be written down.

    That one may have arrived after all, or that its file is gone, is to be known to whoever tries again.
    """
    if not isinstance(outcome, delivery.Again) or outcome.after is None or outcome.after > SHORT_REST:
        return None
    is_news = (outcome.unsure and not outgoing.unsure) or outcome.forget
    return None if is_news else outcome.after


async def _all_done(tasks: Iterable[Awaitable[None]]) -> None:
    """Wait for all of `tasks`: what breaks one must not leave the others unwatched."""
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, BaseException):
            raise ended
