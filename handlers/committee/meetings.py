"""Entering the committee's meetings."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.meeting import Meeting
from models.policy import Policy
from models.refusals.committee import MeetingAlreadyThere, MeetingOutOfOrder
from templates.messages.meetings import MeetingRow


def enter(
    session: Session,
    policy: Policy,
    today: date,
    held_on: date,
    cut_off_on: date | None = None,
    paper_due_on: date | None = None,
) -> Meeting:
    """Enter a meeting; return it.

    Unless given, figures count up to its day, and the policy says when the paper is due. All are local dates.
    Raises MeetingAlreadyThere or MeetingOutOfOrder.
    """
    if session.scalar(select(Meeting).where(Meeting.held_on == held_on)):
        raise MeetingAlreadyThere(held_on=held_on)
    meeting = Meeting(
        held_on=held_on,
        cut_off_on=cut_off_on or held_on,
        paper_due_on=paper_due_on or policy.calendar.working_days_before(held_on, policy.paper_working_days),
        entered_on=today,
    )
    for what, day in (("cut-off", meeting.cut_off_on), ("paper's deadline", meeting.paper_due_on)):
        if day > held_on:
            raise MeetingOutOfOrder(what=what, day=day, held_on=held_on)
    session.add(meeting)
    session.flush()
    return meeting


def row(meeting: Meeting, policy: Policy) -> MeetingRow:
    """Return the meeting's dates, with the day on which its digest is posted."""
    digest_on = policy.calendar.working_days_before(meeting.held_on, policy.digest_working_days)
    return MeetingRow(meeting.held_on, meeting.cut_off_on, meeting.paper_due_on, digest_on)


def calendar(session: Session, policy: Policy) -> tuple[MeetingRow, ...]:
    """Return every meeting in order."""
    return tuple(row(each, policy) for each in session.scalars(select(Meeting).order_by(Meeting.held_on)))


def told(meeting: Meeting, policy: Policy) -> dict[str, str]:
    """Return the meeting's dates as the facts of a short answer."""
    dates = row(meeting, policy)
    return {
        name: getattr(dates, name).isoformat()
        for name in ("held_on", "digest_on", "cut_off_on", "paper_due_on")
    }
