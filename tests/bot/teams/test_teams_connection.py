"""Teams as the application serves it: beside Slack, in one process, with one desk and one worker."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from bot.app import Reckoner, running
from bot.clock import StoppedClock
from bot.local.teams.organisation import Room
from bot.local.teams.server import Microsoft, served
from bot.platforms import Foundation, Platform
from bot.slack.connection import SlackConnection
from bot.teams.connection import TeamsConnection, teams_client
from models.database import Database
from models.outbox import outbox
from models.people.person import Person
from models.policy import Policy
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged
from templates.messages.items import ItemDetail
from templates.messages.replies import Recorded
from templates.serialization import freeze
from tests.bot.teams.connector import PRIYA
from tests.bot.teams.hearing import Drawn, Json, moved_to_teams
from tests.bot.teams.serving import organisation, settings_for
from tests.chat import Chat
from tests.factories import Register


@dataclass
class Both:
    """Reckoner on Slack and Teams at once: Slack's workspace, and what is posted to Teams."""

    chat: Chat
    reckoner: Reckoner
    microsoft: Microsoft
    session: aiohttp.ClientSession

    @property
    def priya(self) -> Room:
        """Priya's chat in Teams."""
        return self.microsoft.organisation.chat(PRIYA)

    def said(self, text: str) -> Json:
        """Have Priya write in Teams; return what we are told of it."""
        who = self.microsoft.organisation.members[PRIYA]
        return self.microsoft.activities.said(who, self.priya, text)

    async def brings(self, activity: Json) -> int:
        """Bring an activity as the connector does; return the status."""
        (address,) = self.reckoner.addresses
        status, _ = await self.microsoft.tell(self.session, address, activity)
        await self.reckoner.rounds.send_and_fetch()
        return status

    def shown(self) -> list[str]:
        """Return what kinds of messages Priya has, oldest first."""
        return [each.activity["attachments"][0]["content"]["shows"] for each in self.priya.of_bot]


@pytest.fixture
async def both(chat: Chat, tmp_path: Path) -> AsyncIterator[Both]:
    """Reckoner on both, with Priya in Teams and everybody else in Slack."""
    await chat.stops()
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1", report="VETTING", register_number="10618", owner="priya")
    register.item("2", report="VETTING", register_number="9962", owner="anna")
    moved_to_teams(chat.database)
    async with AsyncExitStack() as stack:
        microsoft = await stack.enter_async_context(served(organisation(chat.clock), ()))
        session = await stack.enter_async_context(aiohttp.ClientSession())

        async def in_teams(base: Foundation) -> Platform:
            return TeamsConnection(base, teams_client(base.settings, base.session), Drawn())

        def set_up(base: Foundation) -> Iterator[Awaitable[Platform]]:
            yield SlackConnection.opened(base)
            yield in_teams(base)

        slack = chat.settings
        settings = settings_for(
            chat.force.database_url,
            tmp_path,
            microsoft.address,
            slack_bot_token=slack.slack_bot_token,
            slack_app_token=slack.slack_app_token,
            slack_api_url=slack.slack_api_url,
        )
        reckoner = await stack.enter_async_context(running(settings, chat.clock, set_up))
        chat.reckoner = reckoner
        await chat.workspace.connected()
        yield Both(chat, reckoner, microsoft, session)


async def test_people_of_both_platforms_are_served_at_once(both: Both) -> None:
    """A reply in Teams and a command in Slack are answered each where it was said, from one register."""
    assert both.reckoner.addresses[0].endswith("/api/messages")
    said = both.said("10618 The backlog is 40.")
    assert [await both.brings(said) for _ in range(2)] == [200, 200]
    assert both.shown() == [Recorded.__name__]
    answers = await asyncio.gather(
        both.chat.says("anna", "/rec status 10618"), both.brings(both.said("status 9962"))
    )
    assert "10618" in answers[0]
    assert answers[1] == 200
    assert both.shown()[-1] == ItemDetail.__name__
    with both.chat.database.reading() as session:
        assert [each.text for each in session.scalars(select(Statement))] == ["10618 The backlog is 40."]


async def test_what_is_for_somebody_goes_to_their_own_platform(both: Both) -> None:
    """What the outbox holds for people goes to each on their own platform."""
    with both.chat.database.writing() as session:
        for person in session.scalars(select(Person).where(Person.name.in_(["Priya Shah", "Anna Clarke"]))):
            message = freeze(Acknowledged("welcome"))
            outbox.enqueue(session, f"welcome:{person.id}", message, both.chat.clock.now(), person=person)
    await both.reckoner.rounds.send_and_fetch()
    assert both.shown() == [Acknowledged.__name__]
    assert len(both.chat.sees("anna")) == 1


async def test_what_the_connector_has_not_signed_is_refused(both: Both) -> None:
    """At the address as it is served, an unsigned request is refused."""
    (address,) = both.reckoner.addresses
    async with both.session.post(address, data=b"{}") as answered:
        assert answered.status == 401


async def test_with_its_settings_alone_teams_is_served(
    database_url: str, tmp_path: Path, clock: StoppedClock
) -> None:
    """Where only Teams is set up, that is served: a word of Priya's is answered by a card of ours."""
    database = Database(database_url)
    Register(database, clock, Policy()).item("1", report="VETTING", register_number="10618", owner="priya")
    moved_to_teams(database)
    database.close()
    async with AsyncExitStack() as stack:
        microsoft = await stack.enter_async_context(served(organisation(clock)))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        settings = settings_for(database_url, tmp_path, microsoft.address)
        reckoner = await stack.enter_async_context(running(settings, clock))
        who, chat = microsoft.organisation.members[PRIYA], microsoft.organisation.chat(PRIYA)
        said = microsoft.activities.said(who, chat, "status 10618")
        status, _ = await microsoft.tell(session, reckoner.addresses[0], said)
        await reckoner.rounds.send()
        assert status == 200
        (shown,) = chat.of_bot
        assert "10618" in shown.activity["summary"]
        assert shown.activity["attachments"][0]["content"]["type"] == "AdaptiveCard"
