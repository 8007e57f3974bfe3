"""Which meeting a day names, and whether its figures can be asked for yet."""

from datetime import date

from sqlalchemy.orm import Session

from handlers.form_values import day
from handlers.request import Request
from models.committee import figures
from models.committee.meeting import Meeting
from models.committee.meetings import meeting_held
from models.refusals.committee import EarlierMeetingFirst, NoMeetingEntered, NoSuchMeeting


def meeting_named(session: Session, request: Request) -> Meeting | None:
    """Return the meeting on the date that the words give, or the next one; None where none is entered.

    Raises NoSuchMeeting, NoMeetingEntered, DateUnreadable, or EarlierMeetingFirst for one after the next.
    """
    if not request.words.strip():
        return figures.next_meeting(session, request.today)
    meeting = meeting_on(session, day(request.words, iso=True))
    not_before_its_time(session, meeting, request)
    return meeting


def not_before_its_time(session: Session, meeting: Meeting, request: Request) -> None:
    """Raise EarlierMeetingFirst where the figures for an earlier meeting are still open."""
    coming = figures.next_to_freeze(session, request.today)
    if coming is not None and meeting.held_on > coming.held_on:
        raise EarlierMeetingFirst(day=meeting.held_on, coming=coming.held_on)


def meeting_on(session: Session, held_on: date) -> Meeting:
    """Return the meeting on `held_on`, or that was to be then. Raises NoSuchMeeting or NoMeetingEntered."""
    meeting = meeting_held(session, held_on)
    if meeting is not None:
        return meeting
    known = session.scalars(figures.every_meeting().order_by(Meeting.held_on)).all()
    if not known:
        raise NoMeetingEntered
    raise NoSuchMeeting(day=held_on, known=", ".join(each.held_on.isoformat() for each in known))
