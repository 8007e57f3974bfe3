"""A picture in a message is a file of the app's own, and is seen by those who see the message."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.local.slack.block_kit.blocks import findings
from tests.bot.local_bench import Bench, bench

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00"
    b"\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
JAC = "C0JAC0001"


def picture(file_id: str) -> list[dict[str, Any]]:
    """Return a message of one picture."""
    return [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "A dot."}]


async def uploaded(laid: Bench, name: str = "open.png") -> str:
    """Upload a file that is shared nowhere, and return its id."""
    answer = await laid.client.files_upload_v2(content=PIXEL, filename=name)
    return str(answer["file"]["id"])


async def seen(laid: Bench, file_id: str, user: str) -> tuple[int, bytes]:
    """Return what the page gets for a file when `user` looks at it."""
    address = f"{laid.served.base_url}/page/file/{file_id}"
    async with laid.session.get(address, params={"as": user}) as answer:
        return answer.status, await answer.read()


async def test_a_picture_is_seen_where_it_is_shown() -> None:
    """A file that is shared nowhere is seen once a message shows it, by the members of that channel only."""
    async with bench() as laid:
        file_id = await uploaded(laid)
        before = await seen(laid, file_id, "U0PRIYA01")
        await laid.client.chat_postMessage(channel=JAC, text="Open items", blocks=picture(file_id))
        member = await seen(laid, file_id, "U0PRIYA01")
        guest = await seen(laid, file_id, "U0GUEST01")
    assert before[0] != 200
    assert member == (200, PIXEL)
    assert guest[0] != 200


async def test_a_picture_can_be_put_into_a_message_later() -> None:
    """A message that is changed shows its picture to those who see the message."""
    async with bench() as laid:
        file_id = await uploaded(laid)
        posted = await laid.client.chat_postMessage(channel=JAC, text="Open items")
        await laid.client.chat_update(
            channel=JAC, ts=posted["ts"], text="Open items", blocks=picture(file_id)
        )
        assert await seen(laid, file_id, "U0PRIYA01") == (200, PIXEL)


@pytest.mark.parametrize("name", ["nothing", "notes.txt"])
async def test_what_is_no_picture_is_refused_as_slack_refuses_it(name: str) -> None:
    """A file that is not there, or is no picture, makes the blocks invalid, and nothing is posted."""
    async with bench() as laid:
        file_id = "F0NOTHING" if name == "nothing" else await uploaded(laid, name)
        with pytest.raises(SlackApiError, match="invalid_blocks") as refused:
            await laid.client.chat_postMessage(channel=JAC, text="Open items", blocks=picture(file_id))
        history = await laid.client.conversations_history(channel=JAC)
    assert refused.value.response["errors"] == [
        "[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"
    ]
    assert history["messages"] == []


@pytest.mark.parametrize(
    "source",
    [
        {"slack_file": {}},
        {"slack_file": "F0PICTURE1"},
        {"slack_file": {"id": ""}},
        {"slack_file": {"id": "F0PICTURE1", "url": "https://files.slack.com/p.png"}},
        {"slack_file": {"id": "F0PICTURE1"}, "image_url": "https://a.example/p.png"},
        {},
    ],
)
def test_a_picture_names_one_source(source: dict[str, Any]) -> None:
    """Slack takes an address, or a file by its id or its address, and never two of them."""
    assert findings([{"type": "image", "alt_text": "A dot.", **source}], "message")
    assert findings(picture("F0PICTURE1"), "message") == []
