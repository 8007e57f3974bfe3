"""Entering what a paper made elsewhere printed, so that the first bridge shows the difference; and removing it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.figure_table import ENTERED
from models.committee.figures import every_meeting, frozen_after, frozen_for
from models.committee.meeting import Meeting
from models.committee.meetings import meeting_held
from models.committee.summary import PrintedFigure
from models.enums import ItemKind
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.refusals.committee import (
    AlreadyPublishedHere,
    NoSuchMeeting,
    NoSuchPrintedFigure,
    NothingPrinted,
    PrintedFigureInUse,
)


def enter(
    session: Session, held_on: date, figure: str, kind: ItemKind, number: int, audit: AuditContext
) -> PrintedFigure:
    """Enter a figure that was printed for the meeting on `held_on`; one entered before is replaced.

    Raises NoSuchMeeting, NoSuchPrintedFigure, AlreadyPublishedHere where the summary was published from here, or
    PrintedFigureInUse.
    """
    meeting, entered = _known(session, held_on, figure, kind)
    was = entered.number if entered else None
    if entered is None:
        entered = PrintedFigure(meeting=meeting, name=figure, kind=kind)
        session.add(entered)
    entered.number = number
    _note(session, EventKind.PRINTED_ENTERED, entered, audit, was=was, to=number)
    session.flush()
    return entered


def remove(session: Session, held_on: date, figure: str, kind: ItemKind, audit: AuditContext) -> int:
    """Remove a figure that was entered for the meeting on `held_on`, which then counts as not printed.

    Return what it was. Raises as `enter` does, and NothingPrinted where none had been entered.
    """
    _, entered = _known(session, held_on, figure, kind)
    if entered is None:
        raise NothingPrinted(held_on=held_on, figure=figure.replace("_", " "), kind=kind)
    _note(session, EventKind.PRINTED_REMOVED, entered, audit, was=entered.number)
    session.delete(entered)
    session.flush()
    return entered.number


def _known(
    session: Session, held_on: date, figure: str, kind: ItemKind
) -> tuple[Meeting, PrintedFigure | None]:
    """Return the meeting and what has been entered for it; refuse where that can no longer change."""
    meeting = meeting_held(session, held_on)
    if meeting is None:
        known = session.scalars(every_meeting().order_by(Meeting.held_on)).all()
        raise NoSuchMeeting(
            day=held_on, known=", ".join(each.held_on.isoformat() for each in known) or "none"
        )
    if figure not in ENTERED:
        raise NoSuchPrintedFigure(figure=figure, names=", ".join(ENTERED))
    if frozen_for(session, meeting) is not None:
        raise AlreadyPublishedHere(held_on=held_on)
    following = frozen_after(session, meeting)
    if following is not None:
        raise PrintedFigureInUse(held_on=held_on, following=following.meeting.held_on)
    query = select(PrintedFigure).where(
        PrintedFigure.meeting_id == meeting.id, PrintedFigure.name == figure, PrintedFigure.kind == kind
    )
    return meeting, session.scalar(query)


def _note(
    session: Session,
    what: EventKind,
    entered: PrintedFigure,
    audit: AuditContext,
    *,
    was: int | None = None,
    to: int | None = None,
) -> None:
    held_on, name, kind = entered.meeting.held_on, entered.name, entered.kind
    note(session, what, audit, meeting=held_on, figure=name, of=kind, was=was, to=to)
