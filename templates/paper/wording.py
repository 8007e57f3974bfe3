"""The words of the committee's paper: numbers, dates, labels and sentences, and typed text as Word can hold it."""

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context

from models.enums import OUTSTANDING, ItemKind
from templates.filters import cap, filters_for, kinds, label, listed
from templates.links import NEVER_TYPED, item_place, link
from templates.markup import MarkupText, Plain, cleaned
from templates.messages.items import ItemRow

HERE: Final = Path(__file__).parent

WORDS: Final[dict[str, dict[str, str]]] = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
"""Short words, by group and key; a person corrects them in `words.toml`."""

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SPELT: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MINUS: Final = "\u2212"
SHORT: Final = 170
"""Characters of a recommendation where it is told shortly; where it is quoted it is quoted whole."""

TITLE: Final = 64
"""Characters of a recommendation where it is only named: in a table, and beside its reference."""

FEW: Final = 6
"""References within a sentence; of more the others are counted."""

_PLAIN = Plain()
_NO_CHARACTERS: Final = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"} | NEVER_TYPED
"""XML 1.0, 2.2: the first two are in no document; the controls are replaced by the dialect."""
_POINT = re.compile(r"(?:[•◦▪·*‣–-]|o(?=\s)|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s")  # noqa: RUF001 - people type dashes.


def typed(text: str) -> str:
    """Return what a person typed on one line, with what XML cannot hold shown as �."""
    return cleaned(text).translate(_NO_CHARACTERS).strip()


def paragraphs(text: str | None) -> list[str]:
    """Return the lines of what a person typed, word for word, without the blank ones."""
    lines = _PLAIN.lines(text or "").translate(_NO_CHARACTERS).split("\n")
    return [line.strip() for line in lines if line.strip()]


def points(text: str | None) -> list[dict[str, str]]:
    """Return the lines of a quotation; `point` says `yes` where one begins like a sub-point: •, (a), 1."""
    return [{"text": line, "point": "yes" if _POINT.match(line) else ""} for line in paragraphs(text)]


def full(on: date) -> MarkupText:
    """Return `Thursday 15 December 2022`."""
    return MarkupText(f"{DAYS[on.weekday()]} {long(on)}")


def long(on: date) -> MarkupText:
    """Return `15 December 2022`."""
    return MarkupText(f"{on.day} {MONTHS[on.month - 1]} {on.year}")


def brief(on: date | None, otherwise: str = "date") -> MarkupText:
    """Return `15 Dec 2022`, or the words for `otherwise` from `[none]` where there is no date."""
    return MarkupText(
        WORDS["none"][otherwise] if on is None else f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"
    )


def due(row: ItemRow, until: date, written: Callable[[date], MarkupText] = brief) -> str:
    """Return the day on which an item is due, `written` out, and the original beside it once they differ.

    While the force has not completed the item, it says by how much the original has passed at `until`.
    """
    now = written(row.deadline_on) if row.deadline_on else WORDS["none"]["deadline"]
    first = row.original_deadline_on
    if first is None or first == row.deadline_on:
        return str(now)
    days = max((until - first).days, 0) if row.status in OUTSTANDING else 0
    return said("due", now=now, original=written(first), days=days)


def number(value: int) -> MarkupText:
    """Return a number from 0 to 10 in words (`no`, `one` …), any other in figures: `1,050`."""
    return MarkupText(SPELT[value] if 0 <= value < len(SPELT) else figure(value))


def alone(value: int) -> MarkupText:
    """Return a number as it stands without a noun: `none`, `one`, `1,050`."""
    return number(value) if value else MarkupText("none")


def figure(value: int) -> MarkupText:
    """Return a number in figures, with a true minus sign: `1,050`."""
    return MarkupText(f"{value:,}".replace("-", MINUS))


def signed(value: int) -> MarkupText:
    """Return a movement with its sign, `+3`, or `0`."""
    return MarkupText(f"+{value:,}" if value > 0 else figure(value))


def of_kind(value: int, kind: ItemKind) -> MarkupText:
    """Return `two causes of concern`, `no areas for improvement`."""
    return MarkupText(f"{number(value)} {label(kind) if value == 1 else kinds(kind)}")


def kinds_counted(rows: Iterable[ItemRow]) -> MarkupText:
    """Return `two recommendations and one cause of concern`: the kinds that there are; `none` of nothing."""
    counts = dict.fromkeys(ItemKind, 0)
    for row in rows:
        counts[row.kind] += 1
    return listed([of_kind(value, kind) for kind, value in counts.items() if value]) or MarkupText("none")


def word(group: str, value: StrEnum | None) -> str:
    """Return the words for `value` from that group of `words.toml`; those for `none` where there is no value."""
    return WORDS[group]["none" if value is None else value.value]


def titled(value: StrEnum) -> str:
    """Return the label that all messages use for a kind, status or body, with a capital."""
    return str(cap(label(value)))


def said(block: str, **facts: object) -> str:
    """Return the sentence `block` of `sentences.j2`, filled from `facts`; KeyError if there is no such block."""
    template = _sentences()
    # `Template.new_context` would copy all blocks and globals each time: our blocks use facts and filters only.
    context = Context(template.environment, facts, template.name, {})
    return "".join(template.blocks[block](context)).strip().replace("\n", " ")


def linked_item(reference: str) -> MarkupText:
    """Return a reference that leads to where the item's text is printed."""
    return link(typed(reference), item_place(reference))


def listed_items(references: Iterable[str], most: int | None = FEW, behind: str = "") -> MarkupText:
    """Return `A, B and C`, each leading to its text; those over `most` are counted, and lead to `behind`.

    One alone is named instead: it takes no more room than its number.
    """
    every = list(references)
    shown = [linked_item(each) for each in (every if most == len(every) - 1 else every[:most])]
    more = f"{len(every) - len(shown):,} more" if len(every) > len(shown) else ""
    return listed([*shown, *([link(more, behind) if behind else more] if more else [])])


def _references(rows: Sequence[ItemRow], behind: str = "") -> MarkupText:
    return listed_items((row.reference for row in rows), behind=behind)


def _linked(words: str, *names: str) -> MarkupText:
    return link(words, *names)


def _either(words: Sequence[str]) -> MarkupText:
    return MarkupText(" or ".join(filter(None, (", ".join(words[:-1]), *words[-1:]))))


def _plural(word: str, value: int, many: str | None = None) -> MarkupText:
    return MarkupText(word if value == 1 else many or f"{word}s")


def _kinds_counted_all(counts: dict[ItemKind, int]) -> MarkupText:
    return listed([link(of_kind(value, kind), f"a_closing_{kind.name}") for kind, value in counts.items()])


@lru_cache(maxsize=1)
def _sentences() -> Template:
    made = Environment(
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        finalize=lambda value: value if isinstance(value, MarkupText) else typed(_PLAIN.say(value)),
        autoescape=False,  # noqa: S701 - the Word template escapes for XML what is printed into it.
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(filters_for(_PLAIN))
    made.filters.update(
        alone=alone,
        brief=brief,
        either=_either,
        full=full,
        kinds_counted=kinds_counted,
        kinds_counted_all=_kinds_counted_all,
        linked=_linked,
        items=listed_items,
        titled=titled,
        word=lambda value, group: MarkupText(word(group, value)),
        long=long,
        number=number,
        of_kind=of_kind,
        plural=_plural,
        references=_references,
    )
    return made.get_template("sentences.j2")
