"""Checking that what is kept is what was written, and that all that Reckoner needs is there."""

import asyncio

import aiohttp
import typer

from bot.app import SLACK_TIMEOUT, slack_client
from bot.cli.terminal import PROGRAM, register, say
from bot.clock import Clock
from bot.operations.doctor import examine
from bot.operations.ledger_anchor import LedgerAnchor
from bot.settings import Mode, Settings
from bot.slack.doctor import SlackExamination
from models.database import Database
from models.ledger import chain
from models.retention.verifying import erased_otherwise
from templates.messages.operations import Examination, LedgerCheck


def verify() -> None:
    """Check the whole ledger, and the heads kept outside the database; code 1 if it is not what was written."""
    with register() as (settings, database, _), database.reading() as session:
        kept = LedgerAnchor(settings.data).heads()
        found = chain.verify(session, kept)
        check = LedgerCheck(
            facts=found.head.number,
            sha256=found.head.sha256,
            kept=len(kept),
            broken_at=found.broken_at,
            unsealed=found.unsealed,
            strangers=tuple(each.number for each in found.strangers),
            erased=found.erased,
            erased_otherwise=erased_otherwise(session),
        )
        say(check)
        if not check.holds:
            raise typer.Exit(PROGRAM)


def doctor() -> None:
    """Look at everything that Reckoner needs, and say what to do where it is not well; code 1 if it cannot work."""
    with register(migrated=False) as (settings, database, clock):
        examination = asyncio.run(_examine(settings, database, clock))
        say(examination)
        if examination.broken:
            raise typer.Exit(PROGRAM)


async def _examine(settings: Settings, database: Database, clock: Clock) -> Examination:
    if settings.mode is Mode.LOCAL:
        return Examination(await examine(settings, database, clock, []))
    async with aiohttp.ClientSession(timeout=SLACK_TIMEOUT) as session:
        slack = SlackExamination(settings, clock, slack_client(settings, session))
        return Examination(await examine(settings, database, clock, [slack]))
