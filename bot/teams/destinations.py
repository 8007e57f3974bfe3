"""Where messages go in Teams: each conversation with the service by which it is reached, begun where need be."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final, Protocol

from bot.teams import addresses
from bot.teams.errors import NO_CONVERSATION, TeamsFault
from bot.worker.faults import FaultKind
from models.address import Account, Conversation, MessageRef
from models.database import Database
from models.enums import Surface
from models.outbox import conversation as conversations
from models.outbox.conversation import KnownConversation

_CHANNELS: Final = ("@thread.tacv2", "@thread.skype")
"""How the ids of channels end. Source: Microsoft, “Teams ID types”."""


class Chats(Protocol):
    """Begins chats."""

    async def begin(self, service: str, account: str) -> str:
        """Begin the personal chat with somebody, or find it, which shows nothing; return its id.

        Raises PlatformFault.
        """
        ...


@dataclass(frozen=True)
class Destination:
    """A conversation as it is reached: its id in Teams is `external`, at the address `service`.

    A personal chat is with `account`; a channel is of the team with the id `group`, where that is known.
    """

    address: Conversation
    service: str
    external: str
    account: str | None
    group: str | None

    @property
    def is_channel(self) -> bool:
        """Whether it is a channel of a team, and no chat."""
        return self.group is not None or self.external.endswith(_CHANNELS)

    def within(self, thread: MessageRef | None) -> str:
        """Return its id for what is said in a thread, which only channels have."""
        return f"{self.external};messageid={thread.id}" if thread and self.is_channel else self.external


class Destinations:
    """Knows where the conversations of `database` are, and begins those with people."""

    def __init__(
        self, chats: Chats, database: Database, service: str, groups: Mapping[str, str] | None = None
    ) -> None:
        """Begin `chats` at `service`; `groups` are the teams of channels, where they are known before any word."""
        self._chats, self._database, self._service = chats, database, service
        self._groups = groups or {}

    async def of(self, account: Account) -> Destination:
        """Return the personal chat with somebody, begun if it is not known. Raises PlatformFault."""
        known = await asyncio.to_thread(self._direct_with, account)
        return known or await self.begun(account)

    async def begun(self, account: Account) -> Destination:
        """Return the personal chat with somebody as Teams knows it now. Raises PlatformFault."""
        external = await self._chats.begin(self._service, account.id)
        return await asyncio.to_thread(self._noted, external, account)

    async def at(self, conversation: Conversation) -> Destination:
        """Return where a conversation is. Raises TeamsFault for one that nobody knows."""
        return _there(await asyncio.to_thread(self._known, conversation))

    async def latest(self, conversation: Conversation) -> Destination:
        """Return where a conversation is now: people can clear their chats, and then have another.

        Raises TeamsFault for one that nobody knows.
        """
        return _there(await asyncio.to_thread(self._known, conversation, is_latest=True))

    async def blocked(self, there: Destination, at: datetime) -> None:
        """Note that Teams takes nothing for a conversation at the instant `at`, until it tells of it again."""
        await asyncio.to_thread(self._block, there, at)

    def _block(self, there: Destination, at: datetime) -> None:
        with self._database.writing() as session:
            conversations.block(session, there.address, at)

    def _known(self, conversation: Conversation, *, is_latest: bool = False) -> Destination | None:
        with self._database.reading() as session:
            known = conversations.by_address(session, conversation) or conversations.by_external(
                session, Surface.TEAMS, conversation.id
            )
            if known is not None and is_latest and known.account is not None:
                known = conversations.direct_with(session, addresses.account(known.account)) or known
            if known is not None:
                return self._destination(known)
        return self._noted(conversation.id, None) if addresses.is_channel(conversation.id) else None

    def _direct_with(self, account: Account) -> Destination | None:
        with self._database.reading() as session:
            known = conversations.direct_with(session, addresses.account(account.id))
            return self._destination(known) if known is not None else None

    def _noted(self, external: str, account: Account | None) -> Destination:
        with self._database.writing() as session:
            known = conversations.take_note(
                session,
                Surface.TEAMS,
                external,
                self._service,
                is_direct=account is not None,
                account=addresses.account(account.id).id if account else None,
            )
            session.flush()
            if account is not None:
                conversations.unblock(session, known.address)
            return self._destination(known)

    def _destination(self, known: KnownConversation) -> Destination:
        group = known.part_of or self._groups.get(known.external)
        return Destination(known.address, known.service_url, known.external, known.account, group)


def _there(known: Destination | None) -> Destination:
    if known is None:
        raise TeamsFault(FaultKind.REFUSED, NO_CONVERSATION, status=HTTPStatus.NOT_FOUND)
    return known
