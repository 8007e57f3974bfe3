"""The reader is shown on many layouts, and the page about it says exactly what came of each."""

import re
from pathlib import Path

import pytest

from models.report_parser.proposal import Doubt
from tests.reading.layouts import Layout, Measured, layouts, measured

PAGE = Path(__file__).parents[2] / "docs" / "reading-reports.md"
LAYOUTS = tuple(layouts())
WRONG_ONLY_IF_DOUBTED = {
    Doubt.UNKNOWN_BODY,
    Doubt.NO_ADDRESSEE,
    Doubt.DEADLINE_UNREAD,
    Doubt.SEVERAL_DATES,
    Doubt.NUMBER_TWICE,
    Doubt.NO_NUMBER,
}


def _page() -> str:
    return PAGE.read_text("utf-8").partition("<!-- corpus -->")[0]


def rows() -> dict[str, tuple[int, ...]]:
    """Return the rows of the table in the page: what stands in it of each layout."""
    found = re.findall(r"^\| ([^|]+?) \|((?: \d+ \|)+)$", _page(), re.MULTILINE)
    return {name: tuple(int(cell) for cell in cells.split("|") if cell.strip()) for name, cells in found}


@pytest.mark.parametrize("layout", LAYOUTS, ids=[each.name.partition(":")[0] for each in LAYOUTS])
def test_the_page_says_what_came_of_each_layout(layout: Layout) -> None:
    """The numbers in the table of the documentation are those that the reader reaches now."""
    came = measured(layout)
    assert rows()[layout.name] == (came.there, came.right, came.to_correct, came.shown, came.missed)


def test_the_page_has_no_other_rows_and_adds_up() -> None:
    """Every layout has its row, no row is of none, and the last row is the sum of the others."""
    table = rows()
    total = table.pop("All together")
    assert set(table) == {layout.name for layout in LAYOUTS}
    assert total == tuple(sum(column) for column in zip(*table.values(), strict=True))


@pytest.mark.parametrize("layout", LAYOUTS, ids=[each.name.partition(":")[0] for each in LAYOUTS])
def test_nothing_is_wrong_without_a_doubt(layout: Layout) -> None:
    """What the reader proposes is right, or says itself what to look at: nothing is guessed silently."""
    silent = [
        proposal.number
        for proposal in layout.read().proposals
        if not any(item.is_read_as(proposal) for item in layout.items)
        and not {each.what for each in proposal.doubts} & WRONG_ONLY_IF_DOUBTED
    ]
    assert silent == []


def test_nothing_at_all_is_missed_on_these_layouts() -> None:
    """Each recommendation on these layouts is read, or its words are shown as not read."""
    assert [layout.name for layout in LAYOUTS if measured(layout).missed] == []


def test_a_report_is_measured_by_everything_in_it() -> None:
    """An item counts as right only if number, text, addressees, date, kind, parent and points all are."""
    layout = LAYOUTS[0]
    assert measured(layout) == Measured(3, 3, 0, 0, 0)
