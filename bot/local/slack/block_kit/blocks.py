"""The limits of Block Kit, as Slack documents them (Block Kit reference, "Blocks")."""

from typing import Any, Literal

from bot.local.slack.block_kit.checking import BlockChecker, Rule
from bot.local.slack.block_kit.elements import ELEMENTS, IN_ACTIONS, IN_INPUT, IN_SECTION, image
from bot.local.slack.errors import Json, SlackError

Surface = Literal["message", "modal", "home"]

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MOST_CHARACTERS = 13_200
_SECTION, _HEADER, _LABEL, _FIELD = 3000, 150, 2000, 2000
_FIELDS, _IN_CONTEXT, _IN_ACTIONS = 10, 10, 25
_ROWS, _CELLS = 100, 20
_IN_TABLES = 10_000
"""Characters of all cells of all tables of a message."""
_ALT_TEXT, _TITLE = 2000, 2000
_RICH_PARTS = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")


def section(check: BlockChecker, block: Json, at: str) -> None:
    """Check a section: text or fields, and one thing beside it."""
    if block.get("text") is None and not block.get("fields"):
        check.wrong("missing required field: text or fields", at)
    check.text(block, "text", at, _SECTION, plain=False, needed=False)
    if block.get("fields") is not None:
        for number, field in enumerate(check.items(block, "fields", at, _FIELDS)):
            check.text_object(field, f"{at}/fields/{number}", _FIELD, plain=False)
    if block.get("accessory") is not None:
        check.one_of(block["accessory"], ELEMENTS, IN_SECTION, f"{at}/accessory")


def header(check: BlockChecker, block: Json, at: str) -> None:
    """Check a heading."""
    check.text(block, "text", at, _HEADER)


def divider(check: BlockChecker, block: Json, at: str) -> None:
    """Check a line between blocks, about which nothing can be wrong."""


def context(check: BlockChecker, block: Json, at: str) -> None:
    """Check a line of small print."""
    for number, element in enumerate(check.items(block, "elements", at, _IN_CONTEXT)):
        place = f"{at}/elements/{number}"
        if isinstance(element, dict) and element.get("type") == "image":
            image(check, element, place)
        else:
            check.text_object(element, place, _SECTION, plain=False)


def actions(check: BlockChecker, block: Json, at: str) -> None:
    """Check a row of controls, whose action ids must differ."""
    seen: set[str] = set()
    for number, element in enumerate(check.items(block, "elements", at, _IN_ACTIONS)):
        place = f"{at}/elements/{number}"
        if not check.one_of(element, ELEMENTS, IN_ACTIONS, place):
            continue
        action_id = element.get("action_id")
        if isinstance(action_id, str):
            if action_id in seen:
                check.wrong(f"action_id {action_id!r} already exists", place)
            seen.add(action_id)


def input_block(check: BlockChecker, block: Json, at: str) -> None:
    """Check a field with its label."""
    check.text(block, "label", at, _LABEL)
    check.text(block, "hint", at, _LABEL, needed=False)
    check.one_of(block.get("element"), ELEMENTS, IN_INPUT, f"{at}/element")


def image_block(check: BlockChecker, block: Json, at: str) -> None:
    """Check a picture."""
    image(check, block, at)
    check.text(block, "title", at, _TITLE, needed=False)


def table(check: BlockChecker, block: Json, at: str) -> None:
    """Check a table: rows of cells, each raw or rich text."""
    for number, row in enumerate(check.items(block, "rows", at, _ROWS)):
        place = f"{at}/rows/{number}"
        cells = check.items({"cells": row}, "cells", place, _CELLS)
        for place_in_row, cell in enumerate(cells):
            check.one_of(cell, CELLS, CELLS.keys(), f"{place}/{place_in_row}")
    if block.get("column_settings") is not None:
        check.items(block, "column_settings", at, _CELLS)


def raw_text(check: BlockChecker, cell: Json, at: str) -> None:
    """Check a cell of unformatted text."""
    check.string(cell, "text", at, _SECTION)


def rich_text(check: BlockChecker, block: Json, at: str) -> None:
    """Check formatted text."""
    for number, part in enumerate(check.items(block, "elements", at, 1_000)):
        place = f"{at}/elements/{number}"
        if not isinstance(part, dict) or part.get("type") not in _RICH_PARTS:
            check.wrong("unsupported type in rich text", place)
        else:
            check.items(part, "elements", place, 10_000, least=0)


CELLS: dict[str, Rule] = {"raw_text": raw_text, "rich_text": rich_text}
BLOCKS: dict[str, Rule] = {
    "actions": actions,
    "context": context,
    "divider": divider,
    "header": header,
    "image": image_block,
    "input": input_block,
    "rich_text": rich_text,
    "section": section,
    "table": table,
}


def findings(blocks: Any, surface: Surface, at: str = "/blocks") -> list[str]:
    """Return what is wrong with `blocks` on a surface, one sentence each with its place; empty if nothing."""
    check = BlockChecker()
    allowed = BLOCKS.keys() if surface == "message" else BLOCKS.keys() - {"table"}
    if not isinstance(blocks, list):
        check.wrong("must be a list of blocks", at)
        return check.findings
    if len(blocks) > MOST_BLOCKS[surface]:
        check.wrong(f"no more than {MOST_BLOCKS[surface]} items allowed", at)
    for number, block in enumerate(blocks):
        place = f"{at}/{number}"
        if check.one_of(block, BLOCKS, allowed, place):
            check.block_id(block, place)
    tables = [block for block in blocks if isinstance(block, dict) and block.get("type") == "table"]
    if len(tables) > 1:
        check.wrong("only one table is allowed in a message", at)
    if _characters(tables) > _IN_TABLES:
        check.wrong(f"no more than {_IN_TABLES} characters allowed in tables", at)
    return check.findings


def check_message(blocks: Any) -> list[Json]:
    """Return `blocks` if a message can carry them.

    Raises SlackError `invalid_blocks`, whose `response_metadata.messages` say what is wrong and where, or
    `msg_blocks_too_long`.
    """
    wrong = findings(blocks, "message")
    if wrong:
        raise SlackError("invalid_blocks", errors=wrong, response_metadata={"messages": wrong})
    if _characters(blocks) > MOST_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    checked: list[Json] = blocks
    return checked


def _characters(value: Any) -> int:
    """Return how many characters of text stand in `value`."""
    if isinstance(value, list):
        return sum(_characters(item) for item in value)
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(_characters(item) for key, item in value.items() if isinstance(item, dict | list))
    return 0
