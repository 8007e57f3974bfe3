"""Blocks and views are held to Slack's limits."""

from datetime import timedelta
from typing import Any

import pytest

from bot.local.slack.block_kit.blocks import findings
from tests.bot.local_bench import Bench, bench, button, refused, section, text

GOV = "C0GOV0001"


async def modal_open(laid: Bench, view: dict[str, Any]) -> Any:
    """Open a modal as if a person had just acted."""
    trigger = laid.workspace.interactions.triggers.give("U0ANNA001")
    return await laid.client.views_open(trigger_id=trigger, view=view)


def modal(**more: Any) -> dict[str, Any]:
    """Return a view that Slack takes, or, with `more`, perhaps not."""
    return {"type": "modal", "title": text("Title", "plain_text"), "blocks": [section("x")], **more}


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([section("x")] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ([{"type": "section"}], "missing required field: text or fields [json-pointer:/blocks/0]"),
        (
            [{"type": "section", "fields": [text("x")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
        ),
        (
            [{"type": "section", "fields": [text("x" * 2001)]}],
            "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
        ),
        (
            [{"type": "header", "text": text("x")}],
            "must be a text object of type plain_text [json-pointer:/blocks/0/text]",
        ),
        (
            [{"type": "header", "text": text("x" * 151, "plain_text")}],
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            [{"type": "context", "elements": [text("x")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [{"type": "actions", "elements": [button(str(n)) for n in range(26)]}],
            "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [{"type": "actions", "elements": [button("a"), button("a")]}],
            "action_id 'a' already exists [json-pointer:/blocks/0/elements/1]",
        ),
        (
            [{**section("x"), "block_id": "b"}, {**section("y"), "block_id": "b"}],
            "block_id 'b' already exists [json-pointer:/blocks/1]",
        ),
        (
            [{**section("x"), "accessory": {**button("a"), "value": "x" * 2001}}],
            "must be less than 2001 characters [json-pointer:/blocks/0/accessory/value]",
        ),
        ([{"type": "carousel"}], "unsupported type: carousel [json-pointer:/blocks/0]"),
        (["words"], "unsupported type: None [json-pointer:/blocks/0]"),
        (
            [{"type": "image", "image_url": "https://force.example/a.png"}],
            "missing required field: alt_text [json-pointer:/blocks/0]",
        ),
        (
            [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}],
            "no more than 20 items allowed [json-pointer:/blocks/0/rows/0/cells]",
        ),
        (
            [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}],
            "no more than 100 items allowed [json-pointer:/blocks/0/rows]",
        ),
        (
            [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2,
            "only one table is allowed in a message [json-pointer:/blocks]",
        ),
        (
            [{"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 101}]] * 100}],
            "no more than 10000 characters allowed in tables [json-pointer:/blocks]",
        ),
    ],
)
async def test_blocks_beyond_slacks_limits_are_refused(blocks: list[Any], expected: str) -> None:
    """A message whose blocks Slack would refuse is refused, saying what is wrong and where."""
    async with bench() as laid:
        answer = await refused(laid.client.chat_postMessage(channel=GOV, text="x", blocks=blocks))
        assert laid.workspace.history(GOV) == []
    assert answer["error"] == "invalid_blocks"
    assert f"[ERROR] {expected}" in answer["response_metadata"]["messages"]


def test_blocks_at_slacks_limits_are_taken() -> None:
    """Everything that is just within the limits passes."""
    full = [
        section("x" * 3000),
        {"type": "section", "fields": [text("x" * 2000)] * 10},
        {"type": "header", "text": text("x" * 150, "plain_text")},
        {"type": "context", "elements": [text("x")] * 10},
        {"type": "actions", "elements": [button(str(n)) for n in range(25)]},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100},
        {"type": "divider"},
    ]
    assert findings(full, "message") == []
    assert findings([section("x")] * 50, "message") == []
    assert findings([section("x")] * 100, "modal") == []
    assert findings([section("x")] * 101, "modal") != []


async def test_a_trigger_opens_one_modal_within_three_seconds() -> None:
    """An expired trigger and a used one are refused; a refused view does not use it up."""
    async with bench() as laid:
        triggers = laid.workspace.interactions.triggers
        late = triggers.give("U0ANNA001")
        laid.clock.move_by(timedelta(seconds=3.1))
        answer = await refused(laid.client.views_open(trigger_id=late, view=modal()))
        assert answer["error"] == "expired_trigger_id"
        trigger = triggers.give("U0ANNA001")
        await refused(laid.client.views_open(trigger_id=trigger, view=modal(blocks=[{"type": "no"}])))
        await laid.client.views_open(trigger_id=trigger, view=modal())
        answer = await refused(laid.client.views_open(trigger_id=trigger, view=modal()))
        assert answer["error"] == "trigger_exchanged"


@pytest.mark.parametrize(
    ("more", "expected", "place"),
    [
        ({"title": text("x" * 25, "plain_text")}, "invalid_arguments", "/view/title/text"),
        ({"submit": text("x" * 25, "plain_text")}, "invalid_arguments", "/view/submit/text"),
        ({"private_metadata": "x" * 3001}, "invalid_arguments", "/view/private_metadata"),
        ({"callback_id": "x" * 256}, "invalid_arguments", "/view/callback_id"),
        ({"blocks": [section("x")] * 101}, "invalid_arguments", "/view/blocks"),
        ({"type": "home"}, "invalid_arguments", "/view/type"),
        ({"blocks": [section("x" * 2999)] * 100}, "view_too_large", None),
    ],
)
async def test_a_view_beyond_slacks_limits_is_refused(
    more: dict[str, Any],
    expected: str,
    place: str | None,
) -> None:
    """A modal that Slack would refuse is refused, saying where."""
    async with bench() as laid:
        answer = await refused(modal_open(laid, modal(**more)))
    assert answer["error"] == expected
    assert place is None or place in str(answer["response_metadata"]["messages"])


async def test_a_view_is_updated_only_by_who_has_seen_its_latest_state() -> None:
    """An update that names an outdated hash is refused; the Home tab is updated in place."""
    async with bench() as laid:
        opened = (await modal_open(laid, modal()))["view"]
        await laid.client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal())
        answer = await refused(
            laid.client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal())
        )
        assert answer["error"] == "hash_conflict"
        home = {"type": "home", "blocks": [section("one")]}
        first = await laid.client.views_publish(user_id="U0ANNA001", view=home)
        second = await laid.client.views_publish(
            user_id="U0ANNA001", view={**home, "blocks": [section("two")]}
        )
        shown = laid.workspace.home("anna")
    assert first["view"]["id"] == second["view"]["id"]
    assert shown is not None
    assert shown["blocks"][0]["text"]["text"] == "two"
