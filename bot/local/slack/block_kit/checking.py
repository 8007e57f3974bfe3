"""The tools with which blocks are checked: each finding names its place as a JSON pointer, as Slack does."""

import re
from collections.abc import Callable, Collection
from typing import Any

from bot.local.slack.errors import Json

ID_LENGTH = 255
Rule = Callable[["BlockChecker", Json, str], None]


class BlockChecker:
    """Collects what is wrong with one set of blocks."""

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self.findings: list[str] = []
        self._block_ids: set[str] = set()

    def wrong(self, what: str, at: str) -> None:
        """Note a finding at the JSON pointer `at`."""
        self.findings.append(f"[ERROR] {what} [json-pointer:{at}]")

    def text(
        self, holder: Json, key: str, at: str, most: int, *, plain: bool = True, needed: bool = True
    ) -> None:
        """Check a text object: its type, and that it has between 1 and `most` characters."""
        value = holder.get(key)
        if value is None:
            if needed:
                self.wrong(f"missing required field: {key}", at)
            return
        self.text_object(value, f"{at}/{key}", most, plain=plain)

    def text_object(self, value: Any, at: str, most: int, *, plain: bool) -> None:
        """Check one text object."""
        kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
        if not isinstance(value, dict) or value.get("type") not in kinds:
            self.wrong(f"must be a text object of type {' or '.join(kinds)}", at)
            return
        self.string(value, "text", at, most)

    def string(self, holder: Json, key: str, at: str, most: int, *, needed: bool = True) -> None:
        """Check a string: that it is one, and has between 1 and `most` characters."""
        value = holder.get(key)
        if value is None:
            if needed:
                self.wrong(f"missing required field: {key}", at)
            return
        if not isinstance(value, str):
            self.wrong("must be a string", f"{at}/{key}")
        elif not value:
            self.wrong("must be more than 0 characters", f"{at}/{key}")
        elif len(value) > most:
            self.wrong(f"must be less than {most + 1} characters", f"{at}/{key}")

    def pattern(self, holder: Json, key: str, at: str, pattern: str) -> None:
        """Check that an optional string has the form `pattern`."""
        value = holder.get(key)
        if value is not None and (not isinstance(value, str) or not re.fullmatch(pattern, value)):
            self.wrong("invalid format", f"{at}/{key}")

    def items(self, holder: Json, key: str, at: str, most: int, *, least: int = 1) -> list[Any]:
        """Check that a list has between `least` and `most` items and return those within the limit."""
        value = holder.get(key)
        if not isinstance(value, list):
            self.wrong(f"missing required field: {key}", at)
            return []
        if len(value) < least:
            self.wrong(f"no fewer than {least} items allowed", f"{at}/{key}")
        if len(value) > most:
            self.wrong(f"no more than {most} items allowed", f"{at}/{key}")
        return value[:most]

    def block_id(self, block: Json, at: str) -> None:
        """Check that a block's id, if it has one, is short and its own."""
        if "block_id" not in block:
            return
        self.string(block, "block_id", at, ID_LENGTH)
        if block["block_id"] in self._block_ids:
            self.wrong(f"block_id {block['block_id']!r} already exists", at)
        elif isinstance(block["block_id"], str):
            self._block_ids.add(block["block_id"])

    def one_of(self, value: Any, rules: dict[str, Rule], allowed: Collection[str], at: str) -> bool:
        """Check `value` by the rule for its type, which must be among `allowed`; return whether it was."""
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in allowed or kind not in rules:
            self.wrong(f"unsupported type: {kind}", at)
            return False
        rules[kind](self, value, at)
        return True
