"""Keeps what was said and put into OneDrive in the local workspace's file, so that a restart loses nothing."""

from dataclasses import asdict
from datetime import datetime
from typing import Final

from bot.local.store import Store
from bot.local.teams.drive import Drive, Stored
from bot.local.teams.errors import Json
from bot.local.teams.organisation import Organisation, Posted, Room

_ROOM: Final = "teams_room"
_MESSAGE: Final = "teams_message"
_FILE: Final = "teams_file"


class Keeping:
    """Loads what `store` has, and writes down from then on what changes."""

    def __init__(self, store: Store, organisation: Organisation, drive: Drive) -> None:
        """Fill `organisation` and `drive`, and watch them."""
        self._store, self._organisation, self._drive = store, organisation, drive
        for id_, told in store.load(_ROOM).items():
            room = organisation.rooms.setdefault(id_, Room(id_, told["members"], told["group"]))
            room.is_installed = told["is_installed"]
        for told in store.load(_MESSAGE).values():
            posted = Posted(**{**told["posted"], "at": datetime.fromisoformat(told["posted"]["at"])})
            organisation.put(organisation.rooms[told["room"]], posted)
        for word, told in store.load(_FILE).items():
            content = store.content(f"{_FILE}:{word}")
            drive.files[word] = Stored(told["name"], content, is_whole=True, owner=told["owner"])
        organisation.watch, drive.watch = self._message, self._file

    def room(self, room: Room) -> None:
        """Keep who is in a conversation, and whether the app is."""
        told: Json = {"members": room.members, "group": room.group, "is_installed": room.is_installed}
        self._store.put(_ROOM, room.id, told)

    def _message(self, room: Room, posted: Posted) -> None:
        key = f"{room.id}|{posted.id}"
        if posted.id not in room.messages:
            self._store.drop(_MESSAGE, key)
            return
        told = {**asdict(posted), "at": posted.at.isoformat()}
        self._store.put(_MESSAGE, key, {"room": room.id, "posted": told})

    def _file(self, word: str, file: Stored) -> None:
        self._store.put_content(f"{_FILE}:{word}", file.content)
        self._store.put(_FILE, word, {"name": file.name, "owner": file.owner})
