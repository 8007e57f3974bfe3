"""The committee's meetings: what comes before each, and entering, moving, changing and cancelling them."""

import re
from datetime import date

from sqlalchemy.orm import Session

from handlers.arguments import day_ahead, day_at_start
from handlers.committee.looking_up import meeting_on
from handlers.form_values import day
from handlers.notifications import coordinators_but, tell_each
from handlers.request import Request
from handlers.roles import coordinators_only
from models.committee import meetings
from models.committee.figures import every_meeting, frozen_for
from models.committee.meeting import Meeting
from models.committee.meetings import MeetingDates
from models.committee.publication import key_of
from models.dates.relative import RequestedDay
from models.ledger.audit_context import AuditContext
from models.outbox import outbox
from models.outbox.message import MessageKind
from models.policy import Policy
from models.queries import statements
from models.refusals.committee import CommitteeWordUnknown, MeetingDateMissing
from templates.messages import Message
from templates.messages.meetings import (
    CancelMeetingForm,
    Change,
    CommitteeCalendar,
    CommitteeMeetingForm,
    MeetingMoved,
    MeetingNews,
    Sitting,
    SummaryWithdrawn,
)
from templates.presenters.meetings import meeting_row
from templates.serialization import freeze

NEW = "new"
"""What a form and a button carry that are about a meeting still to be entered."""

_TO = re.compile(r"to\b\s*", re.IGNORECASE)
_NAMED = {"cut-off": "cut_off_on", "cutoff": "cut_off_on", "paper": "paper_due_on"}


def committee(session: Session, request: Request) -> Message:
    """Return the committee's meetings, or do what the words say of one; `add` alone is answered with the form.

    Raises CommitteeWordUnknown for what is not understood, CoordinatorsOnly, MeetingDateMissing, DateUnreadable,
    NoSuchMeeting, NoMeetingEntered, or what entering and changing raise.
    """
    word, _, rest = " ".join(request.words.split()).partition(" ")
    if not word:
        return _calendar(session, request)
    verb = {"add": _add, "move": _move, "change": _move, "correct": _move, "cancel": _cancel}.get(
        word.casefold()
    )
    if verb is None:
        raise CommitteeWordUnknown(typed=f"committee {request.words.strip()}")
    coordinators_only(session, request)
    return verb(session, request, rest)


def open_form(session: Session, request: Request) -> Message:
    """Return the form for a meeting: that which the button names, or a new one. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    if request.words == NEW:
        return CommitteeMeetingForm(request.today)
    meeting = meeting_on(session, day(request.words, iso=True))
    return CommitteeMeetingForm(request.today, meeting.held_on, meeting.cut_off_on, meeting.paper_due_on)


def take_form(session: Session, request: Request) -> Message:
    """Enter or change the meeting that was filled in. Raises what entering and changing raise, CoordinatorsOnly."""
    coordinators_only(session, request)

    def filled(field: str) -> date | None:
        return day(request.filled(field), field=field) if request.filled(field) else None

    wanted = MeetingDates(
        day(request.filled("held_on"), field="held_on"), filled("cut_off_on"), filled("paper_due_on")
    )
    if request.words == NEW:
        return _entered(session, request, wanted)
    meeting = meeting_on(session, day(request.words, iso=True))
    if wanted.held_on != meeting.held_on:
        # What the form showed beside the old day was not chosen: it follows the new one.
        wanted = MeetingDates(
            wanted.held_on,
            wanted.cut_off_on if wanted.cut_off_on != meeting.cut_off_on else None,
            wanted.paper_due_on if wanted.paper_due_on != meeting.paper_due_on else None,
        )
    return _changed(session, request, meeting, wanted)


def open_cancel_form(session: Session, request: Request) -> Message:
    """Return the form that cancels the meeting that the button names. Raises CoordinatorsOnly or NoSuchMeeting."""
    coordinators_only(session, request)
    return CancelMeetingForm(meeting_on(session, day(request.words, iso=True)).held_on)


def take_cancel_form(session: Session, request: Request) -> Message:
    """Cancel the form's meeting, for the reason that was written. Raises CoordinatorsOnly or NoSuchMeeting."""
    coordinators_only(session, request)
    meeting = meeting_on(session, day(request.words, iso=True))
    return _cancelled(session, request, meeting, request.filled("reason"))


def _calendar(session: Session, request: Request) -> CommitteeCalendar:
    policy, today = request.policy, request.today
    sittings = []
    for meeting in session.scalars(every_meeting().order_by(Meeting.held_on)):
        left = policy.calendar.working_days_between(today, meeting.paper_due_on)
        passed = policy.calendar.working_days_between(meeting.paper_due_on, today)
        kept = frozen_for(session, meeting)
        posted = kept.published_at if kept else None
        sittings.append(
            Sitting(
                meeting_row(meeting, policy),
                left or -passed,
                published_on=policy.today(posted) if posted else None,
                frozen_on=policy.today(kept.frozen_at) if kept else None,
            )
        )
    return CommitteeCalendar(tuple(sittings), today, may_change=request.who.is_coordinator)


def _add(session: Session, request: Request, words: str) -> Message:
    if not words:
        return CommitteeMeetingForm(request.today)
    held_on, rest = _day(words, request, "add 2022-12-15")
    return _entered(session, request, _with_others(held_on, rest, request))


def _move(session: Session, request: Request, words: str) -> Message:
    on, rest = _day(words, request, "move 2022-12-15 to 2022-12-19")
    meeting, held_on = meeting_on(session, on), on
    if to := _TO.match(rest):
        held_on, rest = _day(rest[to.end() :], request, "move 2022-12-15 to 2022-12-19")
    elif not rest:
        raise MeetingDateMissing(example=f"move {on} to 2022-12-19")
    return _changed(session, request, meeting, _with_others(held_on, rest, request))


def _cancel(session: Session, request: Request, words: str) -> Message:
    on, reason = _day(words, request, "cancel 2022-12-15")
    return _cancelled(session, request, meeting_on(session, on), reason)


def _day(words: str, request: Request, example: str) -> tuple[date, str]:
    """Return the day with which `words` begin, past or to come, and the rest. Raises MeetingDateMissing."""
    named = day_at_start(words, request.today) if any(each.isdigit() for each in words) else None
    named = named or day_ahead(words, RequestedDay(request.today, today_counts=True, only_days=True))
    if named is None:
        raise MeetingDateMissing(example=example)
    return named.on, named.rest


def _with_others(held_on: date, words: str, request: Request) -> MeetingDates:
    """Return the dates, further ones as `words` give them. Raises CommitteeWordUnknown or MeetingDateMissing."""
    given: dict[str, date] = {}
    while words:
        word, _, rest = words.partition(" ")
        name = _NAMED.get(word.casefold())
        if name is None:
            raise CommitteeWordUnknown(typed=words)
        given[name], words = _day(rest, request, f"add {held_on} {word} 2022-12-01")
    return MeetingDates(held_on, **given)


def _entered(session: Session, request: Request, wanted: MeetingDates) -> MeetingNews:
    meeting = meetings.enter(session, wanted, request.act, request.policy)
    return _news(session, request, "added", meeting)


def _changed(session: Session, request: Request, meeting: Meeting, wanted: MeetingDates) -> MeetingNews:
    was = meeting.held_on
    if not change(session, meeting, wanted, request.act, request.policy):
        return _news(session, request, "same", meeting)
    return _news(session, request, "changed", meeting, was=was)


def _cancelled(session: Session, request: Request, meeting: Meeting, reason: str) -> MeetingNews:
    withdrawn = call_off(session, meeting, request.act, reason)
    return _news(session, request, "cancelled", meeting, withdrawn=withdrawn, reason=reason.strip())


def change(
    session: Session, meeting: Meeting, wanted: MeetingDates, audit: AuditContext, policy: Policy
) -> bool:
    """Change the meeting's dates, and say so under its summary if that was posted; return whether they changed."""
    was = meeting.held_on
    if not meetings.change(session, meeting, wanted, audit, policy):
        return False
    told = statements.message_by_key(session, key_of(meeting))
    if was != meeting.held_on and told is not None and told.posted is not None:
        outbox.enqueue(
            session,
            f"moved:{meeting.id}:{meeting.revision}",
            freeze(MeetingMoved(was, meeting.held_on)),
            audit.at,
            conversation=told.posted.conversation,
            thread=told.posted,
            kind=MessageKind.PUBLICATION,
        )
    return True


def call_off(session: Session, meeting: Meeting, audit: AuditContext, reason: str = "") -> bool:
    """Cancel the meeting, and withdraw its summary where it was posted; return whether it had been."""
    told = statements.message_by_key(session, key_of(meeting))
    meetings.cancel(session, meeting, audit, reason)
    if told is None:
        return False
    told.withdraw()
    message = freeze(SummaryWithdrawn(meeting.held_on, audit.today))
    outbox.amend(session, told, f"withdrawn:{meeting.id}", message, audit.at)
    return True


def _news(
    session: Session,
    request: Request,
    what: Change,
    meeting: Meeting,
    *,
    was: date | None = None,
    withdrawn: bool = False,
    reason: str = "",
) -> MeetingNews:
    """Tell the other coordinators what was done; return it."""
    news = MeetingNews(
        what,
        meeting_row(meeting, request.policy),
        request.today,
        request.who.name,
        was=was,
        withdrawn=withdrawn,
        reason=reason,
    )
    if what != "same":
        topic = f"meeting:{meeting.id}:{what}:{meeting.revision}"
        tell_each(session, request, coordinators_but(session, request), topic, news)
    return news
