"""Posting to Slack: once for every key, however often a send is tried."""

import asyncio
from dataclasses import replace
from datetime import UTC, timedelta
from io import BytesIO
from typing import Any

import structlog

from bot.clock import Clock
from bot.documents.chart.chart import NoPicture, picture
from bot.documents.documents import Documents
from bot.slack import addresses, payloads
from bot.slack.client import SlackClient, part
from bot.slack.errors import SlackFault, outcome_of
from bot.slack.uploads import Uploads
from bot.worker.faults import FaultKind
from jobs.delivery import Again, Outcome, Outgoing, Sent, Uploaded
from models.address import MessageRef
from models.refusals.base import Refusal
from templates.messages.answers import Refused
from templates.messages.documents import Document
from templates.messages.publication import SummaryPosted
from templates.slack import renderer

_log = structlog.get_logger(__name__)
PICTURE_NAME = "open-items.png"
EVENT_TYPE = "reckoner_notice"
SEARCHED = 200
"""Messages that are asked for at a time when a conversation is searched for a key."""


class SlackPoster:
    """Sends what the outbox holds."""

    def __init__(self, client: SlackClient, documents: Documents, clock: Clock) -> None:
        """Post through `client`, with what `documents` makes at the time of `clock`."""
        self._client, self._documents, self._clock = client, documents, clock
        self._uploads = Uploads(client)
        self._conversations: dict[str, str] = {}
        self._making = asyncio.Lock()

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Post or replace one message; return what became of it. What cannot be drawn is raised as it comes."""
        try:
            channel = await self._channel(outgoing)
            if outgoing.replaces is None and outgoing.unsure:
                known = await self._search(channel, outgoing)
                if known is not None:
                    return Sent(addresses.message(channel, known))
        except SlackFault as fault:
            return outcome_of(fault, posting=False)
        try:
            return await self._post(channel, outgoing)
        except SlackFault as fault:
            return outcome_of(fault, posting=True)

    async def _channel(self, outgoing: Outgoing) -> str:
        there = outgoing.replaces.conversation if outgoing.replaces else outgoing.conversation
        if there is not None:
            return there.id
        account = outgoing.account.id if outgoing.account else ""
        if account not in self._conversations:
            opened = await self._client.conversations_open(users=account)
            self._conversations[account] = str(part(opened, "channel", dict)["id"])
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
                channel=channel, ts=outgoing.replaces.id, text=drawn.text, blocks=drawn.blocks
            )
            return Sent(outgoing.replaces)
        thread = outgoing.thread.id if outgoing.thread else None
        return Sent(await self._say(channel, drawn, thread, outgoing.key))

    async def _say(
        self, channel: str, drawn: renderer.SlackMessage, thread: str | None = None, key: str | None = None
    ) -> MessageRef:
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}} if key else None
        posted = await self._client.chat_postMessage(
            channel=channel, thread_ts=thread, metadata=metadata, **payloads.shown(drawn)
        )
        return addresses.message(channel, part(posted, "ts", str))

    async def _draw(self, message: SummaryPosted) -> str | None:
        """Bring the summary's picture to Slack; return the file, or None where it cannot be had."""
        try:
            async with self._making:
                drawn = await asyncio.to_thread(picture, message.summary.history, message.summary.rag)
            file = await self._uploads.upload(BytesIO(drawn.png), PICTURE_NAME, drawn.alt)
            await self._uploads.keep(file, PICTURE_NAME)
        except (NoPicture, SlackFault) as error:
            _log.warning("no_picture", error=type(error).__name__)
            return None
        return file

    async def _pictured(self, message: SummaryPosted, file: str | None) -> SummaryPosted:
        """Return the summary with its picture, once Slack can show that; without one where it cannot."""
        try:
            is_ready = file is not None and await self._uploads.is_ready(file)
        except SlackFault as fault:
            _log.warning("no_picture", error=fault.why)
            is_ready = False
        return replace(message, picture=file) if is_ready else message

    async def _make(self, channel: str, outgoing: Outgoing, document: Document) -> Outcome:
        """Make a document and bring it to Slack, where nobody sees it yet."""
        with self._documents.room() as file:
            try:
                # One at a time: each can take as much memory as a program of its own may have.
                async with self._making:
                    made = await asyncio.to_thread(self._documents.write, document, self._clock.now(), file)
            except Refusal as refusal:
                refused = renderer.render(Refused(refusal.template, refusal.fields))
                return Sent(await self._say(channel, refused, key=outgoing.key))
            try:
                return Uploaded(await self._uploads.upload(file, made.file_name), made)
            except SlackFault as fault:
                return outcome_of(fault, posting=False)

    async def _share(self, channel: str, outgoing: Outgoing, document: Document) -> Outcome:
        """Share the document that was uploaded, unless an earlier attempt of which nothing was learnt has."""
        file = outgoing.file or ""
        if outgoing.unsure and await self._uploads.is_shared(file, channel):
            return self._shared(channel, file)
        try:
            await self._uploads.share(file, document.file_name, channel, renderer.render(document).text)
        except SlackFault as fault:
            outcome = outcome_of(fault, posting=True)
            is_refused = fault.kind is FaultKind.REFUSED
            return await self._refused(channel, file, outcome) if is_refused else outcome
        return self._shared(channel, file)

    def _shared(self, channel: str, file: str) -> Sent:
        """Return that a file stands in a channel: without a timestamp of its own, it is the latest."""
        now = int(self._clock.now().timestamp() * addresses.MICROSECONDS)
        return Sent(MessageRef(addresses.conversation(channel), file, now))

    async def _refused(self, channel: str, file: str, outcome: Outcome) -> Outcome:
        """Return what a refusal to share means: that the file has been shared, is gone, or what it says."""
        is_shared = await self._uploads.is_shared(file, channel)
        if is_shared:
            return self._shared(channel, file)
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
                found = await self._client.conversations_replies(ts=outgoing.thread.id, **asked)
            else:
                found = await self._client.conversations_history(**asked)
            for message in part(found, "messages", list):
                metadata = message.get("metadata") or {}
                if (metadata.get("event_payload") or {}).get("key") == outgoing.key:
                    return str(message["ts"])
            following = (found.get("response_metadata") or {}).get("next_cursor")
            if not following:
                return None
            asked["cursor"] = following
