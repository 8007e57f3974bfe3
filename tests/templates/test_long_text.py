"""A long text goes into as many fields as it needs, and comes out as it was."""

import pytest
from hypothesis import given, strategies as some

from templates.long_text import PIECE, fields_of, whole

WORDS = some.text(max_size=400)


@given(some.lists(WORDS, max_size=60), some.sampled_from(["\n", " ", "\n\n", ""]))
def test_a_text_of_any_length_comes_out_whole(words: list[str], between: str) -> None:
    """Whatever stands where it is parted, not a letter is lost or added."""
    text = between.join(words).strip()
    assert whole("text", dict(fields_of("text", text))) == text


@pytest.mark.parametrize("text", ["", "Short.", "w" * 10_000, "word " * 4_000, "line\n" * 4_000])
def test_no_field_holds_too_much_and_the_last_is_empty(text: str) -> None:
    """Each piece leaves room to write in, and there is always a field to go on in."""
    fields = list(fields_of("text", text))
    assert len({name for name, _ in fields}) == len(fields) >= 2
    assert all(len(piece) <= PIECE for _, piece in fields)
    assert fields[-1][1] == ""


def test_what_is_emptied_leaves_no_gap() -> None:
    """A field that a person empties is as if it had never been; the last is a line of its own."""
    fields = {"text": "One.", "text_2_line": "", "text_3_blank": "Three.", "text_4_line": "Four."}
    assert whole("text", fields) == "One. Three.\nFour."
    assert whole("text", {"text": "", "text_2_line": " Two. "}) == "Two."
    assert whole("text", {}) == ""


def test_other_fields_are_not_taken_for_pieces() -> None:
    """A field whose name only begins alike is another field."""
    assert whole("text", {"text": "One.", "text_on_file": "No.", "context_2_line": "No."}) == "One."
