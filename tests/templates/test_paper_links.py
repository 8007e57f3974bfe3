"""Places and links within plain texts: what they read as, and the names that Word takes."""

import re

from templates.links import PLACE_OR_LINK, link, place, without_links
from templates.paper.wording import typed


def names(text: str) -> list[str]:
    """Return the names of the places in a text."""
    return [name for found in PLACE_OR_LINK.finditer(text) for name in found[1].split()]


def test_a_text_reads_without_its_places_and_links() -> None:
    """A place shows nothing, and a link its words."""
    assert without_links(f"{place('l_red')}Red: {link('two', 'l_red', 'a_red')}.") == "Red: two."


def test_a_name_is_one_that_word_takes_and_long_ones_stay_apart() -> None:
    """At most 40 letters, figures and underscores, also of a long name; two long names are two places."""
    long = ("a_reclassified_in_AREA_FOR_IMPROVEMENT", "a_reclassified_in_AREA_FOR_IMPROVEMENTS")
    made = names("".join(place(each) for each in ("l_red", "a_addressees_Ministry of Justice", *long)))
    assert len(set(made)) == 4
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]{0,39}", name) for name in made), made
    assert names(link("x", *long)) == made[2:]


def test_nobody_can_type_a_link() -> None:
    """The characters that make one are shown as � where somebody typed them."""
    assert typed(str(link("two", "l_red"))) == "\ufffdRECKONER_L_RED\ufffdtwo\ufffd"
