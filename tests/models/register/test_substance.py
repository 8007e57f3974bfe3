"""A reason says why: what is taken for one, and what is not."""

import pytest

from models.register.substance import says_why


@pytest.mark.parametrize(
    "words",
    [
        *("because", "Because.", "n/a", "N/A", "-", "—", "tbc", "TBC", "...", "", " ", "delay", "Extension"),
        *("31 March 2023", "by 31 March", "end of March", "Friday 31 March 2023", "until next Friday"),
        *(
            "more time needed",
            "as discussed",
            "see above",
            "no reason given",
            "not yet",
            "It is.",
            "various reasons",
        ),
    ],
)
def test_what_says_nothing_is_no_reason(words: str) -> None:
    """A single word, punctuation, a mere date and words that stand for a reason are none."""
    assert not says_why(words)


@pytest.mark.parametrize(
    "words",
    [
        "The supplier delivers in February",
        "The board has agreed",
        "Training slipped",
        "It moves in April.",
        "Waits for the national guidance",
        "Civil claim 22/117",
        "Replaced by VETTING-33",
    ],
)
def test_a_few_words_that_say_what_happened_are_one(words: str) -> None:
    """No more is asked of anybody than two words that say something."""
    assert says_why(words)
