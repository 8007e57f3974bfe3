"""Somebody in Teams at the page: what they do reaches Reckoner as Teams brings it, and what it posts comes back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.local.start import LocalReckoner, running_locally
from bot.settings import Settings
from models.enums import Surface
from models.queries import items

Json = dict[str, Any]
ANNA, PRIYA, DEV = "U0ANNA001", "U0PRIYA01", "U0DEV0001"
PAGE = {"X-Reckoner-Page": "1"}
LONGEST = 20.0
WAITS_AT_MOST = aiohttp.ClientTimeout(total=20)


@dataclass
class AtPage:
    """The page's requests as somebody, and what is told to their open page."""

    local: LocalReckoner
    session: aiohttp.ClientSession
    user: str = ANNA

    async def reads(self, path: str, **query: str) -> Json:
        """Read."""
        asked = {"as": self.user, **query}
        async with self.session.get(f"{self.local.address}/page/{path}", params=asked) as answer:
            told: Json = await answer.json()
            return told

    async def does(self, path: str, **body: Any) -> Json:
        """Act."""
        asked = {"as": self.user, **body}
        address = f"{self.local.address}/page/{path}"
        async with self.session.post(address, json=asked, headers=PAGE) as answer:
            told: Json = await answer.json()
            return told

    async def sees(self, channel: str, wanted: Callable[[Json], bool], *doing: Any) -> Json:
        """Await what is `doing` while the page is open, and return the first message told of that is `wanted`."""
        stream = self.local.workspace.ground.stream
        with stream.watch(self.user) as told:
            seen: list[Json] = []
            for each in doing:
                await each
            await self.local.reckoner.rounds.send_and_fetch()
            while True:
                try:
                    item = await asyncio.wait_for(told.get(), LONGEST)
                except TimeoutError:
                    raise AssertionError(seen) from None
                seen.append(item)
                message = item.get("message", {})
                if item.get("channel") == channel and message and wanted(message):
                    # It is there before Reckoner has noted that: that comes with the end of the round.
                    await self.local.reckoner.rounds.send()
                    return dict(message)

    async def sends(self, name: str, content: bytes) -> str:
        """Upload a file; return its id."""
        form = aiohttp.FormData()
        form.add_field("file", content, filename=name)
        address = f"{self.local.address}/page/upload?as={self.user}"
        async with self.session.post(address, data=form, headers=PAGE) as answer:
            return str((await answer.json())["file"]["id"])


@pytest.fixture
async def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AtPage]:
    """Anna at the page of a new local workspace."""
    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
    settings = Settings.read(_env_file=None, reckoner_data=tmp_path, reckoner_local_port=0)
    async with (
        running_locally(settings) as local,
        aiohttp.ClientSession(timeout=WAITS_AT_MOST) as session,
    ):
        yield AtPage(local, session)


def ours(words: str) -> Callable[[Json], bool]:
    """Return whether a message is Reckoner's and holds these words."""
    return lambda message: "bot_id" in message and words in message["text"]


def pressed(card: Json, title: str) -> Json:
    """Return the action of a card that is called so."""

    def actions(value: Any) -> list[Json]:
        if isinstance(value, list):
            return [found for each in value for found in actions(each)]
        if not isinstance(value, dict):
            return []
        own = [value] if str(value.get("type", "")).startswith("Action.") else []
        return own + [found for each in value.values() for found in actions(each)]

    return next(each for each in actions(card) if each["title"] == title)


async def test_a_conversation_in_teams(page: AtPage) -> None:
    """Moved to Teams, Anna is greeted, asks, replies with a file, edits, fills a form in, and is moved back."""
    assert (await page.reads("state"))["me"]["surface"] == "slack"
    await page.does("surface", user=ANNA, surface="teams")
    state = await page.reads("state")
    assert (state["me"]["surface"], state["committee"], state["app"]["home"]) == ("teams", "slack", False)
    chat = state["conversations"][0]["id"]
    assert [row["name"] for row in state["conversations"][1:]] == [
        "joint-audit-committee",
        "force-governance",
        "general",
    ]
    await page.local.moving.settled()
    (home,) = (await page.reads("history", channel=chat))["messages"]
    assert "Anna Clarke" in home["text"]

    file = await page.sends("audit.csv", b"month,share\nNovember,94\n")
    said = {"channel": chat, "text": "10618: the new form is <live> & used.", "files": [file]}
    recorded = await page.sees(chat, ours("Saved as evidence for 10618"), page.does("message", **said))
    (mine,) = [each for each in (await page.reads("history", channel=chat))["messages"] if "files" in each]
    assert (mine["user"], mine["files"][0]["name"]) == (ANNA, "audit.csv")
    async with page.session.get(f"{page.local.address}/page/file/{file}?as={ANNA}") as saved:
        assert await saved.read() == b"month,share\nNovember,94\n"
    async with page.session.get(f"{page.local.address}/page/file/{file}?as={PRIYA}") as refused:
        assert refused.status == 400

    at = {"channel": chat, "ts": recorded["ts"]}
    undo = pressed(recorded["card"], "Undo")
    answer = (await page.does("card/press", message=at, action=undo))["answer"]
    assert answer["value"]["type"] == "AdaptiveCard"

    status = await page.sees(
        chat, ours("every older victim"), page.does("message", channel=chat, text="10618")
    )
    at = {"channel": chat, "ts": status["ts"]}
    opened = (
        await page.does("card/open", message=at, data=pressed(status["card"], "Write an update")["data"])
    )["answer"]["task"]
    (send,) = opened["value"]["card"]["content"]["actions"]
    empty = (await page.does("card/submit", message=at, data=send["data"]))["answer"]["task"]
    assert empty["type"] == "continue"

    await page.does("surface", user=ANNA, surface="slack")
    with page.local.reckoner.database.reading() as session:
        assert items.person_by_name(session, "Anna Clarke").surface is Surface.SLACK
    assert (await page.does("message", channel=chat, text="hello"))["ok"] is False


async def test_everybody_moves_with_the_committees_channel(page: AtPage) -> None:
    """The summary posts itself where the committee's channel is now; a mention is answered to who asked alone."""
    page.user = PRIYA
    await page.does("surface", surface="teams")
    state = await page.reads("state")
    assert state["committee"] == "teams"
    assert {row["surface"] for row in state["people"] if not row["is_bot"]} == {"teams"}
    committee = next(row["id"] for row in state["conversations"] if row["name"] == "joint-audit-committee")
    asked = page.does("message", channel=committee, text="@Reckoner summary")
    preview = await page.sees(committee, ours("Preview, "), asked)
    assert {"ephemeral", "thread_ts"} <= preview.keys()
    page.user = DEV
    seen = (await page.reads("history", channel=committee))["messages"]
    assert [each["text"] for each in seen] == ["<at>Reckoner</at> summary"]
    posted = await page.sees(committee, ours("HMICFRS summary"), page.does("clock", stop="before_committee"))
    assert "thread_ts" not in posted
