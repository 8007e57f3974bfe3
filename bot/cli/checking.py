"""Checking that what is kept is what was written, and that all that Reckoner needs is there."""

import asyncio
from typing import Annotated

import aiohttp
import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.terminal import PROGRAM, register, say
from bot.clock import Clock
from bot.operations.doctor import examine
from bot.operations.ledger_anchor import LedgerAnchor
from bot.operations.ledger_watch import check, keep_head
from bot.operations.platforms import Examined
from bot.platforms import CALL_TIMEOUT
from bot.settings import Settings
from bot.slack.connection import slack_client
from bot.slack.doctor import SlackExamination
from bot.teams.addresses import link_to
from bot.teams.connection import teams_client
from bot.teams.doctor import Contact, TeamsExamination
from models.database import Database, Tables
from models.enums import Surface
from models.outbox.conversation import by_address
from models.policies.deciding import decided
from models.queries import items
from models.refusals.running import TablesNewer
from templates.messages.operations import Examination


def verify(
    *,
    begin_anchor: Annotated[
        bool,
        typer.Option("--begin-anchor", help="Keep the head of the ledger as it is now, if none is kept."),
    ] = False,
) -> None:
    """Check the ledger, every record, and the heads kept outside the database; code 1 if anything was changed."""
    with register() as (settings, database, clock):
        anchor, at = LedgerAnchor(settings.data), clock.now()
        if begin_anchor and not anchor.heads():
            keep_head(database, anchor, settings.policy, at)
        found = check(database, anchor, at)
        say(found)
        if not found.holds:
            raise typer.Exit(PROGRAM)


def doctor() -> None:
    """Check everything Reckoner needs and say how to fix it; code 1 if it cannot work."""
    with register(migrated=False) as (settings, database, clock):
        examination = asyncio.run(_examine(settings, database, clock))
        say(examination)
        if examination.broken:
            raise typer.Exit(PROGRAM)


async def _examine(settings: Settings, database: Database, clock: Clock) -> Examination:
    settings = _with_channel_named_in_chat(settings, database)
    async with aiohttp.ClientSession(timeout=CALL_TIMEOUT) as session:
        platforms: list[Examined] = []
        if settings.mode is not None:
            platforms.append(SlackExamination(settings, clock, slack_client(settings, session)))
        if settings.serves_teams:
            client, coordinators = teams_client(settings, session), _coordinators_in_teams(database)
            platforms.append(TeamsExamination(settings, clock, client, session, coordinators))
        return Examination(await examine(settings, database, clock, platforms))


def _with_channel_named_in_chat(settings: Settings, database: Database) -> Settings:
    """Return the settings with the committee's channel that holds; as they are where the tables do not tell."""
    try:
        if database.tables() is not Tables.AS_WANTED:
            return settings
        with database.reading() as session:
            channel = decided(session, settings.policy).committee_channel
            if channel is None or channel == settings.policy.committee_channel:
                return settings
            known = by_address(session, channel)
            named = link_to(known.external, known.part_of) if known else channel.id
    except (SQLAlchemyError, TablesNewer):
        return settings
    return settings.model_copy(update={"reckoner_committee_channel": named})


def _coordinators_in_teams(database: Database) -> list[Contact]:
    """Return the coordinators who are in Teams; none where the database has no tables yet."""
    try:
        if database.tables() is not Tables.AS_WANTED:
            return []
        with database.reading() as session:
            everybody = [(person.name, person.address) for person in items.coordinators(session)]
    except (SQLAlchemyError, TablesNewer):
        return []
    return [
        Contact(name, address.id)
        for name, address in everybody
        if address is not None and address.surface is Surface.TEAMS
    ]
