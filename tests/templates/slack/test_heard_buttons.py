"""Who hears a message instead of seeing it knows what each button does, and to which of several."""

from slack_sdk.models.blocks.block_elements import ButtonElement

from templates.parts import Button
from templates.slack import blocks, renderer
from templates.slack.blocks import Block
from templates.slack.markup import named
from tests.templates.message_variants import EXAMPLES, VARIANTS


def buttons(block: Block) -> list[Block]:
    """Return the buttons of a block."""
    return [each for each in (block.get("accessory"), *block.get("elements", ())) if is_button(each)]


def is_button(element: Block | None) -> bool:
    return element is not None and element["type"] == "button"


def heard(button: Block) -> str:
    """Return what a screen reader says of a button."""
    label: str = button.get("accessibility_label") or button["text"]["text"]
    return label


def test_two_buttons_that_are_heard_alike_do_the_same() -> None:
    """In every message, buttons that do different things are heard differently, although some look alike."""
    named = 0
    for message in (*EXAMPLES, *VARIANTS):
        first: dict[str, tuple[tuple[str, str], str]] = {}
        for block in renderer.render(message).blocks:
            line = block.get("text", {}).get("text", "")
            for each in buttons(block):
                doing = (each["action_id"].partition(":")[0], each["value"])
                did, stood = first.setdefault(heard(each), (doing, line))
                # Two lines of the very same words cannot be told apart by hearing or by sight.
                assert did == doing or (line and stood == line), message
                named += "accessibility_label" in each
    assert named


def test_a_label_that_is_heard_is_within_slacks_limit() -> None:
    """A long name is cut as a label is; one that the label already holds is not said twice."""
    long = blocks.button(Button("undo", "1", "Undo"), "OLDER-1 " * 30)
    assert len(long["accessibility_label"]) == ButtonElement.text_max_length
    assert "accessibility_label" not in blocks.button(
        Button("show", "10618", "Show 10618"), "10618 · due soon"
    )


def test_a_line_is_heard_as_it_is_read() -> None:
    """What is marked or escaped for Slack's flowing text is heard bare."""
    assert (
        named("*R&amp;D-1* · due `soon`, see <https://example.org|the report>\nand so on")
        == "R&D-1 · due soon, see the report"
    )
