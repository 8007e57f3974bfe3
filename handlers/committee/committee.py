"""What the committee is given: the summary, what changed, and what is frozen and posted for a meeting."""

from dataclasses import replace
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from handlers.committee.looking_up import meeting_named, meeting_on, not_before_its_time
from handlers.form_values import day
from handlers.handler import Handler
from handlers.notifications import coordinators_but, tell_each
from handlers.request import Request
from handlers.roles import coordinators_only
from models.committee import figures, publication
from models.committee.meeting import Meeting
from models.committee.publication import Reckoned
from models.outbox import outbox
from models.refusals.commands import NotInAChannel
from models.refusals.committee import ClockIsOff, NotPublishedYet
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.changes import Changes
from templates.messages.publication import SummaryPosted, SummaryPreview
from templates.messages.quarter import FiguresFrozen
from templates.messages.summary import NEXT, CommitteeSummary
from templates.presenters.meetings import meeting_row
from templates.presenters.summary import TO_PRINT, printed_again, summary as summary_of, without_rows
from templates.serialization import freeze


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
    if kept is not None and meeting is not None:
        frozen = without_rows(printed_again(kept))
        return SummaryPreview(
            frozen, request.policy.committee_channel is not None, meeting.held_on, frozen=True
        )
    preview = summary_of(session, figures.standing(session, meeting, request.today), request.policy)
    publishable = meeting is not None and request.policy.committee_channel is not None
    return SummaryPreview(preview, publishable, meeting.held_on if meeting else None)


def whole(session: Session, request: Request) -> Message:
    """Return all of the summary that the button stands in, or of the preview. Raises what `summary` raises."""
    told = summary(session, replace(request, words="" if request.words == NEXT else request.words))
    return replace(told, is_whole=True) if isinstance(told, SummaryPosted | SummaryPreview) else told


def freeze_figures(session: Session, request: Request) -> Message:
    """Freeze the figures for the meeting that the button names; the other coordinators are told.

    Raises CoordinatorsOnly, ClockIsOff, NoSuchMeeting or EarlierMeetingFirst.
    """
    return _freeze(None, session, request)


def reckon_freeze(session: Session, request: Request) -> Handler:
    """Reckon the figures that `freeze_figures` freezes; return what does the rest. Raises what that raises."""
    meeting = _to_freeze(session, request)
    reckoned = publication.reckon(session, meeting, request.today, request.policy, TO_PRINT, to_post=False)
    return partial(_freeze, reckoned)


def _freeze(reckoned: Reckoned | None, session: Session, request: Request) -> Message:
    meeting = _to_freeze(session, request)
    kept = publication.freeze(session, meeting, request.act, request.policy, TO_PRINT, reckoned)
    posts_itself = request.policy.committee_channel is not None and kept.published_at is None
    frozen = FiguresFrozen(meeting_row(meeting, request.policy), kept.until, request.today, posts_itself)
    tell_each(session, request, coordinators_but(session, request), publication.frozen_topic(meeting), frozen)
    return frozen


def _to_freeze(session: Session, request: Request) -> Meeting:
    coordinators_only(session, request)
    _at_a_right_time(request)
    meeting = meeting_on(session, day(request.words, iso=True))
    not_before_its_time(session, meeting, request)
    return meeting


def publish(session: Session, request: Request) -> Message:
    """Post the summary for the meeting that the button names, once; its figures are frozen unless they were.

    Raises CoordinatorsOnly, ClockIsOff, NoSuchMeeting, EarlierMeetingFirst or NoCommitteeChannel.
    """
    return _publish(None, session, request)


def reckon_publish(session: Session, request: Request) -> Handler:
    """Reckon what `publish` freezes and posts; return what does the rest. Raises what that raises."""
    meeting = _to_publish(session, request)
    if figures.published_for(session, meeting) is not None or request.policy.committee_channel is None:
        return publish
    reckoned = publication.reckon(session, meeting, request.today, request.policy, TO_PRINT, to_post=True)
    return partial(_publish, reckoned)


def _publish(reckoned: Reckoned | None, session: Session, request: Request) -> Message:
    meeting = _to_publish(session, request)
    if figures.published_for(session, meeting) is not None:
        return Acknowledged("already_published", {"held_on": meeting.held_on.isoformat()})
    publication.publish(session, meeting, request.act, request.policy, TO_PRINT, reckoned)
    return Acknowledged("published", {"channel": str(request.policy.committee_channel or "")})


def _to_publish(session: Session, request: Request) -> Meeting:
    coordinators_only(session, request)
    _at_a_right_time(request)
    meeting = meeting_on(session, day(request.words, iso=True))
    if not figures.is_frozen(session, meeting):
        not_before_its_time(session, meeting, request)
    return meeting


def changes(session: Session, request: Request) -> Message:
    """Return what changed since the last meeting."""
    return Changes.of(current(session, request))


def digest(session: Session, request: Request) -> Message:
    """Post the summary, as the register stands now, to the channel in which it is asked for.

    Where guests or members of other organisations read the channel, it has references and counts and names nobody.
    Raises CoordinatorsOnly, ClockIsOff, or NotInAChannel in a direct conversation.
    """
    coordinators_only(session, request)
    _at_a_right_time(request)
    conversation = request.place.conversation
    if conversation is None or conversation.is_direct:
        raise NotInAChannel
    message = freeze(SummaryPosted(without_rows(current(session, request))))
    outbox.enqueue(session, f"digest-now:{request.source}", message, request.at, conversation=conversation)
    return Acknowledged("digest_posted", {"channel": conversation.id})


def _at_a_right_time(request: Request) -> None:
    """Raise ClockIsOff where nothing may be frozen or posted for the committee."""
    if not request.is_time_right:
        raise ClockIsOff


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
    not_before_its_time(session, meeting, request)
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
