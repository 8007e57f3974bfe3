"""An unchanged Bolt app over Socket Mode: commands, messages, controls, modals."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.local.slack.dispatch import Waits
from tests.bot.local_bench import bench, bench_with_app, connected_app

DIALOGUE = {
    "type": "modal",
    "callback_id": "evidence",
    "title": {"type": "plain_text", "text": "Add evidence"},
    "submit": {"type": "plain_text", "text": "Add"},
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "What was done"},
            "element": {"type": "plain_text_input", "action_id": "words"},
        },
    ],
}
BUTTONS: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*10618* is due"}},
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {
                "type": "button",
                "action_id": "update",
                "text": {"type": "plain_text", "text": "Update"},
                "value": "10618",
            },
        ],
    },
]


async def test_a_command_is_answered_through_its_acknowledgement() -> None:
    """What the app acknowledges a slash command with is shown to the person who typed it, and only to them."""

    def listen(app: AsyncApp) -> None:
        @app.command("/rec")
        async def rec(ack: Any, command: Any) -> None:
            await ack(f"{command['user_name']} asked: {command['text']}")

    async with bench_with_app(listen) as laid:
        outcome = await laid.workspace.command_as("anna", "#force-governance", "/rec status @sofia & more")
        assert outcome.ok
        seen = laid.workspace.ephemerals("anna")
        assert [m["text"] for m in seen] == ["anna asked: status <@U0SOFIA01|sofia> &amp; more"]
        assert laid.workspace.ephemerals("tom") == []
        assert laid.workspace.history("#force-governance") == []


async def test_a_message_reaches_the_app_and_is_answered_in_its_thread() -> None:
    """A person's message arrives as Slack's message event, and the app's reply stands in the thread."""
    heard: list[dict[str, Any]] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def message(event: Any, say: Any) -> None:
            heard.append(event)
            await say("Recorded.", thread_ts=event["ts"])

    async with bench_with_app(listen) as laid:
        posted = laid.workspace.post_as("anna", "@reckoner", "Done & <dusted>, see https://force.example/a.")
        await laid.workspace.settled()
        thread = laid.workspace.history("anna", thread_ts=posted["ts"])
    assert [message["text"] for message in thread][1] == "Recorded."
    assert thread[0]["reply_count"] == 1
    (event,) = heard
    assert event["channel_type"] == "im"
    assert event["channel"] == "D0ANNA001"
    assert event["text"] == "Done &amp; &lt;dusted&gt;, see <https://force.example/a>."
    assert event["client_msg_id"]
    assert event["blocks"][0]["type"] == "rich_text"


async def test_a_button_updates_the_message_it_stands_in() -> None:
    """The app gets the button's value and the message, and may replace the message at the response address."""
    clicked: list[dict[str, Any]] = []

    def listen(app: AsyncApp) -> None:
        @app.action("update")
        async def update(ack: Any, body: Any, respond: Any) -> None:
            await ack()
            clicked.append(body)
            await respond("Updated.", replace_original=True)

    async with bench_with_app(listen) as laid:
        sent = await laid.client.chat_postMessage(channel="U0ANNA001", text="10618 is due", blocks=BUTTONS)
        outcome = await laid.workspace.click("anna", {"channel": "D0ANNA001", "ts": sent["ts"]}, "Update")
        await laid.workspace.settled()
        (message,) = laid.workspace.history("anna")
    assert outcome.ok
    assert clicked[0]["actions"][0]["value"] == "10618"
    assert clicked[0]["message"]["ts"] == sent["ts"]
    assert message["text"] == "Updated."
    assert "edited" in message
    assert "blocks" not in message


async def test_an_ephemeral_message_is_clicked_without_being_told() -> None:
    """Slack does not repeat an ephemeral message to the app, and the response address can take it away."""
    clicked: list[dict[str, Any]] = []

    def listen(app: AsyncApp) -> None:
        @app.action("update")
        async def update(ack: Any, body: Any, respond: Any) -> None:
            await ack()
            clicked.append(body)
            await respond(delete_original=True)

    async with bench_with_app(listen) as laid:
        sent = await laid.client.chat_postEphemeral(
            channel="C0GOV0001",
            user="U0ANNA001",
            text="Only you",
            blocks=BUTTONS,
        )
        history = await laid.client.conversations_history(channel="C0GOV0001")
        assert history["messages"] == []
        (shown,) = laid.workspace.ephemerals("anna")
        assert shown["ts"] == sent["message_ts"]
        await laid.workspace.click("anna", shown, "update")
        assert laid.workspace.ephemerals("anna") == []
    assert clicked[0]["container"]["is_ephemeral"] is True
    assert "message" not in clicked[0]


async def test_a_modal_comes_back_with_errors_at_its_fields_and_then_closes() -> None:
    """An answer with errors keeps the modal open with sentences at the fields; an empty answer closes it."""

    def listen(app: AsyncApp) -> None:
        @app.command("/rec")
        async def rec(ack: Any, client: Any, command: Any) -> None:
            await ack()
            await client.views_open(trigger_id=command["trigger_id"], view=DIALOGUE)

        @app.view("evidence")
        async def evidence(ack: Any, view: Any) -> None:
            words = view["state"]["values"]["words"]["words"]["value"]
            if words == "x":
                await ack(response_action="errors", errors={"words": "Say a little more."})
            else:
                await ack()

    async with bench_with_app(listen) as laid:
        await laid.workspace.command_as("anna", "@reckoner", "/rec evidence")
        modal = laid.workspace.modal("anna")
        assert modal is not None
        assert modal["title"]["text"] == "Add evidence"
        missing = await laid.workspace.submit("anna")
        assert missing.errors == {"words": "Please complete this required field."}
        refused = await laid.workspace.submit("anna", {"words": "x"})
        assert refused.errors == {"words": "Say a little more."}
        assert laid.workspace.modal("anna") is not None
        taken = await laid.workspace.submit("anna", {"words": "All staff trained"})
        assert taken.ok
        assert laid.workspace.modal("anna") is None


async def test_a_modal_can_be_replaced_and_stacked_by_its_answer() -> None:
    """An answer may put another view in the modal's place, or one on top; clear closes them all."""
    answers = iter(("update", "push", "clear"))

    def listen(app: AsyncApp) -> None:
        @app.command("/rec")
        async def rec(ack: Any, client: Any, command: Any) -> None:
            await ack()
            await client.views_open(trigger_id=command["trigger_id"], view=DIALOGUE)

        @app.view("evidence")
        async def evidence(ack: Any) -> None:
            action = next(answers)
            await ack(response_action=action, view={**DIALOGUE, "private_metadata": action})

    async with bench_with_app(listen) as laid:
        await laid.workspace.command_as("anna", "@reckoner", "/rec evidence")
        for expected, open_modals in (("update", 1), ("push", 2)):
            outcome = await laid.workspace.submit("anna", {"words": "text"})
            assert outcome.view is not None
            assert outcome.view["private_metadata"] == expected
            assert len(laid.workspace.views.stack("U0ANNA001")) == open_modals
        await laid.workspace.submit("anna", {"words": "text"})
        assert laid.workspace.modal("anna") is None


async def test_a_command_that_nobody_answers_is_not_sent_again() -> None:
    """Without an app, or without its answer, the person alone reads Slack's sentence about the failure."""
    asked: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.command("/rec")
        async def rec(command: Any) -> None:
            asked.append(command["text"])
            raise RuntimeError("This handler fails before it acknowledges.")

    async with bench(waits=Waits(acknowledged=0.05, again=(0.0,))) as laid:
        alone = await laid.workspace.command_as("anna", "#force-governance", "/rec")
        assert alone.error == '/rec failed with the error "dispatch_failed"'
        async with connected_app(laid.served, listen):
            outcome = await laid.workspace.command_as("anna", "#force-governance", "/rec help")
        assert outcome.error == '/rec failed with the error "operation_timeout"'
        assert [m["text"] for m in laid.workspace.ephemerals("anna")] == [alone.error, outcome.error]
    assert asked == ["help"]
