"""Asking Teams who somebody is, and whether they are of the force."""

from typing import Any, Final, Protocol

import structlog

from bot.teams.destinations import Destinations
from bot.worker.faults import PlatformFault
from handlers.request import NewUser
from models.address import Account

GUEST: Final = "guest"
_log = structlog.get_logger(__name__)


class Roster(Protocol):
    """Knows the members of conversations."""

    async def member(self, service: str, conversation: str, account: str) -> dict[str, Any]:
        """Return who a member of a conversation is. Raises PlatformFault."""
        ...


class TeamsDirectory:
    """Knows people by their accounts, through Teams: as the members of their own chats with us."""

    def __init__(self, roster: Roster, destinations: Destinations, tenant: str) -> None:
        """Ask `roster` about people of `tenant`, in their chats among `destinations`."""
        self._roster, self._destinations, self._tenant = roster, destinations, tenant

    async def who_is(self, account: Account) -> NewUser | None:
        """Return who has this account, or None if Teams does not say.

        A guest is outside, and so is anybody of another organisation, or of whom Teams does not say which.
        """
        try:
            member = await self._member(account)
        except PlatformFault as fault:
            _log.warning("unknown_to_teams", account=account.id, error=fault.why)
            return None
        tenant, role = _text(member, "tenantId"), _text(member, "userRole")
        return NewUser(
            account=account,
            name=_text(member, "name") or account.id,
            outside=tenant.lower() != self._tenant.lower() or role.lower() == GUEST,
            email=_text(member, "email") or _text(member, "userPrincipalName"),
        )

    async def _member(self, account: Account) -> dict[str, Any]:
        chat = await self._destinations.of(account)
        return await self._roster.member(chat.service, chat.external, account.id)


def _text(member: dict[str, Any], name: str) -> str:
    value = member.get(name)
    return value if isinstance(value, str) else ""
