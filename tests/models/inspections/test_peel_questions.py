"""The versions of PEEL's question set, and what each changed."""

from models.inspections.peel_questions import QUESTION_SETS, change_made_by


def test_a_framework_says_what_it_asks_no_longer() -> None:
    """The nine questions of 2023-25 follow on twelve, of which three are asked no more."""
    changed = change_made_by("2023-25")
    assert changed is not None
    assert (changed.before, changed.asked_before, len(changed.dropped)) == ("2021/22", 12, 3)
    assert changed.asked_before - len(changed.dropped) == len(QUESTION_SETS["2023-25"])
    assert "serious and organised crime" in changed.dropped[0]
    assert change_made_by("2021/22") is None
