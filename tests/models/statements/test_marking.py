"""Which protective marking a name or a text carries."""

import pytest

from models.enums import Marking
from models.statements.marking import is_above, marking_in, marking_in_name

SENSITIVE, SECRET, TOP = Marking.OFFICIAL_SENSITIVE, Marking.SECRET, Marking.TOP_SECRET


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("minutes.pdf", None),
        ("Official minutes.pdf", None),
        ("secretary of the board.docx", None),
        ("secretariat.docx", None),
        ("OFFICIAL-SENSITIVE minutes.pdf", SENSITIVE),
        ("official_sensitive.pdf", SENSITIVE),
        ("Official Sensitive - plan.pdf", SENSITIVE),
        ("officialsensitive.pdf", SENSITIVE),
        ("SECRET plan.docx", SECRET),
        ("plan_secret.docx", SECRET),
        ("top-secret.docx", TOP),
        ("Top Secret official-sensitive.docx", TOP),
    ],
)
def test_a_name_carries_a_marking_whatever_its_case_and_joints(name: str, found: Marking | None) -> None:
    """Words that only begin or end like a marking are none."""
    assert marking_in_name(name) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("OFFICIAL\nMinutes of the board", None),
        ("It is no secret that the audit was late.", None),
        ("The board kept it SECRET for a year.", None),
        ("official-sensitive handling is taught", None),
        ("Minutes\nOFFICIAL-SENSITIVE\nPage 1", SENSITIVE),
        ("Attached are the OFFICIAL - SENSITIVE minutes", SENSITIVE),
        ("OFFICIAL\u2013SENSITIVE: PERSONAL", SENSITIVE),
        ("  SECRET  \nPage 1", SECRET),
        ("SECRET - UK EYES ONLY\nPage 1", SECRET),
        ("SECRET\nARY", SECRET),
        ("** TOP SECRET **", TOP),
    ],
)
def test_a_text_carries_a_marking_as_headers_have_it(text: str, found: Marking | None) -> None:
    """SECRET alone on its line is a marking; within a sentence it is a word."""
    assert marking_in(text) is found


def test_what_is_above_is_higher_than_what_may_be_held() -> None:
    """The order is that of the policy, and what carries none is above nothing."""
    above = {most: [each for each in Marking if is_above(each, most)] for most in Marking}
    assert above == {
        Marking.OFFICIAL: [SENSITIVE, SECRET, TOP],
        SENSITIVE: [SECRET, TOP],
        SECRET: [TOP],
        TOP: [],
    }
    assert not is_above(None, Marking.OFFICIAL)
