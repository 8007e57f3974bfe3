"""What people do in Teams, as the activities in which the app is told of it.

Source: Microsoft, “Bot Framework Activity schema”, and the pages of Teams' platform on conversations and invokes.
"""

from datetime import UTC, datetime
from typing import Any, Final

from bot.local.teams.errors import Json
from bot.local.teams.organisation import Member, Organisation, Posted, Room

NAME: Final = "<at>Reckoner</at>"
DOWNLOAD: Final = "application/vnd.microsoft.teams.file.download.info"


class Activities:
    """Makes activities of one organisation, whose connector is at `service`."""

    def __init__(self, organisation: Organisation, service: str) -> None:
        """Make them."""
        self._organisation, self._service = organisation, service

    def said(
        self,
        who: Member,
        room: Room,
        text: str,
        *,
        root: str | None = None,
        is_targeted: bool = False,
        **more: Any,
    ) -> Json:
        """Have somebody write, perhaps to the app alone; return what the app is told of it."""
        activity = {"type": "message", "text": text, **more}
        seen_by = who.account if is_targeted else None
        posted = self._organisation.keep(room, who.account, activity, root, seen_by)
        mention = {"type": "mention", "text": NAME, "mentioned": self._bot}
        entities = [mention] if NAME in text else []
        told: Json = {"id": posted.id, "text": text, "textFormat": "plain", "entities": entities, **more}
        if is_targeted:
            told["recipient"] = {**self._bot, "isTargeted": True}
        return self._of(who, room, "message", root=root, **told)

    def edited(self, who: Member, room: Room, message: str, text: str) -> Json:
        """Have somebody put other words in the place of theirs."""
        posted = room.messages[message]
        posted.activity["text"], posted.changes = text, posted.changes + 1
        self._organisation.put(room, posted)
        told = {"id": message, "text": text, "textFormat": "plain"}
        return self._of(who, room, "messageUpdate", event="editMessage", **told)

    def deleted(self, who: Member, room: Room, message: str) -> Json:
        """Have somebody take away what they wrote."""
        self._organisation.drop(room, room.messages[message])
        return self._of(who, room, "messageDelete", event="softDeleteMessage", id=message)

    def restored(self, who: Member, room: Room, posted: Posted) -> Json:
        """Have somebody bring back what they had taken away."""
        self._organisation.put(room, posted)
        told = {**posted.activity, "textFormat": "plain", "id": posted.id}
        del told["type"]
        return self._of(who, room, "messageUpdate", event="undeleteMessage", **told)

    def installed(self, who: Member, room: Room, *, is_added: bool = True) -> Json:
        """Have the app be added to a chat, or removed from it."""
        room.is_installed = is_added
        action = "add" if is_added else "remove"
        return self._of(who, room, "installationUpdate", action=action, id=self._new_id())

    def noted(self, who: Member, room: Room) -> Json:
        """Tell the app that it is in a conversation, of which somebody is a member."""
        return self._of(who, room, "conversationUpdate", id=self._new_id())

    def invoked(self, who: Member, room: Room, name: str, value: Json, on: Posted | None = None) -> Json:
        """Have somebody press, open, fill in or consent to something, perhaps `on` a message of the app's."""
        told: Json = {"name": name, "value": value, "id": self._new_id(), "replyToId": on.id if on else ""}
        return self._of(who, room, "invoke", root=on.root if on else None, **told)

    def again(self, invoke: Json) -> Json:
        """Return an invoke as Teams brings it again, where it was not answered: under a new id."""
        return {**invoke, "id": self._new_id()}

    @property
    def _bot(self) -> Json:
        return {"id": f"28:{self._organisation.app}", "name": "Reckoner"}

    def _of(
        self, who: Member, room: Room, kind: str, *, root: str | None = None, event: str = "", **told: Any
    ) -> Json:
        tenant, place = self._organisation.tenant, room.id
        data: Json = {"tenant": {"id": tenant}} | ({"eventType": event} if event else {})
        if not room.is_personal:
            data["team"] = {"id": "19:general@thread.tacv2", "aadGroupId": room.group}
            place = f"{room.id};messageid={root or told.get('id')}"
        return {
            "type": kind,
            "timestamp": _stamp(self._organisation.next_id()),
            "channelId": "msteams",
            "serviceUrl": self._service,
            "from": {"id": who.id, "name": who.name, "aadObjectId": who.account},
            "recipient": self._bot,
            "conversation": {
                "id": place,
                "conversationType": "personal" if room.is_personal else "channel",
                "tenantId": tenant,
            },
            "channelData": data,
            **told,
        }

    def _new_id(self) -> str:
        return f"f:{self._organisation.next_id()}"


def _stamp(millisecond: int) -> str:
    """Return an instant as Teams writes it: no two changes of a message are of the same."""
    at = datetime.fromtimestamp(millisecond / 1000, UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
