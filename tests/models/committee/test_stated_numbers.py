"""The numbers that a text states are counted by what its sentence says: made, for forces, completed, signed off."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from models.committee.stated_numbers import Counts, StatedNumber, stated_numbers
from models.enums import ItemKind

PAPERS = tomllib.loads(Path(__file__).with_name("sentences_of_the_papers.toml").read_text("utf-8"))[
    "sentence"
]


@pytest.mark.parametrize("sentence", PAPERS, ids=[each["text"][:40] for each in PAPERS])
def test_each_number_of_the_two_papers_is_read_as_its_sentence_means_it(sentence: dict[str, Any]) -> None:
    """With words between, before the noun, in a list or alone; months, forces and dates are no items."""
    assert stated_numbers(sentence["text"]) == [
        StatedNumber(words, number, ItemKind(kind), Counts(counts), or_more)
        for words, number, kind, counts, or_more in sentence["states"]
    ]


@pytest.mark.parametrize(
    ("said", "states"),
    [
        ("26 recommendations are for forces.", [(26, Counts.FOR_FORCE)]),
        ("Five of the completed recommendations stand in the report.", [(5, Counts.COMPLETED)]),
        ("It makes 43 recommendations, 26 of them for forces.", [(43, Counts.ANY), (26, Counts.FOR_FORCE)]),
        (
            "Three recommendations for forces, two for the NPCC and one for the College.",
            [(3, Counts.FOR_FORCE), (2, Counts.FOR_OTHERS), (1, Counts.FOR_OTHERS)],
        ),
        ("About 20 recommendations remain.", []),
        ("At least six new national recommendations.", [(6, Counts.ANY)]),
        ("Within six months of the recommendations.", []),
    ],
)
def test_what_a_number_counts_is_what_its_sentence_says(said: str, states: list[tuple[int, Counts]]) -> None:
    """Who is addressed and what became of them; a rough number is held against nothing."""
    assert [(each.number, each.counts) for each in stated_numbers(said)] == states


def test_over_a_number_means_more_than_it() -> None:
    """“Over 60” is borne out by 61 and not by 60; “45” by 45 alone."""
    over, remaining, *_ = stated_numbers(PAPERS[0]["text"])
    assert [over.is_met_by(listed) for listed in (60, 61, 75)] == [False, True, True]
    assert [remaining.is_met_by(listed) for listed in (44, 45, 46)] == [False, True, False]
