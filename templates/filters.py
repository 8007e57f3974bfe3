"""What templates can ask for, by the same names on every surface: dates, counts, sizes, labels, lists."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from models.enums import (
    OUTSTANDING,
    Addressee,
    ItemKind,
    Rag,
    ReportKind,
    ReviewOutcome,
    Role,
    StatementKind,
    Status,
)
from models.register.rag import RagRule
from templates.markup import MarkupText, Plain

_ADDRESSED: Final = re.compile(
    r"\s*(?:(?:by|before|within|no later than|not later than|immediately|with immediate effect)\b"
    r"[^,.;:]{0,60},\s+)?"
    r"(?:all )?(?:chief constables|chief officers|(?:police )?forces|the force|the constabulary) "
    r"(?:should|must|needs? to),?\s+(?:(?:by|before|within|no later than|immediately)\b[^,.;:]{0,60},\s+)?(?=\w)",
    re.IGNORECASE,
)
"""The beginning of a recommendation in print: by when, who, and that they should."""

TEXT = Path(__file__).parent / "text"

LABELS: dict[str, dict[str, str]] = tomllib.loads((TEXT / "labels.toml").read_text("utf-8"))
"""Short words, by group and key; a person corrects them in `text/labels.toml`."""

HELP: dict[str, dict[str, Any]] = tomllib.loads((TEXT / "help.toml").read_text("utf-8"))
"""What each command is for, with examples, by its word; a person corrects it in `text/help.toml`."""

GROUPS: dict[type[StrEnum], str] = {
    ItemKind: "kind",
    Status: "status",
    Rag: "rag",
    Role: "role",
    Addressee: "addressee",
    ReportKind: "report_kind",
    StatementKind: "statement",
    ReviewOutcome: "outcome",
    RagRule: "rule",
}

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
KILO = 1000
ENOUGH_FOR_A_DECIMAL = 10


class Due(Protocol):
    """What has a deadline, and had another at first."""

    @property
    def deadline_on(self) -> date | None:
        """The day now agreed."""

    @property
    def original_deadline_on(self) -> date | None:
        """The day first set."""

    @property
    def status(self) -> Status:
        """Where it stands in its life."""


@lru_cache(maxsize=4096)
def day(on: date, today: date | None = None) -> MarkupText:
    """Return `Fri 31 Mar 2023`, and with `today` how far off it is: `(in 12 days)`, `(3 days ago)`, `(today)`."""
    words = f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"
    return MarkupText(words if today is None else f"{words} ({away(on, today)})")


def due(item: Due, today: date | None = None) -> MarkupText:
    """Return the day on which `item` is due, and beside it the original one once they differ.

    With `today` it says how far off the first is, and by how much the other has passed while the force has not
    completed it: `Fri 31 Mar 2023 (in 119 days; original Thu 17 Oct 2019, 1,142 days past)`.
    """
    if item.deadline_on is None:
        return MarkupText(f"no deadline{_brackets(original(item, today))}")
    beside = (away(item.deadline_on, today) if today else "", original(item, today))
    return MarkupText(f"{day(item.deadline_on)}{_brackets(*beside)}")


def original(item: Due, today: date | None = None) -> MarkupText:
    """Return `original Thu 17 Oct 2019, 1,142 days past` where that is another day than is now agreed, else ``."""
    first = item.original_deadline_on
    if first is None or first == item.deadline_on:
        return MarkupText("")
    days = (today - first).days if today and item.status in OUTSTANDING else 0
    past = f", {count(days, 'day')} past" if days > 0 else ""
    return MarkupText(f"original {day(first)}{past}")


class Obliging(Protocol):
    """What the force may have to do."""

    @property
    def mandatory(self) -> bool:
        """Whether the force has to."""

    @property
    def accepted(self) -> bool:
        """Whether the force has accepted it."""


def obligation(item: Obliging) -> MarkupText:
    """Return `accepted, not mandatory` and the like; nothing of what is mandatory and accepted, as most are."""
    if item.mandatory:
        return MarkupText("" if item.accepted else "not accepted")
    return MarkupText("accepted, not mandatory" if item.accepted else "not accepted, not mandatory")


def _brackets(*said: str) -> str:
    there = [each for each in said if each]
    return f" ({'; '.join(there)})" if there else ""


def away(on: date, today: date) -> MarkupText:
    """Return how far `on` is from `today`: `in 12 days`, `1,050 days ago`, `today`."""
    days = (on - today).days
    if not days:
        return MarkupText("today")
    return MarkupText(f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago")


def moment(at: datetime, zone: str) -> MarkupText:
    """Return an aware instant as the wall clock in `zone` shows it: `Fri 2 Dec 2022 at 14:05`."""
    local = at.astimezone(ZoneInfo(zone))
    return MarkupText(f"{day(local.date())} at {local:%H:%M}")


def count(number: int, one: str | StrEnum, many: str | None = None) -> MarkupText:
    """Return `1 item` or `1,050 items`: a kind brings its own plural, other words take `many` or an s."""
    if isinstance(one, ItemKind):
        one, many = LABELS["kind"][one], LABELS["kinds"][one]
    return MarkupText(f"{number:,} {one if number == 1 else many or f'{one}s'}")


def times(number: int) -> MarkupText:
    """Return how often something happened: `once`, `twice`, `3 times`."""
    return MarkupText({1: "once", 2: "twice"}.get(number) or count(number, "time"))


def size(octets: int) -> MarkupText:
    """Return a file's size in words: `213 bytes`, `48 KB`, `2.4 MB`."""
    if octets < KILO:
        return count(octets, "byte")
    amount = float(octets)
    units: tuple[str, ...] = ("KB", "MB", "GB")
    while (amount := amount / KILO) >= KILO - 0.5 and len(units) > 1:
        units = units[1:]
    small = amount < ENOUGH_FOR_A_DECIMAL and units[0] != "KB"
    return MarkupText(f"{amount:.1f} {units[0]}" if small else f"{amount:,.0f} {units[0]}")


def label(value: StrEnum) -> MarkupText:
    """Return the words for a kind, status, colour, role, addressee or kind of report."""
    return MarkupText(LABELS[GROUPS[type(value)]][value])


def kinds(value: ItemKind) -> MarkupText:
    """Return the plural of a kind."""
    return MarkupText(LABELS["kinds"][value])


def short(text: str, most: int) -> str:
    """Return `text` on one line, cut between words to at most `most` characters, with … where it was cut."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    if not text[most - 1].isspace() and " " in cut:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.") + "…"


def asked(text: str) -> str:
    """Return what a recommendation asks for, without whom and by when: “Refer older people …”.

    In a list each line would begin with “By 31 March 2023, chief constables should”, and be cut before it differs.
    """
    found = _ADDRESSED.match(text)
    return cap(text[found.end() :]) if found else text


def cap(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return type(text)(text[:1].upper() + text[1:])


def listed(words: Sequence[str], most: int | None = None) -> MarkupText:
    """Return `A`, `A and B` or `A, B and C`; after `most` of them the others are counted: `A, B and 3 more`."""
    if most is not None and len(words) > most:
        words = [*words[:most], f"{len(words) - most:,} more"]
    return MarkupText(" and ".join(filter(None, (", ".join(words[:-1]), *words[-1:]))))


def filters_for(dialect: Plain) -> dict[str, Any]:
    """Return every filter as `dialect` speaks it."""

    def listed_here(values: Iterable[object], most: int | None = None) -> MarkupText:
        return listed([dialect.say(value) for value in values], most)

    return {
        "asked": asked,
        "away": away,
        "bold": dialect.bold,
        "cap": cap,
        "channel": dialect.channel,
        "command": dialect.command,
        "command_in_channel": dialect.command_in_channel,
        "count": count,
        "day": day,
        "due": due,
        "italic": dialect.italic,
        "kinds": kinds,
        "label": label,
        "link": dialect.link,
        "listed": listed_here,
        "mention": dialect.mention,
        "moment": moment,
        "obligation": obligation,
        "original": original,
        "quote": dialect.quote,
        "short": short,
        "size": size,
        "times": times,
        "typed": dialect.typed,
    }
