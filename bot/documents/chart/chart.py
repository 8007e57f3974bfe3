"""The picture of the committee's summary: open items over time and by RAG.

It is drawn by a child process, so that the bot starts quickly and stays small.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from templates.chart_words import alt, picture_words, short_day
from templates.messages.summary_parts import OpenOn, RagCount

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0
"""Seconds for a picture: the first one on a machine also looks for its fonts."""

REMEMBERED = 8
"""Pictures that are kept in memory: papers are asked for again, and of the facts that were just published."""

KEPT = ("HOME", "LANG", "LC_ALL", "MPLCONFIGDIR", "PATH", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
"""What the child process is told of the environment: tokens are no business of a picture."""


class NoPicture(Exception):  # noqa: N818 - it says what is the matter.
    """The picture could not be drawn; the summary is complete without it."""


@dataclass(frozen=True)
class Chart:
    """A picture as a PNG of 1,080 by 1,380 pixels, and all that it shows in at most 2,000 characters."""

    png: bytes
    alt: str


def picture(history: tuple[OpenOn, ...], rag: tuple[RagCount, ...]) -> Chart:
    """Return the picture of how many items were open on each date of `history`, and of which colour they are.

    `history` is in the order of its dates; the last is the date as of which `rag` counts. The same facts give
    the same bytes. The first time it takes about a second, so call it in a thread. Raises NoPicture if it cannot
    be drawn, and where there is no history.
    """
    if not history:
        raise NoPicture("There is no history to draw.")
    asked = json.dumps(facts(history, rag))
    return Chart(_drawn(asked), alt(history, rag))


def facts(history: tuple[OpenOn, ...], rag: tuple[RagCount, ...]) -> dict[str, Any]:
    """Return what the child process is asked to draw, with every word that it writes."""
    words = picture_words(history, rag)
    return {
        "title": words.title,
        "as_of": words.as_of,
        "over_time": words.over_time,
        "by_rag": words.by_rag,
        "kinds": words.kinds,
        "history": [(short_day(point.on), point.by_kind) for point in history],
        "rag": [
            (count.rag or "", name, len(count.references))
            for count, name in zip(rag, words.colours, strict=True)
        ],
    }


def environment() -> dict[str, str]:
    """Return what the child process is told of the environment."""
    return {**{name: os.environ[name] for name in KEPT if name in os.environ}, "MPLBACKEND": "Agg"}


@lru_cache(maxsize=REMEMBERED)
def _drawn(asked: str) -> bytes:
    try:
        child = subprocess.run(
            [sys.executable, "-m", "bot.documents.chart.child"],
            input=asked.encode(),
            capture_output=True,
            check=True,
            cwd=ROOT,
            env=environment(),
            timeout=PATIENCE,
        )
    except (OSError, subprocess.SubprocessError) as fault:
        said = getattr(fault, "stderr", None) or b""
        raise NoPicture(said.decode(errors="replace").strip()[-500:] or str(fault)) from fault
    return child.stdout
