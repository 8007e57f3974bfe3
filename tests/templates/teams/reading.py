"""Reads a card as a person does: the words that are seen, and what can be pressed, chosen and filled in."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt

from templates.markup import INVISIBLE_BREAK

Json = dict[str, Any]
MARKDOWN = MarkdownIt("js-default")
"""As the renderer of Microsoft's own reads texts: without HTML, and without finding addresses by itself."""


def inside(drawn: Any) -> Iterator[Json]:
    """Yield every object within something drawn, the outer first."""
    if isinstance(drawn, dict):
        yield drawn
        for part in drawn.values():
            yield from inside(part)
    elif isinstance(drawn, list):
        for part in drawn:
            yield from inside(part)


def of_type(drawn: Any, *kinds: str) -> list[Json]:
    """Return every element and action of these types, in their order."""
    return [each for each in inside(drawn) if each.get("type") in kinds]


def actions_of(drawn: Any) -> list[Json]:
    """Return everything that can be pressed, in its order."""
    return [each for each in inside(drawn) if str(each.get("type")).startswith("Action.")]


def fields_of(drawn: Any) -> list[Json]:
    """Return everything that can be chosen or filled in, in its order."""
    return [each for each in inside(drawn) if str(each.get("type")).startswith("Input.")]


def shown(markdown: str) -> str:
    """Return what somebody sees of a text in Markdown."""
    words = (
        child.content if child.type in {"text", "code_inline", "text_special"} else " "
        for token in MARKDOWN.parse(markdown)
        for child in token.children or [token]
        if child.type
        in {"text", "text_special", "softbreak", "hardbreak", "code_inline", "code_block", "fence"}
    )
    return "".join(words).replace(INVISIBLE_BREAK, "")


def links(markdown: str) -> list[str]:
    """Return where the links and pictures in a text in Markdown lead."""
    children = [child for token in MARKDOWN.parse(markdown) for child in token.children or ()]
    found = [child.attrGet("href") or child.attrGet("src") for child in children]
    return [str(each) for each in found if each]


def markdown_of(drawn: Any) -> list[str]:
    """Return every text of a card that is Markdown."""
    pairs = [pair for each in of_type(drawn, "FactSet") for pair in each["facts"]]
    return [
        *(each["text"] for each in of_type(drawn, "TextBlock")),
        *(pair[name] for pair in pairs for name in ("title", "value")),
    ]


def bare_of(drawn: Any) -> list[str]:
    """Return every text of a card that is no Markdown: runs, labels, choices and buttons."""
    fields = fields_of(drawn)
    return [
        text.replace(INVISIBLE_BREAK, "")
        for text in (
            *(each["text"] for each in of_type(drawn, "TextRun")),
            *(each["label"] for each in fields),
            *(choice["title"] for each in fields for choice in each.get("choices", ())),
            *(each["title"] for each in actions_of(drawn)),
        )
    ]


def said(drawn: Any) -> list[str]:
    """Return every text that a person sees in a card."""
    return [*map(shown, markdown_of(drawn)), *bare_of(drawn)]


def words(texts: list[str]) -> list[str]:
    """Return the words of texts, in their order."""
    return [word for text in texts for word in re.findall(r"\w+", text)]


def lines_of(drawn: Any) -> list[str]:
    """Return what a person sees of a card, line by line and from top to bottom; of a table, a line a row."""
    if isinstance(drawn, list):
        return [line for each in drawn for line in lines_of(each)]
    match drawn.get("type"):
        case "TextBlock":
            return [shown(drawn["text"])]
        case "RichTextBlock":
            return ["".join(each["text"] for each in drawn["inlines"])]
        case "FactSet":
            return [f"{shown(each['title'])}: {shown(each['value'])}" for each in drawn["facts"]]
        case "TableRow":
            return ["  ".join(lines_of(drawn["cells"]))]
    return [line for part in ("body", "items", "columns", "rows") for line in lines_of(drawn.get(part, []))]
