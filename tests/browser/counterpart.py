"""The small real Bolt app at the other end, and the workspace it is on."""

from dataclasses import dataclass, field
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.local.server import Served
from tests.browser.shapes import FORM, REMINDER, TABLE, Json, marked


@dataclass
class Force:
    """The workspace, the app's own client, and what the app has been told."""

    served: Served
    clock: MovableClock
    client: AsyncWebClient
    heard: list[Json] = field(default_factory=list)

    async def remind(self) -> str:
        """Send Anna the reminder and return its timestamp."""
        opened = await self.client.conversations_open(users="U0ANNA001")
        posted = await self.client.chat_postMessage(
            channel=opened["channel"]["id"], text="A review of 10618 is due", blocks=REMINDER
        )
        return str(posted["ts"])


def counterpart(force: Force) -> AsyncApp:
    """Return an app that answers to everything that the page can do."""
    app = AsyncApp(client=force.client, process_before_response=True)
    _talks(app, force)
    _has_controls(app, force)
    _has_forms(app, force)
    return app


def _talks(app: AsyncApp, force: Force) -> None:
    @app.command("/rec")
    async def command(ack: Any, command: Json) -> None:
        force.heard.append(command)
        if command["text"].startswith("digest"):
            await ack(
                {
                    "response_type": "in_channel",
                    "text": "The digest",
                    "blocks": [marked("*The digest*"), TABLE],
                }
            )
        else:
            await ack(f"You asked for *{command['text']}*")

    @app.event("message")
    async def message(event: Json, client: AsyncWebClient) -> None:
        force.heard.append(event)
        if event.get("files"):
            names = ", ".join(file["name"] for file in event["files"])
            thread = event.get("thread_ts", event["ts"])
            await client.chat_postMessage(
                channel=event["channel"], text=f"Recorded with {names}", thread_ts=thread
            )

    @app.event("app_home_opened")
    async def home(event: Json, client: AsyncWebClient) -> None:
        await client.views_publish(
            user_id=event["user"], view={"type": "home", "blocks": [marked("*Your items*"), *REMINDER[3:4]]}
        )


def _has_controls(app: AsyncApp, force: Force) -> None:
    @app.action("update")
    async def update(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.action("not_mine")
    async def not_mine(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_update(
            channel=body["channel"]["id"],
            ts=body["message"]["ts"],
            text="Done",
            blocks=[marked("*Handed back*")],
        )

    @app.action("rag")
    @app.action("hand_to")
    @app.action("more")
    async def chosen(ack: Any, action: Json) -> None:
        await ack()
        force.heard.append(action)


def _has_forms(app: AsyncApp, force: Force) -> None:
    @app.shortcut("record")
    async def shortcut(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("update")
    async def submitted(ack: Any, view: Json, body: Json) -> None:
        values = view["state"]["values"]
        if len(values["words"]["text"]["value"]) < 5:
            await ack(response_action="errors", errors={"words": "Say a little more than that."})
            return
        force.heard.append(values)
        await ack()
