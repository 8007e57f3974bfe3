"""The Web API refuses what Slack's refuses and describes things as Slack does."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.local.slack.installation import Installation
from bot.local.slack.pace import Pace
from tests.bot.local_bench import bench, refused

GOV = "C0GOV0001"


async def test_a_token_must_be_there_and_be_right() -> None:
    """A missing, a wrong and a misplaced token are refused in Slack's words, before anything else."""
    async with bench() as laid:
        url = laid.served.base_url + "/api/auth.test"
        for headers, expected in (
            ({}, "not_authed"),
            ({"Authorization": "Bearer xoxb-wrong"}, "invalid_auth"),
            ({"Authorization": "Bearer xapp-bench"}, "not_allowed_token_type"),
        ):
            async with laid.session.post(url, headers=headers) as answer:
                assert (await answer.json()) == {"ok": False, "error": expected}
        async with laid.session.post(url + "?token=xoxb-bench") as answer:
            assert (await answer.json())["error"] == "not_authed"
        async with laid.session.post(url, data={"token": "xoxb-bench"}) as answer:
            assert (await answer.json())["user_id"] == "U0RECKONR"
        assert (await refused(laid.client.api_call("no.such")))["error"] == "unknown_method"


async def test_a_missing_scope_is_named() -> None:
    """A method whose scope the app lacks says which scope is needed and which it has."""
    installation = Installation(bot_token="xoxb-few", scopes=frozenset({"chat:write"}))
    async with bench(installation=installation) as laid:
        answer = await refused(laid.client.users_info(user="U0ANNA001"))
    assert answer == {"ok": False, "error": "missing_scope", "needed": "users:read", "provided": "chat:write"}


@pytest.mark.parametrize(
    ("method", "arguments", "expected"),
    [
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0GENERAL", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": GOV}, "no_text"),
        ("chat.postMessage", {"channel": GOV, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": GOV, "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": GOV, "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ("chat.postMessage", {"channel": GOV, "text": "x", "metadata": "{}"}, "invalid_metadata_format"),
        ("chat.postEphemeral", {"channel": GOV, "text": "x", "user": "U0GUEST01"}, "user_not_in_channel"),
        ("chat.update", {"channel": GOV, "ts": "1.000001", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": GOV, "ts": "1.000001"}, "message_not_found"),
        ("conversations.history", {"channel": "C0GENERAL"}, "not_in_channel"),
        ("conversations.replies", {"channel": GOV, "ts": "1.000001"}, "thread_not_found"),
        ("conversations.history", {"channel": GOV, "cursor": "%%%"}, "invalid_cursor"),
        ("conversations.history", {"channel": GOV, "limit": 0}, "invalid_limit"),
        ("conversations.open", {"users": "U0NOBODY1"}, "user_not_found"),
        ("users.info", {"user": "U0NOBODY1"}, "user_not_found"),
        ("users.lookupByEmail", {"email": "nobody@force.example"}, "users_not_found"),
        ("views.open", {"trigger_id": "1.2.x", "view": {}}, "invalid_trigger_id"),
        ("views.update", {"view_id": "V0NONE", "view": {}}, "not_found"),
        ("views.publish", {"user_id": "U0NOBODY1", "view": {}}, "user_not_found"),
        ("files.info", {"file": "F0NONE"}, "file_not_found"),
        ("files.getUploadURLExternal", {"filename": "a.txt"}, "invalid_arguments"),
    ],
)
async def test_what_is_not_there_is_refused_in_slacks_words(
    method: str,
    arguments: dict[str, Any],
    expected: str,
) -> None:
    """Each wrong argument gets the error that Slack documents for it, whether sent as JSON or as a form."""
    async with bench() as laid:
        assert (await refused(laid.client.api_call(method, json=arguments)))["error"] == expected
        as_form = {key: value for key, value in arguments.items() if isinstance(value, str | int)}
        if as_form == arguments:
            assert (await refused(laid.client.api_call(method, data=as_form)))["error"] == expected


async def test_posting_too_fast_is_answered_with_429() -> None:
    """Above the allowance the app is told to wait, and is let in again when it has."""
    async with bench(pace=Pace(burst=2, per_second=0.5)) as laid:
        laid.workspace.pace.clock = laid.clock
        for _ in range(2):
            await laid.client.chat_postMessage(channel=GOV, text="x")
        with pytest.raises(SlackApiError) as caught:
            await laid.client.chat_postMessage(channel=GOV, text="x")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "2"
        await laid.client.chat_postMessage(channel="C0JAC0001", text="elsewhere")
        laid.clock.move_by(timedelta(seconds=2))
        await laid.client.chat_postMessage(channel=GOV, text="x")


async def test_people_and_places_are_described_as_by_slack() -> None:
    """Users carry e-mail, time zone and whether they are guests; conversations their kind and members."""
    async with bench() as laid:
        anna = (await laid.client.users_lookupByEmail(email="anna.clarke@force.example"))["user"]
        jo = (await laid.client.users_info(user="U0GUEST01"))["user"]
        channels = (await laid.client.conversations_list())["channels"]
        mine = (await laid.client.users_conversations(types="public_channel,im"))["channels"]
        page = await laid.client.users_list(limit=4)
        rest = await laid.client.users_list(limit=100, cursor=page["response_metadata"]["next_cursor"])
        opened = await laid.client.conversations_open(users="U0ANNA001")
        members = (await laid.client.conversations_members(channel="C0JAC0001"))["members"]
        joined = await laid.client.conversations_join(channel="C0GENERAL")
        laid.workspace.deactivate("dev")
        gone = await refused(laid.client.conversations_open(users="U0DEV0001"))
    assert (anna["id"], anna["tz"], anna["is_restricted"]) == ("U0ANNA001", "Europe/London", False)
    assert jo["is_restricted"] is True
    assert [channel["name"] for channel in channels] == [
        "joint-audit-committee",
        "force-governance",
        "general",
    ]
    assert [channel["is_member"] for channel in channels] == [True, True, False]
    assert len(mine) == 2
    assert len(page["members"]) + len(rest["members"]) == 10
    assert opened["channel"]["id"] == "D0ANNA001"
    assert "U0GUEST01" not in members
    assert joined["channel"]["is_member"] is True
    assert gone["error"] == "user_disabled"


async def test_a_wrong_answer_at_a_response_address_and_a_sixth_are_refused() -> None:
    """A response address takes five answers in thirty minutes, and only what Slack would show."""
    async with bench() as laid:
        addresses = laid.workspace.interactions.addresses
        url = addresses.give("U0ANNA001", GOV)
        statuses = []
        for body in (
            {"text": ""},
            {"text": "1"},
            {"text": "2"},
            {"text": "3", "response_type": "in_channel"},
        ):
            async with laid.session.post(url, json=body) as answer:
                statuses.append(answer.status)
        for _ in range(2):
            async with laid.session.post(url, json={"text": "more"}) as answer:
                statuses.append(answer.status)
        late = addresses.give("U0ANNA001", GOV)
        laid.clock.move_by(timedelta(minutes=31))
        async with laid.session.post(late, json={"text": "late"}) as answer:
            assert (await answer.json())["error"] == "expired_url"
        assert statuses == [400, 200, 200, 200, 200, 404]
        assert [message["text"] for message in laid.workspace.ephemerals("anna")] == ["1", "2", "more"]
        assert [message["text"] for message in laid.workspace.history(GOV)] == ["3"]


async def test_the_sdk_uploads_a_file_and_shares_it() -> None:
    """The app's own file arrives by the external upload and stands in the conversation."""
    async with bench() as laid:
        client: AsyncWebClient = laid.client
        await client.files_upload_v2(channel=GOV, filename="paper.txt", content="The paper", title="Paper")
        (message,) = laid.workspace.history(GOV)
        assert message["files"][0]["title"] == "Paper"
        assert laid.workspace.files.content(message["files"][0]["id"]) == b"The paper"
