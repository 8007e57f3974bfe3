"""The page's private API does what the page's contract says, and keeps other sites out."""

import json
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

from bot.local.page_api import Stop
from bot.local.server import serve
from tests.bot.local_bench import START, Bench, bench, bench_with_app, new_workspace

PAGE = {"X-Reckoner-Page": "1"}
GOV = "C0GOV0001"


async def get(laid: Bench, path: str, **query: str) -> dict[str, Any]:
    """Read from the page's API as Anna."""
    asked = {"as": "U0ANNA001", **query}
    async with laid.session.get(f"{laid.served.base_url}/page/{path}", params=asked) as answer:
        body: dict[str, Any] = await answer.json()
        return body


async def post(laid: Bench, path: str, **body: Any) -> dict[str, Any]:
    """Act by the page's API as Anna."""
    asked = {"as": "U0ANNA001", **body}
    async with laid.session.post(f"{laid.served.base_url}/page/{path}", json=asked, headers=PAGE) as answer:
        told: dict[str, Any] = await answer.json()
        return told


async def next_item(stream: aiohttp.ClientResponse) -> dict[str, Any]:
    """Return the next item of a stream."""
    while True:
        line = await stream.content.readline()
        if line.startswith(b"data: "):
            item: dict[str, Any] = json.loads(line[6:])
            return item


async def test_the_state_holds_what_the_page_needs() -> None:
    """The page learns who there is, where one may speak, what one may command, and the time."""
    async with bench() as laid:
        laid.workspace.post_as("tom", GOV, "@anna please update")
        state = await get(laid, "state")
        guest = await get(laid, "state", **{"as": "U0GUEST01"})
    assert state["team"] == {"id": "T0FORCE01", "name": "Force workspace"}
    assert state["me"]["real_name"] == "Anna Clarke"
    assert {"id", "name", "real_name", "title", "kind", "role", "is_bot"} <= state["people"][0].keys()
    governance = next(row for row in state["conversations"] if row["id"] == GOV)
    assert (governance["unread"], governance["mentions"]) == (1, 1)
    assert state["conversations"][-1]["with"] == "U0RECKONR"
    assert state["app"] == {
        "id": "A0RECKONR",
        "user_id": "U0RECKONR",
        "name": "Reckoner",
        "connected": False,
        "home": True,
    }
    assert state["commands"][0]["command"] == "/rec"
    assert datetime.fromisoformat(state["clock"]["now"]) == START
    assert [row["name"] for row in guest["conversations"] if row["kind"] == "channel"] == ["general"]


async def test_a_message_is_posted_edited_reacted_to_and_deleted() -> None:
    """Everything the page does with a message is seen in its history and on every open stream."""
    async with bench() as laid:
        query = {"as": "U0TOM0001"}
        async with laid.session.get(f"{laid.served.base_url}/page/stream", params=query) as stream:
            await stream.content.readline()
            posted = (await post(laid, "message", channel=GOV, text="Helo"))["message"]
            place = {"channel": GOV, "ts": posted["ts"]}
            await post(laid, "edit", text="Hello", **place)
            await post(laid, "reaction", name="eyes", **place)
            history = await get(laid, "history", channel=GOV)
            await post(laid, "delete", **place)
            items = [await next_item(stream) for _ in range(5)]
        empty = await get(laid, "history", channel=GOV)
    (message,) = history["messages"]
    assert (message["text"], message["reactions"][0]["name"]) == ("Hello", "eyes")
    kinds = [item["type"] for item in items]
    assert kinds == ["message", "unread", "message_changed", "reaction", "message_deleted"]
    assert items[0]["message"]["text"] == "Helo"
    assert empty == {"messages": [], "has_more": False}


async def test_a_command_an_action_and_a_modal_go_through_the_page() -> None:
    """A command opens a modal on the stream; it comes back with errors, then closes; a menu is chosen from."""
    chosen: list[str] = []
    menu: dict[str, Any] = {
        "type": "static_select",
        "action_id": "rag",
        "options": [
            {"text": {"type": "plain_text", "text": "Red"}, "value": "red"},
            {"text": {"type": "plain_text", "text": "Green"}, "value": "green"},
        ],
    }
    label = {"type": "plain_text", "text": "RAG"}
    view = {
        "type": "modal",
        "callback_id": "rag",
        "title": label,
        "submit": label,
        "blocks": [{"type": "input", "block_id": "b", "label": label, "element": menu}],
    }

    def listen(app: AsyncApp) -> None:
        @app.command("/rec")
        async def rec(ack: Any, client: Any, command: Any, say: Any) -> None:
            await ack()
            await client.views_open(trigger_id=command["trigger_id"], view=view)
            await say("Choose", blocks=[{"type": "actions", "block_id": "row", "elements": [menu]}])

        @app.action("rag")
        async def rag(ack: Any, action: Any) -> None:
            await ack()
            chosen.append(action["selected_option"]["value"])

        @app.view("rag")
        async def submitted(ack: Any, view: Any) -> None:
            value = view["state"]["values"]["b"]["rag"]["selected_option"]["value"]
            await ack(response_action="errors", errors={"b": "No."}) if value == "green" else await ack()

    async with bench_with_app(listen) as laid:
        assert await post(laid, "command", channel=GOV, text="/rec") == {"ok": True}
        opened = laid.workspace.modal("anna")
        assert opened is not None
        answers = []
        for option in menu["options"][::-1]:
            state = {"values": {"b": {"rag": {"type": "static_select", "selected_option": option}}}}
            answers.append(await post(laid, "view/submit", view_id=opened["id"], state=state))
        (message,) = laid.workspace.history(GOV)
        action: dict[str, Any] = {"type": "static_select", "action_id": "rag", "block_id": "row"}
        action["selected_option"] = menu["options"][0]
        acted = await post(laid, "action", message={"channel": GOV, "ts": message["ts"]}, action=action)
        gone = await post(laid, "view/close", view_id=opened["id"])
    assert answers == [{"ok": False, "errors": {"b": "No."}}, {"ok": True}]
    assert acted == {"ok": True}
    assert chosen == ["red"]
    assert gone == {"ok": False, "error": "That dialogue is no longer open."}


async def test_a_file_is_uploaded_sent_and_saved_but_never_run() -> None:
    """An uploaded page comes back as an attachment of no particular kind, and only to those who may see it."""
    async with bench() as laid:
        form = aiohttp.FormData()
        form.add_field("file", b"<script>1</script>", filename="x.html", content_type="text/html")
        url = f"{laid.served.base_url}/page"
        async with laid.session.post(f"{url}/upload?as=U0ANNA001", data=form, headers=PAGE) as answer:
            file = (await answer.json())["file"]
        await post(laid, "message", channel="D0ANNA001", text="", files=[file["id"]])
        async with laid.session.get(f"{url}/file/{file['id']}?as=U0ANNA001") as answer:
            assert await answer.read() == b"<script>1</script>"
            assert answer.content_type == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
        async with laid.session.get(f"{url}/file/{file['id']}?as=U0TOM0001") as answer:
            assert answer.status == 400


async def test_home_and_shortcuts_reach_the_app() -> None:
    """Opening the Home tab is an event, and shortcuts are called on a message or from anywhere."""
    seen: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.event("app_home_opened")
        async def home(event: Any, client: Any) -> None:
            view = {"type": "home", "blocks": [{"type": "divider"}]}
            await client.views_publish(user_id=event["user"], view=view)

        @app.shortcut("as_evidence")
        async def as_evidence(ack: Any, body: Any) -> None:
            await ack()
            seen.append(body["message"]["text"])

        @app.shortcut("my_list")
        async def my_list(ack: Any, body: Any) -> None:
            await ack()
            seen.append(body["type"])

    async with bench_with_app(listen) as laid:
        assert await get(laid, "home") == {"view": None}
        await laid.workspace.settled()
        assert (await get(laid, "home"))["view"]["type"] == "home"
        posted = laid.workspace.post_as("tom", GOV, "All trained")
        message = {"channel": GOV, "ts": posted["ts"]}
        assert (await post(laid, "shortcut", callback_id="as_evidence", message=message))["ok"]
        assert (await post(laid, "shortcut", callback_id="my_list"))["ok"]
        assert not (await post(laid, "shortcut", callback_id="no_such"))["ok"]
    assert seen == ["All trained", "shortcut"]


async def test_the_clock_is_moved_on_and_never_back() -> None:
    """A stop or an instant moves the clock and every open page is told; what cannot be is said in words."""
    workspace, clock = new_workspace()
    stop = Stop("tomorrow", "Tomorrow morning", START + timedelta(days=1))

    def move(at: datetime) -> None:
        if at < clock.now():
            raise ValueError("This clock only moves on. Choose a later moment.")
        clock.move_to(at)

    served = await serve(workspace, stops=lambda _: [stop], move=move)
    async with aiohttp.ClientSession() as session:
        url = f"{served.base_url}/page"
        async with session.get(f"{url}/stream?as=U0ANNA001") as stream:
            await stream.content.readline()
            async with session.post(f"{url}/clock", json={"stop": "tomorrow"}, headers=PAGE) as answer:
                assert datetime.fromisoformat((await answer.json())["now"]) == stop.at
            assert (await next_item(stream))["type"] == "clock"
        async with session.post(f"{url}/clock", json={"at": START.isoformat()}, headers=PAGE) as answer:
            assert answer.status == 400
            assert "only moves on" in (await answer.json())["error"]
    await served.close()
    workspace.close()


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/page/state?as=U0ANNA001", {}, 200),
        ("GET", "/page/state?as=U0ANNA001", {"Host": "attacker.example"}, 403),
        ("GET", "/page/state?as=U0ANNA001", {"Origin": "http://attacker.example"}, 403),
        ("POST", "/page/message", {}, 403),
        ("POST", "/page/message", {**PAGE, "Origin": "http://attacker.example"}, 403),
        ("POST", "/api/auth.test", {"Origin": "http://attacker.example"}, 403),
        ("POST", "/page/message", PAGE, 400),
        ("GET", "/page/state?as=nobody", {}, 400),
    ],
)
async def test_other_sites_are_kept_out(method: str, path: str, headers: dict[str, str], status: int) -> None:
    """A foreign host or origin, or a change without the page's header, is refused; so is what makes no sense."""
    async with (
        bench() as laid,
        laid.session.request(method, laid.served.base_url + path, headers=headers) as answer,
    ):
        assert answer.status == status
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        if status != 200:
            assert (await answer.json())["error"].endswith((".", "missing."))


async def test_the_page_itself_is_served_and_nothing_beside_it() -> None:
    """The page and its parts come from its own folder; nothing above it can be reached."""
    async with bench() as laid:
        for path, status in (("/", 200), ("/static/api.js", 200), ("/static/..%2fstore.py", 404)):
            async with laid.session.get(laid.served.base_url + path) as answer:
                assert answer.status == status


async def test_an_account_is_closed_and_opened_again() -> None:
    """The page says so of others, not of oneself or the app; the app is told each time that it changes."""
    async with bench() as laid:
        for user in ("U0ANNA001", "U0RECKONR"):
            refused = await post(laid, "account", user=user, closed=True)
            assert "You cannot close your own account" in refused["error"]
        for closed in (True, True, False):
            assert (await post(laid, "account", user="U0DEV0001", closed=closed))["ok"]
        told = [payload["event"] for payload in laid.workspace.dispatch.outstanding]
        state = await get(laid, "state")
    assert [(event["type"], event["user"]["deleted"]) for event in told] == [
        ("user_change", True),
        ("user_change", False),
    ]
    assert not next(row for row in state["people"] if row["id"] == "U0DEV0001")["deleted"]
