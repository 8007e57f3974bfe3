"""What is said of the committee's own actions, of boards and of the Force Liaison Lead, in all variants."""

from dataclasses import replace
from datetime import date

from templates.messages import Message
from templates.messages.allocation import Allocation, TakenOver
from templates.messages.boards import MEASURES, BoardPage, PositionRow
from templates.messages.committee_actions import ActionGiven, CommitteeActionRow, CommitteeActions
from templates.messages.inspections import DataReturnDue, Peel
from templates.messages.items import FileRow, ItemDetail
from templates.messages.markings import MarkedFile
from templates.messages.meetings import CommitteeCalendar, MeetingNews, MeetingRow, Sitting
from templates.messages.quarter import FiguresFrozen, PreviewReady
from templates.messages.reminders import BoardEscalation, Reminder
from templates.messages.replies import Recorded
from templates.messages.summary_parts import DataReturnRow

LATER, LATEST = date(2023, 1, 5), date(2022, 12, 1)
MARKED = FileRow("Minutes OFFICIAL-SENSITIVE.pdf", 2_048, is_asked_about=True)
ASKED = CommitteeActionRow.EXAMPLE
ANSWERED = replace(ASKED, answer="Nine days on average.\nFive in Coventry.", answered_on=date(2022, 12, 5))
CLOSED = replace(ANSWERED, closed_on=date(2022, 12, 6))
RETURN = DataReturnRow("Autumn data collection", date(2022, 12, 16))
LONG_AGO = date(2022, 4, 1)
LATE = replace(MeetingRow.EXAMPLE, last_call_on=None, preview_on=LATEST, freezes_on=date(2022, 12, 2))
QUESTION = Peel.EXAMPLE.positions[0].questions[1]

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
    MeetingNews("added", LATE, LATEST, "Priya Shah"),
    CommitteeCalendar((Sitting(LATE, 0),), LATEST),
    replace(PreviewReady.EXAMPLE, dates=LATE, today=LATEST),
    replace(FiguresFrozen.EXAMPLE, dates=LATE, today=date(2022, 12, 2)),
    replace(BoardEscalation.EXAMPLE, names_people=False),
    replace(
        BoardEscalation.EXAMPLE,
        rows=tuple(replace(each, asked=None) for each in BoardEscalation.EXAMPLE.rows),
        names_people=False,
    ),
    replace(
        Peel.EXAMPLE,
        positions=(replace(Peel.EXAMPLE.positions[0], questions=(replace(QUESTION, assessed=None),)),),
    ),
    replace(MarkedFile.EXAMPLE, references=()),
    replace(Recorded.EXAMPLE, files=(MARKED,)),
    replace(
        ItemDetail.EXAMPLE,
        statements=tuple(replace(each, files=(MARKED,)) for each in ItemDetail.EXAMPLE.statements),
    ),
    replace(Allocation.EXAMPLE, taken_over=(TakenOver("10618"),), teams=("Crime", "Vetting")),
)
