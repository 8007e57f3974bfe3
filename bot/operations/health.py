"""How Reckoner is, for whoever runs it: `/health`, `/health/live` and `/metrics`, on a port of this machine's."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.operations.platforms import Connected, Connection
from bot.requests.dispatcher import Dispatcher
from bot.worker.watchdog import LATE
from bot.worker.worker import Worker
from models.database import Database
from models.outbox.message import OutboxState
from models.policy import Policy
from models.reminders.overlooked import Overlooked, messages_in, overlooked, waiting_for

WELL, UNWELL = 200, 503
PATIENCE = 5.0
"""Seconds in which the database has to say how it is."""

_COMPACT = partial(json.dumps, separators=(",", ":"))


@dataclass(frozen=True)
class Condition:
    """How Reckoner is at one moment.

    `database` says whether it answers; without it the counts are None. `oldest` is for how many seconds the oldest
    message could have been sent that has not been. `round_age` is in seconds since the last round that was whole. A
    long round is late, and not dead: nothing was done `still_for` so long. `ending` is set once Reckoner was told
    to end. `platforms` are the connections to those that it serves. `clock` says what is wrong with the clock.
    """

    database: bool
    round_age: float
    ending: bool = False
    pending: int | None = None
    oldest: float | None = None
    failed: int | None = None
    overlooked: Overlooked | None = None
    platforms: tuple[Connection, ...] = ()
    still_for: float = 0.0
    clock: str | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, each by a short name that docs/operating.md explains."""
        checks = (
            ("database", not self.database),
            ("clock_off", self.clock is not None),
            ("round_late", self.still_for > LATE),
            *((problem, True) for platform in self.platforms for problem in platform.problems),
            ("overlooked", self.overlooked is not None and not self.overlooked.nothing),
            ("ending", self.ending),
        )
        return tuple(name for name, holds in checks if holds)


class Health(Collector):
    """Answers how Reckoner is, with what each of the `platforms` says of its connection."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        rounds: Worker,
        desk: Dispatcher,
        platforms: Sequence[Connected],
        *,
        clock_fault: Callable[[], str | None] = lambda: None,
        patience: float = PATIENCE,
    ) -> None:
        """Look at `database` at the time of `clock`, at `rounds` and at `desk`; wait `patience` seconds for it.

        `clock_fault` gives what is wrong with the clock, in a sentence.
        """
        self._clock_fault = clock_fault
        self._patience = patience
        self._database, self._clock, self._policy = database, clock, policy
        self._rounds, self._desk, self._platforms = rounds, desk, platforms
        self._registry = CollectorRegistry()
        self._seen = Condition(database=False, round_age=0.0)
        self._looking: asyncio.Future[Condition] | None = None
        self._registry.register(self)

    @property
    def application(self) -> web.Application:
        """What is served."""
        application = web.Application()
        application.router.add_get("/health", self.health)
        application.router.add_get("/health/live", self.live)
        application.router.add_get("/metrics", self.metrics)
        return application

    async def condition(self) -> Condition:
        """Return how Reckoner is now."""
        rounds = self._rounds
        connections = tuple(platform.connection() for platform in self._platforms)
        seen = Condition(
            False,
            rounds.age(),
            rounds.is_ending,
            platforms=connections,
            still_for=rounds.stands_still_for(),
            clock=self._clock_fault(),
        )
        return await self._looked(seen)

    async def _looked(self, seen: Condition) -> Condition:
        """Add what the database says; where it says nothing in time, that is how Reckoner is.

        One look at a time: each that waits keeps a thread from the rounds.
        """
        if self._looking is None or self._looking.done():
            looking = asyncio.to_thread(self._look, self._clock.now(), seen)
            self._looking = asyncio.ensure_future(looking)
        try:
            return await asyncio.wait_for(asyncio.shield(self._looking), self._patience)
        except TimeoutError:
            return seen

    async def health(self, _: web.Request) -> web.Response:
        """Say whether Reckoner does its work: 200, or 503 with the problems."""
        condition = await self.condition()
        told = {"ready": not condition.problems, "problems": condition.problems, **asdict(condition)}
        return _json(told, WELL if not condition.problems else UNWELL)

    async def live(self, _: web.Request) -> web.Response:
        """Say that the process answers at all."""
        return _json({"live": True}, WELL)

    async def metrics(self, _: web.Request) -> web.Response:
        """Give the same as numbers that Prometheus reads."""
        self._seen = await self.condition()
        headers = {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        return web.Response(body=generate_latest(self._registry), headers=headers)

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        """Yield the numbers of the condition that was seen last, and what has been counted since the start."""
        seen = self._seen
        gauges = (
            ("reckoner_ready", "1 if it does its work", float(not seen.problems)),
            ("reckoner_round_age_seconds", "Since the last whole round", seen.round_age),
            ("reckoner_notices_pending", "Messages that wait to be sent", seen.pending),
            ("reckoner_notices_failed", "Messages that could not be sent", seen.failed),
            ("reckoner_notices_oldest_seconds", "Since the oldest that waits could be sent", seen.oldest),
        )
        for name, about, value in gauges:
            if value is not None:
                yield GaugeMetricFamily(name, about, value=value)
        silence = GaugeMetricFamily(
            "reckoner_silence_seconds", "Since a platform was last heard", labels=["platform"]
        )
        for platform in seen.platforms:
            if platform.silent_for is not None:
                silence.add_metric([platform.surface], platform.silent_for)
        yield silence
        if seen.overlooked is not None:
            family = GaugeMetricFamily("reckoner_overlooked", "Due, and not seen to in time", labels=["what"])
            for what, number in asdict(seen.overlooked).items():
                family.add_metric([what], number)
            yield family
        yield _counted("reckoner_answers", "What people were answered", "outcome", self._desk.counts)
        yield _counted("reckoner_sends", "What became of sends", "outcome", self._rounds.sends)
        yield _counted("reckoner_job_failures", "How often jobs broke", "job", self._rounds.failures)

    def _look(self, at: datetime, seen: Condition) -> Condition:
        try:
            with self._database.reading() as session:
                return replace(
                    seen,
                    database=True,
                    pending=messages_in(session, OutboxState.PENDING),
                    failed=messages_in(session, OutboxState.FAILED),
                    oldest=waiting_for(session, at),
                    overlooked=overlooked(session, at, self._policy.today(at)),
                )
        except SQLAlchemyError:
            return seen


def _json(told: dict[str, Any], status: int) -> web.Response:
    return web.json_response(told, status=status, dumps=_COMPACT)


def _counted(name: str, about: str, label: str, counts: Counter[str]) -> CounterMetricFamily:
    family = CounterMetricFamily(name, about, labels=[label])
    for each, number in sorted(counts.items()):
        family.add_metric([each], number)
    return family
