"""The steps before a meeting of the committee, each with its day or hour, from the last call to the summary."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from models.calendar import ONE_DAY, opening
from models.committee.meeting import Meeting
from models.people.person import USUAL_HOURS
from models.policy import Policy

FREEZES_AT = time(16)
"""The hour of the force's clock at which figures are frozen: late enough to put right what was found that day."""


@dataclass(frozen=True)
class Quarter:
    """When each step before a meeting comes: local dates, and the aware instant `freezes_at`.

    There is no last call for dates that were entered or changed after its day.
    """

    last_call_on: date | None
    preview_on: date
    freezes_at: datetime
    paper_due_on: date
    summary_on: date
    held_on: date


def quarter(meeting: Meeting, policy: Policy) -> Quarter:
    """Return the steps before `meeting`.

    Figures freeze on the day of the cut-off, or on the working day after it, and never later than the summary is
    posted. Where its dates were entered or changed too late for that, it is the morning of the next working day:
    the coordinators hear of it before, even where the paper is due sooner, and they can freeze sooner themselves.
    """
    calendar = policy.calendar
    summary_on = calendar.working_days_before(meeting.held_on, policy.digest_working_days)
    cut_off_on = calendar.next_working_day(meeting.cut_off_on)
    if cut_off_on < summary_on:
        planned = datetime.combine(cut_off_on, FREEZES_AT, policy.zone).astimezone(UTC)
    else:
        planned = _morning(summary_on, policy)
    freezes_at = max(planned, _morning(meeting.known_since + ONE_DAY, policy))
    freezes_on = min(cut_off_on, summary_on)
    last_call_on = calendar.working_days_before(freezes_on, policy.last_call_working_days)
    preview_on = calendar.working_days_before(freezes_on, policy.preview_working_days)
    return Quarter(
        last_call_on=last_call_on if last_call_on >= meeting.known_since else None,
        preview_on=max(preview_on, calendar.next_working_day(meeting.known_since)),
        freezes_at=freezes_at,
        paper_due_on=meeting.paper_due_on,
        summary_on=max(summary_on, policy.today(freezes_at)),
        held_on=meeting.held_on,
    )


def _morning(day: date, policy: Policy) -> datetime:
    """Return when work begins on the first working day from `day` on."""
    midnight = datetime.combine(day, time(0), policy.zone)
    return opening(midnight, policy.zone, USUAL_HOURS, policy.calendar)
