"""Slack's side of the edge: what Bolt hears becomes plain facts, and answers become what Slack shows."""

import re
from collections import deque
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest, RetryDelivery
from bot.slack import addresses, payloads
from bot.slack.error_handler import broke
from bot.slack.errors import SLACK_MAY
from bot.slack.home import HomeTabs
from bot.slack.manifest import COMMAND
from bot.slack.plain_text import plain
from handlers.request import Place
from templates.messages import FormMessage, Message
from templates.messages.answers import Acknowledged, Crashed, Refused
from templates.messages.home import Home
from templates.slack import renderer

REMEMBERED = 1000
"""Of so many messages it is remembered that their crash was said past the outbox."""

DIRECT = "im"
_LEAFING = frozenset(
    {"page_next", "page_previous", "send_again", "let_be"}
    | {f"{what}:{way}" for what in ("history", "search", "why") for way in ("next", "previous")}
)
"""Buttons whose answer takes the place of what stands there; that of any other is shown beside it."""

_SPOKEN = frozenset({None, "file_share", "thread_broadcast"})


class SlackEdge:
    """Listens to Slack and lets the desk answer. `team` and `address` are the workspace's id and web address."""

    def __init__(self, app: AsyncApp, desk: Dispatcher, homes: HomeTabs, *, team: str, address: str) -> None:
        """Register what `app` is to listen to."""
        self._desk, self._homes, self._team, self._address = desk, homes, team, address
        self._said_at_once: deque[str] = deque(maxlen=REMEMBERED)
        app.command(COMMAND)(self.command)
        app.error(broke)
        app.event("message")(self.message)
        app.event("app_home_opened")(self.home_opened)
        app.action(re.compile(".*"))(self.action)
        app.shortcut(re.compile(".*"))(self.shortcut)
        app.view(re.compile(".*"))(self.view)

    async def command(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Answer a slash command in the acknowledgement itself, or by a form."""
        words, channel = plain(body.get("text", "")).strip(), addresses.conversation(body["channel_id"])
        heard = IncomingRequest(
            account=addresses.account(body["user_id"]),
            words=words,
            mentioned=addresses.accounts_in(words),
            place=Place(replace(channel, is_direct=body.get("channel_name") == "directmessage")),
            source=f"command:{body['trigger_id']}",
            outside=body["team_id"] != self._team,
            typed=f"{COMMAND} {words}",
        )
        message: Message | None = await self._desk.command(heard)
        if isinstance(message, FormMessage):
            message = await self._opened(message, body, client)
        if message is None:
            await ack()
        else:
            drawn = self._desk.drawn(renderer.render, message)
            await ack(**payloads.shown(drawn), response_type="ephemeral")

    async def shortcut(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """Answer what was called from the menu of a message, by a form."""
        said, channel = body["message"], body["channel"]["id"]
        ts = said["ts"]
        heard = IncomingRequest(
            account=addresses.account(body["user"]["id"]),
            words=plain(said.get("text", "")),
            place=_place(channel, said.get("thread_ts"), ts),
            source=f"shortcut:{body['trigger_id']}",
            permalink=self._permalink(channel, ts),
            outside=self._is_outside(body["user"]),
        )
        message: Message | None = await self._desk.shortcut(body["callback_id"], heard)
        await ack()
        if isinstance(message, FormMessage):
            message = await self._opened(message, body, client)
        if message is not None:
            await self._say(message, respond)

    async def message(self, event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        """Take in what a person writes, edits or deletes in the direct conversation."""
        if event.get("channel_type") != DIRECT:
            return
        try:
            await self._take_in(event, body)
        except RetryDelivery as fault:
            if not fault.is_told:
                await self._say_at_once(fault.crashed, event, client)
            raise

    async def _take_in(self, event: dict[str, Any], body: dict[str, Any]) -> None:
        subtype = event.get("subtype")
        if subtype in _SPOKEN and not event.get("bot_id"):
            await self._desk.replies.written(self._heard(event, event, event["ts"], body))
        elif subtype == "message_changed" and payloads.was_edited(event):
            now = event["message"]
            await self._desk.replies.edited(self._heard(event, now, now["ts"], body))
        elif subtype == "message_deleted" and not event.get("previous_message", {}).get("bot_id"):
            was = event.get("previous_message", {})
            await self._desk.replies.deleted(self._heard(event, was, event["deleted_ts"], body))

    async def home_opened(self, event: dict[str, Any]) -> None:
        """Publish the person's own page."""
        if event.get("tab") == "home":
            await self._homes.publish(addresses.account(event["user"]))

    async def action(
        self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> None:
        """Answer a button: by a form, by replacing the message it stands in, or only for the person."""
        action = body["actions"][0]
        name = action["action_id"].partition(":")[0]
        heard = self._pressed(action, body)
        message = await self._desk.press(name, heard)
        await ack()
        if isinstance(message, FormMessage):
            message = await self._opened(message, body, client)
        if message is None:
            return
        if body.get("view"):
            await self._answer_in_view(message, body, client)
        else:
            ephemeral = body.get("container", {}).get("is_ephemeral", False)
            await self._say(message, respond, replaces=ephemeral and action["action_id"] in _LEAFING)

    async def view(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Take a form; what cannot be taken is said at its field, with everything typed still there."""
        view = body["view"]
        heard = IncomingRequest(
            account=addresses.account(body["user"]["id"]),
            words=view.get("private_metadata", ""),
            place=Place(),
            source=f"form:{view['id']}",
            fields=payloads.fields(view),
            files=payloads.form_files(view),
            outside=self._is_outside(body["user"]),
        )
        message = await self._desk.submit(view["callback_id"], heard)
        if isinstance(message, Refused | Crashed):
            await ack(response_action="errors", errors=renderer.faults(message, payloads.names(view)))
        elif isinstance(message, FormMessage):
            await ack(response_action="update", view=self._desk.drawn(renderer.view, message))
        else:
            await ack()

    async def _opened(
        self, form: FormMessage, body: dict[str, Any], client: AsyncWebClient
    ) -> Message | None:
        """Open a form; return what to say where Slack does not, for instance since the answer took too long."""
        try:
            await self._show(form, body, client)
        except SlackApiError:
            if body.get("view"):
                raise
            return Acknowledged("form_did_not_open")
        return None

    async def _answer_in_view(self, message: Message, body: dict[str, Any], client: AsyncWebClient) -> None:
        if isinstance(message, Home):
            await self._homes.show(
                addresses.account(body["user"]["id"]), self._desk.drawn(renderer.home, message)
            )
        else:
            await self._show(message, body, client)

    async def _show(self, message: Message, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Show a modal: on top of the one in which a button was pressed, else by itself."""
        view, trigger = self._desk.drawn(renderer.view, message), body["trigger_id"]
        if (body.get("view") or {}).get("type") == "modal":
            await client.views_push(trigger_id=trigger, view=view)
        else:
            await client.views_open(trigger_id=trigger, view=view)

    async def _say(self, message: Message, respond: AsyncRespond, *, replaces: bool = False) -> None:
        drawn = self._desk.drawn(renderer.render, message)
        await respond(**payloads.shown(drawn), response_type="ephemeral", replace_original=replaces)

    async def _say_at_once(self, crashed: Crashed, event: dict[str, Any], client: AsyncWebClient) -> None:
        """Say a crash past the outbox, where nothing can be written: once, however often Slack brings it."""
        said = f"{event['channel']}:{event['ts']}"
        if said in self._said_at_once:
            return
        self._said_at_once.append(said)
        drawn = self._desk.drawn(renderer.render, crashed)
        with suppress(*SLACK_MAY):
            await client.chat_postMessage(
                channel=event["channel"], thread_ts=event.get("thread_ts"), **payloads.shown(drawn)
            )

    def _heard(
        self, event: dict[str, Any], said: dict[str, Any], message: str, body: dict[str, Any]
    ) -> IncomingRequest:
        channel = event["channel"]
        thread = said.get("thread_ts")
        return IncomingRequest(
            account=addresses.account(said.get("user", "")),
            words=plain(said.get("text", "")),
            place=_place(channel, thread if thread != message else None, message),
            source=f"{channel}:{message}",
            event=body["event_id"],
            version=addresses.order(edited) if (edited := said.get("edited", {}).get("ts")) else None,
            files=payloads.files(said),
            permalink=self._permalink(channel, message),
            outside=said.get("user_team", said.get("team", self._team)) != self._team,
        )

    def _pressed(self, action: dict[str, Any], body: dict[str, Any]) -> IncomingRequest:
        container = body.get("container", {})
        channel, message = container.get("channel_id", ""), container.get("message_ts")
        return IncomingRequest(
            account=addresses.account(body["user"]["id"]),
            words=payloads.value(action),
            place=_place(channel, container.get("thread_ts"), message),
            source=f"press:{channel}:{message}:{action.get('action_ts', body['trigger_id'])}",
            outside=self._is_outside(body["user"]),
        )

    def _permalink(self, channel: str, message: str) -> str:
        return urljoin(self._address, f"archives/{channel}/p{message.replace('.', '')}")

    def _is_outside(self, user: dict[str, Any]) -> bool:
        return bool(user.get("team_id", self._team) != self._team)


def _place(channel: str, thread: str | None, message: str | None) -> Place:
    """Return where something was said or pressed; in a view there is no channel."""
    if not channel:
        return Place()
    return Place(
        addresses.conversation(channel),
        addresses.message(channel, thread) if thread else None,
        addresses.message(channel, message) if message else None,
    )
