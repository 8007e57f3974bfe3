"""What the committee is given: its dates, the summary, what changed, and the list behind every number."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.committee import meetings
from handlers.form_values import day
from handlers.request import Request
from handlers.roles import coordinators_only
from models.committee import figures
from models.committee.meeting import Meeting
from models.committee.publication import publish as publish_summary
from models.outbox import outbox
from models.refusals.commands import NotInAChannel
from models.refusals.committee import (
    EarlierMeetingFirst,
    NoMeetingEntered,
    NoSuchMeeting,
    NotPublishedYet,
)
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.changes import Changes
from templates.messages.meetings import CommitteeCalendar, Sitting
from templates.messages.publication import SummaryPosted, SummaryPreview
from templates.messages.summary import CommitteeSummary
from templates.presenters.summary import TO_PRINT, printed_again, summary as summary_of, without_rows
from templates.serialization import freeze


def committee(session: Session, request: Request) -> Message:
    """Return the committee's meetings with their cut-offs and the working days left until each paper is due."""
    calendar = request.policy.calendar
    sittings = []
    for meeting in session.scalars(select(Meeting).order_by(Meeting.held_on)):
        left = calendar.working_days_between(request.today, meeting.paper_due_on)
        passed = calendar.working_days_between(meeting.paper_due_on, request.today)
        kept = figures.frozen_for(session, meeting)
        published_at = kept.published_at if kept else None
        published_on = request.policy.today(published_at) if published_at else None
        sittings.append(Sitting(meetings.row(meeting, request.policy), left or -passed, published_on))
    return CommitteeCalendar(tuple(sittings), request.today)


def summary(session: Session, request: Request) -> Message:
    """Return the summary for the meeting that is named, or the next: as published, else as a preview.

    Only coordinators see a preview. Raises NoSuchMeeting, DateUnreadable or NotPublishedYet.
    """
    meeting = meeting_named(session, request)
    kept = figures.frozen_for(session, meeting) if meeting else None
    if kept is not None and kept.published_at is not None:
        return SummaryPosted(without_rows(printed_again(kept)))
    if not request.who.is_coordinator:
        raise NotPublishedYet
    if kept is not None:
        return SummaryPosted(without_rows(printed_again(kept)))
    preview = summary_of(session, figures.standing(session, meeting, request.today), request.policy)
    publishable = meeting is not None and request.policy.committee_channel is not None
    return SummaryPreview(preview, publishable, meeting.held_on if meeting else None)


def publish(session: Session, request: Request) -> Message:
    """Publish the summary for the meeting that the button names; it is frozen, and posted once.

    Raises CoordinatorsOnly, NoSuchMeeting or NoCommitteeChannel.
    """
    coordinators_only(session, request)
    meeting = meeting_on(session, day(request.words, iso=True))
    if figures.published_for(session, meeting) is not None:
        return Acknowledged("already_published", {"held_on": meeting.held_on.isoformat()})
    publish_summary(session, meeting, request.act, request.policy, TO_PRINT)
    return Acknowledged("published", {"channel": str(request.policy.committee_channel or "")})


def changes(session: Session, request: Request) -> Message:
    """Return what changed since the last meeting."""
    return Changes.of(current(session, request))


def digest(session: Session, request: Request) -> Message:
    """Post the summary, as the register stands now, to the channel in which it is asked for.

    It has references and counts and names nobody: a channel can have guests, and members of other organisations.
    Raises CoordinatorsOnly, or NotInAChannel in a direct conversation.
    """
    coordinators_only(session, request)
    conversation = request.place.conversation
    if conversation is None or conversation.is_direct:
        raise NotInAChannel
    told = replace(current(session, request), names_people=False)
    message = freeze(SummaryPosted(without_rows(told)))
    outbox.enqueue(session, f"digest-now:{request.source}", message, request.at, conversation=conversation)
    return Acknowledged("digest_posted", {"channel": conversation.id})


def current(session: Session, request: Request) -> CommitteeSummary:
    """Return the summary for the next meeting whose figures are still open, as the register stands now."""
    meeting = figures.next_to_freeze(session, request.today)
    return summary_of(session, figures.standing(session, meeting, request.today), request.policy)


def for_meeting(session: Session, request: Request, held_on: date | None) -> CommitteeSummary:
    """Return the summary for the meeting on `held_on` as it was frozen, else as it would be now.

    Raises NoSuchMeeting, or EarlierMeetingFirst for one after the next.
    """
    if held_on is None:
        return current(session, request)
    meeting = meeting_on(session, held_on)
    kept = figures.frozen_for(session, meeting)
    if kept is not None:
        return printed_again(kept)
    _not_before_its_time(session, meeting, request)
    return summary_of(session, figures.standing(session, meeting, request.today), request.policy)


def published_now(session: Session, request: Request, held_on: date | None) -> CommitteeSummary:
    """Return the summary for the meeting on `held_on`, or for the next, as it was published.

    Raises NoSuchMeeting, or NotPublishedYet.
    """
    meeting = meeting_on(session, held_on) if held_on else figures.next_meeting(session, request.today)
    kept = figures.published_for(session, meeting) if meeting else None
    if kept is None:
        raise NotPublishedYet
    return printed_again(kept)


def meeting_named(session: Session, request: Request) -> Meeting | None:
    """Return the meeting on the date that the words give, or the next one; None where none is entered.

    Raises NoSuchMeeting, NoMeetingEntered, DateUnreadable, or EarlierMeetingFirst for one after the next.
    """
    if not request.words.strip():
        return figures.next_meeting(session, request.today)
    meeting = meeting_on(session, day(request.words, iso=True))
    _not_before_its_time(session, meeting, request)
    return meeting


def _not_before_its_time(session: Session, meeting: Meeting, request: Request) -> None:
    coming = figures.next_to_freeze(session, request.today)
    if coming is not None and meeting.held_on > coming.held_on:
        raise EarlierMeetingFirst(day=meeting.held_on, coming=coming.held_on)


def meeting_on(session: Session, held_on: date) -> Meeting:
    """Return the meeting on `held_on`. Raises NoSuchMeeting or NoMeetingEntered."""
    meeting = session.scalar(select(Meeting).where(Meeting.held_on == held_on))
    if meeting is not None:
        return meeting
    known = session.scalars(select(Meeting.held_on).order_by(Meeting.held_on)).all()
    if not known:
        raise NoMeetingEntered
    raise NoSuchMeeting(day=held_on, known=", ".join(each.isoformat() for each in known))
