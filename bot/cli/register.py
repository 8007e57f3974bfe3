"""Taking in a register, and reading a deadline."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import Progress

from bot.cli.register_answers import answers_to
from bot.cli.terminal import (
    PROGRAM,
    acknowledge,
    day,
    existing,
    instant,
    refusals_said,
    register,
    say,
    to_write,
)
from bot.imports.annotation import annotated
from bot.imports.import_register import import_file
from models.deadlines.deadline import read_deadline
from models.imports.questions import Meanings
from templates.filters import LABELS
from templates.messages.imports import Imported, ImportFaults

BETWEEN_PARTS: Final = 0.12
"""Seconds: SQLite has those of another program who wait for its write lock ask again every tenth of a second."""


def import_(
    file: Annotated[Path, typer.Argument(help="An Excel workbook (.xlsx) or a CSV file.", parser=None)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    as_: Annotated[str | None, typer.Option("--as", help="Your name, for the ledger.")] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Do not tell owners in chat about their new items.")
    ] = False,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            help="What is asked about the file, as “Paused = in progress”; once for each.", metavar="ANSWER"
        ),
    ] = None,
    marked: Annotated[
        Path | None,
        typer.Option(
            help="Write a copy of the register to this file (.xlsx), with each fault in its cell.",
            parser=None,
            metavar="FILE",
            callback=to_write,
        ),
    ] = None,
    proposed: Annotated[
        bool, typer.Option("--proposals", help="Answer everything else that is asked with what is proposed.")
    ] = False,
) -> None:
    """Import a register: all of it, or nothing if any row is faulty."""
    with register() as (settings, database, clock):
        with Progress(console=Console(stderr=True), transient=True) as bar:

            def progress(stage: str, total: int) -> Callable[[], None]:
                task = bar.add_task(LABELS["stages"][stage], total=total or None)
                return lambda: bar.advance(task)

            def attempt(answers: Meanings, *, trial: bool = True) -> Imported | ImportFaults:
                return import_file(
                    database,
                    existing(file),
                    instant(None, settings, clock),
                    settings.policy,
                    by=as_,
                    dry_run=trial,
                    quiet=quiet,
                    answers=answers,
                    progress=progress,
                    pause=partial(Event().wait, BETWEEN_PARTS),
                )

            try:
                answers = answers_to(attempt, answer or [], proposed=proposed) if answer or proposed else {}
                outcome = attempt(answers, trial=dry_run)
            except KeyboardInterrupt:
                acknowledge("import_stopped", file=file.name)
                raise typer.Exit(PROGRAM) from None
        say(outcome)
        if isinstance(outcome, ImportFaults):
            if marked is not None:
                marked.write_bytes(annotated(file.read_bytes(), file.name, outcome))
                acknowledge("written", file=str(marked))
            raise typer.Exit(PROGRAM)


def deadline(
    wording: Annotated[str, typer.Argument(help="As printed in the report: “Within six months”.")],
    published: Annotated[
        date, typer.Option(parser=day, metavar="DATE", help="The report's publication date.")
    ],
) -> None:
    """Print the date that a deadline's wording means, and on what basis."""
    with refusals_said():
        read = read_deadline(wording, published)
        if read.on is None:
            acknowledge("no_deadline")
        else:
            acknowledge("deadline_read", on=read.on.isoformat(), basis=read.basis)
