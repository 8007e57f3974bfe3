"""Native charts: with titles, words for who cannot see them, and shapes and labels beside the colours."""

from collections.abc import Sequence
from typing import Any, Final

from bot.documents.workbook.book import Book, SheetPage
from models.enums import ItemKind, Rag
from templates.filters import cap, count, listed
from templates.messages.summary_parts import OpenOn, RagCount
from templates.workbook_labels import say

LINES: Final = (
    ("#1F3864", "solid", "circle"),
    ("#B45F06", "dash", "square"),
    ("#7030A0", "round_dot", "triangle"),
)
"""Colour, stroke and marker of each kind's line, told apart in grey print too."""

BARS: Final[dict[Rag | None, dict[str, Any]]] = {
    Rag.RED: {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#C00000", "bg_color": "#E06666"}},
    Rag.AMBER: {"pattern": {"pattern": "dotted_grid", "fg_color": "#BF6900", "bg_color": "#FFC000"}},
    Rag.GREEN: {"fill": {"color": "#00703C"}},
    Rag.WHITE: {"fill": {"color": "#FFFFFF"}},
    None: {"pattern": {"pattern": "light_horizontal", "fg_color": "#7F7F7F", "bg_color": "#E7E6E6"}},
}
"""How each colour's bar is filled; its name and number stand beside it."""

GREY: Final = "#D9D9D9"


def over_time(book: Book, page: SheetPage, history: Sequence[OpenOn], top: int) -> None:
    """Draw the open items by kind from the table below the row `top`, beside it."""
    first, last = top + 1, top + len(history)
    chart = book.chart({"type": "line"})
    for column, (_, (colour, stroke, marker)) in enumerate(zip(ItemKind, LINES, strict=True), start=1):
        chart.add_series(
            {
                "name": [page.title, top, column],
                "categories": [page.title, first, 0, last, 0],
                "values": [page.title, first, column, last, column],
                "line": {"color": colour, "width": 2.25, "dash_type": stroke},
                "marker": {
                    "type": marker,
                    "size": 8,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
                "data_labels": {
                    "value": True,
                    "position": "above",
                    "custom": [{"delete": True}] * (len(history) - 1) + [{}],
                },
            }
        )
    chart.set_title({"name": say("chart", "over_time"), "name_font": {"name": "Arial", "size": 12}})
    chart.set_x_axis({"num_format": "d mmm yyyy", "text_axis": True, "num_font": {"rotation": -45}})
    chart.set_y_axis(
        {
            "name": say("chart", "over_time_axis"),
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": GREY}},
            "num_format": "0",
        }
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 360})
    now = listed([count(number, kind) for kind, number in zip(ItemKind, history[-1].by_kind, strict=True)])
    words = say("alt", "over_time", first=history[0].on, last=history[-1].on, now=now)
    page.sheet.insert_chart(
        top - 1, 5, chart, {"description": words, "object_position": 2, "x_offset": 10, "y_offset": 4}
    )


def by_colour(book: Book, page: SheetPage, counts: Sequence[RagCount], top: int, column: int) -> None:
    """Draw the open items by colour from the table below the row `top`, at `column`."""
    first, last = top + 1, top + len(counts)
    chart = book.chart({"type": "bar"})
    chart.add_series(
        {
            "name": say("chart", "rag_axis"),
            "categories": [page.title, first, 0, last, 0],
            "values": [page.title, first, 1, last, 1],
            "points": [{**BARS[each.rag], "border": {"color": "#404040"}} for each in counts],
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_title({"name": say("chart", "rag"), "name_font": {"name": "Arial", "size": 12}})
    # The numbers stand at the bars: an axis would say them twice.
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"none": True})
    chart.set_size({"width": 620, "height": 280})
    now = listed([f"{name(each.rag)} {len(each.references)}" for each in counts])
    page.sheet.insert_chart(
        top - 1,
        column,
        chart,
        {"description": say("alt", "rag", now=now), "object_position": 2, "x_offset": 14, "y_offset": 4},
    )


def name(rag: Rag | None) -> str:
    """Return what a colour is called beside its number."""
    return str(cap(say("rag", rag or "none")))
