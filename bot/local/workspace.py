"""The local workspace: a small Slack on this machine, for its page and for tests alike."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.local.people import APP_ID, BOT_USER_ID, CHANNELS, MEMBERS, TEAM_ID, Channel, Member
from bot.local.slack.actions import Using
from bot.local.slack.conversations import Talking
from bot.local.slack.dispatch import Waits
from bot.local.slack.errors import Json
from bot.local.slack.installation import Installation
from bot.local.slack.pace import Pace
from bot.local.slack.signed_http import SignedHttp


class Workspace(Talking, Using):
    """A small Slack. People are named by id, handle or name; conversations by id, `#name` or a handle.

    What a person cannot do raises NotPossible, whose text is a sentence for them. It is served by
    `bot.local.server`; until then what happens waits for the app.
    """

    def __init__(
        self,
        clock: Clock,
        installation: Installation,
        *,
        store: Path | None = None,
        waits: Waits | None = None,
        pace: Pace | None = None,
        members: Sequence[Member] = MEMBERS,
        channels: Sequence[Channel] = CHANNELS,
    ) -> None:
        """Open the workspace kept in the SQLite file `store`, or a new one in memory if None.

        `clock` tells the time that messages carry; `waits` and `pace` are in real time. `members` and
        `channels` fill a new workspace only.
        """
        super().__init__(
            clock,
            installation,
            store=store,
            waits=waits or Waits(),
            pace=pace or Pace(),
            members=members,
            channels=channels,
        )

    def close(self) -> None:
        """Close the file. What serves the workspace must be closed first."""
        self.ground.store.close()

    def history(self, channel: str, *, user: str | None = None, thread_ts: str | None = None) -> list[Json]:
        """Return the messages of a conversation, or of one thread with its parent, oldest first.

        With `user`, what only they see is among them, and `channel` may be `@reckoner` or a person's handle;
        without, `channel` may be a person's handle too: their direct messages with the app.
        """
        who = None if user is None else self.person(user)
        conversation = self.directory.conversation_for(who or BOT_USER_ID, channel)
        if thread_ts is None:
            records = self.messages.in_channel(conversation["id"], seen_by=who)
        else:
            parent = self.messages.find(conversation["id"], thread_ts, seen_by=who)
            records = [parent, *self.messages.replies_to(conversation["id"], thread_ts, seen_by=who)]
        return [self.drawn(record) for record in records]

    def ephemerals(self, user: str) -> list[Json]:
        """Return what only this person sees, oldest first."""
        return [self.drawn(record) for record in self.messages.ephemerals(self.person(user))]

    def modal(self, user: str) -> Json | None:
        """Return the modal that a person has on top, or None."""
        stack = self.views.stack(self.person(user))
        return stack[-1]["view"] if stack else None

    def home(self, user: str) -> Json | None:
        """Return a person's Home tab, or None if the app has published none."""
        return self.views.home(self.person(user))

    def start(self, address: str) -> None:
        """Begin to deliver to the app; `address` is where the workspace is served, without a slash at the end.

        Must be called within the event loop.
        """
        self.ground.address = address
        url = self.installation.request_url
        signed = SignedHttp(url, self.installation.signing_secret, SystemClock()) if url else None
        self.dispatch.start(signed or self.socket)

    async def stop(self) -> None:
        """End every page's stream and every delivery; what is not acknowledged is kept for the next start."""
        self.ground.stream.close()
        self.faults.clear()
        await self.dispatch.close()

    def socket_link(self) -> str | None:
        """Return an address at which the app may connect once, or None if it is sent signed HTTP."""
        if self.installation.request_url is not None:
            return None
        base = self.ground.address.replace("http", "ws", 1)
        return f"{base}/link/?ticket={self.socket.ticket()}&app_id={APP_ID}"

    async def connected(self, within: float = 10.0) -> None:
        """Return when the app is connected over Socket Mode. Raises TimeoutError after `within` seconds."""
        await asyncio.wait_for(self.socket.connected(), within)

    @property
    def is_connected(self) -> bool:
        """Whether the app is connected (over HTTP: whether there is an address to try)."""
        return self.dispatch.is_connected

    async def settled(self, within: float = 10.0) -> None:
        """Return when every delivery is acknowledged or exhausted and nothing else is under way.

        Raises TimeoutError, which says what is outstanding, after `within` seconds.
        """
        await self.dispatch.settled(within)

    def add_member(self, member: Member) -> None:
        """Let somebody join the workspace, and tell the app."""
        user = self.directory.add(member)
        event = {"type": "team_join", "user": user, "event_ts": self.ground.stamp()}
        self.events.tell("team_join", event)

    def deactivate(self, user: str) -> None:
        """Close somebody's account, and tell the app, as when a person leaves the force."""
        self._set_closed(user, closed=True)

    def reactivate(self, user: str) -> None:
        """Open somebody's account again, and tell the app."""
        self._set_closed(user, closed=False)

    def _set_closed(self, user: str, *, closed: bool) -> None:
        who = self.directory.person_id(user)
        if bool(self.directory.people[who]["deleted"]) is closed:
            return
        self.directory.set_closed(who, closed=closed)
        self._tell_of_change(who)

    def becomes_guest(self, user: str) -> None:
        """Make a member a guest, and tell the app."""
        who = self.directory.person_id(user)
        self.directory.set_kind(who, "guest")
        self._tell_of_change(who)

    def hold_back(self) -> None:
        """Tell the app that events are held back, since too many came within an hour."""
        minute = self.ground.seconds() // 60 * 60
        told = {"token": "local", "type": "app_rate_limited", "team_id": TEAM_ID, "api_app_id": APP_ID}
        self.dispatch.enqueue({**told, "minute_rate_limited": minute, "event_id": self.ground.new_id("Ev0")})

    def _tell_of_change(self, who: str) -> None:
        stamp = self.ground.stamp()
        event = {"type": "user_change", "user": self.directory.user(who), "event_ts": stamp}
        self.events.tell("user_change", {**event, "cache_ts": self.ground.seconds()})

    def clock_moved(self, at: datetime) -> None:
        """Tell every open page that the clock stands at `at` now."""
        self.ground.stream.tell(None, {"type": "clock", "now": at.isoformat()})
