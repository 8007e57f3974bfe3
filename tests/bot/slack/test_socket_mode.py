"""Hearing Slack over Socket Mode, when the connection goes deaf although it counts as open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Self
from urllib.parse import urlsplit

import pytest
from slack_bolt.async_app import AsyncApp

from bot.local.slack.dispatch import Waits
from bot.slack.client import SlackClient
from bot.slack.errors import SlackFault
from bot.slack.socket_mode import SocketModeConnection
from tests.bot.local_bench import Bench, bench
from tests.waiting import until

PING = 0.05
SILENT = 0.4
ENOUGH_SECONDS = 30
PATIENT = Waits(acknowledged=0.2, again=(0.05,) * 200)
SWITCHING_PROTOCOLS = b"HTTP/1.1 101"


class Wire:
    """The way between Reckoner and Slack, which can go deaf, swallow an answer, or be cut."""

    def __init__(self, to: str) -> None:
        """Lead to the address `to`."""
        self._to = urlsplit(to)
        self._writers: list[asyncio.StreamWriter] = []
        self._deaf: set[asyncio.StreamWriter] = set()
        self._pumps: set[asyncio.Task[None]] = set()
        self.is_cut = False
        self.swallows = 0
        self.address = ""

    async def __aenter__(self) -> Self:
        """Lead there, from a free port of this machine's."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Lead nowhere any more."""
        self.cut()
        self._server.close()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    def go_deaf(self) -> None:
        """Let nothing more come from Slack over the connections that there are, and keep them open."""
        self._deaf.update(self._writers)

    def cut(self) -> None:
        """End every connection, and let none begin."""
        self.is_cut = True
        for writer in self._writers:
            writer.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.close()
            return
        theirs, to_them = await asyncio.open_connection(self._to.hostname, self._to.port)
        self._writers += [writer, to_them]
        for source, target in ((reader, to_them), (theirs, writer)):
            pump = asyncio.create_task(self._pump(source, target))
            self._pumps.add(pump)
            pump.add_done_callback(self._pumps.discard)

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while content := await source.read(1 << 16):
                if self.swallows and content.startswith(SWITCHING_PROTOCOLS):
                    self.swallows -= 1
                    break
                if target not in self._deaf:
                    target.write(content)
        target.close()


class UnitOfWork:
    """A Bolt app with ears on a local workspace, over a wire."""

    def __init__(self, laid: Bench, wire: Wire, token: str) -> None:
        """Hear messages with the app-level `token`."""
        self.laid, self.wire = laid, wire
        self.heard: list[str] = []
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        theirs = laid.client
        client = SlackClient(token=theirs.token, base_url=theirs.base_url, session=laid.session)
        self.app = AsyncApp(client=client, process_before_response=True)
        self.app.event("message")(self._message)
        self.ears = SocketModeConnection(self.app, token, ping_every=PING, listens_every=PING, silent=SILENT)

    async def _message(self, event: Any) -> None:
        self.heard.append(event["text"])
        await self.may_go_on.wait()

    async def hears(self, words: str) -> None:
        """Have somebody write `words`, and wait until they have arrived."""
        self.laid.workspace.post_as("anna", "@reckoner", words)
        await until(lambda: words in self.heard)


@asynccontextmanager
async def hearing(token: str | None = None) -> AsyncIterator[UnitOfWork]:
    """Give an app whose ears are to be opened; the workspace names the wire as its own address."""
    async with bench(waits=PATIENT) as laid, Wire(laid.served.base_url) as wire:
        laid.workspace.ground.address = wire.address
        laid.client.base_url = f"{wire.address}/api/"
        hearing = UnitOfWork(laid, wire, token or laid.workspace.installation.app_token)
        try:
            yield hearing
        finally:
            hearing.may_go_on.set()
            await hearing.ears.close()


async def test_a_connection_gone_deaf_is_noticed_and_made_anew() -> None:
    """Nothing comes though the connection is open: its age tells, and what was said arrives over a new one."""
    async with hearing() as party:
        await party.ears.open()
        await party.hears("before")
        party.wire.go_deaf()
        await until(lambda: party.ears.age() > 3 * PING)
        await party.hears("after")
        await until(lambda: party.ears.age() < 3 * PING)


async def test_while_slack_is_away_its_age_grows() -> None:
    """Where Slack cannot be reached at all, that is no sign of health; when it is back, it is heard again."""
    async with hearing() as party:
        await party.ears.open()
        await party.hears("before")
        party.wire.cut()
        await until(lambda: party.ears.age() > 2 * SILENT)
        party.wire.is_cut = False
        await party.hears("after")
        await until(lambda: party.ears.age() < SILENT)


async def test_a_ticket_that_was_used_up_is_not_tried_for_ever() -> None:
    """Where the connection fails after Slack has taken the ticket, a new one is asked for in time."""
    async with hearing() as party:
        party.wire.swallows = 1
        async with asyncio.timeout(ENOUGH_SECONDS):
            await party.ears.open()
        await party.hears("at last")


async def test_a_wrong_token_is_refused_at_the_start() -> None:
    """Instead of trying for ever, Reckoner ends with Slack's reason."""
    async with hearing("xapp-wrong") as party:
        with pytest.raises(SlackFault, match="invalid_auth"):
            await party.ears.open()


async def test_what_is_being_answered_is_finished() -> None:
    """Closing waits for an acknowledgement that is on its way, so that Slack need not bring it again."""
    async with hearing() as party:
        await party.ears.open()
        party.may_go_on.clear()
        await party.hears("under way")
        closing = asyncio.create_task(party.ears.close())
        await asyncio.sleep(0)
        party.may_go_on.set()
        await closing
        await until(lambda: not party.laid.workspace.dispatch.outstanding)
        assert party.heard == ["under way"]
