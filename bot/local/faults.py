"""Faults that a test orders: what goes wrong on the way between the app and what stands for its platform."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from aiohttp import web


class InjectedFault(StrEnum):
    """What goes wrong with one call of a method."""

    RATE_LIMITED = "429"
    UNAVAILABLE = "503"
    REFUSED = "refuse"  # The connection breaks and nothing was done.
    DROPPED = "accept-then-drop"  # It was done, and the connection breaks before the answer.
    LOST = "accept-then-503"  # It was done, and the answer says that it was not.
    STALLED = "stall"  # It was done, and no answer ever comes.
    CUT = "accept-then-cut"  # It was done, and only the beginning of the answer comes.
    EMPTY = (
        "accept-then-empty"  # It was done, and what comes instead of the answer is none of the platform's.
    )
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
    """How far a call of a method has come."""

    ARRIVED = "arrived"  # Nothing has been done yet.
    DONE = "done"  # It was done, and has not been answered.
    ANSWERED = "answered"


PAGE: Final = "<html><body>The proxy has nothing to say.</body></html>"

INSTEAD: Final = {
    InjectedFault.UNAVAILABLE: (503, "Service unavailable", "text/plain"),
    InjectedFault.LOST: (503, "Service unavailable", "text/plain"),
    InjectedFault.CUT: (200, '{"ok": true, "chan', "application/json"),
    InjectedFault.EMPTY: (200, "", "application/json"),
    InjectedFault.NULL: (200, "null", "application/json"),
    InjectedFault.PAGE: (200, PAGE, "text/html"),
    InjectedFault.FORBIDDEN: (403, PAGE, "text/html"),
    InjectedFault.BAD_REQUEST: (400, "Bad request", "text/plain"),
    InjectedFault.TIMED_OUT: (408, "", "text/plain"),
    InjectedFault.CLOSED: (499, "", "text/plain"),
    InjectedFault.MOVED: (301, "", "text/plain"),
    InjectedFault.PROXIED: (200, PAGE, "text/html"),
}
"""What comes instead of an answer of the platform's: status, body and content type."""


@dataclass(frozen=True)
class Ordered:
    """One fault that awaits one call; `retry_after` is only for 429.

    `error` is for what is answered instead, with `status` where the platform tells faults by that.
    """

    fault: InjectedFault
    retry_after: int | str = 1
    error: str = ""
    status: int = 0


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
        status: int = 0,
    ) -> None:
        """Let the next `times` calls of `method` suffer `fault`, after those already ordered.

        Raises ValueError if there is no such fault.
        """
        queue = self._ordered.setdefault(method, deque())
        queue.extend(Ordered(InjectedFault(fault), retry_after, error, status) for _ in range(times))

    def refuse(self, method: str, error: str, status: int = 0) -> None:
        """Answer every call of `method` with `error` until all is called off."""
        self._standing[method] = Ordered(InjectedFault.SAID, error=error, status=status)

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

    async def suffered(
        self,
        name: str,
        request: web.Request,
        work: Callable[[], Awaitable[web.Response]],
        said: Callable[[Ordered], web.Response],
    ) -> web.Response:
        """Return the answer of a call of the method `name`, which `work` carries out, unless it suffers a fault.

        What the platform itself answers instead, where that was ordered, is `said`.
        """
        is_struck = self.reached(name, Moment.ARRIVED)
        ordered = Ordered(InjectedFault.REFUSED) if is_struck else self.take(name)
        if ordered is not None and not ordered.fault.is_done:
            return await fail(request, ordered, said)
        response = await work()
        self.reached(name, Moment.DONE)
        if ordered is None:
            return await _answered_before(request, response, lambda: self.reached(name, Moment.ANSWERED))
        if ordered.fault is InjectedFault.STALLED:
            await self.stall()
        return await fail(request, ordered, said)


async def fail(
    request: web.Request, ordered: Ordered, said: Callable[[Ordered], web.Response]
) -> web.Response:
    """Let a call suffer what was ordered for it; `said` gives what the platform itself answers."""
    if ordered.fault in (InjectedFault.RATE_LIMITED, InjectedFault.SAID, InjectedFault.UNKNOWN):
        return said(ordered)
    if ordered.fault in INSTEAD:
        status, body, kind = INSTEAD[ordered.fault]
        return web.Response(status=ordered.status or status, text=body, content_type=kind)
    if request.transport is not None:
        request.transport.abort()
    await asyncio.sleep(0)
    return web.Response()


async def _answered_before(
    request: web.Request, response: web.Response, then: Callable[[], object]
) -> web.Response:
    """Send an answer, and do something once it is on its way."""
    with suppress(ConnectionError):
        await response.prepare(request)
        await response.write_eof()
    then()
    return response
