"""How much a message asks of a reader on a phone: words, buttons and menus, counted on the examples."""

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from templates.messages import FormMessage, message_types
from templates.titles import TITLE
from tests.templates.counting import buttons, menus, title, words


class Budget(NamedTuple):
    """The most that a message may have; its words are those of its buttons too, without what somebody wrote."""

    words: int
    buttons: int = 3
    menus: int = 0


GENERAL = Budget(60)
FORM = Budget(90, 0)

BUDGETS: Mapping[str, Budget] = {
    "Added": Budget(62, 2, 0),
    "Allocation": Budget(180, 1, 1),
    "BoardPage": Budget(113, 0, 0),
    "CauseMayClose": Budget(67, 2, 0),
    "Changes": Budget(106, 5, 0),
    "CommitteeCalendar": Budget(127, 5, 0),
    "CommitteeSummary": Budget(438, 13, 0),
    "Correction": Budget(61, 0, 0),
    "Disowned": Budget(63, 3, 0),
    "DraftItemForm": Budget(95, 0, 0),
    "ErasureAhead": Budget(91, 1, 0),
    "Escalation": Budget(101, 2, 0),
    "Extension": Budget(92, 3, 0),
    "Failed": Budget(65, 2, 0),
    "Figures": Budget(375, 0, 0),
    "FiguresFrozen": Budget(64, 2, 0),
    "FirstHour": Budget(100, 4, 0),
    "Found": Budget(88, 4, 0),
    "HandOverList": Budget(122, 1, 0),
    "History": Budget(73, 2, 0),
    "Home": Budget(142, 15, 2),
    "Inspections": Budget(91, 0, 0),
    "ItemDetail": Budget(88, 2, 0),
    "ItemForm": Budget(171, 0, 0),
    "ItemList": Budget(67, 2, 0),
    "LastCall": Budget(76, 1, 0),
    "MarkedFile": Budget(64, 2, 0),
    "Liaison": Budget(63, 2, 0),
    "MeetingNews": Budget(76, 2, 0),
    "Peel": Budget(63, 0, 0),
    "PreviewReady": Budget(64, 2, 0),
    "Recorded": Budget(25, 5, 1),
    "RecordedTogether": Budget(60, 10, 2),
    "Reminder": Budget(70, 2, 2),
    "ReportDraft": Budget(171, 8, 0),
    "ReportForm": Budget(104, 0, 0),
    "Retention": Budget(133, 0, 0),
    "ReviewList": Budget(93, 4, 0),
    "Section55Due": Budget(78, 1, 0),
    "Settings": Budget(94, 6, 0),
    "StandingIn": Budget(109, 1, 0),
    "Submission": Budget(88, 3, 0),
    "SummaryPosted": Budget(219, 8),
    "SummaryPreview": Budget(200, 6),
    "Totals": Budget(77, 0, 0),
    "Unreachable": Budget(109, 0, 0),
    "WhichItem": Budget(40, 2),
    "Why": Budget(123, 1, 0),
}
"""Of those that need more than most. Whoever adds a sentence takes one away."""

TITLED = ("Reminder", "Escalation")
"""What a locked phone shows: what it is about and how urgent, in full."""


@pytest.mark.parametrize("name", message_types())
def test_a_message_keeps_to_its_budget(name: str) -> None:
    """A reader on a phone reads no more than this, and chooses among no more."""
    example = message_types()[name].EXAMPLE
    budget = BUDGETS.get(name, FORM if isinstance(example, FormMessage) else GENERAL)
    needs = Budget(words(example), buttons(example), menus(example))
    assert all(needed <= most for needed, most in zip(needs, budget, strict=True)), (needs, budget)


@pytest.mark.parametrize("name", TITLED)
def test_a_title_fits_a_lock_screen(name: str) -> None:
    """What is urgent is read without unlocking the phone."""
    assert len(title(message_types()[name].EXAMPLE)) <= TITLE
