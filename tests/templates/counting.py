"""What a reader meets in a message as Slack shows it: its words, its buttons, its menus."""

from collections.abc import Iterator
from typing import Any

from templates.messages import FormMessage, Message
from templates.slack import renderer
from templates.slack.markup import SLACK

MENUS = frozenset({"overflow", "static_select", "users_select", "multi_static_select"})


def blocks_of(message: Message) -> list[dict[str, Any]]:
    """Return the blocks of a message, or those of the view that a form is."""
    if isinstance(message, FormMessage):
        blocks: list[dict[str, Any]] = renderer.view(message)["blocks"]
        return blocks
    return renderer.render(message).blocks


def elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what can be pressed in these blocks."""
    return [
        each
        for block in blocks
        for each in (*(block["elements"] if block["type"] == "actions" else ()), block.get("accessory"))
        if each
    ]


def buttons(message: Message) -> int:
    """Return how many buttons a message has."""
    return sum(each["type"] == "button" for each in elements(blocks_of(message)))


def menus(message: Message) -> int:
    """Return how many menus a message has."""
    return sum(each["type"] in MENUS for each in elements(blocks_of(message)))


def words(message: Message) -> int:
    """Return how many words a message has: with its buttons, without what somebody wrote and is quoted."""
    seen = (word for text in _texts(blocks_of(message)) for word in SLACK.bare.dialect.lines(text).split())
    return sum(any(letter.isalnum() for letter in word) for word in seen)


def title(message: Message) -> str:
    """Return the first line that a lock screen shows of a message."""
    return renderer.render(message).text.splitlines()[0]


def _texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        match block["type"]:
            case "table":
                yield from (cell["text"] for row in block["rows"] for cell in row)
            case "context":
                yield from (each["text"] for each in block["elements"])
            case "input":
                yield block["label"]["text"]
                yield block.get("hint", {}).get("text", "")
            case "header" | "section":
                yield block["text"]["text"]
    yield from (each["text"]["text"] for each in elements(blocks) if each["type"] == "button")
