"""The connector: what the app calls to begin chats, to post, to change, to delete, and to ask who is a member.

Source: Microsoft, “Bot Connector REST API reference”, and “Status codes from bot conversational APIs”.
"""

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.local.teams import cards
from bot.local.teams.errors import Json, TeamsError
from bot.local.teams.organisation import BOT, Organisation, Posted, Room

PACE: Final = (
    (7, timedelta(seconds=1)),
    (60, timedelta(seconds=30)),
    (1800, timedelta(hours=1)),
)
"""Messages that a conversation takes in a time. Source: Microsoft, “Optimize your bot with rate limiting”."""


TARGETED_FOR: Final = timedelta(days=1)
"""For how long a targeted message is there. Source: Microsoft, “Targeted messages”."""


class ThrottledError(TeamsError):
    """There were too many messages; `after` says for how long to wait."""

    def __init__(self, after: timedelta) -> None:
        """Refuse so."""
        super().__init__(429, "Throttled")
        self.after = after


class Connector:
    """Serves one app; it can be as slow as Teams' `pace`."""

    def __init__(self, organisation: Organisation, pace: Sequence[tuple[int, timedelta]] = PACE) -> None:
        """Serve the app of `organisation`."""
        self._organisation, self._pace = organisation, tuple(pace)
        self._posted: dict[str, deque[datetime]] = {}

    def begin(self, asked: Json) -> Json:
        """Begin a chat with one person, or find it. Source: Microsoft, “Send proactive messages”."""
        members, ours = asked.get("members") or [], self._organisation
        data = asked.get("channelData") or {}
        if len(members) != 1 or asked.get("isGroup") or (data.get("tenant") or {}).get("id") != ours.tenant:
            raise TeamsError(400, "BadSyntax")
        account = str(members[0].get("id", "")).removeprefix("29:")
        if account not in ours.members:
            raise TeamsError(404, "NotFound")
        room = ours.chat_of(account)
        if room is None or not room.is_installed:
            raise TeamsError(403, "ForbiddenOperationException")
        return {"id": room.id}

    def member(self, conversation: str, account: str) -> Json:
        """Return a member of a conversation, by either of their ids."""
        room = self._room(conversation)
        member = self._organisation.members.get(account.removeprefix("29:"))
        if member is None or member.account not in room.members:
            raise TeamsError(404, "MemberNotFoundInConversation")
        return {
            "id": member.id,
            "objectId": member.account,
            "aadObjectId": member.account,
            "name": member.name,
            "email": member.email,
            "userPrincipalName": member.email,
            "tenantId": self._organisation.tenant,
            "userRole": member.role,
        }

    def post(self, conversation: str, activity: Json, *, is_targeted: bool = False) -> Json:
        """Post an activity into a conversation, or a thread of a channel; one that is targeted, for one member."""
        whole, _, root = conversation.partition(";messageid=")
        room = self._organisation.writable(whole)
        if root and (room.is_personal or root not in room.messages):
            raise TeamsError(404, "ActivityNotFoundInConversation")
        cards.check(activity, is_personal=room.is_personal)
        seen_by = self._target(room, activity) if is_targeted else None
        self._spend(whole)
        posted = self._organisation.keep(room, BOT, activity, root or None, seen_by)
        return {"id": posted.id}

    def update(self, conversation: str, message: str, activity: Json, *, is_targeted: bool = False) -> Json:
        """Put an activity in the place of another of the app's; one that is targeted, as such, and for a day."""
        room = self._room(conversation)
        posted = self._ours(room, message)
        is_gone = is_targeted and self._organisation.clock.now() - posted.at >= TARGETED_FOR
        if is_targeted is (posted.seen_by is None) or is_gone:
            raise TeamsError(404, "ActivityNotFoundInConversation")
        cards.check(activity, is_personal=room.is_personal)
        posted.activity, posted.changes = activity, posted.changes + 1
        self._organisation.put(room, posted)
        return {"id": message}

    def delete(self, conversation: str, message: str) -> None:
        """Take a message of the app's away."""
        room = self._room(conversation)
        self._organisation.drop(room, self._ours(room, message))

    def _room(self, conversation: str) -> Room:
        return self._organisation.writable(conversation.partition(";messageid=")[0])

    @staticmethod
    def _ours(room: Room, message: str) -> Posted:
        posted = room.messages.get(message)
        if posted is None:
            raise TeamsError(404, "ActivityNotFoundInConversation")
        if posted.by != BOT:
            raise TeamsError(403, "NotEnoughPermissions")
        return posted

    @staticmethod
    def _target(room: Room, activity: Json) -> str:
        """Return for whom a message is alone. Source: Microsoft, “Targeted messages”."""
        account = str((activity.get("recipient") or {}).get("id", "")).removeprefix("29:")
        if room.is_personal or account not in room.members:
            raise TeamsError(400, "Bad Argument")
        return account

    def _spend(self, conversation: str) -> None:
        now, before = self._organisation.clock.now(), self._posted.setdefault(conversation, deque())
        for most, within in self._pace:
            lately = [each for each in before if each > now - within]
            if len(lately) >= most:
                raise ThrottledError(lately[-most] + within - now)
        before.append(now)
