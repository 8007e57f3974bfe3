"""The words of a pack of evidence; a person corrects them in `text/pack.toml`."""

import tomllib
from datetime import date
from typing import Final

from templates.filters import TEXT, day

WORDS: Final[dict[str, dict[str, str]]] = tomllib.loads((TEXT / "pack.toml").read_text("utf-8"))


def say(group: str, key: str, **facts: object) -> str:
    """Return the words `key` of `group`, filled from `facts`; dates read like `Fri 31 Mar 2023`."""
    said = {name: day(fact) if isinstance(fact, date) else fact for name, fact in facts.items()}
    return WORDS[group][key].format(**said) if facts else WORDS[group][key]
