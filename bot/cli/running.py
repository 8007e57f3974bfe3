"""Running Reckoner."""

import asyncio
import errno
import signal

from bot import warm_up
from bot.app import running
from bot.cli.terminal import acknowledge, refusals_said
from bot.clock import SystemClock
from bot.local.start import running_locally
from bot.logs import set_up_logs
from bot.settings import Settings
from bot.slack.errors import SlackFault
from bot.threads import take_short_turns
from bot.worker.faults import FaultKind
from models.refusals.base import Refusal
from models.refusals.running import (
    PortTaken,
    SlackBusy,
    SlackRefused,
    SlackUnreachable,
    SlackUnwell,
)
from templates.filters import day


def run() -> None:
    """Start Reckoner: on Slack where tokens are set, else on the local workspace."""
    with refusals_said():
        settings = Settings.read()
        set_up_logs(settings.reckoner_log_level)
        take_short_turns()
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
            warm_up.begin()
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
            warm_up.begin()
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
