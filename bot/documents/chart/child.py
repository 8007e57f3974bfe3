"""Draws one picture in a process of its own: reads what to draw as JSON, writes a PNG.

It is started by `bot.documents.chart.chart`. Nothing in the picture is told by colour alone: each bar has its
hatching, its words and its number.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Patch

WIDTH, HEIGHT, DOTS = 5.4, 6.9, 200
"""Inches, and dots an inch: 1,080 pixels across, three for each of a phone's."""

INK, FAINT, PAPER = "#1a1a1a", "#5c5c5c", "#ffffff"
TITLE, HEAD, TEXT, SMALL = 17.0, 14.5, 13.0, 11.5
ACROSS, A_DIGIT = 358.0, 9.4
"""Points across the bars, and those that a digit above a bar needs."""

LABELLED = 5
"""Dates that have room below the bars."""

KINDS = (("#1f3f66", ""), ("#8db8dd", "////"), ("#f0cf7a", "xxxx"))
COLOURS = {
    "red": ("#c5352b", "xxxx"),
    "amber": ("#f5b335", "////"),
    "green": ("#3f8f4f", "\\\\\\\\"),
    "white": ("#ffffff", ""),
    "": ("#d9d9d9", "...."),
}


@dataclass(frozen=True)
class Fonts:
    """The font that comes with matplotlib, whatever this machine has."""

    folder: Path

    def __call__(self, size: float, *, bold: bool = False) -> FontProperties:
        """Return the font in a size in points."""
        name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
        return FontProperties(fname=self.folder / name, size=size)


def draw(asked: dict[str, Any]) -> bytes:
    """Return the picture as a PNG, the same bytes for the same facts."""
    made = BytesIO()
    laid_out(asked).savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()


def laid_out(asked: dict[str, Any]) -> Figure:
    """Return the picture as it will be drawn: the bars over time above, those by colour below."""
    mpl.rcdefaults()
    mpl.rcParams["hatch.linewidth"] = 0.7
    fonts = Fonts(Path(mpl.get_data_path()) / "fonts" / "ttf")
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, facecolor=PAPER)
    figure.text(0.04, 0.957, asked["title"], font=fonts(TITLE, bold=True), color=INK)
    figure.text(0.04, 0.924, asked["as_of"], font=fonts(TEXT), color=FAINT)
    figure.text(0.04, 0.882, asked["over_time"], font=fonts(HEAD, bold=True), color=INK)
    figure.text(0.04, 0.288, asked["by_rag"], font=fonts(HEAD, bold=True), color=INK)
    _over_time(figure.add_axes((0.04, 0.41, 0.92, 0.335)), asked, fonts)
    _by_rag(figure.add_axes((0.04, 0.015, 0.92, 0.255)), asked, fonts)
    return figure


def _over_time(axes: Axes, asked: dict[str, Any], fonts: Fonts) -> None:
    """Draw a bar for each date, its kinds on top of each other, with the total above."""
    history: list[tuple[str, list[int]]] = asked["history"]
    _bare(axes)
    totals = [sum(numbers) for _, numbers in history]
    top = max([*totals, 1])
    axes.set_xlim(-0.55, len(history) - 0.45)
    axes.set_ylim(0, top * 1.13)
    axes.axhline(0, color=INK, linewidth=1.2)
    bases = [0] * len(history)
    for place, (colour, hatch) in enumerate(KINDS):
        heights = [numbers[place] for _, numbers in history]
        axes.bar(
            range(len(history)), heights, 0.72, bases, color=colour, hatch=hatch, edgecolor=INK, linewidth=0.8
        )
        bases = [base + height for base, height in zip(bases, heights, strict=True)]
    numbered = _numbered(totals)
    crowded = len(numbered) < len(totals)
    for place in numbered:
        at, side = _set(place, len(history), crowded=crowded)
        words = f"{totals[place]:,}"
        tallest = max(_below(words, place, side, totals)) if crowded else totals[place]
        axes.text(at, tallest + top * 0.025, words, ha=side, font=fonts(TEXT, bold=True), color=INK)
    for place in _spread(len(history), LABELLED):
        at, side = _set(place, len(history), crowded=len(history) > LABELLED)
        on, _, year = history[place][0].rpartition(" ")
        axes.text(at, -top * 0.045, f"{on}\n{year}", ha=side, va="top", font=fonts(SMALL), color=INK)
    patches = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=INK, label=f"{name}: {number:,}")
        for (colour, hatch), name, number in zip(KINDS, asked["kinds"], history[-1][1], strict=True)
    ]
    axes.legend(
        handles=patches,
        loc="lower left",
        bbox_to_anchor=(-0.012, 1.01),
        borderpad=0,
        labelspacing=0.35,
        handlelength=1.6,
        handleheight=1.0,
        frameon=False,
        prop=fonts(TEXT),
        labelcolor=INK,
    )


def _by_rag(axes: Axes, asked: dict[str, Any], fonts: Fonts) -> None:
    """Draw a bar for each colour, with its name before it and its number behind it."""
    counts: list[tuple[str, str, int]] = asked["rag"]
    _bare(axes)
    longest = max([*(number for _, _, number in counts), 1])
    axes.set_xlim(0, longest * 1.6)
    axes.set_ylim(max(len(counts), len(COLOURS)) - 0.5, -0.5)
    start = longest * 0.42
    for place, (colour, name, number) in enumerate(counts):
        fill, hatch = COLOURS[colour]
        axes.text(0, place, name, va="center", font=fonts(TEXT), color=INK)
        axes.barh(place, number, 0.66, start, color=fill, hatch=hatch, edgecolor=INK, linewidth=0.8)
        end = start + number + longest * 0.02
        axes.text(end, place, f"{number:,}", va="center", font=fonts(TEXT, bold=True), color=INK)
    axes.vlines(start, -0.45, len(counts) - 0.55, color=INK, linewidth=1.2)


def _bare(axes: Axes) -> None:
    """Take away the frame and the scales: every number is written where it belongs."""
    axes.set_axis_off()


def _numbered(totals: Sequence[int]) -> list[int]:
    """Return the places of the bars whose number is written above: all, or the first, the highest and the last."""
    if len(totals) * A_DIGIT * len(f"{max(totals):,}") <= ACROSS:
        return list(range(len(totals)))
    last, highest = len(totals) - 1, totals.index(max(totals))
    apart = 2 * _wide(f"{max(totals):,}", len(totals))
    return [0, highest, last] if apart < highest < last - apart else [0, last]


def _below(words: str, place: int, side: str, totals: Sequence[int]) -> Sequence[int]:
    """Return the totals of the bars above which `words` reach from the bar at `place`."""
    wide = _wide(words, len(totals))
    before = {"left": 0, "right": wide}.get(side, wide // 2)
    return totals[max(place - before, 0) : place + wide - before + 1]


def _wide(words: str, number: int) -> int:
    """Return above how many of `number` bars `words` reach."""
    return int(len(words) * A_DIGIT * number / ACROSS) + 1


def _spread(number: int, most: int) -> list[int]:
    """Return at most `most` of `number` places, evenly, with the first and the last."""
    if number <= most:
        return list(range(number))
    return sorted({round(step * (number - 1) / (most - 1)) for step in range(most)})


def _set(place: int, number: int, *, crowded: bool) -> tuple[float, str]:
    """Return where words stand at a bar; where it is crowded, the outer ones stay within the picture."""
    if crowded and place == 0:
        return -0.4, "left"
    if crowded and place == number - 1:
        return place + 0.4, "right"
    return place, "center"


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(json.load(sys.stdin)))
