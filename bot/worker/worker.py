"""Keeping the timetable: a ticker runs every job, then what is in the outbox is sent, answers first.

Files are fetched, and the surface is asked about accounts whose turn it is, beside that: nothing waits for either.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.transactions import transact
from bot.worker.ports import AccountBook, Fetcher, Importer, NameBook, Pages, Poster, Reader
from bot.worker.settling import Settling
from jobs import account_search, accounts, delivery, fetching, register_imports, report_reading, retention
from jobs.timetable import TIMETABLE, Job
from models.database import Database
from models.policies.current import CurrentPolicy
from models.policy import Policy
from models.register.same_name import as_compared

TICK = timedelta(seconds=20)
AT_ONCE = 6
"""Conversations into which is sent at the same time: one that is slow holds up no other."""

MOST_BATCHES = 3
"""While so many batches are on their way, nothing but answers is claimed besides."""

_log = structlog.get_logger(__name__)
_Result = TypeVar("_Result")


class Worker:
    """Runs the jobs, sends, fetches and reads: at every tick, and at once when there is something new."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        poster: Poster,
        fetcher: Fetcher,
        reader: Reader,
        *,
        book: AccountBook | None = None,
        names: NameBook | None = None,
        importer: Importer | None = None,
        timetable: Sequence[Job] = TIMETABLE,
        when_whole: Callable[[datetime], object] = lambda _: None,
        pages: Pages | None = None,
        remove: Callable[[str], None] = lambda _: None,
        is_time_right: Callable[[], Awaitable[bool]] | None = None,
    ) -> None:
        """Work on `database` at the time of `clock`, by `poster`, `fetcher` and `reader`.

        Without a `book` nobody is asked whether accounts still work, and without an `importer` registers that were
        sent wait. `when_whole` is called, in a thread, with the instant of every round in which nothing failed.
        `remove` removes what an erased file held, by its SHA-256. Before every round `is_time_right` is asked: as
        long as it says no the calendar waits, and only what is in the outbox is sent.
        """
        self._database, self._clock, self._policy = database, clock, CurrentPolicy(policy)
        self._poster, self._fetcher, self._reader, self._book = poster, fetcher, reader, book
        self._names = names
        self._importer, self._timetable = importer, timetable
        self._when_whole = when_whole
        self._pages = pages
        self._remove, self._is_time_right = remove, is_time_right
        self._working, self._sending, self._reading = asyncio.Lock(), asyncio.Lock(), asyncio.Lock()
        self._fetching, self._asking = asyncio.Lock(), asyncio.Lock()
        self._wanted, self._to_read = asyncio.Event(), asyncio.Event()
        self._to_fetch, self._to_ask, self._to_publish = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._lanes, self._answering = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(AT_ONCE)
        self._turns = defaultdict[object, asyncio.Lock](asyncio.Lock)
        self._news = asyncio.Event()
        self._settling = Settling(database, clock)
        self._carriers: list[asyncio.Task[None]] = []
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ending = asyncio.Event()
        self.last_round_at: datetime | None = None
        self.sends: Counter[str] = Counter()
        """What became of what was to be sent, by outcome: Sent, Uploaded, Again, Impossible and so on."""
        self.failures: Counter[str] = Counter()
        """How often each job broke."""
        self._whole_at = self._moved_at = self._loop_time()
        self._has_failed = False
        self.waits_for_the_clock = False
        """Whether the calendar waited in the last round, since the time cannot be right."""

    def start(self) -> None:
        """Begin to tick, with a first round at once."""
        self._carriers = [
            asyncio.create_task(self._carry()),
            asyncio.create_task(self._carried(self._to_read, self.read_reports, "reading_failed")),
            asyncio.create_task(self._carried(self._to_fetch, self._fetch_and_tell, "fetching_failed")),
            asyncio.create_task(self._carried(self._to_ask, self.check_accounts, "asking_failed")),
            asyncio.create_task(self._carried(self._to_publish, self._publish, "publishing_failed")),
        ]
        self._scheduler.add_job(
            self._tick,
            "interval",
            seconds=TICK.total_seconds(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin nothing more, and stop ticking once what is being sent has been settled.

        A part of a job is finished too. A file on its way is broken off, to be fetched anew, for it can be long.
        What was claimed besides is there for whoever comes next.
        """
        self._ending.set()
        if self._scheduler.running:
            self._scheduler.pause()
        async with self._working, self._sending:
            # Shutting down cancels what a tick has under way, in the middle of a send too: hence only now.
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)
            for carrier in self._carriers:
                carrier.cancel()
            await asyncio.gather(*self._carriers, return_exceptions=True)

    def wanted(self) -> None:
        """Have what is in the outbox sent now; to be called in the event loop."""
        self._wanted.set()
        self._news.set()

    async def round(self) -> None:
        """Run every job of the timetable once, send and fetch everything that waits, and ask about accounts."""
        await self.run_jobs()
        await self.check_accounts()
        await self.send_and_fetch()

    async def run_jobs(self) -> None:
        """Run every job of the timetable once, and send what waits.

        A job that breaks is logged; `last_round_at` then stays at the last round that was whole. While the clock is
        wrong none is run: what was told, frozen or erased by it would stay so for good.
        """
        async with self._working:
            self.waits_for_the_clock = not (self._is_time_right is None or await self._is_time_right())
            due = () if self.waits_for_the_clock else self._timetable
            failed = [job.name for job in due if not self._ending.is_set() and not await self._try(job)]
            await self.send()
            while await self._transact(lambda session, _: retention.remove_files(session, self._remove)):
                pass
            self._has_failed = bool(failed)
            if not failed and not self._ending.is_set():
                self.last_round_at, self._whole_at = self._clock.now(), self._loop_time()
                if not self.waits_for_the_clock:
                    await asyncio.to_thread(self._when_whole, self.last_round_at)

    @property
    def is_ending(self) -> bool:
        """Whether nothing more is begun."""
        return self._ending.is_set()

    @property
    def is_at_work(self) -> bool:
        """Whether a round is under way."""
        return self._working.locked()

    def age(self) -> float:
        """Return the seconds since the last whole round, or since there are rounds, whatever the clock does."""
        return self._loop_time() - self._whole_at

    def stands_still_for(self) -> float:
        """Return the seconds since the last whole round; while the next one goes on, since anything was done in it.

        So one that is long is late, and not dead.
        """
        goes_on = self.is_at_work and not self._has_failed
        return min(self.age(), self._loop_time() - self._moved_at) if goes_on else self.age()

    @staticmethod
    def _loop_time() -> float:
        return asyncio.get_running_loop().time()

    async def run(self, job: Job) -> int:
        """Run one job until it has nothing left to do; return how much it did."""
        return await asyncio.to_thread(
            job.run_in, self._database, self._clock.now(), self._policy, lambda: not self._ending.is_set()
        )

    async def _try(self, job: Job) -> bool:
        """Run one job; what breaks it must hold up neither the others nor what waits to be sent."""
        try:
            await self.run(job)
        except Exception as error:  # noqa: BLE001 - whatever breaks a job is logged, and tried at the next tick
            self.failures[job.name] += 1
            _log.error("job_failed", job=job.name, error=type(error).__name__)
            return False
        self._moved_at = self._loop_time()
        return True

    async def _tick(self) -> None:
        try:
            await self.run_jobs()
        except Exception as error:  # noqa: BLE001 - whatever breaks one tick must not end the ticking
            _log.error("round_failed", error=type(error).__name__)
        for wanted in (self._wanted, self._to_ask):
            wanted.set()

    async def _carry(self) -> None:
        await self._tick()
        await self._carried(self._wanted, self._send_and_go_on, "sending_failed")

    async def _carried(self, wanted: asyncio.Event, work: Callable[[], Awaitable[None]], failed: str) -> None:
        while True:
            await wanted.wait()
            wanted.clear()
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - the next tick tries again
                _log.error(failed, error=type(error).__name__)

    async def send_and_fetch(self) -> None:
        """Send everything in the outbox that may be sent now, fetch the files that wait, and publish pages."""
        await self.send()
        await self.fetch()
        await self._publish()

    async def send(self) -> None:
        """Send everything in the outbox that may be sent now."""
        async with self._sending:
            await self._send_all()

    async def fetch(self) -> None:
        """Fetch the files that wait."""
        async with self._fetching:
            most = self._policy.base.highest_marking
            await self._work_off(partial(fetching.claim, most=most), self._fetch)
        self._to_read.set()

    async def check_accounts(self) -> None:
        """Ask about the accounts whose turn it is, one after the other, and look for those that are missing."""
        async with self._asking:
            if self._book is not None:
                await self._work_off(accounts.claim, self._look_at)
            await self._find_accounts()

    async def _find_accounts(self) -> None:
        """Look for the accounts of people whom the register knows by name only."""
        if self._names is None or not (searched := await self._transact(account_search.claim)):
            return
        found = await self._names.named({as_compared(name) for name in searched.values()})
        await self._transact(
            lambda session, at: account_search.settle(
                session, searched, found, at, self._policy.read(session)
            )
        )

    async def _send_and_go_on(self) -> None:
        """Send what waits; what is to be fetched, read or published is beside that, and nothing waits for it."""
        await self.send()
        for wanted in await asyncio.to_thread(self._what_waits):
            wanted.set()
        self._to_publish.set()

    def _what_waits(self) -> list[asyncio.Event]:
        """Return what has something to do. Where there is nothing, nobody is kept waiting to learn that."""
        at = self._clock.now()
        with self._database.reading() as session:
            reads = report_reading.is_due(session, at) or register_imports.is_due(session, at)
            due = ((self._to_fetch, fetching.is_due(session, at)), (self._to_read, reads))
        return [wanted for wanted, is_due in due if is_due]

    async def _fetch_and_tell(self) -> None:
        await self.fetch()
        await self.send()

    async def _publish(self) -> None:
        if self._pages is not None and not self._ending.is_set():
            await self._pages.publish_outdated()

    async def read_reports(self) -> None:
        """Read the reports and registers that wait, and send what became of them. Nothing waits for a long one."""
        async with self._reading:
            await self._work_off(self._reports, self._read)
            if self._importer is not None:
                await self._work_off(register_imports.claim, partial(self._import, self._importer))
        await self.send()

    async def _send_all(self) -> None:
        """Send everything in the outbox that may be sent now; to be called while `_sending` is held."""
        batches: set[asyncio.Task[None]] = set()
        try:
            while not self._ending.is_set():
                self._news.clear()
                claimed, is_more_due = await self._claimed(only_answers=len(batches) >= MOST_BATCHES)
                if claimed:
                    batches.add(asyncio.create_task(self._send_batch(claimed)))
                if is_more_due:
                    continue
                if not batches:
                    break
                batches = await self._some_done(batches)
        finally:
            await self._all_done(batches)
            self._turns.clear()

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
        """Return what is still on its way once a batch is not, or once there is something new to send."""
        news = asyncio.create_task(self._news.wait())
        try:
            done, _ = await asyncio.wait({*batches, news}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            news.cancel()
        await self._all_done(batches & done)
        return batches - done

    @staticmethod
    async def _all_done(tasks: Iterable[Awaitable[None]]) -> None:
        """Wait for all of `tasks`: what breaks one must not leave the others unwatched."""
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, BaseException):
                raise ended

    async def _send_batch(self, claimed: Sequence[delivery.Outgoing]) -> None:
        async with self._holding(claimed) as is_held:
            await self._send_claimed(claimed, is_held)

    async def _let_go(self, claimed: Sequence[delivery.Outgoing]) -> None:
        await self._transact(lambda session, _: delivery.let_go(session, claimed))

    @asynccontextmanager
    async def _holding(self, claimed: Sequence[delivery.Outgoing]) -> AsyncIterator[Callable[[], bool]]:
        """Hold on to what was claimed; what is given tells whether that has gone well, by no clock that can step.

        Where it has not, another Reckoner may have taken over what is left.
        """
        held_for = delivery.HELD_FOR.total_seconds()
        held_at = self._loop_time()

        async def hold() -> None:
            nonlocal held_at
            while True:
                await asyncio.sleep(held_for / 3)
                begun_at = self._loop_time()
                try:
                    await self._transact(lambda session, at: delivery.hold(session, claimed, at))
                except Exception as error:  # noqa: BLE001 - it is tried again while there is time
                    _log.warning("not_held", error=type(error).__name__)
                else:
                    held_at = begun_at

        holding = asyncio.create_task(hold())
        try:
            yield lambda: self._loop_time() < held_at + held_for
        finally:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)

    async def _work_off(
        self,
        claim: Callable[[Session, datetime], list[_Result]],
        handle: Callable[[_Result], Awaitable[None]],
    ) -> None:
        """Claim and handle until nothing is left."""
        while not self._ending.is_set() and (claimed := await self._transact(claim)):
            for each in claimed:
                if self._ending.is_set():
                    break
                await handle(each)

    async def _send_claimed(self, claimed: Sequence[delivery.Outgoing], is_held: Callable[[], bool]) -> None:
        """Send to several conversations at once, in each of them one after the other."""
        conversations: dict[object, list[delivery.Outgoing]] = {}
        for each in claimed:
            conversations.setdefault(each.goes_to, []).append(each)
        await self._all_done(
            self._send_in_turn(where, each, is_held) for where, each in conversations.items()
        )

    async def _send_in_turn(
        self, where: object, claimed: Sequence[delivery.Outgoing], is_held: Callable[[], bool]
    ) -> None:
        """Send one after the other, after what was claimed for the same place before.

        What became of one is written down while the next is being sent.

        At the end of Reckoner's work, what has not been tried is let go of.
        """
        settling: asyncio.Task[None] | None = None
        async with self._turns[where]:
            try:
                for number, each in enumerate(claimed):
                    async with self._answering if each.is_answer else self._lanes:
                        if self._ending.is_set():
                            await self._let_go(claimed[number:])
                            break
                        if is_held():
                            outcome = await self._poster.send(each)
                            before, settling = settling, asyncio.create_task(self._settle(each, outcome))
                            if before is not None:
                                await before
            finally:
                if settling is not None:
                    await settling

    async def _settle(self, outgoing: delivery.Outgoing, outcome: delivery.Outcome) -> None:
        self.sends[type(outcome).__name__] += 1
        if not isinstance(outcome, delivery.Sent | delivery.Uploaded):
            _log.warning("not_sent", key=outgoing.key, outcome=type(outcome).__name__, error=outcome.error)
        await self._settling.settle(outgoing, outcome)
        self._moved_at = self._loop_time()

    async def _fetch(self, wanted: fetching.Wanted) -> None:
        outcome = await self._fetcher.fetch(wanted)
        await self._transact(lambda session, at: fetching.settle(session, wanted.file, outcome, at))

    async def _look_at(self, asked: accounts.AccountCheck) -> None:
        state = await self._book.state(asked) if self._book else accounts.AccountState.UNKNOWN
        await self._transact(
            lambda session, at: accounts.settle(session, asked, state, at, self._policy.read(session))
        )

    def _reports(self, session: Session, at: datetime) -> list[report_reading.ToRead]:
        return report_reading.claim(session, at, self._policy.read(session))

    async def _read(self, wanted: report_reading.ToRead) -> None:
        try:
            outcome = await asyncio.to_thread(self._reader.read, wanted)
        except Exception as error:  # noqa: BLE001 - it is tried again, and given up after some times
            _log.error("reading_failed", draft=wanted.draft, error=type(error).__name__)
            return
        await self._transact(
            lambda session, at: report_reading.settle(
                session, wanted.draft, outcome, at, self._policy.read(session)
            )
        )

    async def _import(self, importer: Importer, wanted: register_imports.ToImport) -> None:
        try:
            await asyncio.to_thread(importer.work, wanted, self._clock.now())
        except Exception as error:  # noqa: BLE001 - it is tried again, and given up after some times
            _log.error("importing_failed", sent=wanted.sent, error=type(error).__name__)

    async def _transact(self, work: Callable[[Session, datetime], _Result]) -> _Result:
        return await transact(self._database, self._clock, work)
