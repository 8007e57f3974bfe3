"""Slack's accounts: whether each still works, asked for one by one and heard of by Slack's own event."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.clock import Clock
from bot.slack import addresses
from bot.slack.client import SlackClient, part
from bot.slack.errors import SlackFault
from jobs import accounts
from jobs.accounts import AccountCheck, AccountState
from models.address import Account
from models.database import Database
from models.policy import Policy

_log = structlog.get_logger(__name__)


class SlackAccounts:
    """Asks Slack for the state of accounts."""

    def __init__(self, client: SlackClient) -> None:
        """Ask through `client`."""
        self._client = client

    async def state(self, asked: AccountCheck) -> AccountState:
        """Return what Slack says of an account; UNKNOWN where it cannot be asked now.

        Whether somebody can be written to who could not be before is tried by opening the conversation, which
        shows nothing to anybody.
        """
        try:
            user = part(await self._client.users_info(user=asked.account.id), "user", dict)
            if user.get("deleted"):
                return AccountState.CLOSED
            if asked.is_unreachable:
                await self._client.conversations_open(users=asked.account.id)
        except SlackFault as fault:
            if fault.is_of_a_person:
                return AccountState.MISSING
            _log.warning("account_not_asked", account=asked.account.id, error=fault.why)
            return AccountState.UNKNOWN
        return AccountState.OPEN


class AccountEvents:
    """Hears from Slack that somebody's account was closed or opened again.

    Slack says so of every change of a profile too: those are looked at and forgotten. What is heard twice is noted
    once, for what it leads to has keys of its own.
    """

    def __init__(
        self, app: AsyncApp, database: Database, clock: Clock, policy: Policy, told: Callable[[], object]
    ) -> None:
        """Listen to `app`; `told` is called when the outbox may have something new."""
        self._database, self._clock, self._policy, self._told = database, clock, policy, told
        app.event("user_change")(self.user_changed)

    async def user_changed(self, event: dict[str, Any]) -> None:
        """Note the state of the account that changed, in one transaction, before Slack is answered."""
        user = event["user"]
        if await asyncio.to_thread(
            self._note, addresses.account(user["id"]), is_closed=bool(user.get("deleted"))
        ):
            self._told()

    def _note(self, account: Account, *, is_closed: bool) -> bool:
        """Write it down; return whether it was news."""
        with self._database.reading() as session:
            if not accounts.is_news(session, account, is_closed=is_closed):
                return False
        with self._database.writing() as session:
            accounts.noted(session, account, self._clock.now(), self._policy, is_closed=is_closed)
        return True
