"""What people at the page write in Teams, and what they do with it: the app is told over HTTP, signed."""

import html
import re
from collections.abc import Sequence
from typing import Any, Final

from bot.local.slack.errors import NotPossible
from bot.local.teams.activities import DOWNLOAD, NAME
from bot.local.teams.connector import TARGETED_FOR
from bot.local.teams.delivery import Delivery
from bot.local.teams.errors import Json
from bot.local.teams.organisation import Member, Posted, Room
from bot.local.teams.sample import ACCOUNTS
from bot.local.teams.server import Microsoft
from bot.teams.manifest import COMMANDS

_AT_US: Final = re.compile(r"(?<!\w)@reckoner\b", re.IGNORECASE)
_SLASH: Final = re.compile(r"/(\w+)")
_COMMAND_WORDS: Final = frozenset(title.partition(" ")[0] for title, _ in COMMANDS)
LONGEST: Final = 28_000
"""Characters of a message. Source: Microsoft, “Limits and specifications for Teams”, about 28 KB with markup."""


class Talking:
    """Lets the members of an organisation write to its app. A member is named by the id that the page has."""

    def __init__(self, microsoft: Microsoft, delivery: Delivery) -> None:
        """Bring what is done by `delivery`."""
        self.microsoft, self.delivery = microsoft, delivery
        self._deleted: dict[tuple[str, str], Posted] = {}

    def member(self, user: str) -> Member:
        """Return a member. Raises NotPossible."""
        member = self.microsoft.organisation.members.get(ACCOUNTS.get(user, ""))
        if member is None:
            raise NotPossible("That person is not in Teams.")
        return member

    def room(self, who: Member, place: str) -> Room:
        """Return a conversation that somebody sees. Raises NotPossible."""
        room = self.microsoft.organisation.rooms.get(place)
        if room is None or who.account not in room.members:
            raise NotPossible("There is no such conversation for you.")
        return room

    def rooms(self, who: Member) -> list[Room]:
        """Return the conversations that somebody sees: their chat with the app while they have it, and channels."""
        every = self.microsoft.organisation.rooms.values()
        return [each for each in every if who.account in each.members and each.is_installed]

    def seen(self, who: Member, room: Room) -> list[Posted]:
        """Return what somebody sees in a conversation, oldest first."""
        ended = self.microsoft.organisation.clock.now() - TARGETED_FOR
        messages = sorted(room.messages.values(), key=lambda each: int(each.id))
        return [
            each
            for each in messages
            if each.seen_by is None or (each.seen_by == who.account and each.at > ended)
        ]

    def message(self, who: Member, room: Room, message: str) -> Posted:
        """Return a message that somebody sees. Raises NotPossible."""
        found = next((each for each in self.seen(who, room) if each.id == message), None)
        if found is None:
            raise NotPossible("That message is no longer there.")
        return found

    def say(
        self,
        user: str,
        place: str,
        text: str,
        *,
        answers: str | None = None,
        files: Sequence[str] = (),
    ) -> Posted:
        """Write a message, which `answers` another: by quoting it in the personal chat, in its thread elsewhere.

        `files` are words by which the drive knows them. Raises NotPossible.
        """
        who = self.member(user)
        room = self.room(who, place)
        if not (text.strip() or files):
            raise NotPossible("Write something first.")
        if len(text) > LONGEST:
            raise NotPossible(f"Teams takes at most {LONGEST:,} characters in a message.")
        chosen = None if room.is_personal else chosen_command(text)
        written, more = marked_up(chosen or text), self._more(room, files)
        if room.is_personal and answers is not None:
            self.message(who, room, answers)
            more["entities"] = [{"type": "quotedReply", "quotedReply": {"messageId": answers}}]
        root = None
        if not room.is_personal and answers is not None:
            asked = self.message(who, room, answers)
            root = asked.root or asked.id
        targeted = chosen is not None
        told = self.microsoft.activities.said(who, room, written, root=root, is_targeted=targeted, **more)
        self._bring(room, told)
        return room.messages[told["id"]]

    def edit(self, user: str, place: str, message: str, text: str) -> Posted:
        """Put other words in the place of one's own. Raises NotPossible."""
        who, room, posted = self._own(user, place, message)
        if not text.strip():
            raise NotPossible("Write something first, or delete the message.")
        self._bring(room, self.microsoft.activities.edited(who, room, posted.id, marked_up(text)))
        return room.messages[posted.id]

    def delete(self, user: str, place: str, message: str) -> None:
        """Take a message of one's own away. Raises NotPossible."""
        who, room, posted = self._own(user, place, message)
        self._deleted[place, posted.id] = posted
        self._bring(room, self.microsoft.activities.deleted(who, room, posted.id))

    def restore(self, user: str, place: str, message: str) -> None:
        """Bring back what one has taken away since the workspace was started. Raises NotPossible."""
        who = self.member(user)
        room, posted = self.room(who, place), self._deleted.get((place, message))
        if posted is None or posted.by != who.account:
            raise NotPossible("That message can no longer be restored.")
        del self._deleted[place, message]
        self._bring(room, self.microsoft.activities.restored(who, room, posted))

    def _own(self, user: str, place: str, message: str) -> tuple[Member, Room, Posted]:
        who = self.member(user)
        room = self.room(who, place)
        posted = self.message(who, room, message)
        if posted.by != who.account:
            raise NotPossible("You can change only your own messages.")
        return who, room, posted

    def _more(self, room: Room, files: Sequence[str]) -> dict[str, Any]:
        """Return the files of a message as the app is told of them, which is in personal chats alone."""
        drive = self.microsoft.drive
        if not files:
            return {}
        if not room.is_personal or any(word not in drive.files for word in files):
            raise NotPossible("Send files to Reckoner in your chat with it.")
        attached = [
            {"contentType": DOWNLOAD, "name": drive.files[word].name, "content": drive.told_of(word)}
            for word in files
        ]
        return {"attachments": attached}

    def _bring(self, room: Room, told: Json) -> None:
        """Tell the app, unless that hears nothing of it: in channels Teams brings only what names the app."""
        names_us = NAME in str(told.get("text", "")) or told["recipient"].get("isTargeted")
        if room.is_personal or (told["type"] == "message" and names_us):
            self.delivery.tell(told)


def marked_up(text: str) -> str:
    """Return what was typed as Teams sends it: its own marks escaped, and the app as a mention."""
    return _AT_US.sub(NAME, html.escape(text.strip(), quote=False))


def chosen_command(text: str) -> str | None:
    """Return a command of the list after a slash, whose answer one member alone sees; None for any other text."""
    found = _SLASH.match(text.strip())
    is_listed = found is not None and found[1].casefold() in _COMMAND_WORDS
    return text.strip().removeprefix("/") if is_listed else None
