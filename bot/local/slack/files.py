"""Files: uploaded by people and by the app, and fetched with the app's token."""

import mimetypes
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import quote

from bot.local.ground import Ground
from bot.local.people import BOT_USER_ID, TEAM_ID
from bot.local.slack.errors import Json, SlackError

LARGEST = 50 * 1024 * 1024
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
"""The kinds of file that Slack shows in an image block."""


class Files:
    """Files by id; their bytes lie in the store."""

    def __init__(self, ground: Ground) -> None:
        """Load what the store has."""
        self._ground = ground
        self._files = ground.store.load("file")

    def add(self, user: str, name: str, content: bytes, mimetype: str | None = None) -> str:
        """Take in a file of `user` and return its id. It is in no conversation yet."""
        file_id = self.announce(user, name, len(content), mimetype)
        self.fill(file_id, content)
        self.complete(file_id)
        return file_id

    def announce(self, user: str, name: str, size: int, mimetype: str | None = None) -> str:
        """Make room for a file that is still to come, and return its id."""
        plain_name = PurePosixPath(name.replace("\\", "/")).name or "file"
        guessed = mimetype or mimetypes.guess_type(plain_name)[0] or "application/octet-stream"
        file_id = self._ground.new_id("F0", 9)
        self._keep(
            {
                "id": file_id,
                "created": self._ground.seconds(),
                "name": plain_name,
                "title": plain_name,
                "mimetype": guessed,
                "filetype": PurePosixPath(plain_name).suffix.removeprefix(".").lower() or "text",
                "user": user,
                "size": size,
                "here": False,
                "completed": False,
                "channels": [],
            },
        )
        return file_id

    def fill(self, file_id: str, content: bytes) -> None:
        """Keep the bytes of a file that was announced."""
        with self._ground.store.together():
            self._ground.store.put_content(file_id, content)
            self._keep({**self._files[file_id], "size": len(content), "here": True})

    def link(self, user: str, name: str, address: str) -> str:
        """Take in a file of `user` that lies elsewhere, at `address`, as one of another service; return its id."""
        file_id = self.announce(user, name, 0)
        outside = {"mode": "external", "is_external": True, "external_type": "gdrive", "url_private": address}
        self._keep({**self._files[file_id], "shown_as": outside})
        self.complete(file_id)
        return file_id

    def hide(self, file_id: str, access: str) -> None:
        """Let a message say of a file only that there is one: `check_file_info`, or `access_denied` for good."""
        self._keep({**self._files[file_id], "access": access})

    def remove(self, file_id: str) -> None:
        """Delete a file: a tombstone stands in its place, and its bytes are gone."""
        self._keep({**self._files[file_id], "access": "tombstone"})

    def is_uploaded(self, file_id: str, user: str) -> bool:
        """Whether the bytes of a file of `user` have come, and the upload is still to be completed."""
        file = self._files.get(file_id)
        return file is not None and file["here"] and not file["completed"] and file["user"] == user

    def complete(self, file_id: str, title: str | None = None) -> None:
        """Finish an upload: until then the file is known to nobody."""
        file = self._files[file_id]
        self._keep({**file, "completed": True, "title": title or file["title"]})

    def share(self, file_id: str, channel: str) -> None:
        """Note that a file has been shared in a conversation."""
        file = self._files[file_id]
        if channel not in file["channels"]:
            self._keep({**file, "channels": [*file["channels"], channel]})

    def show(self, blocks: Iterable[Json], channel: str) -> None:
        """Let those in a conversation see the app's own files that `blocks` show there as pictures.

        Raises SlackError `invalid_blocks` for what is no picture of the app's.
        """
        for number, block in enumerate(blocks):
            file_id = block.get("slack_file", {}).get("id") if block.get("type") == "image" else None
            if file_id is None:
                continue
            file = self._files.get(file_id, {"completed": False})
            if not file["completed"] or file["user"] != BOT_USER_ID or file["mimetype"] not in PICTURES:
                wrong = [f"[ERROR] invalid slack file [json-pointer:/blocks/{number}/slack_file]"]
                raise SlackError("invalid_blocks", errors=wrong, response_metadata={"messages": wrong})
            if channel not in file.get("shown", ()):
                self._keep({**file, "shown": [*file.get("shown", ()), channel]})

    def record(self, file_id: str) -> Json:
        """Return what is kept about a file. Raises SlackError `file_not_found`."""
        file = self._files.get(file_id)
        if file is None or not file["completed"] or file.get("access") == "tombstone":
            raise SlackError("file_not_found")
        return file

    def in_message(self, file_id: str) -> Json:
        """Return a file object as Slack gives it within a message, which may say little of it."""
        access = self._files[file_id].get("access")
        if access == "tombstone":
            return {"id": file_id, "mode": "tombstone"}
        return self._bare(file_id, access) if access else self.describe(file_id)

    def _bare(self, file_id: str, access: str) -> Json:
        created = self._files[file_id]["created"]
        return {"id": file_id, "created": created, "mode": "file_access", "file_access": access}

    def is_awaited(self, file_id: str) -> bool:
        """Whether a file was announced and has not come yet."""
        return file_id in self._files and not self._files[file_id]["here"]

    def content(self, file_id: str) -> bytes:
        """Return the bytes of a file. Raises SlackError `file_not_found`."""
        self.record(file_id)
        return self._ground.store.content(file_id)

    def describe(self, file_id: str) -> Json:
        """Return a file object as Slack gives it. Raises SlackError `file_not_found`."""
        file = self.record(file_id)
        if file.get("access") == "access_denied":
            return self._bare(file_id, file["access"])
        base = f"{self._ground.address}/files-pri/{TEAM_ID}-{file_id}"
        name = quote(file["name"], safe="")
        described = {
            "id": file_id,
            "created": file["created"],
            "timestamp": file["created"],
            "name": file["name"],
            "title": file["title"],
            "mimetype": file["mimetype"],
            "filetype": file["filetype"],
            "pretty_type": file["filetype"].upper(),
            "user": file["user"],
            "user_team": TEAM_ID,
            "editable": False,
            "size": file["size"],
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": any(channel.startswith("C") for channel in file["channels"]),
            "public_url_shared": False,
            "display_as_bot": False,
            "url_private": f"{base}/{name}",
            "url_private_download": f"{base}/download/{name}",
            "permalink": f"{self._ground.address}/files/{file['user']}/{file_id}/{name}",
            "channels": [channel for channel in file["channels"] if channel.startswith("C")],
            "groups": [],
            "ims": [channel for channel in file["channels"] if channel.startswith("D")],
            "has_rich_preview": False,
            "file_access": "visible",
        }
        elsewhere: Json = file.get("shown_as") or {}
        if elsewhere:
            del described["url_private_download"]
        return described | elsewhere

    def _keep(self, file: Json) -> None:
        self._files[file["id"]] = file
        self._ground.store.put("file", file["id"], file)
