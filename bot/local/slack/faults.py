"""Faults that a test orders: what goes wrong on the way between the app and the workspace."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class InjectedFault(StrEnum):
    """What goes wrong with one call of a Web API method."""

    RATE_LIMITED = "429"
    UNAVAILABLE = "503"
    REFUSED = "refuse"  # The connection breaks and nothing was done.
    DROPPED = "accept-then-drop"  # It was done, and the connection breaks before the answer.
    LOST = "accept-then-503"  # It was done, and the answer says that it was not.
    STALLED = "stall"  # It was done, and no answer ever comes.
    CUT = "accept-then-cut"  # It was done, and only the beginning of the answer comes.
    EMPTY = "accept-then-empty"  # It was done, and what comes instead of the answer is not one of Slack's.
    NULL = "accept-then-null"
    PAGE = "accept-then-page"
    FORBIDDEN = "accept-then-403"
    BAD_REQUEST = "accept-then-400"
    TIMED_OUT = "accept-then-408"
    CLOSED = "accept-then-499"
    MOVED = "accept-then-301"
    UNKNOWN = "accept-then-unknown"  # It was done, and the answer is an error that nobody has heard of.
    SAID = "error"  # Nothing was done, and the answer is the error that was ordered.
    PROXIED = "page"  # Nothing was done, and a page of a proxy comes.

    @property
    def is_done(self) -> bool:
        """Whether the call is carried out all the same."""
        return self in _DONE_ALL_THE_SAME


_DONE_ALL_THE_SAME = frozenset(
    {InjectedFault.DROPPED, InjectedFault.STALLED}
    | {fault for fault in InjectedFault if fault.value.startswith("accept-then-")}
)


class Moment(StrEnum):
    """How far a call of a Web API method has come."""

    ARRIVED = "arrived"  # Nothing has been done yet.
    DONE = "done"  # It was done, and has not been answered.
    ANSWERED = "answered"


@dataclass(frozen=True)
class Ordered:
    """One fault that awaits one call; `retry_after` is only for 429, and `error` for what is answered instead."""

    fault: InjectedFault
    retry_after: int | str = 1
    error: str = ""


class Faults:
    """What has been ordered, by method (`chat.postMessage`, or `*` for any)."""

    def __init__(self) -> None:
        """Begin with nothing going wrong."""
        self._ordered: dict[str, deque[Ordered]] = {}
        self._awaited: dict[tuple[str, Moment], deque[Callable[[], None]]] = {}
        self._released = asyncio.Event()
        self._standing: dict[str, Ordered] = {}
        self.deaf = False
        self.struck: list[tuple[str, InjectedFault]] = []

    def order(
        self,
        method: str,
        fault: InjectedFault | str,
        *,
        times: int = 1,
        retry_after: int | str = 1,
        error: str = "",
    ) -> None:
        """Let the next `times` calls of `method` suffer `fault`, after those already ordered.

        Raises ValueError if there is no such fault.
        """
        queue = self._ordered.setdefault(method, deque())
        queue.extend(Ordered(InjectedFault(fault), retry_after, error) for _ in range(times))

    def refuse(self, method: str, error: str) -> None:
        """Answer every call of `method` with `error` until all is called off."""
        self._standing[method] = Ordered(InjectedFault.SAID, error=error)

    def take(self, method: str) -> Ordered | None:
        """Return what this call of `method` must suffer, if anything, and strike it off."""
        for name in (method, "*"):
            if queue := self._ordered.get(name):
                ordered = queue.popleft()
                self.struck.append((method, ordered.fault))
                return ordered
        return self._standing.get(method) or self._standing.get("*")

    def when(self, method: str, moment: Moment, strike: Callable[[], None]) -> None:
        """Call `strike` when the next call of `method` has come to `moment`, for instance to kill the app.

        A call that is struck when it has arrived is not carried out.
        """
        self._awaited.setdefault((method, moment), deque()).append(strike)

    def reached(self, method: str, moment: Moment) -> bool:
        """Note that a call of `method` has come to `moment`; return whether something struck it there."""
        for name in (method, "*"):
            if awaiting := self._awaited.get((name, moment)):
                awaiting.popleft()()
                return True
        return False

    def clear(self) -> None:
        """Call off everything that was ordered and let stalled calls go."""
        self._ordered.clear()
        self._awaited.clear()
        self._standing.clear()
        self.deaf = False
        self.release()

    def release(self) -> None:
        """Let the calls go that are stalled now."""
        self._released.set()
        self._released = asyncio.Event()

    async def stall(self) -> None:
        """Wait until released."""
        await self._released.wait()
