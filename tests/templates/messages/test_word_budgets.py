"""How many words a message has on its example: a reader on a phone reads no more than its budget."""

from collections.abc import Mapping

import pytest

from templates import plain
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.completion import Outcome, ReasonForm
from templates.messages.meetings import CancelMeetingForm, MeetingMoved, SummaryWithdrawn
from templates.messages.publication import Correction
from templates.messages.quarter import FiguresFrozen, LastCall, PreviewReady
from templates.messages.replies import Recorded

BUDGETS: Mapping[type[Message], int] = {
    Recorded: 25,
    Acknowledged: 25,
    MeetingMoved: 25,
    SummaryWithdrawn: 40,
    CancelMeetingForm: 50,
    ReasonForm: 50,
    Outcome: 60,
    FiguresFrozen: 70,
    PreviewReady: 70,
    Correction: 70,
    LastCall: 80,
}
"""The most words of each, its buttons and what to type instead of them included."""


@pytest.mark.parametrize("message", BUDGETS, ids=lambda each: each.__name__)
def test_a_message_keeps_to_its_budget(message: type[Message]) -> None:
    """Whoever adds a sentence takes one away."""
    assert len(plain.render(message.EXAMPLE, width=None).split()) <= BUDGETS[message]
