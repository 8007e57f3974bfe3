"""A reply that speaks of several items is parted at its references, and no character is lost."""

import pytest
from hypothesis import given, strategies as st

from models.reply_parser.parts import parts_of

KNOWN = {"10618", "vetting-33", "9962"}


def known(reference: str) -> bool:
    return reference.casefold() in KNOWN


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("10618: done. VETTING-33: amber", [("10618", "done. "), ("VETTING-33", "amber")]),
        ("10618, VETTING-33: done", [("10618 VETTING-33", "done")]),
        ("Hi #10618 and 9962 : done; VETTING-33: red", [("10618 9962", "done; "), ("VETTING-33", "red")]),
        ("10618; 9962, and vetting-33 & 10618: a", [("10618 9962 vetting-33 10618", "a")]),
        ("10618: a. 2021, 9962: b", [("10618", "a. "), ("9962", "b")]),
        ("10618 9962: done", [("9962", "done")]),
        ("Morning!\n10618: done\n- 9962: red", [("10618", "done\n"), ("9962", "red")]),
        ("10618 : done; vetting-33: also", [("10618", "done; "), ("vetting-33", "also")]),
        ("10618: see 9962", [("10618", "see 9962")]),
        ("10618: at 9962:30 we met", [("10618", "at 9962:30 we met")]),
        ("10618: done. COVID-19: over. In 2022: much", [("10618", "done. COVID-19: over. In 2022: much")]),
        ("no reference", []),
        ("", []),
    ],
)
def test_parts_begin_at_references_before_a_colon(text: str, parts: list[tuple[str, str]]) -> None:
    """A part is its references and the words after their colon; what nobody knows as a reference parts nothing."""
    assert [(" ".join(part.references), part.said.lstrip()) for part in parts_of(text, known)] == parts


@given(
    st.lists(
        st.sampled_from(
            ["10618:", "VETTING-33: ", " ", ", ", " and ", "\n", "done.", "a", "9962", ":", "12:30", "•"]
        )
    )
)
def test_parts_joined_are_the_whole_text(pieces: list[str]) -> None:
    """Whatever was written, the parts put together are all of it, character by character."""
    text = "".join(pieces)
    parts = parts_of(text, known)
    assert "".join(part.text for part in parts) == (text if parts else "")
