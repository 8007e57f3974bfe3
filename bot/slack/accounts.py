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
from models.policies.current import CurrentPolicy
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
            state = _state(part(await self._client.users_info(user=asked.account.id), "user", dict))
            if asked.is_unreachable and state is not AccountState.CLOSED:
                await self._client.conversations_open(users=asked.account.id)
        except SlackFault as fault:
            if fault.is_of_a_person:
                return AccountState.MISSING
            _log.warning("account_not_asked", account=asked.account.id, error=fault.why)
            return AccountState.UNKNOWN
        return state


class AccountEvents:
    """Hears from Slack that somebody's account was closed or opened again.

    Slack says so of every change of a profile too: those are looked at and forgotten. What is heard twice is noted
    once, for what it leads to has keys of its own.
    """

    def __init__(
        self, app: AsyncApp, database: Database, clock: Clock, policy: Policy, told: Callable[[], object]
    ) -> None:
        """Listen to `app`; `told` is called when the outbox may have something new."""
        self._database, self._clock, self._told = database, clock, told
        self._policy = CurrentPolicy(policy)
        app.event("user_change")(self.user_changed)

    async def user_changed(self, event: dict[str, Any]) -> None:
        """Note the state of the account that changed, in one transaction, before Slack is answered."""
        user = event["user"]
        if await asyncio.to_thread(self._note, addresses.account(user["id"]), _state(user)):
            self._told()

    def _note(self, account: Account, state: AccountState) -> bool:
        """Write it down; return whether it was news."""
        with self._database.reading() as session:
            if not accounts.is_news(session, account, state):
                return False
        with self._database.writing() as session:
            accounts.noted(session, account, self._clock.now(), self._policy.read(session), state)
        return True


def _state(user: dict[str, Any]) -> AccountState:
    """Return the state of somebody's account, as Slack describes them. Source: Slack, “User type”."""
    if user.get("deleted"):
        return AccountState.CLOSED
    is_guest = user.get("is_restricted") or user.get("is_ultra_restricted")
    return AccountState.GUEST if is_guest else AccountState.OPEN
