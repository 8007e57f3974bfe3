"""People's own pages in Slack: kept true after whatever they do, without anything waiting for it."""

import asyncio
from collections.abc import Awaitable, Callable
from threading import Lock

import structlog

from bot.slack.client import SlackClient
from bot.slack.errors import SlackFault, fault_of
from models.address import Account
from templates.slack.blocks import Block

PATIENCE = 5.0
"""Seconds for which a page is waited for: what comes after it must not wait longer."""

_log = structlog.get_logger(__name__)


class HomeTabs:
    """Publishes pages. `draw` gives the page of the person with an account, as it is now.

    Which pages are out of date is not kept anywhere: a page is published when it is opened in any case.
    """

    def __init__(self, client: SlackClient, draw: Callable[[Account], Awaitable[Block]]) -> None:
        """Publish through `client`."""
        self._client, self._draw = client, draw
        self._lock, self._publishing = Lock(), asyncio.Lock()
        self._outdated: dict[Account, None] = {}

    def outdate(self, account: Account) -> None:
        """Take note that a person's page is out of date; may be called in any thread."""
        with self._lock:
            self._outdated[account] = None

    async def publish_outdated(self) -> None:
        """Publish every page that is out of date, each once however much has changed.

        When this returns, those that another caller had begun with are published too.
        """
        async with self._publishing:
            with self._lock:
                accounts, self._outdated = list(self._outdated), {}
            for account in accounts:
                await self.publish(account)

    async def publish(self, account: Account) -> None:
        """Publish a person's page as it is now."""
        await self.show(account, await self._draw(account))

    async def show(self, account: Account, view: Block) -> None:
        """Publish `view`. If Slack does not take it, that is logged: nothing that was done depends on it."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._client.views_publish(user_id=account.id, view=view)
        except (SlackFault, TimeoutError) as error:
            _log.warning("home_not_published", account=account.id, error=fault_of(error).why)
