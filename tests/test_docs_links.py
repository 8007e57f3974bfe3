"""Every link of the documentation leads somewhere, and everything is reached."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_docs import DOCS, PAGES, README, ROOT

LARGEST_PICTURE = 300_000


def links(page: Path) -> Iterator[str]:
    """Yield where the links and pictures of a page lead."""
    yield from re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """Return the anchors that the headings of a page have."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of this repository, and to a heading in it, leads there."""
    for link in links(page):
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_and_picture_is_reached_from_the_readme() -> None:
    """The README links to every page, every picture is shown on one, and none is too large to load at once."""
    reached = {(ROOT / link.partition("#")[0]).resolve() for link in links(README)}
    reached |= {(page.parent / link).resolve() for page in PAGES for link in links(page) if ".png" in link}
    pictures = set(DOCS.glob("pictures/*.png"))
    assert reached >= {*DOCS.glob("*.md"), *pictures}
    assert pictures
    assert {picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE} == set()
