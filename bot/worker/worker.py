"""Keeping the timetable: a ticker runs every job, then what is in the outbox is sent, answers first.

Files are fetched, and the surface is asked about accounts whose turn it is, beside that: nothing waits for either.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.orm import Session

from bot.clock import Clock, loop_time
from bot.transactions import transact
from bot.worker.ports import AccountBook, Fetcher, Importer, NameBook, Pages, Poster, Reader
from bot.worker.sending import Sending
from jobs import account_search, accounts, fetching, register_imports, report_reading, retention
from jobs.timetable import TIMETABLE, Job
from models.database import Database
from models.policies.current import CurrentPolicy
from models.policy import Policy
from models.register.same_name import as_compared

TICK = timedelta(seconds=20)
SOONEST = timedelta(seconds=0.05)
"""What cannot be claimed though its time has come, since somebody else has it, is looked for again after this."""

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
        self._fetcher, self._reader, self._book = fetcher, reader, book
        self._names = names
        self._importer, self._timetable = importer, timetable
        self._when_whole = when_whole
        self._pages = pages
        self._remove, self._is_time_right = remove, is_time_right
        self._working, self._reading = asyncio.Lock(), asyncio.Lock()
        self._fetching, self._asking = asyncio.Lock(), asyncio.Lock()
        self._wanted, self._to_read = asyncio.Event(), asyncio.Event()
        self._to_fetch, self._to_ask, self._to_publish = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._carriers: list[asyncio.Task[None]] = []
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ending = asyncio.Event()
        self._sending = Sending(database, clock, poster, self._ending, self._has_moved)
        self._again: asyncio.TimerHandle | None = None
        self.last_round_at: datetime | None = None
        self.failures: Counter[str] = Counter()
        """How often each job broke."""
        self._whole_at = self._moved_at = loop_time()
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
        if self._again is not None:
            self._again.cancel()
        if self._scheduler.running:
            self._scheduler.pause()
        async with self._working, self._sending.lock:
            # Shutting down cancels what a tick has under way, in the middle of a send too: hence only now.
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)
            for carrier in self._carriers:
                carrier.cancel()
            await asyncio.gather(*self._carriers, return_exceptions=True)

    def wanted(self) -> None:
        """Have what is in the outbox sent now; to be called in the event loop."""
        self._wanted.set()
        self._sending.look()

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
                self.last_round_at, self._whole_at = self._clock.now(), loop_time()
                if not self.waits_for_the_clock:
                    await asyncio.to_thread(self._when_whole, self.last_round_at)

    @property
    def sends(self) -> Counter[str]:
        """What became of what was to be sent, by outcome: Sent, Uploaded, Again, Impossible and so on."""
        return self._sending.outcomes

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
        return loop_time() - self._whole_at

    def stands_still_for(self) -> float:
        """Return the seconds since the last whole round; while the next one goes on, since anything was done in it.

        So one that is long is late, and not dead.
        """
        goes_on = self.is_at_work and not self._has_failed
        return min(self.age(), loop_time() - self._moved_at) if goes_on else self.age()

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
        self._has_moved()
        return True

    def _has_moved(self) -> None:
        self._moved_at = loop_time()

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
        """Send everything in the outbox that may be sent now; what may be before the next tick is sent then."""
        until_more = await self._sending.send()
        if self._again is not None:
            self._again.cancel()
        if until_more is not None and until_more < TICK:
            loop = asyncio.get_running_loop()
            self._again = loop.call_later(max(until_more, SOONEST).total_seconds(), self.wanted)

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
