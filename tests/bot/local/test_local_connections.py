"""Connections of Socket Mode: they come, go and take turns, and no event is lost over it."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from bot.local.people import Member
from bot.local.slack.dispatch import Waits
from tests.bot.local_bench import bench, bench_with_app, connected_app


async def test_an_event_that_is_not_acknowledged_comes_again_up_to_three_times() -> None:
    """The app gets the same event id up to four times, with the attempt counted; then it is given up."""
    attempts: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def message(body: Any) -> None:
            attempts.append(body["event_id"])
            raise RuntimeError("This handler fails before it acknowledges.")

    async with bench_with_app(listen, waits=Waits(acknowledged=0.05, again=(0.0, 0.0, 0.0))) as laid:
        laid.workspace.post_as("anna", "@reckoner", "Done")
        await laid.workspace.settled()
        assert len(laid.workspace.dispatch.undelivered) == 1
    assert len(attempts) == 4
    assert len(set(attempts)) == 1


async def test_events_wait_for_the_app_to_connect() -> None:
    """What happens while no app is connected is delivered when one connects."""
    heard: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def message(event: Any) -> None:
            heard.append(event["text"])

    async with bench() as laid:
        for text in ("one", "two", "three"):
            laid.workspace.post_as("anna", "@reckoner", text)
        with pytest.raises(TimeoutError, match="message"):
            await laid.workspace.settled(within=0.01)
        async with connected_app(laid.served, listen):
            await laid.workspace.settled()
    assert sorted(heard) == ["one", "three", "two"]


async def test_a_refresh_makes_the_app_connect_anew() -> None:
    """After Slack's disconnect message the app opens a new connection, and nothing is lost."""
    heard: list[str] = []

    def listen(app: AsyncApp) -> None:
        @app.event("message")
        async def message(event: Any) -> None:
            heard.append(event["text"])

    async with bench_with_app(listen) as laid:
        await laid.workspace.socket.refresh()
        assert not laid.workspace.is_connected
        laid.workspace.post_as("anna", "@reckoner", "while away")
        await laid.workspace.connected()
        await laid.workspace.settled()
    assert heard == ["while away"]


async def test_connections_take_turns_and_an_eleventh_is_turned_away() -> None:
    """Envelopes go round the connections, of which there may be ten; each link opens one connection only."""
    async with bench() as laid:
        app_token = laid.workspace.installation.app_token
        links = [(await laid.client.apps_connections_open(app_token=app_token))["url"] for _ in range(11)]
        sockets = [await laid.session.ws_connect(link) for link in links[:10]]
        for socket in sockets:
            assert (await socket.receive_json())["type"] == "hello"
        eleventh = await laid.session.ws_connect(links[10])
        assert (await eleventh.receive_json())["reason"] == "too_many_websockets"
        for text in "ab":
            laid.workspace.post_as("anna", "@reckoner", text)
        receiving = {asyncio.ensure_future(socket.receive_json()): socket for socket in sockets}
        while sum(one.done() for one in receiving) < 2:
            waiting = [one for one in receiving if not one.done()]
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for received, socket in receiving.items():
            if received.done():
                await socket.send_json({"envelope_id": received.result()["envelope_id"]})
            else:
                received.cancel()
        await laid.workspace.settled()
        for socket in (*sockets, eleventh):
            await socket.close()


async def test_people_come_and_go() -> None:
    """The app is told of a new member, and of one whose account is closed, who can then do nothing."""
    told: list[dict[str, Any]] = []

    def listen(app: AsyncApp) -> None:
        @app.event("team_join")
        @app.event("user_change")
        async def change(event: Any) -> None:
            told.append(event)

    async with bench_with_app(listen) as laid:
        laid.workspace.add_member(
            Member("U0NEW0001", "kim", "Kim Lowe", "Inspector", "kim.lowe@force.example")
        )
        laid.workspace.deactivate("anna")
        await laid.workspace.settled()
        with pytest.raises(Exception, match="deactivated"):
            laid.workspace.post_as("anna", "#general", "Still here?")
    assert [(event["type"], event["user"]["id"]) for event in told] == [
        ("team_join", "U0NEW0001"),
        ("user_change", "U0ANNA001"),
    ]
    assert told[1]["user"]["deleted"] is True
