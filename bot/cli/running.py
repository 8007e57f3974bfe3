"""Running Reckoner, and asking it or running one of its jobs from a terminal."""

import asyncio
import errno
import gc
import signal
from typing import Annotated

import typer

from bot.app import running
from bot.cli.terminal import PROGRAM, acknowledge, instant, refusals_said, register, say
from bot.clock import StoppedClock, SystemClock
from bot.local.start import running_locally
from bot.logs import set_up_logs
from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest
from bot.settings import Settings
from bot.slack.errors import SlackFault
from bot.worker.faults import FaultKind
from handlers.registry import without_prefix
from handlers.request import Place
from jobs.timetable import TIMETABLE
from models.address import Conversation
from models.policies.current import CurrentPolicy
from models.queries import items
from models.refusals.base import Refusal
from models.refusals.people import AsksWithoutAccount
from models.refusals.running import (
    NoSuchJob,
    PortTaken,
    SlackBusy,
    SlackRefused,
    SlackUnreachable,
    SlackUnwell,
)
from templates.filters import day
from templates.messages import Message
from templates.messages.answers import Crashed, Refused

At = Annotated[str | None, typer.Option(help="Local date and time, like 2023-03-01T09:00; now unless given.")]

OBJECTS_UNTIL_LOOKED_AT = 50_000
"""So many more objects are made than were let go until Python looks for garbage among them; by itself it is 700."""


def run() -> None:
    """Start Reckoner: on Slack where tokens are set, else on the local workspace."""
    with refusals_said():
        settings = Settings.read()
        set_up_logs(settings.reckoner_log_level)
        asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    ended = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    if settings.is_local:
        await _serve_locally(settings, ended)
        return
    try:
        async with running(settings, SystemClock()) as reckoner:
            _settle_in()
            address = " and ".join(reckoner.addresses)
            acknowledge("started", served=settings.served, address=address)
            await ended.wait()
    except SlackFault as fault:
        raise _not_started(fault, settings.slack_api_url) from None


def _not_started(fault: SlackFault, address: str) -> Refusal:
    """Return why Reckoner has not started, and what would help."""
    match fault.kind:
        case FaultKind.REFUSED:
            return SlackRefused(error=fault.why)
        case FaultKind.BUSY:
            seconds = round(fault.after.total_seconds()) if fault.after else 0
            return SlackBusy(seconds=str(seconds))
        case FaultKind.UNREACHED:
            return SlackUnreachable(address=address)
        case FaultKind.UNSURE:
            return SlackUnwell(address=address, error=fault.why)


def _settle_in() -> None:
    """Take what is in memory once everything has started for good, and look for garbage less often.

    Looking through all of that, as Python does from time to time, would hold up an answer. Of the thousands of
    objects that an answer makes, most are gone with it without such a look.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_UNTIL_LOOKED_AT)


async def _serve_locally(settings: Settings, ended: asyncio.Event) -> None:
    """Serve the local workspace until that has `ended`, on the register that was chosen at the page last."""
    chosen = settings
    while not ended.is_set():
        chosen = await _serve_register(chosen, ended)


async def _serve_register(settings: Settings, ended: asyncio.Event) -> Settings:
    """Serve the local workspace on one register; return the settings for the one that was chosen then."""
    over, chosen = asyncio.Event(), settings

    def choose(empty: bool) -> None:
        nonlocal chosen
        chosen = settings.model_copy(update={"reckoner_local_empty": empty})
        over.set()

    try:
        async with running_locally(settings, choose) as local:
            at = local.clock.now().astimezone(settings.policy.zone)
            acknowledge(
                "started_locally",
                address=local.address,
                empty="yes" if settings.reckoner_local_empty else "",
                at=f"{day(at.date())}, {at:%H:%M}",
                register=settings.database_url,
            )
            waits = [asyncio.create_task(each.wait()) for each in (ended, over)]
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for each in waits:
                each.cancel()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(port=str(settings.reckoner_local_port)) from None
    return chosen


def ask(
    as_: Annotated[str, typer.Option("--as", help="Who asks: a name, an e-mail address or a Slack id.")],
    words: Annotated[
        str, typer.Argument(help="The command, as it is written after rec: “status 10618”.")
    ] = "",
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
    """Run one job of the timetable once: what it finds due waits in the outbox until Reckoner runs."""
    with register() as (settings, database, clock):
        wanted = next((each for each in TIMETABLE if each.name == name), None)
        if wanted is None:
            raise NoSuchJob(name=name, jobs=", ".join(each.name for each in TIMETABLE))
        moment = instant(at, settings, clock)
        done = wanted.run_in(database, moment, CurrentPolicy(settings.policy))
        local = moment.astimezone(settings.policy.zone)
        ahead = "yes" if moment > clock.now() else ""
        acknowledge("job_done", job=name, at=f"{local:%Y-%m-%d %H:%M}", number=str(done), ahead=ahead)
