"""What the doctor finds at Slack: whether it answers, what the app may do, and whether the clocks agree."""

from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.settings import Mode, Settings
from bot.slack.errors import SLACK_MAY, why
from bot.slack.manifest import SCOPES
from templates.messages.operations import Finding

MOST_SECONDS_OFF: Final = 60
_finding = partial(Finding, section="slack_examination")


class SlackExamination:
    """Looks at Slack through `client`, once."""

    def __init__(self, settings: Settings, clock: Clock, client: AsyncWebClient) -> None:
        """Look at what `settings` say, at the time of `clock`."""
        self._settings, self._clock, self._client = settings, clock, client

    async def findings(self) -> AsyncIterator[Finding]:
        """Yield what is found; nothing is changed."""
        try:
            identity = await self._client.auth_test()
        except SLACK_MAY as error:
            facts = {"address": self._settings.slack_api_url, "error": why(error)}
            yield _finding("slack", "broken", facts)
            return
        yield _finding("slack", "well", {"team": identity["team"], "user": identity["user"]})
        if self._settings.mode is Mode.SOCKET:
            yield await _socket(self._settings, self._client)
        headers = {name.casefold(): value for name, value in identity.headers.items()}
        yield _scopes(headers)
        yield _clock(headers, self._clock)
        yield await _channel(self._settings.reckoner_committee_channel, self._client)


async def _socket(settings: Settings, client: AsyncWebClient) -> Finding:
    """Ask for the address of a connection, and do not connect."""
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    try:
        await client.apps_connections_open(app_token=token)
    except SLACK_MAY as error:
        return _finding("socket", "broken", {"error": why(error)})
    return _finding("socket", "well")


def _scopes(headers: dict[str, Any]) -> Finding:
    had = {each.strip() for each in headers.get("x-oauth-scopes", "").split(",") if each.strip()}
    lacks, spare = sorted(set(SCOPES) - had), sorted(had - set(SCOPES))
    if lacks:
        return _finding("scopes", "broken", {"scopes": ", ".join(lacks)})
    return _finding("scopes", "look" if spare else "well", {"scopes": ", ".join(spare)})


def _clock(headers: dict[str, Any], clock: Clock) -> Finding:
    theirs = parsedate_to_datetime(headers["date"])
    off = round((clock.now() - theirs).total_seconds())
    return _finding("clock", "well" if abs(off) <= MOST_SECONDS_OFF else "broken", {"seconds": f"{off:,}"})


async def _channel(channel: str | None, client: AsyncWebClient) -> Finding:
    if channel is None:
        return _finding("channel", "look")
    try:
        await client.conversations_history(channel=channel, limit=1)
    except SLACK_MAY as error:
        return _finding("channel", "broken", {"channel": channel, "error": why(error)})
    return _finding("channel", "well", {"channel": channel})
