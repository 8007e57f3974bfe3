"""Slack's side of the edge: what Bolt hears becomes plain facts, and answers become what Slack shows."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin
from weakref import WeakValueDictionary

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest, RetryDelivery
from bot.slack import addresses, payloads
from bot.slack.client import SlackClient
from bot.slack.directory import SlackDirectory
from bot.slack.error_handler import broke
from bot.slack.errors import SlackFault
from bot.slack.home import HomeTabs
from bot.slack.manifest import COMMAND
from bot.slack.plain_text import typed
from handlers.registry import IN_PLACE
from handlers.request import Place
from jobs.delivery import Outcome, Outgoing
from templates.messages import FormMessage, Message
from templates.messages.answers import Acknowledged, Crashed, Refused
from templates.messages.home import Home
from templates.slack import renderer

_log = structlog.get_logger(__name__)
_SPOKEN = frozenset({None, "", "file_share", "me_message", "thread_broadcast"})


class SlackEdge:
    """Listens to Slack and lets the desk answer. `address` is the workspace's web address.

    What is said past the outbox is posted by `send`.
    """

    def __init__(
        self,
        app: AsyncApp,
        desk: Dispatcher,
        homes: HomeTabs,
        client: SlackClient,
        directory: SlackDirectory,
        send: Callable[[Outgoing], Awaitable[Outcome]],
        *,
        address: str,
    ) -> None:
        """Register what `app` is to listen to; `client` shows forms, and `directory` knows who is of the force."""
        self._desk, self._homes, self._send, self._address = desk, homes, send, address
        self._client, self._directory = client, directory
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        app.command(COMMAND)(self.command)
        app.error(broke)
        app.event("message")(self.message)
        app.event("app_home_opened")(self.home_opened)
        app.action(re.compile(".*"))(self.action)
        app.shortcut(re.compile(".*"))(self.shortcut)
        app.view(re.compile(".*"))(self.view)

    async def command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Answer a slash command in the acknowledgement itself, or by a form."""
        words, channel = typed(body.get("text") or ""), addresses.conversation(body["channel_id"])
        heard = IncomingRequest(
            account=addresses.account(body["user_id"]),
            words=words,
            mentioned=addresses.accounts_in(words),
            place=Place(replace(channel, is_direct=body.get("channel_name") == "directmessage")),
            source=f"command:{body['trigger_id']}",
            outside=await self._directory.is_outside(
                body["user_id"], body["team_id"], body.get("enterprise_id")
            ),
            typed=f"{COMMAND} {words}",
        )
        message: Message | None = await self._desk.command(heard)
        if isinstance(message, FormMessage):
            message = await self._opened(message, body)
        if message is None:
            await ack()
        else:
            drawn = self._desk.drawn(renderer.render, message)
            await ack(**payloads.shown(drawn), response_type="ephemeral")

    async def shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Answer what was called from the menu of a message, by a form."""
        said, channel = body["message"], body["channel"]["id"]
        ts = said["ts"]
        heard = IncomingRequest(
            account=addresses.account(body["user"]["id"]),
            words=payloads.words(said),
            place=_place(channel, said.get("thread_ts"), ts),
            source=f"shortcut:{body['trigger_id']}",
            permalink=self._permalink(channel, ts),
            outside=await self._is_outside(body["user"]),
        )
        message: Message | None = await self._desk.shortcut(body["callback_id"], heard)
        await ack()
        if isinstance(message, FormMessage):
            message = await self._opened(message, body)
        if message is not None:
            await self._say(message, heard, body)

    async def message(self, event: dict[str, Any], body: dict[str, Any]) -> None:
        """Take in what a person writes, edits or deletes in the direct conversation.

        Slack brings it again while the first attempt is still under way: each attempt sees what came of the last.
        """
        if not payloads.is_direct(event):
            return
        async with self._turns.setdefault(body["event_id"], asyncio.Lock()):
            try:
                await self._take_in(event, body)
            except RetryDelivery as fault:
                if not fault.is_told:
                    await self._say_at_once(fault, event, body)
                raise

    async def _take_in(self, event: dict[str, Any], body: dict[str, Any]) -> None:
        deletion = payloads.deletion(event)
        if deletion is not None:
            if not deletion.was.get("bot_id"):
                await self._desk.replies.deleted(await self._heard(event, deletion.was, deletion.ts, body))
        elif event.get("subtype") in _SPOKEN and not event.get("bot_id"):
            await self._desk.replies.written(await self._heard(event, event, event["ts"], body))
        elif event.get("subtype") == "message_changed" and payloads.was_edited(event):
            now = event["message"]
            await self._desk.replies.edited(await self._heard(event, now, now["ts"], body))

    async def home_opened(self, event: dict[str, Any]) -> None:
        """Publish the person's own page."""
        if event.get("tab") == "home":
            await self._homes.publish(addresses.account(event["user"]))

    async def action(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Answer a button: by a form, by replacing the message it stands in, or only for the person."""
        action = body["actions"][0]
        name, value = payloads.pressed(action)
        heard = await self._pressed(action, value, body)
        message = await self._desk.press(name.partition(":")[0], heard)
        await ack()
        if isinstance(message, FormMessage):
            message = await self._opened(message, body)
        if message is None:
            return
        if body.get("view"):
            await self._answer_in_view(message, heard, body)
        else:
            ephemeral = body.get("container", {}).get("is_ephemeral", False)
            await self._say(message, heard, body, replaces=ephemeral and name in IN_PLACE)

    async def view(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Take a form; what cannot be taken is said at its field, with everything typed still there."""
        view = body["view"]
        heard = IncomingRequest(
            account=addresses.account(body["user"]["id"]),
            words=view.get("private_metadata") or "",
            place=Place(),
            source=f"form:{view['id']}",
            fields=payloads.fields(view),
            files=payloads.form_files(view),
            outside=await self._is_outside(body["user"]),
        )
        message = await self._desk.submit(view["callback_id"], heard)
        if isinstance(message, Refused | Crashed):
            await ack(response_action="errors", errors=renderer.faults(message, payloads.names(view)))
        elif isinstance(message, FormMessage):
            await ack(response_action="update", view=self._desk.drawn(renderer.view, message))
        else:
            await ack()

    async def _opened(self, shown: Message, body: dict[str, Any]) -> Message | None:
        """Show a modal: on top of the one in which a button was pressed, else by itself.

        Return what to say where Slack does not, for instance since the answer took too long.
        """
        view, trigger = self._desk.drawn(renderer.view, shown), body["trigger_id"]
        is_on_top = (body.get("view") or {}).get("type") == "modal"
        show = self._client.views_push if is_on_top else self._client.views_open
        try:
            await show(trigger_id=trigger, view=view)
        except SlackFault as fault:
            _log.warning("view_not_opened", view=type(shown).__name__, error=fault.why)
            return Acknowledged("form_did_not_open")
        return None

    async def _answer_in_view(self, message: Message, heard: IncomingRequest, body: dict[str, Any]) -> None:
        """Show what was answered to a button in a view; where Slack does not, say so in the direct conversation."""
        if isinstance(message, Home):
            await self._homes.show(heard.account, self._desk.drawn(renderer.home, message))
            return
        did_not_open = Acknowledged("form_did_not_open")
        if message == did_not_open or await self._opened(message, body) is not None:
            await self._desk.tell(heard, did_not_open)

    async def _say(
        self, message: Message, heard: IncomingRequest, body: dict[str, Any], *, replaces: bool = False
    ) -> None:
        """Say an answer where the person stands; where Slack takes none there, in the direct conversation."""
        drawn, to = self._desk.drawn(renderer.render, message), str(body["response_url"])
        how = {"response_type": "ephemeral", "replace_original": replaces}
        try:
            await self._client.respond(to, **payloads.shown(drawn), **how)
        except SlackFault as fault:
            _log.warning("answer_not_shown", answer=type(message).__name__, error=fault.why)
            await self._desk.tell(heard, message)

    async def _say_at_once(self, fault: RetryDelivery, event: dict[str, Any], body: dict[str, Any]) -> None:
        """Say a crash past the outbox, where nothing can be written, unless it stands there already."""
        channel, thread = event["channel"], event.get("thread_ts")
        await self._send(
            Outgoing(
                outbox_message=0,
                attempt=0,
                key=fault.key,
                message=fault.crashed,
                account=None,
                conversation=addresses.conversation(channel),
                thread=addresses.message(channel, thread) if thread else None,
                replaces=None,
                unsure=True,
                created_at=datetime.fromtimestamp(body["event_time"], UTC),
            )
        )

    async def _heard(
        self, event: dict[str, Any], said: dict[str, Any], message: str, body: dict[str, Any]
    ) -> IncomingRequest:
        channel = event["channel"]
        thread = said.get("thread_ts")
        user = str(said.get("user") or "")
        return IncomingRequest(
            account=addresses.account(user),
            words=payloads.words(said),
            place=_place(channel, thread if thread != message else None, message),
            source=f"{channel}:{message}",
            event=body["event_id"],
            version=addresses.order(edited) if (edited := (said.get("edited") or {}).get("ts")) else None,
            files=payloads.files(said),
            forwarded=payloads.forwarded(said),
            permalink=self._permalink(channel, message),
            outside=await self._directory.is_outside(user, said.get("user_team") or said.get("team")),
        )

    async def _pressed(self, action: dict[str, Any], value: str, body: dict[str, Any]) -> IncomingRequest:
        container = body.get("container") or {}
        channel, message = container.get("channel_id") or "", container.get("message_ts")
        return IncomingRequest(
            account=addresses.account(body["user"]["id"]),
            words=value,
            place=_place(channel, container.get("thread_ts"), message),
            source=f"press:{channel}:{message}:{action.get('action_ts', body['trigger_id'])}",
            outside=await self._is_outside(body["user"]),
        )

    def _permalink(self, channel: str, message: str) -> str:
        return urljoin(self._address, f"archives/{channel}/p{message.replace('.', '')}")

    async def _is_outside(self, user: dict[str, Any]) -> bool:
        return await self._directory.is_outside(user["id"], user.get("team_id"))


def _place(channel: str, thread: str | None, message: str | None) -> Place:
    """Return where something was said or pressed; in a view there is no channel."""
    if not channel:
        return Place()
    return Place(
        addresses.conversation(channel),
        addresses.message(channel, thread) if thread else None,
        addresses.message(channel, message) if message else None,
    )
