"""Asking Teams who somebody is, and whether they are of the force."""

import asyncio
from typing import Any, Final, Protocol

import structlog

from bot.teams import addresses
from bot.worker.faults import PlatformFault
from handlers.request import NewUser
from models.address import Account
from models.database import Database
from models.enums import Surface
from models.outbox import conversation as conversations
from models.outbox.conversation import KnownConversation

GUEST: Final = "guest"
_log = structlog.get_logger(__name__)


class Roster(Protocol):
    """Knows the members of conversations. Each call raises PlatformFault."""

    async def begin(self, service: str, account: str) -> str:
        """Begin the personal chat with somebody, or find it, which shows nothing; return its id."""
        ...

    async def member(self, service: str, conversation: str, account: str) -> dict[str, Any]:
        """Return who a member of a conversation is."""
        ...


class TeamsDirectory:
    """Knows people by their accounts, through Teams: as the members of their own chats with us."""

    def __init__(self, roster: Roster, database: Database, service: str, tenant: str) -> None:
        """Ask `roster` about people of `tenant`; a chat that `database` does not know is begun at `service`."""
        self._roster, self._database, self._service, self._tenant = roster, database, service, tenant

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
        chat = await asyncio.to_thread(self._known, account)
        if chat is None:
            begun = await self._roster.begin(self._service, account.id)
            chat = await asyncio.to_thread(self._noted, begun, account)
        service, conversation = chat
        return await self._roster.member(service, conversation, account.id)

    def _known(self, account: Account) -> tuple[str, str] | None:
        with self._database.reading() as session:
            return _where(conversations.direct_with(session, account))

    def _noted(self, conversation: str, account: Account) -> tuple[str, str]:
        with self._database.writing() as session:
            conversations.take_note(
                session,
                Surface.TEAMS,
                conversation,
                self._service,
                is_direct=True,
                account=addresses.account(account.id).id,
            )
        return self._service, conversation


def _where(known: KnownConversation | None) -> tuple[str, str] | None:
    return (known.service_url, known.external) if known is not None else None


def _text(member: dict[str, Any], name: str) -> str:
    value = member.get(name)
    return value if isinstance(value, str) else ""
