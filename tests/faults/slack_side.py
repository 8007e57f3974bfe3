"""Slack in a run: the local workspace, to which Reckoners connect by a socket."""

import random
from collections.abc import Iterable, Mapping
from typing import Final

from bot.clock import Clock
from bot.local.faults import Faults, InjectedFault
from bot.local.people import BOT_USER_ID
from bot.local.server import Served, serve
from bot.local.slack.api import methods
from bot.local.slack.dispatch import Waits
from bot.local.slack.installation import as_the_manifest_asks
from bot.local.slack.pace import Pace
from bot.local.workspace import Workspace
from models.outbox.message import OutboxMessage
from tests.faults.sides import ACKNOWLEDGED, AGAIN, Json, Spoken

UNHURRIED: Final = Pace(burst=100_000)
_SAID = ("account_inactive", "internal_error", "invalid_auth", "something_new")


class SlackSide:
    """People in Slack."""

    committee = "C0JAC0001"
    calls = ("chat.postMessage", "chat.postMessage", "chat.update", "conversations.open", "*")

    def __init__(self, served: Served) -> None:
        """Talk in the workspace that is `served`."""
        self.served, self.workspace = served, served.workspace

    @classmethod
    async def opened(cls, clock: Clock) -> "SlackSide":
        """Return Slack at the time of `clock`."""
        waits = Waits(acknowledged=ACKNOWLEDGED, again=AGAIN)
        workspace = Workspace(clock, as_the_manifest_asks(), waits=waits, pace=UNHURRIED)
        return cls(await serve(workspace))

    async def close(self) -> None:
        """Serve no more."""
        await self.served.close()
        self.workspace.close()

    @property
    def faults(self) -> Faults:
        """What goes wrong there."""
        return self.workspace.faults

    @property
    def settings(self) -> Json:
        """The settings by which Reckoner connects."""
        installation = self.workspace.installation
        return {
            "slack_bot_token": installation.bot_token,
            "slack_app_token": installation.app_token,
            "slack_signing_secret": None,
            "slack_api_url": f"{self.served.base_url}/api/",
        }

    def misled(self, chance: random.Random) -> None:
        """Let calls be refused, broken off, or answered as failed though they were carried out."""
        usual = [fault for fault in InjectedFault if fault is not InjectedFault.STALLED]
        for _ in range(chance.randint(1, 3)):
            method, times = chance.choice(self.calls), chance.randint(1, 3)
            fault, error = chance.choice(usual), chance.choice(_SAID)
            self.faults.order(method, fault, times=times, retry_after=7, error=error)

    def stalls(self) -> None:
        """Let a message be accepted and no answer come."""
        self.faults.order("chat.postMessage", InjectedFault.STALLED)

    def says(self, spoken: Spoken) -> None:
        """Write in the direct conversation."""
        said = self.workspace.post_as(spoken.who, "@reckoner", spoken.words)
        spoken.said = f"{said['channel']}:{said['ts']}"
        self._note(spoken)

    def edits(self, spoken: Spoken) -> None:
        """Put other words in the place of what was written."""
        channel, _, ts = str(spoken.said).partition(":")
        self.workspace.edit_as(spoken.who, channel, ts, spoken.words)
        self._note(spoken)

    def deletes(self, spoken: Spoken) -> None:
        """Take away what was written."""
        channel, _, ts = str(spoken.said).partition(":")
        self.workspace.delete_as(spoken.who, channel, ts)
        self._note(spoken)

    def stands(self, spoken: Spoken) -> bool:
        """Whether it was written: nothing is taken away but by its author."""
        return spoken.said is not None

    def _note(self, spoken: Spoken) -> None:
        spoken.payloads += self.workspace.dispatch.outstanding[-1:]

    def brings(self, payload: Json) -> None:
        """Bring an event again."""
        self.workspace.dispatch.enqueue(payload)

    def undelivered(self) -> Iterable[Json]:
        """Return the events that were given up."""
        return self.workspace.dispatch.undelivered

    async def settled(self, within: float) -> None:
        """Return when nothing is on its way."""
        await self.workspace.settled(within)

    def seen(self, _: Mapping[str, OutboxMessage]) -> dict[str, list[object]]:
        """Return every message of ours, by the key in its metadata."""
        return seen_in(self.workspace)


def seen_in(workspace: Workspace) -> dict[str, list[object]]:
    """Return every message of ours that stands in Slack, by its key."""
    by_key: dict[str, list[object]] = {}
    for conversation in workspace.directory.visible_to(BOT_USER_ID):
        for message in _history(workspace, conversation["id"]):
            key = message.get("metadata", {}).get("event_payload", {}).get("key")
            if key is not None:
                by_key.setdefault(key, []).append(message)
    return by_key


def _history(workspace: Workspace, channel: str) -> list[Json]:
    token = workspace.installation.bot_token
    asked = {"channel": channel, "limit": 900, "include_all_metadata": True}
    found: list[Json] = methods.answer(workspace, "conversations.history", token, asked)["messages"]
    threads = [each["ts"] for each in found if each.get("reply_count")]
    for ts in threads:
        replies = methods.answer(workspace, "conversations.replies", token, {**asked, "ts": ts})["messages"]
        found += [each for each in replies if each["ts"] != ts]
    return found
