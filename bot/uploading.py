"""Uploading a file to Slack without holding it in memory, as `files_upload_v2` of its own library does."""

from os import SEEK_END
from typing import BinaryIO

import aiohttp
from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

LEAST_SECONDS = 60
SLOWEST = 2**17
"""Octets a second: an upload that is slower has stalled, and is tried again later."""

TAKEN = 200


async def upload(client: AsyncWebClient, channel: str, file: BinaryIO, name: str, words: str) -> str:
    """Share `file` in a conversation, with `words` beside it; return its id on Slack.

    Raises what the client raises, and SlackRequestError if Slack does not take the file. Source: Slack, “Working
    with files”.
    """
    length = file.seek(0, SEEK_END)
    file.seek(0)
    place = await client.files_getUploadURLExternal(filename=name, length=length)
    session = client.session
    if session is None:
        raise SlackRequestError("The client shares no session.")
    timeout = aiohttp.ClientTimeout(total=LEAST_SECONDS + length // SLOWEST)
    async with session.post(place["upload_url"], data=file, timeout=timeout) as answer:
        if answer.status != TAKEN:
            raise SlackRequestError(f"Slack answered {answer.status} to an upload.")
    uploaded = str(place["file_id"])
    await client.files_completeUploadExternal(
        files=[{"id": uploaded, "title": name}], channel_id=channel, initial_comment=words
    )
    return uploaded
