"""What is said of the committee's own actions, of boards and of the Force Liaison Lead, in all variants."""

from dataclasses import replace
from datetime import date

from templates.messages import Message
from templates.messages.allocation import Allocation, TakenOver
from templates.messages.boards import MEASURES, BoardPage, PositionRow
from templates.messages.committee_actions import ActionGiven, CommitteeActionRow, CommitteeActions
from templates.messages.inspections import DataReturnDue
from templates.messages.reminders import Reminder
from templates.messages.summary_parts import DataReturnRow

LATER = date(2023, 1, 5)
ASKED = CommitteeActionRow.EXAMPLE
ANSWERED = replace(ASKED, answer="Nine days on average.\nFive in Coventry.", answered_on=date(2022, 12, 5))
CLOSED = replace(ANSWERED, closed_on=date(2022, 12, 6))
RETURN = DataReturnRow("Autumn data collection", date(2022, 12, 16))
LONG_AGO = date(2022, 4, 1)

COMMITTEE_VARIANTS: tuple[Message, ...] = (
    CommitteeActions(LATER, ()),
    CommitteeActions(LATER, (), keeps=True),
    CommitteeActions(LATER, (ASKED, ANSWERED, CLOSED), frozenset(("A3",)), keeps=True),
    replace(ActionGiven.EXAMPLE, row=ANSWERED, by=ASKED.owner),
    DataReturnDue(2, RETURN, LATER),
    BoardPage(None, LATER, ((),) * len(MEASURES)),
    replace(
        BoardPage.EXAMPLE,
        board=None,
        listed=(("10618",), *((),) * (len(MEASURES) - 1)),
        portfolios=(PositionRow(None, (1, 0, 0, 0, 0, 0)),),
        boards=(PositionRow("Crime Board", (1, 0, 0, 0, 0, 0)), PositionRow(None, (1, 0, 0, 0, 0, 0))),
    ),
    replace(Reminder.EXAMPLE, actions=(ASKED,)),
    replace(Reminder.EXAMPLE, lines=(), actions=(ASKED, ANSWERED)),
    replace(Allocation.EXAMPLE, owned=(), deputised=(), gone=()),
    replace(Allocation.EXAMPLE, taken_over=(TakenOver("10618"),), teams=("Crime", "Vetting")),
)
