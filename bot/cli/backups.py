"""Backups, and moving the register to another database."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.terminal import PROGRAM, acknowledge, existing, register, say, to_write
from bot.operations import backup as copies
from bot.operations.ledger_anchor import LedgerAnchor
from bot.operations.ledger_watch import check
from bot.operations.register_lock import hold
from models.database import Database
from models.refusals.running import TrialNotAskedFor


def backup(
    to: Annotated[
        Path, typer.Argument(help="The new file to write, like reckoner-2022-12-01.zip.", callback=to_write)
    ],
    *,
    trial: Annotated[
        bool,
        typer.Option("--trial", help="The trial register of the local workspace, where no tokens are set."),
    ] = False,
) -> None:
    """Write a backup of everything, including evidence files, even while Reckoner runs.

    Code 1 if what was backed up had been changed without Reckoner.
    """
    with register() as (settings, database, clock):
        if settings.is_local and not trial:
            raise TrialNotAskedFor(folder=str(settings.data))
        held = copies.write_backup(database, settings.data, to, clock.now())
        _say_what_is_held("backed_up", to, held)
        found = check(database, LedgerAnchor(settings.data), clock.now())
        if not found.holds:
            say(found)
            acknowledge("backed_up_broken", file=str(to))
            raise typer.Exit(PROGRAM)


def restore(
    file: Annotated[Path, typer.Argument(help="The backup to restore.", callback=existing)],
    *,
    as_it_is: Annotated[
        bool, typer.Option("--as-it-is", help="Even if the register in it was changed without Reckoner.")
    ] = False,
) -> None:
    """Restore a backup into an empty database and data folder: all of it, or nothing."""
    with register() as (settings, database, _), hold(settings.database_url):
        held = copies.restore(file, database, settings.data, as_it_is=as_it_is)
        _say_what_is_held("restored", file, held)


def move(
    to: Annotated[str, typer.Argument(help="The empty database to move to: postgresql+psycopg://…")],
) -> None:
    """Move the register to another database, with Reckoner stopped; evidence files stay where they are."""
    with register() as (settings, database, _), hold(settings.database_url):
        wanted = Database(to)
        try:
            rows = copies.move(database, wanted)
        finally:
            wanted.close()
        acknowledge(
            "moved", rows=f"{sum(rows.values()):,}", tables=f"{len(rows)}", facts=f"{rows['event']:,}"
        )


def _say_what_is_held(done: str, file: Path, held: copies.BackupContents) -> None:
    acknowledge(
        done,
        file=str(file),
        rows=f"{sum(held.rows.values()):,}",
        files=f"{held.files:,}",
        facts=f"{held.facts:,}",
        head=held.head,
    )
