"""Asking Slack who somebody is."""

from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import SLACK_MAY, why
from handlers.request import NewUser
from models.address import Account

_OUTSIDE = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
"""What makes somebody no member of the force. Source: Slack, “User type”."""

_log = structlog.get_logger(__name__)


class SlackDirectory:
    """Knows people by their accounts, through Slack. `team` is the id of the force's own workspace."""

    def __init__(self, client: AsyncWebClient, team: str) -> None:
        """Ask by way of `client`."""
        self._client, self._team = client, team

    async def who_is(self, account: Account) -> NewUser | None:
        """Return who has this account, or None if Slack does not say."""
        try:
            user: dict[str, Any] = (await self._client.users_info(user=account.id))["user"]
        except SLACK_MAY as error:
            _log.warning("unknown_to_slack", account=account.id, error=why(error))
            return None
        other = user.get("team_id", self._team) != self._team
        return NewUser(
            account=account,
            name=str(user.get("real_name") or user["name"]),
            outside=other or any(user.get(each) for each in _OUTSIDE),
        )
