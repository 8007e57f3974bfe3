"""Files on their way to Slack: uploaded first, and shared in a step of its own.

Slack takes the last step once for every file. A file's id is therefore written down before that step, so that one
whose outcome is unknown is tried with the same file: it can be shared then, or has been, and never arrives twice.
"""

import asyncio
from dataclasses import dataclass
from os import SEEK_END
from typing import Any, BinaryIO

import aiohttp

from bot.slack.client import SlackClient, part
from bot.slack.errors import SlackFault, faults_told, status_fault
from bot.worker.faults import FaultKind

LOOKS = 10
PAUSE = 1.0
"""Seconds between two looks at what Slack has made of a file."""

LEAST_SECONDS = 60
SLOWEST = 2**17
"""Octets a second: an upload that is slower has stalled, and is tried again later."""

_TAKEN = 200
_UNKNOWN = frozenset({"file_not_found", "file_deleted"})


@dataclass(frozen=True)
class Uploads:
    """Uploads files through `client`."""

    client: SlackClient

    async def upload(self, file: BinaryIO, name: str, alt: str | None = None) -> str:
        """Bring what `file` holds to Slack; return its id there: nobody sees it yet, and unshared it is discarded.

        It is read a piece at a time, so that a large one takes no memory.
        """
        length = file.seek(0, SEEK_END)
        file.seek(0)
        answer = await self.client.files_getUploadURLExternal(filename=name, length=length, alt_txt=alt)
        address, file_id = part(answer, "upload_url", str), part(answer, "file_id", str)
        if self.client.session is None:
            raise SlackFault(FaultKind.UNREACHED, "no connection to upload by")
        wait = aiohttp.ClientTimeout(total=LEAST_SECONDS + length // SLOWEST)
        with faults_told():
            async with self.client.session.post(address, data=file, timeout=wait) as taken:
                if taken.status != _TAKEN:
                    raise status_fault(taken.status, taken.headers)
        return file_id

    async def keep(self, file: str, name: str) -> None:
        """Complete an upload without sharing it: the app may then show the file in its messages."""
        await self.client.files_completeUploadExternal(files=[{"id": file, "title": name}])

    async def share(self, file: str, name: str, channel: str, words: str) -> None:
        """Complete an upload by sharing it in a conversation, with `words` beside it."""
        await self.client.files_completeUploadExternal(
            files=[{"id": file, "title": name}], channel_id=channel, initial_comment=words
        )

    async def is_ready(self, file: str) -> bool:
        """Wait until Slack has worked through a picture, and can show it; False if it does not."""
        for _ in range(LOOKS):
            known = await self.client.files_info(file=file)
            if part(known, "file", dict).get("mimetype"):
                return True
            await asyncio.sleep(PAUSE)
        return False

    async def is_shared(self, file: str, channel: str) -> bool | None:
        """Say whether a file stands in a conversation; None where Slack knows no such file."""
        try:
            known = await self.client.files_info(file=file)
        except SlackFault as fault:
            if fault.kind is FaultKind.REFUSED and fault.why in _UNKNOWN:
                return None
            raise
        return channel in _places(part(known, "file", dict))


def _places(file: dict[str, Any]) -> set[str]:
    """Return the conversations in which a file is shared, wherever Slack writes them down."""
    named = {place for kind in ("channels", "groups", "ims") for place in file.get(kind) or ()}
    return named.union(*(each for each in (file.get("shares") or {}).values()))
