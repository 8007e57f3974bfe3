"""The elements of an Adaptive Card, one function each, as plain dicts: what Teams draws of version 1.5.

Source: https://adaptivecards.io/explorer and Microsoft, “Cards in Teams”. Texts here are Markdown, unless they are
runs. The dicts are not built by `microsoft_teams.cards`, because that looks into no `body` or `items`, more than
doubles the time of drawing, and takes 0.4 s to import; the tests check each element with its model.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from templates.parts import Chart
from templates.teams.markup import line

Element = dict[str, Any]

SCHEMA, VERSION = "http://adaptivecards.io/schemas/adaptive-card.json", "1.5"
BLANK = "\u00a0"
PHONE_CHARACTERS: Final = 50
"""As many stand beside each other in a card at 390 px, in the smaller size of a wide table."""

FEW = 3
"""Columns of a table whose words are as large as others on a phone."""


def size(drawn: object) -> int:
    """Return how many characters something drawn takes as JSON, as Teams counts: an emoji is two of UTF-16."""
    return len(json.dumps(drawn, ensure_ascii=False).encode("utf-16-le", "surrogatepass")) // 2


def card(body: list[Element], actions: Sequence[Element] = ()) -> Element:
    """Return a card as wide as Teams lets it be."""
    drawn: Element = {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": VERSION,
        "msteams": {"width": "full"},
        "body": body,
    }
    if actions:
        drawn["actions"] = list(actions)
    return drawn


def text(said: str, **how: Any) -> Element:
    """Return one line or paragraph."""
    return {"type": "TextBlock", "text": line(said) or "-", "wrap": True, **how}


def lines(said: str, **how: Any) -> list[Element]:
    """Return a text whose line breaks are kept, each line by itself: within a paragraph Markdown has none."""
    first, *others = [each for each in said.split("\n") if each.strip()] or [""]
    return [text(first, **how), *(text(each, **how, spacing="None") for each in others)]


def heading(said: str) -> Element:
    """Return a heading, which screen readers announce as one."""
    return text(said, size="Large", weight="Bolder", style="heading")


def note(said: str) -> list[Element]:
    """Return small print."""
    return lines(said, size="Small", isSubtle=True)


def facts(pairs: Iterable[tuple[str, str]]) -> Element:
    """Return labels with their values."""
    return {
        "type": "FactSet",
        "facts": [{"title": line(label), "value": line(value)} for label, value in pairs],
    }


def runs(said: str, **how: Any) -> Element:
    """Return a line that is no Markdown, so that nothing in it means anything."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": said or BLANK, **how}]}


def container(items: list[Element], **how: Any) -> Element:
    """Return elements that belong together."""
    return {"type": "Container", **how, "items": items}


def quotation(said: str, notice: str | None) -> Element:
    """Return what somebody wrote, shown as it is, and perhaps a notice of ours after it."""
    first, *others = [runs(line) for line in said.split("\n")]
    items = [first, *({**each, "spacing": "None"} for each in others)]
    if notice:
        items += note(notice)
    return container(items, style="emphasis", spacing="Small")


def columns(stretched: list[Element], beside: list[Element], **how: Any) -> Element:
    """Return elements with others at their right, which take no more room than they need."""
    drawn = [{"type": "Column", "width": "stretch", "items": stretched}]
    if beside:
        drawn.append({"type": "Column", "width": "auto", "items": beside})
    return {"type": "ColumnSet", **how, "columns": drawn}


def is_for_a_phone(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a phone can show a table of these rows without breaking its words; one of few columns it can."""
    return len(rows[0]) <= FEW or sum(_widths(rows)) <= PHONE_CHARACTERS


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return for each column the characters of its longest word, with what stands around it."""
    return [
        max(len(word) for cell in column for word in (*cell.split(), "")) + 3
        for column in zip(*rows, strict=True)
    ]


def table(rows: Sequence[Sequence[str]], numbers: frozenset[int]) -> Element:
    """Return a table whose first row is its heading, and whose columns have room for their longest words."""
    return {
        "type": "Table",
        "firstRowAsHeaders": True,
        "gridStyle": "accent",
        "columns": [
            {
                "width": width,
                "horizontalCellContentAlignment": "Right" if column in numbers else "Left",
            }
            for column, width in enumerate(_widths(rows))
        ],
        "rows": [
            table_row(
                row, **({} if at else {"weight": "Bolder"}), **({"size": "Small"} if len(row) > FEW else {})
            )
            for at, row in enumerate(rows)
        ],
    }


def table_row(cells: Sequence[str], **how: Any) -> Element:
    """Return a row of a table."""
    return {
        "type": "TableRow",
        "cells": [{"type": "TableCell", "items": [text(cell, **how)]} for cell in cells],
    }


def picture(address: str, alt: str) -> Element:
    """Return a picture; `alt` says what it shows."""
    return {"type": "Image", "url": address, "altText": alt, "size": "Stretch"}


def bars(chart: Chart, alt: list[Element]) -> Element:
    """Return a chart, a colour for each of its series; where it cannot be drawn, `alt` says what it shows."""
    return {
        "type": "Chart.VerticalBar.Grouped",
        "title": chart.title,
        "stacked": True,
        "showBarValues": True,
        "data": [
            {
                "legend": name,
                "values": [{"x": at, "y": number} for at, number in zip(chart.along, numbers, strict=True)],
            }
            for name, numbers in chart.series
        ],
        "fallback": container(alt),
    }
