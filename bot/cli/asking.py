"""Asking Reckoner, or running one of its jobs, from a terminal."""

import asyncio
from typing import Annotated

import typer

from bot.cli.terminal import PROGRAM, acknowledge, instant, register, say
from bot.clock import StoppedClock
from bot.operations.clock_watch import ClockWatch
from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest
from handlers.registry import without_prefix
from handlers.request import Place
from jobs.timetable import TIMETABLE
from models.address import Conversation
from models.policies.current import CurrentPolicy
from models.queries import items
from models.refusals.people import AsksWithoutAccount
from models.refusals.running import NoSuchJob
from templates.messages import Message
from templates.messages.answers import Crashed, Refused

At = Annotated[str | None, typer.Option(help="Local date and time, like 2023-03-01T09:00; now unless given.")]


def ask(
    as_: Annotated[str, typer.Option("--as", help="Who asks: a name, an e-mail address or a Slack id.")],
    words: Annotated[str, typer.Argument(help="The command, as typed after rec: “status 10618”.")] = "",
    at: At = None,
) -> None:
    """Run any command through the same handlers, and print its answer as plain text."""
    with register() as (settings, database, clock):
        with database.reading() as session:
            person = items.person_by_name(session, as_)
            if person.address is None:
                raise AsksWithoutAccount(name=person.name)
            account = person.address
        moment = instant(at, settings, clock)
        desk = Dispatcher(database, StoppedClock(moment), settings.policy, told=lambda: None)
        place = Place(Conversation(account.surface, f"terminal:{account}", is_direct=True))
        heard = IncomingRequest(
            account, without_prefix(words), place, f"terminal:{moment.isoformat()}", typed=words
        )
        message: Message = asyncio.run(desk.command(heard))
        desk.close()
        say(message)
        if isinstance(message, Refused | Crashed):
            raise typer.Exit(PROGRAM)


def job(name: str, at: At = None) -> None:
    """Run one scheduled job once; its messages wait in the outbox until Reckoner runs.

    Without `--at` nothing is done while the clock is seen to be off.
    """
    with register() as (settings, database, clock):
        wanted = next((each for each in TIMETABLE if each.name == name), None)
        if wanted is None:
            raise NoSuchJob(name=name, jobs=", ".join(each.name for each in TIMETABLE))
        moment = instant(at, settings, clock)
        off = ClockWatch(database, clock, settings.policy).compared() if at is None else None
        if off is not None:
            say(off)
            raise typer.Exit(PROGRAM)
        done = wanted.run_in(database, moment, CurrentPolicy(settings.policy))
        local = moment.astimezone(settings.policy.zone)
        ahead = "yes" if moment > clock.now() else ""
        acknowledge("job_done", job=name, at=f"{local:%Y-%m-%d %H:%M}", number=str(done), ahead=ahead)
