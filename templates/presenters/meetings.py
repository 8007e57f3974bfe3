"""From the committee's meetings to the rows of messages."""

from sqlalchemy.orm import Session

from models.committee.figures import every_meeting
from models.committee.meeting import Meeting
from models.committee.quarter import quarter
from models.policy import Policy
from templates.messages.meetings import MeetingRow


def meeting_row(meeting: Meeting, policy: Policy) -> MeetingRow:
    """Return the meeting's dates, with those of the steps before it."""
    steps = quarter(meeting, policy)
    freezes = steps.freezes_at.astimezone(policy.zone)
    return MeetingRow(
        meeting.held_on,
        meeting.cut_off_on,
        meeting.paper_due_on,
        steps.summary_on,
        last_call_on=steps.last_call_on,
        preview_on=steps.preview_on,
        freezes_on=freezes.date(),
        freezes_hour=f"{freezes:%H:%M}",
    )


def meeting_rows(session: Session, policy: Policy) -> tuple[MeetingRow, ...]:
    """Return every meeting in order."""
    return tuple(
        meeting_row(each, policy) for each in session.scalars(every_meeting().order_by(Meeting.held_on))
    )
