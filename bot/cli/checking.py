"""Checking that what is kept is what was written, and that all that Reckoner needs is there."""

import asyncio
from typing import Annotated

import aiohttp
import typer

from bot.cli.terminal import PROGRAM, register, say
from bot.clock import Clock
from bot.operations.doctor import examine
from bot.operations.ledger_anchor import LedgerAnchor
from bot.operations.ledger_watch import check, keep_head
from bot.platforms import CALL_TIMEOUT
from bot.settings import Settings
from bot.slack.connection import slack_client
from bot.slack.doctor import SlackExamination
from models.database import Database
from templates.messages.operations import Examination


def verify(
    *,
    begin_anchor: Annotated[
        bool,
        typer.Option(
            "--begin-anchor", help="Keep the head of the ledger as it is now, where none is kept any more."
        ),
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
    """Look at everything that Reckoner needs, and say what to do where it is not well; code 1 if it cannot work."""
    with register(migrated=False) as (settings, database, clock):
        examination = asyncio.run(_examine(settings, database, clock))
        say(examination)
        if examination.broken:
            raise typer.Exit(PROGRAM)


async def _examine(settings: Settings, database: Database, clock: Clock) -> Examination:
    if settings.mode is None:
        return Examination(await examine(settings, database, clock, []))
    async with aiohttp.ClientSession(timeout=CALL_TIMEOUT) as session:
        slack = SlackExamination(settings, clock, slack_client(settings, session))
        return Examination(await examine(settings, database, clock, [slack]))
