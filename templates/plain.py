"""Draws a message as plain text, for terminals, logs and as the fallback of every chat message."""

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_args

from templates.messages import Message
from templates.parts import (
    Button,
    Buttons,
    Divider,
    Facts,
    Form,
    Heading,
    Input,
    ItemLine,
    Items,
    Lines,
    Menu,
    Menus,
    Note,
    Part,
    Picture,
    Quote,
    Sections,
    Table,
    Text,
)
from templates.translator import PLAIN, Translator

WIDTH = 96
"""Columns to which lines are wrapped on a terminal."""

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Sheet:
    """What parts are drawn on: so many columns, or None, in the dialect of `translator`."""

    width: int | None
    translator: Translator

    def typed(self, buttons: Iterable[Button | Menu]) -> list[str]:
        """Return the commands to type for those of `buttons` that have one."""
        command = self.translator.dialect.command
        return [f"{button.label}: {command(button.typed)}" for button in buttons if button.typed is not None]


def render(message: Message, width: int | None = WIDTH, translator: Translator = PLAIN) -> str:
    """Return `message` as text: wrapped to `width` columns, or with every paragraph on one line if that is None.

    Buttons are given as the commands to type instead, as `translator` says them; those that cannot be typed are
    left out.
    """
    sheet = Sheet(width, translator)
    drawn = (DRAW[type(part)](part, sheet) for part in message.layout(translator))
    return "\n\n".join(text for text in drawn if text)


def _wrapped(text: str, width: int | None, first: str = "", then: str = "") -> str:
    """Return `text` with `first` before its first line and `then` before all others."""
    lines = text.split("\n")
    marked = [f"{then if number else first}{line}".rstrip() for number, line in enumerate(lines)]
    if width is None or all(len(line) <= width for line in marked):
        return "\n".join(marked)
    wrapper = textwrap.TextWrapper(
        width,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
    folded = []
    for number, line in enumerate(lines):
        wrapper.initial_indent = then if number else first
        folded.extend(wrapper.wrap(line) or [wrapper.initial_indent.rstrip()])
    return "\n".join(folded)


def _text(part: Heading | Text | Note, sheet: Sheet) -> str:
    return _wrapped(part.text, sheet.width)


def _facts(part: Facts, sheet: Sheet) -> str:
    room = max(len(label) for label, _ in part.pairs) + 2
    if sheet.width is None:
        return "\n".join(f"{label}: {value}" for label, value in part.pairs)
    return "\n".join(
        _wrapped(value, sheet.width, f"{label}:".ljust(room), " " * room) for label, value in part.pairs
    )


def _table(part: Table, _: Sheet) -> str:
    table = (part.columns, *part.rows)
    widths = [max(len(row[column]) for row in table) for column in range(len(part.columns))]

    def line(cells: Iterable[str]) -> str:
        return "  ".join(
            cell.rjust(room) if column in part.numbers else cell.ljust(room)
            for column, (cell, room) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()

    caption = [part.caption] if part.caption else []
    rule = line("-" * room for room in widths)
    return "\n".join([*caption, line(part.columns), rule, *(line(row) for row in part.rows)])


def _quote(part: Quote, sheet: Sheet) -> str:
    return _marked(part.text, sheet.width)


def _marked(text: str, width: int | None, indent: str = "") -> str:
    return "\n".join(_wrapped(line, width, f"{indent}> ", f"{indent}> ") for line in text.split("\n"))


def _items(part: Items, sheet: Sheet) -> str:
    return "\n\n".join(_item(line, sheet) for line in part.lines)


def _item(line: ItemLine, sheet: Sheet) -> str:
    drawn = [_wrapped(line.text, sheet.width, "", INDENT)]
    if line.quote is not None:
        drawn.append(_marked(line.quote, sheet.width, INDENT))
    drawn.extend(f"{INDENT}{words}" for words in sheet.typed(line.buttons))
    return "\n".join(drawn)


def _lines(part: Lines, sheet: Sheet) -> str:
    return "\n".join(_wrapped(line, sheet.width, "", INDENT) for line in part.lines)


def _matters(part: Sections, sheet: Sheet) -> str:
    return "\n\n".join(
        "\n".join(
            (
                _wrapped(matter.text, sheet.width),
                *(_wrapped(line, sheet.width, "", INDENT) for line in matter.lines),
                *sheet.typed([matter.button] if matter.button else ()),
            )
        )
        for matter in part.matters
    )


def _buttons(part: Buttons, sheet: Sheet) -> str:
    return "\n".join(sheet.typed(part.buttons))


def _menus(part: Menus, sheet: Sheet) -> str:
    return "\n".join(sheet.typed((*part.menus, *part.buttons)))


def _picture(part: Picture, sheet: Sheet) -> str:
    return _wrapped(part.alt, sheet.width) if part.is_there else ""


def _form(part: Form, sheet: Sheet) -> str:
    return f"{part.title}\n\n{_wrapped(part.instead, sheet.width)}"


def _nothing(_part: Part, _: Sheet) -> str:
    """Return nothing: a field cannot be filled in here, and a form says what to type instead."""
    return ""


DRAW: dict[type[Part], Callable[[Any, Sheet], str]] = {
    **dict.fromkeys((Divider, *get_args(Input)), _nothing),
    Buttons: _buttons,
    Facts: _facts,
    Form: _form,
    Heading: _text,
    Items: _items,
    Lines: _lines,
    Sections: _matters,
    Menus: _menus,
    Note: _text,
    Picture: _picture,
    Quote: _quote,
    Table: _table,
    Text: _text,
}
