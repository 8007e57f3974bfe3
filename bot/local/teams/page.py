"""What the page asks for somebody who is in Teams."""

from collections.abc import Mapping
from typing import Final

from bot.local.page_requests import Act
from bot.local.slack.errors import NotPossible
from bot.local.teams.errors import Json
from bot.local.teams.force import TeamsForce
from bot.local.teams.rows import file_row, message_id, message_row
from bot.teams.manifest import COMMANDS
from handlers.registry import SHORTCUTS

_PER_PAGE: Final = 50


class TeamsPage:
    """Answers the page for somebody of the force in Teams: `as` says who."""

    def __init__(self, force: TeamsForce) -> None:
        """Answer from `force`, and bring what people do to its app."""
        self._force = force

    def acts(self) -> Mapping[str, Act]:
        """Return what answers each address that the page has for both, and those for Teams alone."""
        return {
            "/page/history": self.history,
            "/page/message": self.message,
            "/page/edit": self.edit,
            "/page/delete": self.delete,
            "/page/read": self.read,
            "/page/shortcut": self.call,
            **self.invokes(),
        }

    def invokes(self) -> Mapping[str, Act]:
        """Return what answers the addresses that are for Teams alone."""
        return {
            "/page/card/press": self.press,
            "/page/card/open": self.open,
            "/page/card/submit": self.submit,
            "/page/card/consent": self.consent,
            "/page/restore": self.restore,
        }

    def around(self, user: str) -> Json:
        """Return what the page shows around the conversation."""
        return {
            "conversations": self._force.rows(user),
            "commands": [
                {"command": f"/{title}", "usage_hint": "", "description": brings}
                for title, brings in COMMANDS
            ],
            "shortcuts": [
                {"callback_id": name, "name": each.label, "type": "message"}
                for name, each in SHORTCUTS.items()
            ],
        }

    async def history(self, asked: Json) -> Json:
        """Return the latest messages of a conversation, oldest first."""
        messages = self._force.messages(asked["as"], asked["channel"])
        if before := asked.get("before"):
            messages = [message for message in messages if float(message["ts"]) < float(before)]
        shown = messages[-_PER_PAGE:]
        return {"messages": shown, "has_more": len(shown) < len(messages)}

    async def message(self, asked: Json) -> Json:
        """Write a message."""
        answers = asked.get("thread_ts")
        posted = self._force.say(
            asked["as"],
            asked["channel"],
            str(asked.get("text") or ""),
            answers=message_id(answers) if answers else None,
            files=tuple(asked.get("files") or ()),
        )
        room = self._force.room(self._force.member(asked["as"]), asked["channel"])
        return {"ok": True, "message": message_row(room, posted, self._force.microsoft.drive)}

    async def edit(self, asked: Json) -> Json:
        """Edit a message."""
        self._force.edit(asked["as"], asked["channel"], message_id(asked["ts"]), str(asked["text"]))
        return {"ok": True}

    async def delete(self, asked: Json) -> Json:
        """Delete a message."""
        self._force.delete(asked["as"], asked["channel"], message_id(asked["ts"]))
        return {"ok": True}

    async def restore(self, asked: Json) -> Json:
        """Bring back a message that was deleted."""
        self._force.restore(asked["as"], asked["channel"], message_id(asked["ts"]))
        return {"ok": True}

    async def read(self, asked: Json) -> Json:
        """Note that everything in a conversation has been read."""
        self._force.read(asked["as"], asked["channel"])
        return {"ok": True}

    async def press(self, asked: Json) -> Json:
        """Press a button of a card."""
        return {"answer": await self._force.press(asked["as"], asked["message"], asked["action"])}

    async def open(self, asked: Json) -> Json:
        """Press a button that opens a dialog."""
        return {"answer": await self._force.open(asked["as"], asked["message"], asked["data"])}

    async def submit(self, asked: Json) -> Json:
        """Send a dialog."""
        user, on, data = asked["as"], asked["message"], asked["data"]
        return {"answer": await self._force.submit(user, on, data, asked.get("command"))}

    async def consent(self, asked: Json) -> Json:
        """Take a file, or do not."""
        accepts = bool(asked["accepts"])
        return {"answer": await self._force.consent(asked["as"], asked["message"], accepts=accepts)}

    async def call(self, asked: Json) -> Json:
        """Call a command of the menu of a message."""
        return {"answer": await self._force.call(asked["as"], asked["message"], asked["callback_id"])}

    def take(self, user: str, name: str, content: bytes) -> Json:
        """Put a file into somebody's OneDrive, from where it can go into a message."""
        drive = self._force.microsoft.drive
        told = drive.offered(name, content, self._force.member(user).account)
        return file_row(told["uniqueId"].removeprefix("file-"), name, drive)

    def file(self, user: str, word: str) -> tuple[Json, bytes]:
        """Return a file of somebody's OneDrive, and its content. Raises NotPossible."""
        drive = self._force.microsoft.drive
        file = drive.files.get(word)
        if file is None or not file.is_whole or file.owner != self._force.member(user).account:
            raise NotPossible("That file is no longer there.")
        return file_row(word, file.name, drive), file.content
