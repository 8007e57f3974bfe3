"""The words of a pack of evidence; a person corrects them in `text/pack.toml`."""

import tomllib
from typing import Final

from templates.filters import TEXT
from templates.workbook_labels import filled

WORDS: Final[dict[str, dict[str, str]]] = tomllib.loads((TEXT / "pack.toml").read_text("utf-8"))


def say(group: str, key: str, **facts: object) -> str:
    """Return the words `key` of `group`, filled from `facts`; dates read like `Fri 31 Mar 2023`."""
    return filled(WORDS[group][key], facts)
