"""Hearing Slack over Socket Mode: how long ago it was heard, and connecting anew where the library does not."""

import asyncio
from typing import Any, Final

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from bot.clock import loop_time
from bot.requests.outcomes import crashed
from bot.slack.errors import SlackFault, fault_of
from bot.worker.faults import FaultKind

LISTENS_EVERY: Final = 5.0
"""Seconds between two looks at whether Slack has been heard."""

SILENT: Final = 90.0
"""Seconds without an answer to a ping after which Slack counts as silent; it answers every ten."""

TRIES: Final = 3
"""So often a connection is begun: the first may go over one that Slack has just closed for want of use."""

PATIENCE_AT_CLOSE: Final = 3.0
"""Seconds that what is being answered is given when the ears are closed."""

_log = structlog.get_logger(__name__)


class SocketModeConnection:
    """One connection over Socket Mode. Its age is counted by no clock that can be set.

    Slack's library connects again by itself when pings stay unanswered. But while it tries, it forgets when it was
    last answered, which would look as if all were well. And where a connection fails after Slack has taken its
    ticket, it tries that ticket for ever, though Slack takes it once only. Hence ages of our own, and a new ticket
    in time.
    """

    def __init__(
        self,
        app: AsyncApp,
        token: str,
        *,
        ping_every: float = 10.0,
        listens_every: float = LISTENS_EVERY,
        silent: float = SILENT,
    ) -> None:
        """Hear for `app` with the app-level `token`; the times are in seconds."""
        self._handler = _Handler(app, token, ping_interval=ping_every)
        self._client: Any = self._handler.client
        self._listens_every, self._silent = listens_every, silent
        self._ping: float | None = None
        self._heard_at = self._connected_anew_at = loop_time()
        self._listening: asyncio.Task[None] | None = None
        self._connecting: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect, and go on until `close`.

        Raises SlackFault if Slack refuses the token, has no time, cannot be reached or answers what is no answer.
        """
        self._listening = asyncio.create_task(self._listen(), name="ears")
        # The handler's own way to connect would ask for a ticket again and again, whatever Slack answers.
        for left in reversed(range(TRIES)):
            try:
                await self._client.connect_to_new_endpoint(force=True)
            except (SlackFault, aiohttp.ClientConnectionError) as error:
                fault = fault_of(error)
                if not left or fault.kind in (FaultKind.REFUSED, FaultKind.BUSY):
                    raise fault from None
            else:
                return

    async def close(self) -> None:
        """Hear nothing more, answer what has been heard, and let go."""
        await self._handler.finish()
        tasks = [each for each in (self._listening, self._connecting) if each is not None]
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._handler.close_async()  # type: ignore[no-untyped-call]

    def age(self) -> float:
        """Return how many seconds ago Slack last answered a ping, or since connecting began."""
        return loop_time() - self._heard_at

    async def _listen(self) -> None:
        while True:
            self._look()
            await asyncio.sleep(self._listens_every)

    def _look(self) -> None:
        """Note whether a ping was answered; where Slack has been silent for long, have a connection made anew."""
        ping, before = self._client.last_ping_pong_time, self._ping
        # After a new connection the library writes down the first ping before it is answered: that does not count.
        if None not in (ping, before) and ping != before:
            self._heard_at = loop_time()
        self._ping = ping
        if min(self.age(), loop_time() - self._connected_anew_at) < self._silent:
            return
        _log.error("slack_silent", seconds=round(self.age()))
        self._connected_anew_at = loop_time()
        # If the library is trying already, it takes a new ticket now; else it is made to try.
        self._client.wss_uri = None
        if not self._client.connect_operation_lock.locked():
            self._connecting = asyncio.create_task(self._connect_anew())

    async def _connect_anew(self) -> None:
        try:
            await self._client.connect_to_new_endpoint(force=True)
        except Exception as error:  # noqa: BLE001 - it is tried again in time, whatever came back
            _log.warning("not_connected_anew", error=fault_of(error).why)


class _Handler(AsyncSocketModeHandler):
    """Knows what is being answered, so that it can be finished."""

    def __init__(self, app: AsyncApp, token: str, *, ping_interval: float) -> None:
        super().__init__(app, token, ping_interval=ping_interval)
        self._is_finishing, self._under_way = False, 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def handle(self, client: Any, req: Any) -> None:
        """Have a request answered. What comes at the end, or breaks Bolt itself, is not acknowledged."""
        if self._is_finishing:
            return
        self._under_way += 1
        self._idle.clear()
        try:
            await super().handle(client, req)
        except Exception as error:  # noqa: BLE001 - the library would log it with what was sent
            crashed(error, f"socket mode:{req.type}", None)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def finish(self) -> None:
        """Take nothing more, and wait a little while for what is under way."""
        self._is_finishing = True
        try:
            await asyncio.wait_for(self._idle.wait(), PATIENCE_AT_CLOSE)
        except TimeoutError:
            _log.warning("not_answered", requests=self._under_way)
