"""What stands in Teams: an organisation's people, their chats with the app, channels, and what was said there."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.local.teams.errors import BLOCKED, Json, TeamsError

BOT: Final = "bot"


@dataclass
class Member:
    """Somebody of the organisation: `account` is their id in its directory."""

    account: str
    name: str
    email: str
    role: str = "user"
    is_enabled: bool = True

    @property
    def id(self) -> str:
        """Their id as Teams writes it in activities."""
        return f"29:{self.account}"


@dataclass
class Posted:
    """A message as it stands: posted by an account, or by the BOT. `seen_by` is set where it is for one person."""

    id: str
    by: str
    activity: Json
    at: datetime
    root: str | None = None
    seen_by: str | None = None
    changes: int = 0


@dataclass
class Room:
    """A personal chat, or a channel of the team with the id `group`."""

    id: str
    members: list[str]
    group: str | None = None
    is_installed: bool = True
    is_blocked: bool = False
    messages: dict[str, Posted] = field(default_factory=dict)

    @property
    def is_personal(self) -> bool:
        """Whether it is the chat of one person with the app."""
        return self.group is None

    @property
    def of_bot(self) -> list[Posted]:
        """What the app has posted, oldest first."""
        return [each for each in self.messages.values() if each.by == BOT]


class Organisation:
    """One tenant of Microsoft's, with one app in it."""

    def __init__(self, app: str, tenant: str, secret: str, clock: Clock) -> None:
        """Begin with nobody, at the time of `clock`; the app has this id and this secret."""
        self.app, self.tenant, self.secret, self.clock = app, tenant, secret, clock
        self.members: dict[str, Member] = {}
        self.rooms: dict[str, Room] = {}
        self.permissions: set[str] = set()
        self.graph_lags = timedelta()
        """How long Graph does not show yet what was posted."""
        self.tokens_last = timedelta(hours=1)
        """How long a token of the login's holds, by `clock`."""
        self.is_disabled = False
        """Whether the administrator has disabled the app for everybody."""
        self.watch: Callable[[Room, Posted], None] = lambda _room, _posted: None
        """Called with each message that has come, or was changed, or is gone from its conversation."""
        self._last_id = 0

    def join(
        self, account: str, name: str, email: str, *, role: str = "user", installs: bool = True
    ) -> Member:
        """Have somebody be of the organisation, with the app, as its setup policy gives it to all, or without."""
        member = self.members[account] = Member(account, name, email, role)
        if installs:
            self.install(account)
        return member

    def install(self, account: str) -> Room:
        """Give the app to somebody; return their chat with it."""
        room = self.chat_of(account)
        if room is None:
            named = hashlib.sha256(f"{account}:{self.app}:{self.next_id()}".encode()).hexdigest()
            room = self.rooms[f"a:{named}"] = Room(f"a:{named}", [account])
        room.is_installed = True
        return room

    def clear(self, account: str) -> None:
        """Have somebody clear their chat: the next one is another."""
        room = self.chat(account)
        del self.rooms[room.id]
        self.install(account)

    def channel(self, id_: str, group: str, *members: str) -> Room:
        """Make a channel of a team that has the app."""
        room = self.rooms[id_] = Room(id_, list(members), group)
        return room

    def chat_of(self, account: str) -> Room | None:
        """Return somebody's chat with the app, or None where they never had it."""
        return next(
            (room for room in self.rooms.values() if room.is_personal and account in room.members), None
        )

    def chat(self, account: str) -> Room:
        """Return somebody's chat with the app. Raises TeamsError."""
        room = self.chat_of(account)
        if room is None:
            raise TeamsError(404, "ConversationNotFound")
        return room

    def writable(self, id_: str) -> Room:
        """Return a conversation in which the app may write.

        Raises TeamsError. Source: Microsoft, “Status codes from bot conversational APIs”.
        """
        room = self.rooms.get(id_)
        if room is None:
            raise TeamsError(404, "ConversationNotFound")
        if self.is_disabled:
            raise TeamsError(403, "BotDisabledByAdmin")
        if not room.is_installed:
            raise TeamsError(403, "BotNotInConversationRoster")
        if room.is_blocked:
            raise TeamsError(403, BLOCKED)
        return room

    def keep(
        self, room: Room, by: str, activity: Json, root: str | None = None, seen_by: str | None = None
    ) -> Posted:
        """Post something, perhaps to be `seen_by` one member alone; return it as it stands."""
        posted = Posted(str(self.next_id()), by, activity, self.clock.now(), root, seen_by)
        self.put(room, posted)
        return posted

    def put(self, room: Room, posted: Posted) -> None:
        """Have a message stand in a conversation as it is now."""
        room.messages[posted.id] = posted
        self._last_id = max(self._last_id, int(posted.id))
        self.watch(room, posted)

    def drop(self, room: Room, posted: Posted) -> None:
        """Take a message away from a conversation."""
        del room.messages[posted.id]
        self.watch(room, posted)

    def next_id(self) -> int:
        """Return an id that nothing has had: in Teams it is the millisecond in which something came."""
        self._last_id = max(self._last_id + 1, int(self.clock.now().timestamp() * 1000))
        return self._last_id

    def seen(self) -> Iterator[Posted]:
        """Give every message of the app's that stands anywhere."""
        for room in self.rooms.values():
            yield from room.of_bot
