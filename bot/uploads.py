"""Files on their way to Slack: uploaded first, and shared in a step of its own.

Slack takes the last step once for every file. A file's id is therefore written down before that step, so that one
whose outcome is unknown is tried with the same file: it can be shared then, or has been, and never arrives twice.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

LOOKS = 10
PAUSE = 1.0
"""Seconds between two looks at what Slack has made of a file."""

_TAKEN = 200
_UNKNOWN = frozenset({"file_not_found", "file_deleted"})


@dataclass(frozen=True)
class Uploads:
    """Uploads files through `client`, which must not retry on its own."""

    client: AsyncWebClient

    async def upload(self, content: bytes, name: str, alt: str | None = None) -> str:
        """Bring `content` to Slack and return the file's id: nobody sees it yet, and unshared it is discarded."""
        answer = await self.client.files_getUploadURLExternal(filename=name, length=len(content), alt_txt=alt)
        if self.client.session is None:
            raise SlackRequestError("The client has no connection of its own to upload by.")
        wait = aiohttp.ClientTimeout(self.client.timeout)
        async with self.client.session.post(str(answer["upload_url"]), data=content, timeout=wait) as taken:
            if taken.status != _TAKEN:
                raise SlackRequestError(f"Slack answered {taken.status} to an upload.")
        return str(answer["file_id"])

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
            if known["file"].get("mimetype"):
                return True
            await asyncio.sleep(PAUSE)
        return False

    async def is_shared(self, file: str, channel: str) -> bool | None:
        """Say whether a file stands in a conversation; None where Slack knows no such file."""
        try:
            known = await self.client.files_info(file=file)
        except SlackApiError as error:
            answer = error.response.data
            if isinstance(answer, dict) and answer.get("error") in _UNKNOWN:
                return None
            raise
        return channel in _places(known["file"])


def _places(file: dict[str, Any]) -> set[str]:
    """Return the conversations in which a file is shared, wherever Slack writes them down."""
    named = {place for kind in ("channels", "groups", "ims") for place in file.get(kind) or ()}
    return named.union(*(each for each in (file.get("shares") or {}).values()))
