"""Replies are understood as the documentation says."""

from pathlib import Path

import pytest

from models.reply_parser.parts import parts_of, references_in
from tests.understanding.corpus import PAGE, Understood, lists, samples, table


def test_the_page_holds_the_table_that_the_corpus_gives() -> None:
    """`make corpus` was run: the figures of the documentation are those that are reached now."""
    assert table() in PAGE.read_text("utf-8")


@pytest.mark.parametrize("path", list(lists()), ids=lambda path: path.stem)
def test_hardly_anything_is_offered_that_was_not_meant(path: Path) -> None:
    """Of what is learnt from, and of what is not, at most four in a hundred."""
    read = [sample.understood() for sample in samples(path)]
    assert read.count(Understood.WRONG) <= len(read) * 0.04


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("_10618_: the visit was held", ("10618",)),
        ("*10618*: the visit was held", ("10618",)),
        ("10618, 9962 - the visit was held", ("10618", "9962")),
        ("10618\u00a0: the visit was held", ("10618",)),
        ("10618,\u00a09962: the visit was held", ("10618", "9962")),
    ],
)
def test_references_are_known_in_whatever_marks_they_stand(words: str, named: tuple[str, ...]) -> None:
    """Italics, bold, blanks that do not break and a dash after several references hide none of them."""
    (part,) = parts_of(words, lambda reference: reference in named)
    assert (references_in(words), part.references) == (named, named)
    assert part.said.strip() == "the visit was held"
