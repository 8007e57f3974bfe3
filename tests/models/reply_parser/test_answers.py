"""Yes and no are read only where nothing else is said."""

import pytest

from models.reply_parser.answers import answer_in


@pytest.mark.parametrize(
    "words",
    [
        *("yes", "Yes.", "YES!", "yes please", "Yes, please", "ok", "OK thanks", "Okay, go ahead", "confirm"),
        *("Confirmed", "please do", "yep", "yes\nplease", "Yes, do it.", "go ahead, thanks", "  yes  "),
    ],
)
def test_a_bare_yes(words: str) -> None:
    """People say yes in several words, and courtesy changes nothing."""
    assert answer_in(words) is True


@pytest.mark.parametrize(
    "words",
    ["no", "No.", "no thanks", "No, thank you", "cancel", "nope", "don\u2019t", "no, don't", "please don't"],
)
def test_a_bare_no(words: str) -> None:
    """No is no, however polite."""
    assert answer_in(words) is False


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "yes but not yet",
            "yes, once the audit is in",
            "yes?",
            "ok?",
            "is it ok",
            "okay so far",
            "no idea",
        ),
        *(
            "not yes",
            "yes no",
            "no yes",
            "no, submit it",
            "yesterday",
            "yes 10618",
            "10618: yes",
            "thanks",
            "please",
        ),
        *(
            "no problem",
            "I confirm that it is half done",
            "ok, the training is done",
            "sure?",
            "yes\x00",
            "👍",
        ),
        "yes " * 400,
    ],
)
def test_anything_more_is_no_answer(words: str) -> None:
    """Whatever says more than yes or no, or asks, is left to be recorded."""
    assert answer_in(words) is None
