"""The page in a real Chromium, on a real local workspace with a small real Bolt app at the other end."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.local.page_api import Stop
from bot.local.server import serve
from bot.local.slack.installation import Installation, InstalledCommand, Shortcut
from bot.local.start import LocalReckoner, running_locally
from bot.local.workspace import Workspace
from bot.settings import Settings
from tests.browser.counterpart import Force, counterpart
from tests.browser.visiting import Visitor

STARTS = datetime(2022, 12, 1, 9, 0, tzinfo=UTC)
REVIEW = datetime(2022, 12, 12, 9, 0, tzinfo=UTC)
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
async def force() -> AsyncIterator[Force]:
    """A workspace at 1 December 2022 with the app connected to it."""
    installation = Installation(
        commands=(InstalledCommand("/rec", "Ask the register", "[status | digest | help]"),),
        shortcuts=(Shortcut("record", "Record as evidence", "message"),),
    )
    clock = MovableClock(STARTS)
    workspace = Workspace(clock, installation)
    under_way: set[asyncio.Task[str]] = set()

    def stops(_user: str) -> list[Stop]:
        offered = [
            ("tomorrow", "Tomorrow", clock.now() + timedelta(days=1)),
            ("review", "Next review", REVIEW),
        ]
        return [Stop(*stop) for stop in offered if stop[2] > clock.now()]

    def move(at: datetime) -> None:
        clock.move_to(at)
        if at == REVIEW:
            task = asyncio.create_task(made.remind())
            under_way.add(task)
            task.add_done_callback(under_way.discard)

    served = await serve(workspace, stops=stops, move=move)
    made = Force(served, clock, AsyncWebClient(token="xoxb-local", base_url=served.base_url + "/api/"))
    handler = AsyncSocketModeHandler(counterpart(made), "xapp-local", web_client=made.client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await workspace.connected()
    yield made
    await asyncio.gather(*under_way)
    await handler.close_async()  # type: ignore[no-untyped-call]
    await served.close()
    workspace.close()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(ARGUMENTS)
        )
        yield started
        await started.close()


@pytest.fixture
async def visitor(browser: Browser, force: Force) -> AsyncIterator[Visitor]:
    """Someone at the page; nothing may go wrong in it, and it may ask nowhere else for anything."""
    made = Visitor(browser, force.served.base_url)
    yield made
    for context in made.contexts:
        await context.close()
    assert made.wrongs == []


@pytest.fixture
async def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalReckoner]:
    """Reckoner on the local workspace at half past eight on Thursday 1 December 2022, as a newcomer starts it."""
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
    settings = Settings.read(_env_file=None, reckoner_data=tmp_path, reckoner_local_port=0)
    async with running_locally(settings) as started:
        yield started


@pytest.fixture
async def newcomer(browser: Browser, local: LocalReckoner) -> AsyncIterator[Visitor]:
    """Someone at the page; nothing may go wrong in it, and it may ask nowhere else for anything."""
    made = Visitor(browser, local.address)
    yield made
    for context in made.contexts:
        await context.close()
    assert made.wrongs == []
