"""The words of the workbook and the calendar; a person corrects them in `text/workbook.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from models.register.fields import label_of
from templates.filters import TEXT, day
from templates.markup import cleaned

WORDS: Final[dict[str, dict[str, Any]]] = tomllib.loads((TEXT / "workbook.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """The heading of a column, how wide the column is, in characters, and whether numbers stand in it."""

    title: str
    width: int
    is_number: bool = False


def say(group: str, key: str, **facts: object) -> str:
    """Return the words `key` of `group`, filled from `facts`; dates read like `Fri 31 Mar 2023`."""
    return filled(WORDS[group][key], facts)


def filled(words: str, facts: Mapping[str, object]) -> str:
    """Return `words` filled from `facts`; dates read like `Fri 31 Mar 2023`."""
    said = {name: day(fact) if isinstance(fact, date) else fact for name, fact in facts.items()}
    return words.format(**said) if facts else words


def heading(key: str, **facts: object) -> ColumnHeading:
    """Return the heading of the column `key` of a list."""
    column = WORDS["column"][key]
    return ColumnHeading(column["title"].format(**facts), column["width"], column.get("number", False))


def field_name(field: str) -> str:
    """Return what a field of a record is called."""
    return str(WORDS["field"].get(field) or label_of(field))


def calendar_words(key: str, **facts: object) -> str:
    """Return a text of the calendar file on one line; what people typed cannot leave its place."""
    plain = {name: cleaned(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    return say("calendar", key, **plain)
