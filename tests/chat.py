"""Conversations with the real Bolt app on the real local workspace, over Socket Mode or signed HTTP.

For what has to be seen from end to end; the rules themselves are tested in `tests.talk`'s conversations.
"""

import asyncio
import html
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.app import Reckoner, running
from bot.clock import StoppedClock
from bot.local.server import Served, serve
from bot.local.slack.dispatch import Waits
from bot.local.slack.installation import Installation, as_the_manifest_asks
from bot.local.slack.interactions import InteractionOutcome
from bot.local.slack.pace import Pace
from bot.local.start import prepare
from bot.local.workspace import Workspace
from bot.settings import Settings
from models.database import Database

LONDON = ZoneInfo("Europe/London")
BEGINS_AT = datetime(2022, 12, 1, 8, 30, tzinfo=UTC)
COMMITTEE = "C0JAC0001"
PATIENCE = 60.0
"""Seconds: a busy machine may be slow, which is not what is tested here."""

AT_ONCE = Waits(acknowledged=PATIENCE, again=(0.0, 0.0, 0.0))
UNHURRIED = Pace(burst=10_000)

Json = dict[str, Any]
Way = Literal["socket", "http", "none"]


@dataclass(frozen=True)
class Force:
    """What a chat runs on: where the register is kept, the data folder, and the way Slack reaches us, if it does.

    `besides` are further settings, such as those of another platform.
    """

    database_url: str
    folder: Path
    way: Way = "socket"
    sample: bool = False
    begins_at: datetime = BEGINS_AT
    waits: Waits = AT_ONCE
    enterprise: str | None = None
    is_enterprise_install: bool = False
    besides: Mapping[str, Any] = field(default_factory=dict)


class Chat:
    """People in Slack, named by their handles; times are local to London. Nothing here waits for real time."""

    def __init__(self, force: Force, workspace: Workspace, served: Served, clock: StoppedClock) -> None:
        """Talk in `workspace`; Reckoner is started by `starts`."""
        self.force, self.workspace, self.served, self.clock = force, workspace, served, clock
        self.database = Database(force.database_url)
        self.settings = self._settings()
        self.policy = self.settings.policy
        self._running = AsyncExitStack()
        self.reckoner: Reckoner

    async def starts(self) -> None:
        """Start Reckoner."""
        self.reckoner = await self._running.enter_async_context(running(self.settings, self.clock))
        if self.force.way == "socket":
            await self.workspace.connected()

    async def stops(self) -> None:
        """Stop Reckoner; the workspace goes on."""
        await self._running.aclose()

    async def says(self, who: str, line: str, where: str = "@reckoner") -> str:
        """Type a command; return the text of what is answered to this person alone."""
        outcome = await self.workspace.command_as(who, where, line)
        await self.settles()
        assert outcome.message is not None, outcome
        return text_of(outcome.message)

    async def writes(
        self, who: str, text: str, *, thread: Json | None = None, files: Sequence[tuple[str, bytes]] = ()
    ) -> Json:
        """Write to Reckoner, in the direct conversation or a thread of it; return the message as written."""
        given = [self.workspace.upload_as(who, name, content) for name, content in files]
        said = self.workspace.post_as(who, "@reckoner", text, thread["ts"] if thread else None, given)
        await self.settles()
        return said

    async def edits(self, who: str, message: Json, text: str) -> None:
        """Put `text` in the place of what was written."""
        self.workspace.edit_as(who, message["channel"], message["ts"], text)
        await self.settles()

    async def deletes(self, who: str, message: Json) -> None:
        """Take away what was written."""
        self.workspace.delete_as(who, message["channel"], message["ts"])
        await self.settles()

    async def clicks(
        self, who: str, where: Json, button: str, *, value: str | None = None
    ) -> InteractionOutcome:
        """Press a button in a message or a view, by its words or its action."""
        outcome = await self.workspace.click(who, where, button, value=value)
        await self.settles()
        return outcome

    async def fills(
        self, who: str, filled: Mapping[str, Any], files: Sequence[tuple[str, bytes]] = ()
    ) -> InteractionOutcome:
        """Fill in and submit the form on top."""
        given = [self.workspace.upload_as(who, name, content) for name, content in files]
        outcome = await self.workspace.submit(who, {**filled, **({"files": given} if given else {})})
        await self.settles()
        return outcome

    async def home(self, who: str) -> Json:
        """Open Reckoner's own page; return its view."""
        self.workspace.open_home(who)
        await self.settles()
        view = self.workspace.home(who)
        assert view is not None
        return view

    async def at(self, moment: str) -> None:
        """Move the clock to `moment`, like `2022-12-02T09:00`, and let one round pass."""
        self._moves_to(moment)
        await self.reckoner.rounds.round()
        await self.settles()

    async def tries_again_at(self, moment: str) -> None:
        """Move the clock to `moment`, and let be sent what waits for that; no job is run."""
        self._moves_to(moment)
        await self.settles()

    async def settles(self) -> None:
        """Let everything that is under way come to rest."""
        await self.workspace.settled(PATIENCE)
        await self.reckoner.rounds.send_and_fetch()
        await self.reckoner.rounds.read_reports()
        await self.workspace.settled(PATIENCE)

    def sees(self, who: str) -> list[Json]:
        """Return the person's direct conversation with Reckoner, oldest first, what only they see included."""
        return self.workspace.history("@reckoner", user=who)

    def thread(self, who: str, message: Json) -> list[Json]:
        """Return the replies under a message of the direct conversation, oldest first."""
        return self.workspace.history("@reckoner", user=who, thread_ts=message["ts"])[1:]

    def now(self, who: str, message: Json) -> Json:
        """Return a message of the direct conversation as it stands now."""
        return next(each for each in self.sees(who) if each["ts"] == message["ts"])

    def channel(self, name: str) -> list[Json]:
        """Return what everybody sees in a channel, oldest first."""
        return self.workspace.history(name)

    def _moves_to(self, moment: str) -> None:
        self.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=LONDON))

    def _settings(self) -> Settings:
        """Return the settings with which Reckoner runs on the workspace, and on what else there is."""
        given = {
            "reckoner_data": self.force.folder,
            "reckoner_health_port": 0,
            "reckoner_database_url": self.force.database_url,
            "reckoner_committee_channel": COMMITTEE,
            "reckoner_http_port": 0,
            **(self._of_slack() if self.force.way != "none" else {}),
            **self.force.besides,
        }
        return Settings.read(_env_file=None, **given)

    def _of_slack(self) -> Json:
        installation = self.workspace.installation
        slack = {
            "slack_bot_token": installation.bot_token,
            "slack_api_url": f"{self.served.base_url}/api/",
        }
        if installation.request_url is None:
            return slack | {"slack_app_token": installation.app_token}
        return slack | {
            "slack_signing_secret": installation.signing_secret,
            "reckoner_http_port": int(installation.request_url.split(":")[2][:-13]),
        }


def text_of(message: Json) -> str:
    """Return a message's text as a person reads it."""
    return html.unescape(str(message["text"]))


def texts(messages: Sequence[Json]) -> list[str]:
    """Return the messages' texts as a person reads them."""
    return [text_of(each) for each in messages]


@asynccontextmanager
async def chatting(force: Force, clock: StoppedClock | None = None) -> AsyncIterator[Chat]:
    """Give a chat with a running Reckoner; with `sample`, its register is the sample.

    It has a `clock` of its own, unless one is given.
    """
    clock = clock or StoppedClock(force.begins_at)
    workspace = Workspace(clock, _installation(force), waits=force.waits, pace=UNHURRIED)
    served = await serve(workspace)
    chat = Chat(force, workspace, served, clock)
    try:
        if force.sample:
            await asyncio.to_thread(prepare, chat.database, chat.policy, clock)
        await chat.starts()
        yield chat
    finally:
        await chat.stops()
        await served.close()
        workspace.close()
        chat.database.close()


def _installation(force: Force) -> Installation:
    address = None if force.way != "http" else f"http://127.0.0.1:{_free_port()}/slack/events"
    asked = as_the_manifest_asks(request_url=address)
    return replace(asked, enterprise=force.enterprise, is_enterprise_install=force.is_enterprise_install)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
