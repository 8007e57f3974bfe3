"""Reckoner as it runs, in an organisation of Microsoft's that stands on this machine: all of it over real HTTP."""

from collections.abc import AsyncIterator, Awaitable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import select

from bot.app import Reckoner, running
from bot.clock import StoppedClock
from bot.local.teams.organisation import Member, Organisation, Posted, Room
from bot.local.teams.server import Microsoft, served
from bot.platforms import Foundation, Platform
from bot.settings import Settings
from bot.teams.connection import TeamsConnection, teams_client
from models.database import Database
from models.outbox import outbox
from models.outbox.message import OutboxMessage, OutboxState
from models.people.person import Person
from models.policy import Policy
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.bot.teams.connector import APP, PRIYA, TENANT
from tests.bot.teams.hearing import CHANNEL, Drawn, moved_to_teams
from tests.bot.teams.microsoft import SECRET, SHORT
from tests.factories import NAMES, Register

ANNA = "0a1b2c3d-0000-4000-8000-000000000002"
GROUP = "0a1b2c3d-0000-4000-8000-00000000000c"
Json = dict[str, Any]


@dataclass
class Serving:
    """Priya and Anna in Teams, with a channel of theirs; both have the app."""

    reckoner: Reckoner
    microsoft: Microsoft
    clock: StoppedClock
    session: aiohttp.ClientSession
    folder: Path

    @property
    def organisation(self) -> Organisation:
        """Whoever and whatever is there."""
        return self.microsoft.organisation

    @property
    def database(self) -> Database:
        """The register."""
        return self.reckoner.database

    @property
    def priya(self) -> Member:
        """Priya, who owns 10618."""
        return self.organisation.members[PRIYA]

    @property
    def chat(self) -> Room:
        """Priya's chat with the app, as it is now."""
        return self.organisation.chat(PRIYA)

    @property
    def channel(self) -> Room:
        """The channel."""
        return self.organisation.rooms[CHANNEL]

    async def tells(self, activity: Json) -> Json:
        """Bring an activity, and let what follows from it be sent; return what is answered."""
        (address,) = self.reckoner.addresses
        status, body = await self.microsoft.tell(self.session, address, activity)
        assert status == 200
        await self.reckoner.rounds.send_and_fetch()
        return body

    async def says(self, text: str) -> None:
        """Have Priya write in her chat."""
        await self.tells(self.microsoft.activities.said(self.priya, self.chat, text))

    async def sends(self) -> None:
        """Let what is in the outbox be sent, as far as its time has come."""
        await self.reckoner.rounds.send()

    async def passes(self, **time: float) -> None:
        """Let time pass, and let one round of sending follow."""
        self.clock.move_by(timedelta(**time))
        await self.sends()

    def enqueue(self, key: str, message: Message | None = None, **where: Any) -> None:
        """Put a message into the outbox: for Priya, unless it is said for whom or where."""
        with self.database.writing() as session:
            if not where:
                where = {"person": session.scalars(select(Person).where(Person.account == PRIYA)).one()}
            told = freeze(message or Acknowledged("nothing_to_undo"))
            outbox.enqueue(session, key, told, self.clock.now(), **where)

    def in_outbox(self, key: str) -> tuple[OutboxState, str | None, bool]:
        """Return how a message stands: its state, why it is not sent, and whether it may have been."""
        with self.database.reading() as session:
            found = session.scalars(select(OutboxMessage).where(OutboxMessage.key == key)).one()
            return found.state, found.error, found.unsure

    def told(self) -> list[str]:
        """Return the keys of everything in the outbox, oldest first."""
        with self.database.reading() as session:
            return list(session.scalars(select(OutboxMessage.key).order_by(OutboxMessage.id)))


def text_of(posted: Posted) -> str:
    """Return what a message of ours says, in lines."""
    (attached,) = posted.activity["attachments"]
    return "\n".join(each.get("text", "") for each in attached["content"].get("body", ()))


def settings_for(database_url: str, folder: Path, cloud: str, **given: Any) -> Settings:
    """Return settings that name Teams at the address `cloud`, and what is given besides."""
    return Settings.read(
        _env_file=None,
        teams_app_id=APP,
        teams_tenant_id=TENANT,
        teams_app_secret=SECRET,
        teams_cloud=cloud,
        reckoner_database_url=database_url,
        reckoner_data=folder,
        reckoner_http_port=0,
        **given,
    )


def organisation(clock: StoppedClock) -> Organisation:
    """Return the force in Teams: two of its people with the app, and a channel."""
    force = Organisation(APP, TENANT, SECRET, clock)
    for handle, account in (("priya", PRIYA), ("anna", ANNA)):
        force.join(account, NAMES[handle], f"{handle}@force.example")
    force.channel(CHANNEL, GROUP, PRIYA, ANNA)
    return force


@asynccontextmanager
async def reckoner_in(
    microsoft: Microsoft, database_url: str, folder: Path, clock: StoppedClock, **given: Any
) -> AsyncIterator[Reckoner]:
    """Run a Reckoner that waits for no answer of Microsoft's long, with the settings that are given besides."""
    async with aiohttp.ClientSession(timeout=SHORT) as session:

        async def in_teams(base: Foundation) -> Platform:
            return TeamsConnection(base, teams_client(base.settings, session), Drawn())

        def set_up(base: Foundation) -> Iterator[Awaitable[Platform]]:
            yield in_teams(base)

        settings = settings_for(database_url, folder, microsoft.address, **given)
        async with running(settings, clock, set_up) as reckoner:
            yield reckoner


@asynccontextmanager
async def serving(
    database_url: str,
    folder: Path,
    clock: StoppedClock,
    pace: Sequence[tuple[int, timedelta]] = (),
    **given: Any,
) -> AsyncIterator[Serving]:
    """Give the force in Teams, and Reckoner in it, with the settings that are given besides.

    `pace` says how many messages a conversation takes.
    """
    async with AsyncExitStack() as stack:
        database = Database(database_url)
        stack.callback(database.close)
        register = Register(database, clock, Policy())
        register.item("1", report="VETTING", register_number="10618", owner="priya")
        for handle, account in (("priya", PRIYA), ("anna", ANNA)):
            moved_to_teams(database, handle, account)
        microsoft = await stack.enter_async_context(served(organisation(clock), pace))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        reckoner = await stack.enter_async_context(
            reckoner_in(microsoft, database_url, folder, clock, **given)
        )
        yield Serving(reckoner, microsoft, clock, session, folder)
