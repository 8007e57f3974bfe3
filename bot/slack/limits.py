"""Hearing from Slack that it holds events back, since too many came at once: what people wrote may not arrive."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.clock import Clock
from jobs.notifications import tell_of_events_held_back
from models.database import Database
from models.policies.current import CurrentPolicy
from models.policy import Policy

_log = structlog.get_logger(__name__)


class EventLimits:
    """Tells the coordinators, once a day. Slack says it in no event, but in a request of its own kind."""

    def __init__(
        self, app: AsyncApp, database: Database, clock: Clock, policy: Policy, told: Callable[[], object]
    ) -> None:
        """Listen to `app`; `told` is called when the outbox has something new."""
        self._database, self._clock, self._told = database, clock, told
        self._policy = CurrentPolicy(policy)
        app.use(self.limited)

    async def limited(
        self, body: dict[str, Any], next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Let everything pass but that."""
        if body.get("type") != "app_rate_limited":
            return await next_()
        since = datetime.fromtimestamp(int(body["minute_rate_limited"]), UTC)
        _log.error("events_held_back", since=since.isoformat())
        if await asyncio.to_thread(self._tell, since):
            self._told()
        return BoltResponse(status=200, body="")

    def _tell(self, since: datetime) -> int:
        with self._database.writing() as session:
            return tell_of_events_held_back(session, since, self._clock.now(), self._policy.read(session))
