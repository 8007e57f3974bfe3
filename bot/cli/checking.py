"""Checking that what is kept is what was written."""

import typer

from bot.cli.terminal import PROGRAM, register, say
from bot.heads import KeptHeads
from models import chain
from templates.messages import LedgerCheck


def verify() -> None:
    """Check the whole ledger, and the heads kept outside the database; code 1 if it is not what was written."""
    with register() as (settings, database, _), database.reading() as session:
        kept = KeptHeads(settings.data).heads()
        found = chain.verify(session, kept)
        say(
            LedgerCheck(
                facts=found.head.number,
                sha256=found.head.sha256,
                kept=len(kept),
                broken_at=found.broken_at,
                unsealed=found.unsealed,
                strangers=tuple(each.number for each in found.strangers),
            )
        )
        if not found.holds:
            raise typer.Exit(PROGRAM)
