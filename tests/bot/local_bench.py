"""A local workspace with a real Bolt app connected to it, for the tests of `bot.local`."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import StoppedClock
from bot.local.server import Served, serve
from bot.local.slack.dispatch import Waits
from bot.local.slack.installation import Installation, InstalledCommand, Shortcut
from bot.local.slack.pace import Pace
from bot.local.workspace import Workspace

START = datetime(2022, 11, 21, 9, 0, tzinfo=UTC)
AT_ONCE = Waits(acknowledged=3.0, again=(0.0, 0.0, 0.0))
INSTALLATION = Installation(
    bot_token="xoxb-bench",
    app_token="xapp-bench",
    signing_secret="bench",
    commands=(InstalledCommand("/rec", "Recommendations", "[help]"),),
    shortcuts=(
        Shortcut("as_evidence", "Use as evidence", "message"),
        Shortcut("my_list", "My list", "global"),
    ),
)

Listeners = Callable[[AsyncApp], None]


@dataclass
class Bench:
    """A served workspace and a client of its Web API."""

    workspace: Workspace
    served: Served
    clock: StoppedClock
    client: AsyncWebClient
    session: aiohttp.ClientSession


def new_workspace(
    store: Path | None = None,
    *,
    installation: Installation = INSTALLATION,
    waits: Waits = AT_ONCE,
    pace: Pace | None = None,
) -> tuple[Workspace, StoppedClock]:
    """Return a workspace and the clock that it goes by."""
    clock = StoppedClock(START)
    return Workspace(clock, installation, store=store, waits=waits, pace=pace), clock


@asynccontextmanager
async def bench(store: Path | None = None, **settings: Any) -> AsyncIterator[Bench]:
    """Serve a workspace for as long as the block lasts, with no app connected."""
    workspace, clock = new_workspace(store, **settings)
    served = await serve(workspace)
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=workspace.installation.bot_token,
            base_url=served.base_url + "/api/",
            session=session,
            retry_handlers=[],
        )
        try:
            yield Bench(workspace, served, clock, client, session)
        finally:
            await served.close()
            workspace.close()


@asynccontextmanager
async def connected_app(served: Served, listen: Listeners) -> AsyncIterator[AsyncApp]:
    """Keep a Bolt app with the listeners that `listen` adds connected over Socket Mode."""
    installation = served.workspace.installation
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=installation.bot_token,
            base_url=served.base_url + "/api/",
            session=session,
        )
        app = AsyncApp(client=client, process_before_response=True)
        listen(app)
        handler = AsyncSocketModeHandler(app, app_token=installation.app_token, web_client=client)
        try:
            await handler.connect_async()  # type: ignore[no-untyped-call]
            await served.workspace.connected()
            yield app
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def bench_with_app(listen: Listeners, **settings: Any) -> AsyncIterator[Bench]:
    """Serve a workspace with a Bolt app connected over Socket Mode."""
    async with bench(**settings) as laid, connected_app(laid.served, listen):
        yield laid


async def refused(call: Any) -> dict[str, Any]:
    """Return Slack's refusal of a call that must fail."""
    with pytest.raises(SlackApiError) as caught:
        await call
    answer: dict[str, Any] = caught.value.response.data
    return answer


def text(words: str, kind: str = "mrkdwn") -> dict[str, str]:
    """Return a text object."""
    return {"type": kind, "text": words}


def section(words: str) -> dict[str, Any]:
    """Return a section block."""
    return {"type": "section", "text": text(words)}


def button(action_id: str) -> dict[str, Any]:
    """Return a button."""
    return {"type": "button", "action_id": action_id, "text": text("Go", "plain_text")}
