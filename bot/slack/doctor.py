"""What the doctor finds at Slack: whether it answers, what the app may do, and whether the clocks agree."""

from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, Final

from bot.clock import Clock
from bot.settings import Mode, Settings
from bot.slack.client import SlackClient
from bot.slack.errors import SlackFault
from bot.slack.manifest import SCOPES
from bot.worker.faults import FaultKind
from templates.messages.operations import Finding

MOST_SECONDS_OFF: Final = 60
_finding = partial(Finding, section="slack_examination")


class SlackExamination:
    """Looks at Slack through `client`, once."""

    def __init__(self, settings: Settings, clock: Clock, client: SlackClient) -> None:
        """Look at what `settings` say, at the time of `clock`."""
        self._settings, self._clock, self._client = settings, clock, client

    async def findings(self) -> AsyncIterator[Finding]:
        """Yield what is found; nothing is changed."""
        try:
            identity = await self._client.auth_test()
        except SlackFault as fault:
            yield _no_answer(fault, self._settings.slack_api_url)
            return
        yield _finding("slack", "well", {"team": str(identity["team"]), "user": str(identity["user"])})
        if self._settings.mode is Mode.SOCKET:
            yield await _socket(self._settings, self._client)
        headers = {name.casefold(): value for name, value in identity.headers.items()}
        yield _scopes(headers)
        yield _clock(headers, self._clock)
        yield await _channel(self._settings.reckoner_committee_channel, self._client)


def _no_answer(fault: SlackFault, address: str) -> Finding:
    """Say why Slack has not told who the app is: that it has no time says nothing of the token."""
    if fault.kind is FaultKind.BUSY:
        return _finding(
            "slack", "look", {"seconds": f"{fault.after.total_seconds():.0f}" if fault.after else "60"}
        )
    return _finding("slack", "broken", {"address": address, "error": fault.why, "kind": fault.kind.value})


def _not_asked(place: str, fault: SlackFault, **facts: str) -> Finding:
    """Say that Slack refuses something, or only could not be asked."""
    is_refused = fault.kind is FaultKind.REFUSED
    return _finding(place, "broken" if is_refused else "look", {**facts, "error": fault.why})


async def _socket(settings: Settings, client: SlackClient) -> Finding:
    """Ask for the address of a connection, and do not connect."""
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    try:
        await client.apps_connections_open(app_token=token)
    except SlackFault as fault:
        return _not_asked("socket", fault)
    return _finding("socket", "well")


def _scopes(headers: dict[str, Any]) -> Finding:
    if "x-oauth-scopes" not in headers:
        return _finding("scopes", "look", {"scopes": ""})
    had = {each.strip() for each in headers["x-oauth-scopes"].split(",") if each.strip()}
    lacks, spare = sorted(set(SCOPES) - had), sorted(had - set(SCOPES))
    if lacks:
        return _finding("scopes", "broken", {"scopes": ", ".join(lacks)})
    return _finding("scopes", "look" if spare else "well", {"scopes": ", ".join(spare)})


def _clock(headers: dict[str, Any], clock: Clock) -> Finding:
    try:
        theirs = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return _finding("clock", "look")
    off = round((clock.now() - theirs).total_seconds())
    return _finding("clock", "well" if abs(off) <= MOST_SECONDS_OFF else "broken", {"seconds": f"{off:,}"})


async def _channel(channel: str | None, client: SlackClient) -> Finding:
    if channel is None:
        return _finding("channel", "look", {"error": ""})
    try:
        await client.conversations_history(channel=channel, limit=1)
    except SlackFault as fault:
        return _not_asked("channel", fault, channel=channel)
    return _finding("channel", "well", {"channel": channel})
