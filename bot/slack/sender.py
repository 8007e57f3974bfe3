"""Posting to Slack: once for every key, however often a send is tried."""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, timedelta
from io import BytesIO
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.documents.chart.chart import NoPicture, picture
from bot.documents.documents import Documents
from bot.slack import payloads
from bot.slack.errors import SLACK_MAY
from bot.slack.uploads import Uploads
from jobs.delivery import Again, Impossible, Outcome, Outgoing, Sent, Uploaded
from models.refusals.base import Refusal
from templates.messages.answers import Refused
from templates.messages.documents import Document
from templates.messages.publication import SummaryPosted
from templates.slack import renderer

_log = structlog.get_logger(__name__)
PICTURE_NAME = "open-items.png"
_PERSON = re.compile(r"[UW][A-Z0-9]+")
"""The id of a person in the place of a channel's: of somebody whom the register need not know."""

EVENT_TYPE = "reckoner_notice"
SEARCHED = 200
"""Messages that are asked for at a time when a conversation is searched for a key."""


SLACK_IS_BUSY = 429
SERVER_FAULT = 500
_NO_USE_TRYING_AGAIN = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "is_archived",
        "message_not_found",
        "msg_too_long",
        "not_in_channel",
        "restricted_action",
        "user_disabled",
        "user_not_found",
    }
)


class SlackPoster:
    """Sends what the outbox holds.

    The client must not retry on its own: a connection that drops after Slack has accepted a message would make
    it post twice.
    """

    def __init__(self, client: AsyncWebClient, documents: Documents, clock: Clock) -> None:
        """Post through `client`, with what `documents` makes at the time of `clock`."""
        self._client, self._documents, self._clock = client, documents, clock
        self._uploads = Uploads(client)
        self._conversations: dict[str, str] = {}

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Post or replace one message; return what became of it. Nothing is raised, whatever goes wrong."""
        try:
            return await self._send(outgoing)
        except Exception as error:  # noqa: BLE001 - one message that cannot be drawn must not hold up the others
            _log.error("not_drawn", key=outgoing.key, error=type(error).__name__)
            return Impossible(type(error).__name__)

    async def _send(self, outgoing: Outgoing) -> Outcome:
        try:
            channel = await self._channel(outgoing)
        except SLACK_MAY as error:
            # What was not learnt before has not been learnt by this either.
            outcome = _outcome(error, posting=False)
            return _still_unsure(outcome) if outgoing.unsure else outcome
        try:
            if outgoing.replaces is None and outgoing.unsure:
                known = await self._search(channel, outgoing)
                if known is not None:
                    return Sent(channel, known)
        except SLACK_MAY as error:
            return _still_unsure(_outcome(error, posting=False))
        try:
            return await self._post(channel, outgoing)
        except SLACK_MAY as error:
            return _outcome(error, posting=True)

    async def _channel(self, outgoing: Outgoing) -> str:
        if outgoing.replaces is not None:
            return outgoing.replaces[0]
        if outgoing.channel is not None and not _PERSON.fullmatch(outgoing.channel):
            return outgoing.channel
        account = outgoing.channel or outgoing.account or ""
        if account not in self._conversations:
            opened = await self._client.conversations_open(users=account)
            self._conversations[account] = opened["channel"]["id"]
        return self._conversations[account]

    async def _post(self, channel: str, outgoing: Outgoing) -> Outcome:
        message = outgoing.message
        if isinstance(message, Document):
            return await (self._share if outgoing.file else self._make)(channel, outgoing, message)
        if isinstance(message, SummaryPosted) and message.picture is None:
            if outgoing.file is None and (file := await self._draw(message)):
                return Uploaded(file)
            message = await self._pictured(message, outgoing.file)
        drawn = renderer.render(message)
        if outgoing.replaces is not None:
            await self._client.chat_update(
                channel=channel, ts=outgoing.replaces[1], text=drawn.text, blocks=drawn.blocks
            )
            return Sent(channel, outgoing.replaces[1])
        return Sent(channel, await self._say(channel, drawn, outgoing.thread, outgoing.key))

    async def _say(
        self, channel: str, drawn: renderer.SlackMessage, thread: str | None = None, key: str | None = None
    ) -> str:
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}} if key else None
        posted = await self._client.chat_postMessage(
            channel=channel, thread_ts=thread, metadata=metadata, **payloads.shown(drawn)
        )
        return str(posted["ts"])

    async def _draw(self, message: SummaryPosted) -> str | None:
        """Bring the summary's picture to Slack; return the file, or None where it cannot be had."""
        try:
            drawn = await asyncio.to_thread(picture, message.summary.history, message.summary.rag)
            file = await self._uploads.upload(BytesIO(drawn.png), PICTURE_NAME, drawn.alt)
            await self._uploads.keep(file, PICTURE_NAME)
        except (NoPicture, *SLACK_MAY) as error:
            _log.warning("no_picture", error=type(error).__name__)
            return None
        return file

    async def _pictured(self, message: SummaryPosted, file: str | None) -> SummaryPosted:
        """Return the summary with its picture, once Slack can show that; without one where it cannot."""
        try:
            is_ready = file is not None and await self._uploads.is_ready(file)
        except SLACK_MAY as error:
            _log.warning("no_picture", error=type(error).__name__)
            is_ready = False
        return replace(message, picture=file) if is_ready else message

    async def _make(self, channel: str, outgoing: Outgoing, document: Document) -> Outcome:
        """Make a document and bring it to Slack, where nobody sees it yet."""
        with self._documents.room() as file:
            try:
                made = await asyncio.to_thread(self._documents.write, document, self._clock.now(), file)
            except Refusal as refusal:
                refused = renderer.render(Refused(refusal.template, refusal.fields))
                return Sent(channel, await self._say(channel, refused, key=outgoing.key))
            try:
                return Uploaded(await self._uploads.upload(file, made.file_name), made)
            except SLACK_MAY as error:
                return _outcome(error, posting=False)

    async def _share(self, channel: str, outgoing: Outgoing, document: Document) -> Outcome:
        """Share the document that was uploaded, unless an earlier attempt of which nothing was learnt has."""
        file = outgoing.file or ""
        if outgoing.unsure and await self._uploads.is_shared(file, channel):
            return Sent(channel, file)
        try:
            await self._uploads.share(file, document.file_name, channel, renderer.render(document).text)
        except SLACK_MAY as error:
            outcome = _outcome(error, posting=True)
            return await self._refused(channel, file, outcome) if _is_refusal(error) else outcome
        return Sent(channel, file)

    async def _refused(self, channel: str, file: str, outcome: Outcome) -> Outcome:
        """Return what a refusal to share means: that the file has been shared, is gone, or what it says."""
        is_shared = await self._uploads.is_shared(file, channel)
        if is_shared:
            return Sent(channel, file)
        if is_shared is None and isinstance(outcome, Again):
            return replace(outcome, unsure=False, forget=True)
        return outcome

    async def _search(self, channel: str, outgoing: Outgoing) -> str | None:
        # Slack's own clock stamps messages: an hour's allowance keeps a clock that differs from hiding one.
        oldest = str((outgoing.created_at.astimezone(UTC) - timedelta(hours=1)).timestamp())
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": oldest,
            "limit": SEARCHED,
            "include_all_metadata": True,
        }
        while True:
            if outgoing.thread is not None:
                found = await self._client.conversations_replies(ts=outgoing.thread, **asked)
            else:
                found = await self._client.conversations_history(**asked)
            for message in found["messages"]:
                metadata = message.get("metadata") or {}
                if metadata.get("event_payload", {}).get("key") == outgoing.key:
                    return str(message["ts"])
            following = (found.get("response_metadata") or {}).get("next_cursor")
            if not following:
                return None
            asked["cursor"] = following


def _outcome(error: Exception, *, posting: bool) -> Outcome:
    if not isinstance(error, SlackApiError):
        refused = isinstance(error, aiohttp.ClientConnectorError)
        return Again(type(error).__name__, unsure=posting and not refused)
    status, answer = error.response.status_code, error.response.data
    name = str(answer.get("error", status)) if isinstance(answer, dict) else str(status)
    if status == SLACK_IS_BUSY:
        seconds = int(error.response.headers.get("Retry-After", "1"))
        return Again("ratelimited", unsure=False, after=timedelta(seconds=seconds))
    if status >= SERVER_FAULT or name in ("internal_error", "fatal_error", "service_unavailable"):
        return Again(name, unsure=posting)
    return Impossible(name) if name in _NO_USE_TRYING_AGAIN else Again(name, unsure=False)


def _is_refusal(error: Exception) -> bool:
    """Say whether Slack has understood, and refused: neither too busy nor at fault itself."""
    if not isinstance(error, SlackApiError):
        return False
    status = error.response.status_code
    return bool(status != SLACK_IS_BUSY and status < SERVER_FAULT)


def _still_unsure(outcome: Outcome) -> Outcome:
    return Again(outcome.error, unsure=True, after=outcome.after) if isinstance(outcome, Again) else outcome
