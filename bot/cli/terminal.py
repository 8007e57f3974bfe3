"""What every command of the terminal shares: settings, database, clock, and how answers are shown."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import typer
from rich.console import Console
from sqlalchemy import make_url
from sqlalchemy.exc import DatabaseError, InternalError, OperationalError

from bot.clock import Clock, SystemClock
from bot.local.beginning import local_clock
from bot.logs import set_up_logs
from bot.operations.ledger_anchor import LedgerAnchor
from bot.operations.ledger_watch import begin
from bot.settings import Settings, SettingsWrong
from models.database import Database
from models.dates.day import read_day
from models.refusals.base import Refusal
from models.refusals.deadlines import NoSuchDay, NotADeadline
from models.refusals.running import DatabaseUnreachable, RegisterDamaged
from templates import plain
from templates.messages import Message
from templates.messages.answers import Acknowledged, Refused

PROGRAM = 1
USAGE = 2
_console = Console(highlight=False, soft_wrap=True)
_told = Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: Message) -> None:
    """Print a message as plain text."""
    _console.print(plain.render(message), markup=False)


def acknowledge(what: str, **facts: str) -> None:
    """Print a short answer in one sentence."""
    say(Acknowledged(what, facts))


@contextmanager
def refusals_said() -> Iterator[None]:
    """Say a refusal, or what is wrong with settings or database, as a sentence, and end with a code."""
    try:
        yield
    except Refusal as refusal:
        say(Refused(refusal.template, refusal.fields))
        raise typer.Exit(PROGRAM) from None
    except OperationalError as error:
        unreachable = DatabaseUnreachable(error=type(error.orig).__name__)
        say(Refused(unreachable.template, unreachable.fields))
        raise typer.Exit(PROGRAM) from None
    except DatabaseError as error:
        # SQLite raises this very class of a broken file, PostgreSQL an internal error of a broken page.
        if type(error) is not DatabaseError and not isinstance(error, InternalError):
            raise
        damaged = RegisterDamaged(error=str(error.orig).partition("\n")[0])
        say(Refused(damaged.template, damaged.fields))
        raise typer.Exit(PROGRAM) from None
    except SettingsWrong as wrong:
        for fault in wrong.faults:
            _console.print(f"- {fault}", markup=False)
        raise typer.Exit(USAGE) from None


@contextmanager
def register(*, migrated: bool = True) -> Iterator[tuple[Settings, Database, Clock]]:
    """Give the settings, the database, `migrated` or as it is, and the clock; refusals are said."""
    with refusals_said():
        settings = Settings.read()
        set_up_logs(settings.reckoner_log_level)
        database = Database(settings.database_url)
        _say_which(settings)
        try:
            if migrated:
                database.migrate()
            clock = local_clock(settings) if settings.is_local else SystemClock()
            yield settings, database, clock
            if migrated:
                begin(database, LedgerAnchor(settings.data), settings.policy, clock.now())
        finally:
            database.close()


def _say_which(settings: Settings) -> None:
    """Say on standard error which register the command uses, so that nobody takes a trial for the real one."""
    address = make_url(settings.database_url).render_as_string(hide_password=True)
    used = "trial_used" if settings.is_local else "register_used"
    _told.print(plain.render(Acknowledged(used, {"address": address})), markup=False)


def instant(at: str | None, settings: Settings, clock: Clock) -> datetime:
    """Return the aware instant that `at` names in the force's time zone, or the present one; for typer."""
    if at is None:
        return clock.now()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise typer.BadParameter("write date and time like 2023-03-01T09:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=settings.policy.zone)


def day(text: str) -> date:
    """Read a date such as 2022-12-15, for typer."""
    try:
        return read_day(text, iso=True)
    except NoSuchDay:
        raise typer.BadParameter(f"there is no such day: {text}") from None
    except NotADeadline:
        raise typer.BadParameter("write the date like 2022-12-15") from None


def existing(file: Path) -> Path:
    """Return `file` if it is one, for typer."""
    if not file.is_file():
        raise typer.BadParameter(f"there is no file {file}")
    return file


def to_write(file: Path | None) -> Path | None:
    """Return `file` if something can be written there, for typer."""
    if file is not None and not (
        file.parent.is_dir() and os.access(file.parent, os.W_OK) and not file.is_dir()
    ):
        raise typer.BadParameter(f"{file} cannot be written: name a file in an existing folder of your own")
    return file
