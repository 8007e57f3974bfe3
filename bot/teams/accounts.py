"""Accounts of the organisation's directory: whether each still works, asked of Graph one by one.

It is asked only where the administrator has granted `User.Read.All`. Without that nobody counts as a leaver: Teams
itself tells of none.
"""

from collections.abc import Collection
from typing import Any, Final, Protocol
from urllib.parse import quote

import structlog

from bot.teams import addresses
from bot.worker.faults import FaultKind, PlatformFault
from jobs.account_search import AccountsByName
from jobs.accounts import AccountCheck, AccountState
from models.address import Account

_GONE: Final = "Request_ResourceNotFound"
"""What Graph answers of an account that was deleted. Source: Microsoft Graph, “Microsoft Graph error responses”."""

_GUEST: Final = "Guest"
ENOUGH_TO_DOUBT: Final = 2
"""Of so many with one name nobody knows who is meant."""

_log = structlog.get_logger(__name__)


class Graph(Protocol):
    """Asks Graph."""

    async def graph(self, path: str) -> dict[str, Any]:
        """Return what Graph answers to `path`. Raises PlatformFault."""
        ...


class TeamsAccounts:
    """Asks Graph for the state of accounts."""

    def __init__(self, client: Graph) -> None:
        """Ask through `client`."""
        self._client = client

    async def state(self, asked: AccountCheck) -> AccountState:
        """Return what the directory says of an account; UNKNOWN where it cannot be asked now, or may not be."""
        path = f"v1.0/users/{quote(asked.account.id, safe='')}?$select=accountEnabled,userType"
        try:
            told = await self._client.graph(path)
        except PlatformFault as fault:
            if fault.kind is FaultKind.REFUSED and fault.why == _GONE:
                return AccountState.CLOSED
            _log.warning("account_not_asked", account=asked.account.id, error=fault.why)
            return AccountState.UNKNOWN
        if told.get("accountEnabled") is False:
            return AccountState.CLOSED
        if told.get("accountEnabled") is not True:
            return AccountState.UNKNOWN
        return AccountState.GUEST if told.get("userType") == _GUEST else AccountState.OPEN

    async def named(self, names: Collection[str]) -> AccountsByName | None:
        """Return the accounts of members of the organisation with these names; None where it may not be asked."""
        found: dict[str, list[Account]] = {}
        for name in names:
            quoted = name.replace("'", "''")
            query = quote(f"displayName eq '{quoted}' and accountEnabled eq true", safe="")
            path = f"v1.0/users?$filter={query}&$select=id,userType&$top={ENOUGH_TO_DOUBT}"
            try:
                told = await self._client.graph(path)
            except PlatformFault as fault:
                _log.warning("names_not_asked", error=fault.why)
                return None
            members = [each for each in told.get("value", ()) if each.get("userType") != _GUEST]
            found[name] = [addresses.account(each["id"]) for each in members]
        return found
