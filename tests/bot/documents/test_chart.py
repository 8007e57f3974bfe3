"""The picture of the summary: the same bytes for the same facts, every number on it, nothing in the way."""

import json
import struct
import subprocess
import sys
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.transforms import Bbox

from bot.documents.chart import chart as pictures
from bot.documents.chart.chart import NoPicture, facts, picture
from bot.documents.chart.child import COLOURS, KINDS, laid_out
from models.enums import Rag
from templates.chart_words import alt
from templates.messages.summary_parts import OpenOn, RagCount
from tests.templates.summary_samples import DECEMBER

ROOT = Path(__file__).parents[3]
START = date(2020, 1, 16)
NUMBERS = (12, 1369, 0, 3, 777)
BIG = tuple(
    RagCount(rag, tuple(map(str, range(number)))) for rag, number in zip((*Rag, None), NUMBERS, strict=True)
)


def history(dates: int, most: int) -> tuple[OpenOn, ...]:
    """Return that many dates, with totals that go up and down below `most`."""
    return tuple(
        OpenOn(START + timedelta(weeks=13 * place), (most * (1 + place % 3) // 4, most // 9, place % 2))
        for place in range(dates)
    )


HISTORIES = (
    DECEMBER.history,
    *(history(dates, most) for dates in (1, 2, 6, 12, 13, 40, 104) for most in (9, 999, 123_456)),
    (OpenOn(START, (0, 0, 0)),),
)


def drawn(of: tuple[OpenOn, ...], rag: tuple[RagCount, ...]) -> tuple[Figure, dict[str, Bbox]]:
    """Return the picture, and each of its texts with the place that it takes, in pixels."""
    asked = json.loads(json.dumps(facts(of, rag)))
    figure = laid_out(asked)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    axes = figure.get_axes()
    legend = axes[0].get_legend()
    assert legend is not None
    written = [*figure.texts, *(text for each in axes for text in each.texts), *legend.get_texts()]
    return figure, {
        f"{number}: {text.get_text()}": text.get_window_extent(renderer)
        for number, text in enumerate(written)
    }


def words(texts: dict[str, Any]) -> list[str]:
    """Return the texts alone."""
    return [text.partition(": ")[2] for text in texts]


def test_the_same_facts_give_the_same_bytes() -> None:
    """A picture has no date of its own in it: printed again, it is the same file."""
    first, again = (picture(DECEMBER.history, DECEMBER.rag) for _ in range(2))
    assert first == again
    assert first.alt == alt(DECEMBER.history, DECEMBER.rag)
    assert first.png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", first.png[16:24]) == (1080, 1380)
    assert len(first.png) < 300_000
    for kind in (b"tEXt", b"iTXt", b"tIME"):
        assert kind not in first.png


def test_the_words_beside_the_picture_say_every_number() -> None:
    """Who cannot see it reads as much, in at most the 2,000 characters that Slack takes."""
    said = alt(DECEMBER.history, DECEMBER.rag)
    for point in DECEMBER.history:
        assert f"{sum(point.by_kind)}" in said
    for count in DECEMBER.rag:
        assert f"{len(count.references)} {count.rag or 'not RAG-rated'}" in said
    assert len(alt(history(104, 123_456), BIG)) <= 2000
    assert len(alt(history(14, 123_456), BIG)) <= 2000


@pytest.mark.parametrize("of", HISTORIES, ids=lambda of: f"{len(of)} of {sum(of[-1].by_kind)}")
def test_no_words_collide_or_leave_the_picture(of: tuple[OpenOn, ...]) -> None:
    """However many dates there are, and however large the numbers, all that is written can be read."""
    figure, texts = drawn(of, BIG)
    page = figure.bbox
    for said, box in texts.items():
        assert page.x0 <= box.x0 and box.x1 <= page.x1, said  # noqa: PT018 - one rule, left and right.
        assert page.y0 <= box.y0 and box.y1 <= page.y1, said  # noqa: PT018 - one rule, above and below.
    for (one, here), (other, there) in combinations(texts.items(), 2):
        assert not here.overlaps(there), (one, other)


def test_every_number_is_written_on_it() -> None:
    """The totals stand above their bars, the kinds in the legend, the colours behind their bars."""
    _, texts = drawn(DECEMBER.history, DECEMBER.rag)
    there = words(texts)
    for said in (
        "Open items addressed to the force",
        "as of Thu 8 Dec 2022",
        "Over time, by kind",
        "By RAG",
    ):
        assert said in there
    for said in ("115", "123", "107", "61", "74", "16 Dec\n2021", "8 Dec\n2022"):
        assert said in there
    for said in ("Recommendations: 55", "Areas for improvement: 17", "Causes of concern: 2"):
        assert said in there
    for said in ("Red", "4", "Amber", "35", "Green", "8", "White", "1", "Not RAG-rated", "26"):
        assert said in there


def test_nothing_is_told_by_colour_alone() -> None:
    """Each kind and each colour has a hatching of its own, so that it is told apart in grey too."""
    for several in (
        KINDS,
        tuple(COLOURS[name] for name in ("red", "amber", "green", "")),
        tuple(COLOURS.values()),
    ):
        looks = [(hatch, colour if not hatch else "") for colour, hatch in several]
        assert len(set(looks)) == len(several)
    figure, _ = drawn(DECEMBER.history, DECEMBER.rag)
    hatches = {patch.get_hatch() for patch in figure.findobj(Patch) if isinstance(patch, Patch)}
    assert {hatch for _, hatch in KINDS if hatch} <= hatches


def test_without_a_history_there_is_no_picture() -> None:
    """The summary goes out without one rather than with an empty one."""
    with pytest.raises(NoPicture, match="no history"):
        picture((), DECEMBER.rag)


def test_a_drawing_that_fails_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When the child process dies, it is NoPicture with the child's last words, not a crash of the bot."""
    monkeypatch.setattr(pictures, "ROOT", tmp_path)
    pictures._drawn.cache_clear()
    with pytest.raises(NoPicture, match=r"chart\.child"):
        picture(DECEMBER.history, DECEMBER.rag)


def test_the_child_is_told_no_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    """What draws a picture has no business with the tokens in the bot's environment."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    assert "SLACK_BOT_TOKEN" not in pictures.environment()


def test_the_bot_itself_does_not_load_the_drawing_library() -> None:
    """Starting quickly and staying small: only the child process imports matplotlib."""
    code = "import sys, bot.documents.chart.chart; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own words.
