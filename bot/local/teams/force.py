"""The sample force in Teams, served and kept; whatever happens there is told to the open pages."""

import secrets
from datetime import timedelta
from typing import Final

from bot.local.ground import Ground
from bot.local.store import Store
from bot.local.teams.delivery import Delivery
from bot.local.teams.errors import Json
from bot.local.teams.keeping import Keeping
from bot.local.teams.organisation import Member, Posted, Room
from bot.local.teams.rows import message_row, room_row, stamp
from bot.local.teams.sample import MEMBER_OF, sample_force
from bot.local.teams.server import Microsoft
from bot.local.teams.using import Using

UNDER: Final = "/microsoft/"
"""Where the page's own server serves it."""

_READ: Final = "teams_read"
_NO_PACE: Final[tuple[tuple[int, timedelta], ...]] = ()


class TeamsForce(Using):
    """The sample force in Teams. It stands on the workspace's `ground`: the same clock, file and pages."""

    def __init__(self, ground: Ground) -> None:
        """Be served from `start` on."""
        organisation = sample_force(ground.clock, _secret(ground.store))
        # The workspace's clock jumps weeks: the token of an app that goes on meanwhile must not end by that.
        organisation.tokens_last = timedelta(days=3650)
        microsoft = Microsoft(organisation, _NO_PACE)
        super().__init__(microsoft, Delivery(microsoft))
        self._ground = ground

    def start(self, address: str) -> None:
        """Be served from now on by the server at `address`, which has no slash at its end."""
        self.microsoft.start(f"{address}{UNDER}")
        organisation = self.microsoft.organisation
        self._kept = Keeping(self._ground.store, organisation, self.microsoft.drive)
        keep = organisation.watch

        def watch(room: Room, posted: Posted) -> None:
            keep(room, posted)
            self._tell(room, posted)

        organisation.watch = watch

    async def close(self) -> None:
        """Bring the app nothing any more."""
        await self.delivery.close()

    def introduce(self) -> None:
        """Tell the app of every conversation it is in, as Teams does: of where the service is, too."""
        for room in self.microsoft.organisation.rooms.values():
            if room.is_installed:
                who = self.microsoft.organisation.members[room.members[0]]
                self.delivery.tell(self.microsoft.activities.noted(who, room))

    def install(self, user: str) -> None:
        """Give somebody the app, as the organisation's setup policy does; it greets them."""
        who = self.member(user)
        room = self.microsoft.organisation.install(who.account)
        self.delivery.tell(self.microsoft.activities.installed(who, room))
        self._kept.room(room)

    def remove(self, user: str) -> None:
        """Take the app from somebody."""
        who = self.member(user)
        room = self.microsoft.organisation.chat_of(who.account)
        if room is not None:
            self.delivery.tell(self.microsoft.activities.installed(who, room, is_added=False))
            self._kept.room(room)

    def set_closed(self, user: str, *, closed: bool) -> None:
        """Close somebody's account in the directory, or open it again."""
        self.member(user).is_enabled = not closed

    def unread(self, who: Member, room: Room) -> int:
        """Return how many messages of others somebody has not read."""
        read = int(self._ground.store.load(_READ).get(_read_key(who, room), {}).get("id", 0))
        return sum(int(each.id) > read and each.by != who.account for each in self.seen(who, room))

    def read(self, user: str, place: str) -> None:
        """Note that somebody has read everything in a conversation."""
        who = self.member(user)
        room = self.room(who, place)
        newest = max((each.id for each in self.seen(who, room)), key=int, default="0")
        self._ground.store.put(_READ, _read_key(who, room), {"id": newest})
        self._tell_unread(who, room)

    def rows(self, user: str) -> list[Json]:
        """Return the conversations of somebody as the page gets them: the chat with the app, then channels."""
        who = self.member(user)
        rooms = sorted(self.rooms(who), key=lambda each: not each.is_personal)
        return [room_row(room, self.unread(who, room)) for room in rooms]

    def messages(self, user: str, place: str) -> list[Json]:
        """Return what somebody sees in a conversation as the page gets it, oldest first."""
        who = self.member(user)
        room = self.room(who, place)
        return [message_row(room, each, self.microsoft.drive) for each in self.seen(who, room)]

    def _tell(self, room: Room, posted: Posted) -> None:
        """Tell the pages of those who see a message that it has come, or stands changed, or is gone."""
        there = room.members if posted.seen_by is None else [posted.seen_by]
        users = [MEMBER_OF[account] for account in there]
        kind = "ephemeral" if posted.seen_by else "message"
        if posted.id not in room.messages:
            gone = {"channel": room.id, "ts": stamp(posted.id)}
            self._ground.stream.tell(users, {"type": f"{kind}_deleted", **gone})
            return
        what = f"{kind}_changed" if posted.changes else kind
        row = message_row(room, posted, self.microsoft.drive)
        self._ground.stream.tell(users, {"type": what, "channel": room.id, "message": row})
        for account in there:
            self._tell_unread(self.microsoft.organisation.members[account], room)

    def _tell_unread(self, who: Member, room: Room) -> None:
        told = {"type": "unread", "channel": room.id, "unread": (count := self.unread(who, room))}
        mentions = count if room.is_personal else 0
        self._ground.stream.tell([MEMBER_OF[who.account]], {**told, "mentions": mentions})


def _secret(store: Store) -> str:
    """Return the app's secret, which opens nothing but this machine's own stand-in.

    It is kept, as forms in cards are sealed by it.
    """
    kept = store.load("meta").get("teams_secret") or {"is": secrets.token_hex(16)}
    store.put("meta", "teams_secret", kept)
    return str(kept["is"])


def _read_key(who: Member, room: Room) -> str:
    return f"{who.account}|{room.id}"
