"""The one way to Slack's Web API: whatever comes back is an answer, or one kind of fault."""

import re
from typing import Any, Final, TypeVar

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.errors import OF_ONE_CALL, SlackFault, faults_told, status_fault
from bot.worker.faults import FaultKind

_BY_APP_TOKEN: Final = frozenset({"apps.connections.open"})
"""What is called with the app-level token: that the bot's token is good says nothing of it."""

_FOUND, _GONE = 200, 404
_TAKEN = re.compile(r'^\s*(ok\s*$|\{.*"ok"\s*:\s*true)')
"""How Slack says at a response address that it has taken an answer."""

_Part = TypeVar("_Part")


class SlackClient(AsyncWebClient):
    """Calls Slack, and remembers what it refuses to this installation, for whoever asks how Reckoner is.

    Every call returns an answer of Slack's that says `ok`, or raises SlackFault and nothing else. It never calls
    twice by itself: a connection that drops after Slack has taken a message would make that two.
    """

    def __init__(self, **named: Any) -> None:
        """Call as AsyncWebClient does, with what that takes."""
        super().__init__(**named, retry_handlers=[])
        self._refused: dict[str, str] = {}

    @property
    def refusals(self) -> tuple[str, ...]:
        """What Slack refuses since the last call that it took, as `method: error`."""
        return tuple(f"{method}: {why}" for method, why in sorted(self._refused.items()))

    async def api_call(self, api_method: str, **named: Any) -> AsyncSlackResponse:
        """Return the answer. Raises SlackFault."""
        try:
            with faults_told():
                answer = await super().api_call(api_method, **named)
        except SlackFault as fault:
            if fault.is_of_the_installation:
                self._refused[api_method] = fault.why
            raise
        if self._refused:
            self._taken(api_method)
        return answer

    async def respond(self, address: str, **said: Any) -> None:
        """Answer a person at a response address, which Slack gives with what they did. Raises SlackFault."""
        if self.session is None:
            raise SlackFault(FaultKind.UNREACHED, "no connection to answer by")
        with faults_told():
            async with self.session.post(address, json=said) as answer:
                text = await answer.text()
                if answer.status == _GONE:
                    raise SlackFault(FaultKind.REFUSED, "expired_url")
                if answer.status != _FOUND or not _TAKEN.search(text):
                    raise status_fault(answer.status, answer.headers)

    def _taken(self, method: str) -> None:
        """Note that Slack has taken a call: so the token is good by which it was made."""
        self._refused = {
            other: why
            for other, why in self._refused.items()
            if other != method
            and (why in OF_ONE_CALL or (other in _BY_APP_TOKEN) != (method in _BY_APP_TOKEN))
        }


def part(answer: AsyncSlackResponse, name: str, kind: type[_Part]) -> _Part:
    """Return what an answer gives under `name`. Raises SlackFault where that is not there, or of no such kind."""
    value = answer.get(name)
    if not isinstance(value, kind):
        raise SlackFault(FaultKind.UNSURE, f"an answer without {name}")
    return value
