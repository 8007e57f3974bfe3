"""Uploading a file to Slack without holding it in memory, as `files_upload_v2` of its own library does."""

from os import SEEK_END
from typing import BinaryIO

import aiohttp
from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

STALLED = aiohttp.ClientTimeout(total=None, sock_connect=30, sock_read=60)
"""A large file takes as long as it takes, unless nothing moves any more."""

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
    async with session.post(place["upload_url"], data=file, timeout=STALLED) as answer:
        if answer.status != TAKEN:
            raise SlackRequestError(f"Slack answered {answer.status} to an upload.")
    uploaded = str(place["file_id"])
    await client.files_completeUploadExternal(
        files=[{"id": uploaded, "title": name}], channel_id=channel, initial_comment=words
    )
    return uploaded
