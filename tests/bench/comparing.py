"""What a comparison measured, beside its goal."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import ClassVar


@dataclass(frozen=True)
class Sizes:
    """How large the registers are, in items, and how often a server is asked."""

    WORTH_WATCHING: ClassVar = 50

    items: int = 100_000
    requests: int = 1_000

    @property
    def few(self) -> int:
        """The small register of a pair that is compared."""
        return max(self.items // 100, 10)

    @property
    def many(self) -> int:
        """The large register of a pair that is compared."""
        return self.items * 10

    @property
    def small_ledger(self) -> int:
        """The items of the smaller of two ledgers."""
        return max(self.items // 20, 10)

    @property
    def people(self) -> int:
        """How many people there are where they are many, and reminders that wait at once."""
        return min(self.items, 10_000)

    @property
    def sent(self) -> int:
        """How many messages have been sent where they are many."""
        return min(self.items * 2, 200_000)

    @property
    def imported(self) -> tuple[int, int]:
        """How many rows the two registers have that are imported."""
        return max(self.items // 20, 10), max(self.items // 2, 20)

    @property
    def imported_beside(self) -> int:
        """How many rows a register has that is imported while others ask and reply."""
        return min(max(self.items // 5, 10), 20_000)

    @property
    def summed_up(self) -> Sequence[int]:
        """How many items the registers have of which a summary is made."""
        return tuple(dict.fromkeys((self.people, self.items)))

    @property
    def exported(self) -> tuple[int, int]:
        """How many items the two registers have that are exported: one is the small register of a pair."""
        return self.few, self.people

    @property
    def in_the_outbox(self) -> int:
        """How much is posted."""
        return min(self.items, 500)

    @property
    def idle_seconds(self) -> float:
        """How long it is watched what a server does by itself: two of its rounds, and not if this is only a try."""
        return 40.0 if self.requests >= self.WORTH_WATCHING else 0.0

    @property
    def scheduled_jobs(self) -> int:
        """How many jobs each scheduler is given; each costs the same, so that more are reckoned from them."""
        return min(self.items, 2_000)


@dataclass(frozen=True)
class Line:
    """One line of the table: `met` is None where there is no goal, or nothing was measured."""

    what: str
    measured: str
    goal: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """Whether the goal is met, in a word."""
        return {True: "met", False: "NOT MET", None: ""}[self.met]


def ratio(what: str, ours: float, peer: float, most: float | None = None) -> Line:
    """Return the line of a time that may be `most` times that of its peer; both in milliseconds."""
    measured = f"{ours:.2f} ms / {peer:.2f} ms = {ours / peer:.2f}"
    return Line(what, measured) if most is None else Line(what, measured, f"≤ {most:g}", ours / peer <= most)


def within(what: str, took: float, most: float) -> Line:
    """Return the line of a time in milliseconds that may be `most` at most."""
    return Line(what, _milliseconds(took), f"≤ {most:,g} ms", took <= most)


def in_seconds(what: str, took: float, most: float) -> Line:
    """Return the line of a time in milliseconds that may be so many seconds at most."""
    return Line(what, f"{took / 1000:.2f} s", f"≤ {most:g} s", took / 1000 <= most)


def _milliseconds(took: float) -> str:
    return f"{took:,.0f} ms" if took >= 100 else f"{took:.2f} ms"


def spread(took: Sequence[float]) -> str:
    """Return median and 99th percentile of times in milliseconds, in words."""
    last = quantiles(took, n=100)[98] if len(took) > 1 else took[0]
    return f"p50 {median(took):.2f} ms, p99 {last:.2f} ms"


Watch = Callable[[], float]


def watch_for(url: str) -> Watch:
    """Return what work with the database at `url` is timed by.

    That is the time of the processor, which waits for nobody else; but a server's work is not in it, and then it is
    the clock.
    """
    return process_time if url.startswith("sqlite") else perf_counter


def named(watch: Watch) -> str:
    """Return what is said of a time by `watch`, where it is not the processor's."""
    return "" if watch is process_time else ", by the clock"


def timed(work: Callable[[], object], watch: Watch = process_time) -> float:
    """Return how many milliseconds `work` took by `watch`."""
    begun = watch()
    work()
    return (watch() - begun) * 1000


def in_turn(works: Sequence[Callable[[], object]], rounds: int, watch: Watch = process_time) -> list[float]:
    """Do all of `works` in turn, `rounds` times; return the median milliseconds of each by `watch`."""
    took = [[timed(work, watch) for work in works] for _ in range(rounds)]
    return [median(times) for times in zip(*took, strict=True)]


def load() -> str:
    """Return how busy the machine is: what ran or waited in the last minute, beside its cores."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
