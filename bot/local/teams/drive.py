"""People's OneDrive, as far as files go through a chat: an address opens one file for those who have it.

Source: Microsoft, “Send and receive files through a bot”, and “Upload large files with an upload session”.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.local.teams.errors import Json

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
OPEN: Final = 202
CREATED: Final = 201
WRONG_RANGE: Final = 416
NONE_SUCH: Final = 404


@dataclass
class Stored:
    """A file, in the OneDrive of the account `owner` if that is known; until it is whole, it is not seen."""

    name: str
    content: bytes = b""
    is_whole: bool = False
    owner: str = ""


class Drive:
    """Takes and gives files at `address`."""

    def __init__(self, address: str) -> None:
        """Begin empty."""
        self._address = address
        self.files: dict[str, Stored] = {}
        self.watch: Callable[[str, Stored], None] = lambda _word, _file: None
        """Called with each file, and the word by which its address is known, once it is whole."""

    def opened(self, name: str, owner: str = "") -> Json:
        """Return where a file is uploaded to that somebody has agreed to take."""
        word = secrets.token_urlsafe(16)
        self.files[word] = Stored(name, owner=owner)
        return {
            "contentUrl": f"{self._address}personal/{word}",
            "name": name,
            "uploadUrl": f"{self._address}drive/{word}",
            "uniqueId": f"file-{word}",
            "fileType": name.rpartition(".")[2],
        }

    def offered(self, name: str, content: bytes, owner: str = "") -> Json:
        """Return what the app is told of a file that somebody sends it."""
        word = secrets.token_urlsafe(16)
        file = self.files[word] = Stored(name, content, is_whole=True, owner=owner)
        self.watch(word, file)
        return self.told_of(word)

    def told_of(self, word: str) -> Json:
        """Return what the app is told of a file that is here."""
        name = self.files[word].name
        return {
            "downloadUrl": f"{self._address}drive/{word}",
            "uniqueId": f"file-{word}",
            "fileType": name.rpartition(".")[2],
        }

    def put(self, word: str, told_range: str, content: bytes) -> int:
        """Take a piece of a file, which has to follow what is there; return the HTTP status."""
        file, found = self.files.get(word), _RANGE.fullmatch(told_range)
        if file is None or file.is_whole:
            return NONE_SUCH
        if found is None:
            return WRONG_RANGE
        first, last, length = (int(each) for each in found.groups())
        if first != len(file.content) or last - first + 1 != len(content):
            return WRONG_RANGE
        file.content += content
        file.is_whole = len(file.content) == length
        if not file.is_whole:
            return OPEN
        self.watch(word, file)
        return CREATED

    def get(self, word: str) -> bytes | None:
        """Return a file; None where there is none at that address."""
        file = self.files.get(word)
        return file.content if file is not None and file.is_whole else None
