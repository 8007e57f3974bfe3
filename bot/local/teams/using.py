"""What people at the page press, fill in and take in Teams: each is an invoke, which the app answers at once."""

from typing import Any

from bot.local.slack.errors import NotPossible
from bot.local.teams.cards import CONSENT
from bot.local.teams.errors import Json
from bot.local.teams.organisation import Member, Posted, Room
from bot.local.teams.rows import message_id
from bot.local.teams.talking import Talking

_THEME: Json = {"theme": "default"}


class Using(Talking):
    """Lets the members of an organisation use what the app has shown them."""

    async def press(self, user: str, on: Json, action: Json) -> Json:
        """Use an Action.Execute of a card; return the app's answer, which may be another card."""
        value = {"action": {"type": "Action.Execute", **action}, "trigger": "manual"}
        return await self._invoke(user, on, "adaptiveCard/action", value)

    async def open(self, user: str, on: Json, data: Json) -> Json:
        """Ask for the dialog of a button; return the app's answer."""
        value = {"data": data, "context": _THEME}
        return await self._invoke(user, on, "task/fetch", value)

    async def submit(self, user: str, on: Json, data: Json, command: str | None = None) -> Json:
        """Send a dialog, of the message extension's `command` if it is one's; return the app's answer."""
        if command is None:
            return await self._invoke(user, on, "task/submit", {"data": data, "context": _THEME})
        value = {"commandId": command, "commandContext": "message", "data": data, "context": _THEME}
        return await self._invoke(user, on, "composeExtension/submitAction", value)

    async def call(self, user: str, on: Json, command: str) -> Json:
        """Call a command of the app's message extension on a message; return the app's answer."""
        _, room, posted = self._on(user, on)
        tenant = self.microsoft.organisation.tenant
        value = {
            "commandId": command,
            "commandContext": "message",
            "context": _THEME,
            "messagePayload": {
                "id": posted.id,
                "body": {"contentType": "html", "content": f"<div>{_words(posted)}</div>"},
                "linkToMessage": f"https://teams.microsoft.com/l/message/{room.id}/{posted.id}?tenantId={tenant}",
            },
        }
        return await self._invoke(user, on, "composeExtension/fetchTask", value)

    async def consent(self, user: str, on: Json, *, accepts: bool) -> Json:
        """Take a file that the app has asked about, into one's OneDrive, or do not."""
        who, _, posted = self._on(user, on)
        asked = next(
            (each for each in posted.activity.get("attachments") or () if each["contentType"] == CONSENT),
            None,
        )
        if asked is None:
            raise NotPossible("That file is no longer offered.")
        content = asked["content"]
        value: dict[str, Any] = {"type": "fileUpload", "action": "accept" if accepts else "decline"}
        value["context"] = content["acceptContext" if accepts else "declineContext"]
        if accepts:
            value["uploadInfo"] = self.microsoft.drive.opened(asked["name"], who.account)
        return await self._invoke(user, on, "fileConsent/invoke", value)

    def _on(self, user: str, on: Json) -> tuple[Member, Room, Posted]:
        who = self.member(user)
        room = self.room(who, str(on["channel"]))
        return who, room, self.message(who, room, message_id(str(on["ts"])))

    async def _invoke(self, user: str, on: Json, name: str, value: Json) -> Json:
        who, room, posted = self._on(user, on)
        return await self.delivery.invoke(self.microsoft.activities.invoked(who, room, name, value, posted))


def _words(posted: Posted) -> str:
    return str(posted.activity.get("text") or posted.activity.get("summary") or "").replace("\n", "<br>")
