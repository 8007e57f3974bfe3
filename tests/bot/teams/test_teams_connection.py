"""Teams as the application serves it: beside Slack, in one process, with one desk and one worker."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.app import Reckoner, running
from bot.clock import StoppedClock
from bot.platforms import Foundation, Platform
from bot.settings import Settings
from bot.slack.connection import SlackConnection
from bot.teams.cloud import Cloud
from bot.teams.connection import TeamsConnection
from models.outbox import outbox
from models.people.person import Person
from models.refusals.running import TeamsNotServedYet
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged
from templates.messages.items import ItemDetail
from templates.messages.replies import Recorded
from templates.serialization import freeze
from tests.bot.teams.connector import APP, PRIYA, TENANT, KeyServer, activity, token
from tests.bot.teams.hearing import Drawn, moved_to_teams
from tests.bot.teams.test_teams_people import MEMBER, Roster
from tests.chat import Chat
from tests.factories import Register
from tests.letterbox import Letterbox


class Calls(Roster):
    """Microsoft's side, which refuses nothing to the app."""

    refusals: tuple[str, ...] = ()


@dataclass
class Both:
    """Reckoner on Slack and Teams at once: Slack's workspace, and what is posted to Teams."""

    chat: Chat
    reckoner: Reckoner
    letterbox: Letterbox
    cloud: Cloud
    session: aiohttp.ClientSession

    async def brings(self, **changes: Any) -> int:
        """Bring an activity of Priya's as the connector does; return the status."""
        (address,) = self.reckoner.addresses
        headers = {"Authorization": token(self.cloud, self.chat.clock)}
        body = json.dumps(activity(self.cloud, **changes)).encode()
        async with self.session.post(address, data=body, headers=headers) as answered:
            await self.reckoner.rounds.send_and_fetch()
            return answered.status


def settings_for(database_url: str, folder: Path, cloud: Cloud | None = None, **given: Any) -> Settings:
    """Return settings that name Teams, and what is given besides."""
    return Settings.read(
        _env_file=None,
        teams_app_id=APP,
        teams_tenant_id=TENANT,
        teams_app_secret="made up",
        teams_cloud=cloud.service if cloud else "public",
        reckoner_database_url=database_url,
        reckoner_data=folder,
        reckoner_http_port=0,
        **given,
    )


@pytest.fixture
async def both(chat: Chat, tmp_path: Path) -> AsyncIterator[Both]:
    """Reckoner on both, with Priya in Teams and everybody else in Slack."""
    await chat.stops()
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1", report="VETTING", register_number="10618", owner="priya")
    register.item("2", report="VETTING", register_number="9962", owner="anna")
    moved_to_teams(chat.database)
    letterbox = Letterbox()
    async with AsyncExitStack() as stack:
        cloud = await stack.enter_async_context(KeyServer().served())
        session = await stack.enter_async_context(aiohttp.ClientSession())

        async def in_teams(base: Foundation) -> Platform:
            return TeamsConnection(base, Calls(dict(MEMBER)), letterbox, Drawn())

        def set_up(base: Foundation) -> Iterator[Awaitable[Platform]]:
            yield SlackConnection.opened(base)
            yield in_teams(base)

        slack = chat.settings
        settings = settings_for(
            chat.force.database_url,
            tmp_path,
            cloud,
            slack_bot_token=slack.slack_bot_token,
            slack_app_token=slack.slack_app_token,
            slack_api_url=slack.slack_api_url,
        )
        reckoner = await stack.enter_async_context(running(settings, chat.clock, set_up))
        chat.reckoner = reckoner
        await chat.workspace.connected()
        yield Both(chat, reckoner, letterbox, cloud, session)


async def test_people_of_both_platforms_are_served_at_once(both: Both) -> None:
    """A reply in Teams and a command in Slack are answered each where it was said, from one register."""
    assert both.reckoner.addresses[0].endswith("/api/messages")
    assert await both.brings(id="1669883400001", text="10618 The backlog is 40.") == 200
    assert await both.brings(id="1669883400001", text="10618 The backlog is 40.") == 200
    assert [type(each.message) for each in both.letterbox.tried] == [Recorded]
    answers = await asyncio.gather(
        both.chat.says("anna", "/rec status 10618"), both.brings(id="1669883400002", text="status 9962")
    )
    assert "10618" in answers[0]
    assert answers[1] == 200
    assert isinstance(both.letterbox.tried[-1].message, ItemDetail)
    with both.chat.database.reading() as session:
        assert [each.text for each in session.scalars(select(Statement))] == ["10618 The backlog is 40."]


async def test_what_is_for_somebody_goes_to_their_own_platform(both: Both) -> None:
    """What the outbox holds for people goes to each on their own platform."""
    with both.chat.database.writing() as session:
        for person in session.scalars(select(Person).where(Person.name.in_(["Priya Shah", "Anna Clarke"]))):
            message = freeze(Acknowledged("welcome"))
            outbox.enqueue(session, f"welcome:{person.id}", message, both.chat.clock.now(), person=person)
    await both.reckoner.rounds.send_and_fetch()
    assert [str(each.account) for each in both.letterbox.tried] == [PRIYA]
    assert len(both.chat.sees("anna")) == 1


async def test_what_the_connector_has_not_signed_is_refused(both: Both) -> None:
    """At the address as it is served, an unsigned request is refused."""
    (address,) = both.reckoner.addresses
    async with both.session.post(address, data=b"{}") as answered:
        assert answered.status == 401


async def test_teams_is_refused_until_it_can_be_served(
    database_url: str, tmp_path: Path, clock: StoppedClock
) -> None:
    """Whoever sets Teams up is told in a sentence that it is not served yet, and nothing runs half."""
    with pytest.raises(TeamsNotServedYet):
        async with running(settings_for(database_url, tmp_path), clock):
            pass
