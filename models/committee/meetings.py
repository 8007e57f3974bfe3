"""Entering, changing and cancelling the committee's meetings: the ledger holds each step, a paper none of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.figures import every_meeting, frozen_for
from models.committee.meeting import Meeting
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.ledger.note import note
from models.policy import Policy
from models.refusals.committee import (
    FiguresAreFrozen,
    MeetingAlreadyThere,
    MeetingOutOfOrder,
    PaperBeforeCutOff,
)


@dataclass(frozen=True)
class MeetingDates:
    """The local dates that are given for a meeting; what is None follows from the day on which it is held."""

    held_on: date
    cut_off_on: date | None = None
    paper_due_on: date | None = None


def meeting_held(session: Session, held_on: date) -> Meeting | None:
    """Return the meeting on `held_on`, or the one that was to be held then before it was moved; or None."""
    meeting = session.scalar(every_meeting().where(Meeting.held_on == held_on))
    if meeting is not None:
        return meeting
    moved = session.scalar(
        select(Event)
        .where(Event.kind == EventKind.MEETING_CHANGED, Event.facts["was"].as_string() == held_on.isoformat())
        .order_by(Event.id.desc())
        .limit(1)
    )
    known = session.get(Meeting, moved.facts["number"]) if moved else None
    return known if known is not None and known.cancelled_at is None else None


def enter(session: Session, wanted: MeetingDates, audit: AuditContext, policy: Policy) -> Meeting:
    """Enter a meeting; return it.

    What is not given follows from the policy; of a meeting that has been held, figures count up to its day. Raises
    MeetingAlreadyThere, MeetingOutOfOrder or PaperBeforeCutOff.
    """
    _check_free(session, wanted.held_on, None)
    cut_off_on, paper_due_on = _dates(wanted, audit.today, policy)
    meeting = Meeting(
        held_on=wanted.held_on, cut_off_on=cut_off_on, paper_due_on=paper_due_on, entered_on=audit.today
    )
    session.add(meeting)
    session.flush()
    _note(session, EventKind.MEETING_ADDED, meeting, audit, to=meeting.held_on)
    return meeting


def change(
    session: Session, meeting: Meeting, wanted: MeetingDates, audit: AuditContext, policy: Policy
) -> bool:
    """Give `meeting` other dates; return False where they are those that it has.

    What is not given follows from its new day, if it followed from the old one, and else stays. Raises
    MeetingAlreadyThere, MeetingOutOfOrder, PaperBeforeCutOff, or FiguresAreFrozen for another cut-off.
    """
    _check_free(session, wanted.held_on, meeting)
    cut_off_on, paper_due_on = _changed(session, meeting, wanted, audit.today, policy)
    if (wanted.held_on, cut_off_on, paper_due_on) == (
        meeting.held_on,
        meeting.cut_off_on,
        meeting.paper_due_on,
    ):
        return False
    was = meeting.held_on
    meeting.held_on, meeting.cut_off_on, meeting.paper_due_on = wanted.held_on, cut_off_on, paper_due_on
    meeting.changed_on, meeting.revision = audit.today, meeting.revision + 1
    session.flush()
    _note(session, EventKind.MEETING_CHANGED, meeting, audit, was=was, to=meeting.held_on)
    return True


def cancel(session: Session, meeting: Meeting, audit: AuditContext, reason: str = "") -> None:
    """Cancel `meeting`: from now on it is in the ledger only, and what was frozen for it has not been told.

    The ledger keeps the `reason`, where one is given.
    """
    meeting.cancelled_at = audit.at
    session.flush()
    _note(
        session,
        EventKind.MEETING_CANCELLED,
        meeting,
        audit,
        was=meeting.held_on,
        reason=reason.strip() or None,
    )


def _check_free(session: Session, held_on: date, meeting: Meeting | None) -> None:
    there = session.scalar(every_meeting().where(Meeting.held_on == held_on))
    if there is not None and there is not meeting:
        raise MeetingAlreadyThere(held_on=held_on)


def _dates(wanted: MeetingDates, today: date, policy: Policy) -> tuple[date, date]:
    """Return cut-off and paper's deadline as they are given, else as they follow, each in reach of the other."""
    held_on, before = wanted.held_on, policy.calendar.working_days_before
    paper = before(held_on, policy.paper_working_days)
    if held_on < today:
        return _in_order(wanted.cut_off_on or held_on, wanted.paper_due_on or paper, held_on, is_past=True)
    cut_off = before(held_on, policy.cut_off_working_days)
    return _in_order(
        wanted.cut_off_on or min(cut_off, wanted.paper_due_on or cut_off),
        wanted.paper_due_on or max(paper, wanted.cut_off_on or paper),
        held_on,
    )


def _changed(
    session: Session, meeting: Meeting, wanted: MeetingDates, today: date, policy: Policy
) -> tuple[date, date]:
    usual = _dates(MeetingDates(meeting.held_on), today, policy)
    follows = _dates(wanted, today, policy)
    is_past = wanted.held_on < today
    paper = wanted.paper_due_on or (follows[1] if meeting.paper_due_on == usual[1] else meeting.paper_due_on)
    if frozen_for(session, meeting) is not None:
        if wanted.cut_off_on not in (None, meeting.cut_off_on):
            raise FiguresAreFrozen(held_on=meeting.held_on, cut_off_on=meeting.cut_off_on)
        return _in_order(meeting.cut_off_on, paper, wanted.held_on, is_past=True)
    cut_off = wanted.cut_off_on or (follows[0] if meeting.cut_off_on == usual[0] else meeting.cut_off_on)
    return _in_order(cut_off, paper, wanted.held_on, is_past=is_past)


def _in_order(cut_off: date, paper: date, held_on: date, *, is_past: bool = False) -> tuple[date, date]:
    for what, day in (("cut-off", cut_off), ("paper's deadline", paper)):
        if day > held_on:
            raise MeetingOutOfOrder(what=what, day=day, held_on=held_on)
    if cut_off > paper and not is_past:
        raise PaperBeforeCutOff(cut_off_on=cut_off, paper_due_on=paper)
    return cut_off, paper


def _note(
    session: Session,
    what: EventKind,
    meeting: Meeting,
    audit: AuditContext,
    *,
    was: date | None = None,
    to: date | None = None,
    reason: str | None = None,
) -> None:
    note(
        session,
        what,
        audit,
        number=meeting.id,
        was=was,
        to=to,
        cut_off=meeting.cut_off_on,
        paper_due=meeting.paper_due_on,
        reason=reason,
    )
