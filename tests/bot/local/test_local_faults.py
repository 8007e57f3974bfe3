"""Faults that a test orders, files, restarts, signed HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.local.server import serve
from bot.local.slack.dispatch import Waits
from bot.local.slack.installation import Installation, InstalledCommand
from tests.bot.local_bench import bench, bench_with_app, connected_app, new_workspace

GOV = "C0GOV0001"


@pytest.mark.parametrize(
    ("fault", "posted"),
    [("refuse", 0), ("accept-then-drop", 1)],
)
async def test_a_connection_breaks_when_ordered(fault: str, posted: int) -> None:
    """A refused call does nothing; one that is dropped after acceptance has posted all the same."""
    async with bench() as laid:
        laid.workspace.faults.order("chat.postMessage", fault)
        with pytest.raises(aiohttp.ClientError):
            await laid.client.chat_postMessage(channel=GOV, text="One")
        assert len(laid.workspace.history(GOV)) == posted
        await laid.client.chat_postMessage(channel=GOV, text="Two")
        assert len(laid.workspace.history(GOV)) == posted + 1


@pytest.mark.parametrize(
    ("fault", "posted", "status"), [("429", 0, 429), ("503", 0, 503), ("accept-then-503", 1, 503)]
)
async def test_an_error_is_given_when_ordered_as_often_as_ordered(
    fault: str, posted: int, status: int
) -> None:
    """The ordered number of calls fail, of that method alone, with or without having posted."""
    async with bench() as laid:
        laid.workspace.faults.order("chat.postMessage", fault, times=2, retry_after=7)
        await laid.client.auth_test()
        for _ in range(2):
            with pytest.raises(SlackApiError) as caught:
                await laid.client.chat_postMessage(channel=GOV, text="One")
            assert caught.value.response.status_code == status
            if status == 429:
                assert caught.value.response.headers["Retry-After"] == "7"
        await laid.client.chat_postMessage(channel=GOV, text="Two")
        assert len(laid.workspace.history(GOV)) == 2 * posted + 1


async def test_a_call_stalls_until_it_is_released() -> None:
    """A stalled call has posted, and its caller waits until it gives up or the workspace lets go."""
    async with bench() as laid:
        laid.workspace.faults.order("chat.postMessage", "stall")
        calling = asyncio.ensure_future(laid.client.chat_postMessage(channel=GOV, text="One"))
        while not laid.workspace.history(GOV):
            await laid.client.api_test()
        assert not calling.done()
        laid.workspace.faults.release()
        with pytest.raises(aiohttp.ClientError):
            await calling


async def test_a_file_of_a_person_is_fetched_by_the_app_with_its_token() -> None:
    """The message event carries the file; its bytes come only with the token, else a page asks to sign in."""
    heard: list[dict[str, Any]] = []

    def listen(app: AsyncApp) -> None:
        @app.event({"type": "message", "subtype": "file_share"})
        async def message(event: Any) -> None:
            heard.append(event)

    async with bench_with_app(listen) as laid:
        file_id = laid.workspace.upload_as("anna", "minutes é.txt", b"All agreed")
        laid.workspace.post_as("anna", "@reckoner", "Evidence for 10618", files=[file_id])
        await laid.workspace.settled()
        (file,) = heard[0]["files"]
        url = file["url_private_download"]
        async with laid.session.get(url, headers={"Authorization": "Bearer xoxb-bench"}) as answer:
            assert await answer.read() == b"All agreed"
            assert answer.headers["Content-Disposition"].startswith("attachment")
        for headers in ({}, {"Authorization": "Bearer xoxb-other"}):
            async with laid.session.get(url, headers=headers) as answer:
                assert answer.status == 200
                assert answer.content_type == "text/html"
    assert (file["name"], file["mimetype"], file["size"]) == ("minutes é.txt", "text/plain", 10)
    assert file["user"] == "U0ANNA001"


async def test_a_restart_loses_nothing(tmp_path: Path) -> None:
    """Messages, files, open modals, the Home tab and undelivered events are there after a restart."""
    heard: list[dict[str, Any]] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def message(event: Any) -> None:
            heard.append(event)

        @app.event("reaction_added")
        @app.event("user_change")
        async def other(event: Any) -> None:
            heard.append(event)

    kept = tmp_path / "workspace.sqlite"
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    async with bench(kept) as laid:
        file_id = laid.workspace.upload_as("anna", "a.txt", b"kept")
        posted = laid.workspace.post_as("anna", "@reckoner", "Before", files=[file_id])
        laid.workspace.react_as("anna", "@reckoner", posted["ts"], "eyes")
        await laid.client.chat_postEphemeral(channel=GOV, user="U0ANNA001", text="Only you")
        await laid.client.views_publish(user_id="U0ANNA001", view=home)
        laid.workspace.deactivate("dev")
    async with bench(kept) as again, connected_app(again.served, listen):
        await again.workspace.settled()
        (message,) = again.workspace.history("anna")
        assert message["reactions"][0]["name"] == "eyes"
        assert [one["text"] for one in again.workspace.ephemerals("anna")] == ["Only you"]
        assert again.workspace.home("anna") is not None
        assert again.workspace.directory.user("U0DEV0001")["deleted"] is True
        assert again.workspace.post_as("anna", GOV, "After")["ts"] > posted["ts"]
        assert sorted(event["type"] for event in heard) == ["message", "reaction_added", "user_change"]
        (url,) = [event["files"][0]["url_private"] for event in heard if event["type"] == "message"]
        async with again.session.get(url, headers={"Authorization": "Bearer xoxb-bench"}) as answer:
            assert await answer.read() == b"kept"
        await again.workspace.settled()
    async with bench(kept) as third:
        assert third.workspace.dispatch.outstanding == []


async def test_the_workspace_is_served_on_loopback_only_and_never_in_production() -> None:
    """Another host, or production, is refused in words before anything is opened."""
    workspace, _ = new_workspace()
    with pytest.raises(ValueError, match="only"):
        await serve(workspace, host="0.0.0.0")  # noqa: S104 - it must be refused
    with pytest.raises(ValueError, match="production"):
        await serve(workspace, production=True)
    workspace.close()


@asynccontextmanager
async def http_app(app: AsyncApp, listening: socket.socket) -> AsyncIterator[None]:
    """Serve a Bolt app over HTTP at /slack/events."""
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    site = Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(site, lifespan="off", log_config=None))
    running = asyncio.ensure_future(server._serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await running


async def test_an_app_over_signed_http_is_served_alike() -> None:
    """Commands, events, retries and modals reach an app at its request address, each with a valid signature."""
    retries: list[str | None] = []
    asked: list[str] = []
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events"
    installation = Installation(
        bot_token="xoxb-bench",
        signing_secret="secret",
        commands=(InstalledCommand("/rec", "Recommendations"),),
        request_url=url,
    )
    async with bench(installation=installation) as laid:
        async with aiohttp.ClientSession() as session:
            client = AsyncWebClient("xoxb-bench", base_url=laid.served.base_url + "/api/", session=session)
            app = AsyncApp(client=client, signing_secret="secret", process_before_response=True)

            @app.event("message")
            async def message(event: Any, request: Any, say: Any) -> None:
                retries.append((request.headers.get("x-slack-retry-num") or [None])[0])
                if len(retries) == 1:
                    raise RuntimeError("The first attempt fails.")
                await say("Recorded.", thread_ts=event["ts"])

            @app.command("/rec")
            async def rec(ack: Any, command: Any) -> None:
                asked.append(command["text"])
                await ack({"response_type": "in_channel", "text": "The digest"})

            async with http_app(app, listening):
                laid.workspace.post_as("anna", "@reckoner", "Done")
                await laid.workspace.settled()
                outcome = await laid.workspace.command_as("anna", GOV, "/rec digest")
                await laid.workspace.settled()
        unreachable = await laid.workspace.command_as("anna", GOV, "/rec")
        with pytest.raises(SlackApiError, match="socket_mode_not_enabled"):
            await laid.client.apps_connections_open(app_token="xapp-local")
        posted = [one["text"] for one in laid.workspace.history(GOV)]
    assert retries == [None, "1"]
    assert asked == ["digest"]
    assert outcome.ok
    assert posted == ["The digest"]
    assert unreachable.error == '/rec failed with the error "dispatch_failed"'


async def test_a_deaf_connection_loses_what_is_sent_until_it_hears_again() -> None:
    """While the connection is deaf nothing arrives; the event comes again once it hears."""
    heard: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def message(event: Any) -> None:
            heard.append(event["text"])

    async with bench_with_app(listen, waits=Waits(acknowledged=0.2, again=(0.0,) * 3)) as laid:
        laid.workspace.faults.deaf = True
        failed = await laid.workspace.command_as("anna", "@reckoner", "/rec")
        laid.workspace.post_as("anna", "@reckoner", "Done")
        await laid.client.api_test()
        laid.workspace.faults.deaf = False
        await laid.workspace.settled()
    assert failed.error == '/rec failed with the error "operation_timeout"'
    assert heard == ["Done"]


async def test_closing_ends_what_is_under_way() -> None:
    """A stalled call, an unanswered command and an open stream all end when the workspace is closed."""

    def listen(app: AsyncApp) -> None:
        @app.command("/rec")
        async def rec(client: Any) -> None:
            await client.chat_postMessage(channel=GOV, text="One")

    workspace, _ = new_workspace()
    served = await serve(workspace)
    workspace.faults.order("chat.postMessage", "stall")
    async with connected_app(served, listen), aiohttp.ClientSession() as session:
        stream = await session.get(f"{served.base_url}/page/stream?as=U0ANNA001")
        asking = asyncio.ensure_future(workspace.command_as("anna", GOV, "/rec"))
        while not workspace.history(GOV):
            async with session.get(f"{served.base_url}/api/api.test") as answer:
                assert answer.status == 200
        await served.close()
        assert not (await asking).ok
        await stream.read()
        stream.close()
    workspace.close()


async def test_a_file_field_gives_the_app_the_file() -> None:
    """A file chosen in a modal comes to the app as Slack's file object."""
    given: list[dict[str, Any]] = []
    label = {"type": "plain_text", "text": "Files"}
    field = {"type": "file_input", "action_id": "files"}
    view = {
        "type": "modal",
        "callback_id": "files",
        "title": label,
        "submit": label,
        "blocks": [{"type": "input", "block_id": "files", "label": label, "element": field}],
    }

    def listen(app: AsyncApp) -> None:
        @app.view("files")
        async def files(ack: Any, view: Any) -> None:
            await ack()
            given.extend(view["state"]["values"]["files"]["files"]["files"])

    async with bench_with_app(listen) as laid:
        trigger = laid.workspace.interactions.triggers.give("U0ANNA001")
        await laid.client.views_open(trigger_id=trigger, view=view)
        file_id = laid.workspace.upload_as("anna", "a.txt", b"text")
        assert (await laid.workspace.submit("anna", {"files": [file_id]})).ok
    assert [file["name"] for file in given] == ["a.txt"]
    assert given[0]["url_private_download"]
