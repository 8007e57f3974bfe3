"""Entering what a paper made elsewhere printed, so that the first bridge shows the difference."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.checks import PRINTED_NAMES
from models.committee.figures import published_for
from models.committee.meeting import Meeting
from models.committee.summary import PrintedFigure
from models.kinds import ItemKind
from models.refusals import AlreadyPublishedHere, NoSuchMeeting, NoSuchPrintedFigure


def enter(session: Session, held_on: date, figure: str, kind: ItemKind, number: int) -> PrintedFigure:
    """Enter a figure that was printed for the meeting on `held_on`; one entered before is replaced.

    Raises NoSuchMeeting, NoSuchPrintedFigure, or AlreadyPublishedHere where the summary was published from here.
    """
    meeting = session.scalar(select(Meeting).where(Meeting.held_on == held_on))
    if meeting is None:
        known = session.scalars(select(Meeting.held_on).order_by(Meeting.held_on)).all()
        raise NoSuchMeeting(day=held_on, known=", ".join(each.isoformat() for each in known) or "none")
    if figure not in PRINTED_NAMES:
        raise NoSuchPrintedFigure(figure=figure, names=", ".join(PRINTED_NAMES))
    if published_for(session, meeting) is not None:
        raise AlreadyPublishedHere(held_on=held_on)
    query = select(PrintedFigure).where(
        PrintedFigure.meeting_id == meeting.id, PrintedFigure.name == figure, PrintedFigure.kind == kind
    )
    entered = session.scalar(query) or PrintedFigure(meeting=meeting, name=figure, kind=kind)
    entered.number = number
    session.add(entered)
    session.flush()
    return entered
