"""The steps before a meeting of the committee: last call, preview, and the freeze of its figures."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from jobs.notifications import tell_in_hours
from models.calendar import ONE_DAY
from models.committee import checks, figures
from models.committee.figures import every_meeting, frozen_for, last_meeting_before, next_meeting
from models.committee.meeting import Meeting
from models.committee.publication import freeze as freeze_figures, frozen_topic
from models.committee.quarter import quarter
from models.committee.summary import Summary
from models.outbox import inbox, outbox
from models.people.absence import away_on
from models.people.person import Person
from models.people.recipient import recipient
from models.policy import Policy
from models.queries import items
from models.register.recommendation import Recommendation
from templates.messages.quarter import FiguresFrozen, LastCall, NoNextMeeting, PreviewReady
from templates.messages.summary_parts import Finding
from templates.presenters.meetings import meeting_row
from templates.presenters.rows import row
from templates.presenters.summary import TO_PRINT
from templates.serialization import freeze

LATEST = timedelta(days=90)
"""What an outage held up is still frozen and posted so long after its meeting, rather than never."""

_WEEK = 7


def announce(session: Session, at: datetime, policy: Policy) -> int:
    """Give owners who have said nothing a last call, and coordinators the preview, before figures freeze.

    Each comes once for the dates that the meeting has; return how many people are told. What an outage held up
    comes as long as it can still be acted on: once the hour of the freeze has come, it does not. There is no last
    call for dates that were entered or changed after its day.
    """
    meeting = figures.next_to_freeze(session, policy.today(at))
    if meeting is None or not _comes_by_itself(meeting):
        return 0
    steps, today = quarter(meeting, policy), policy.today(at)
    if at >= steps.freezes_at:
        return 0
    told = 0
    if steps.last_call_on is not None and today >= steps.last_call_on:
        told += _last_call(session, meeting, at, policy)
    if today >= steps.preview_on:
        key = f"preview:{meeting.id}:{meeting.revision}"
        message = partial(_preview, session, meeting, at, policy)
        told += tell_in_hours(session, items.coordinators(session), key, message, at, policy)
    return told


def freeze_due(session: Session, at: datetime, policy: Policy) -> int:
    """Freeze the figures of every meeting whose hour for it has come, and tell the coordinators; return how many.

    Where the summary is posted at the same time, that says it.
    """
    frozen = 0
    for meeting in coming(session, at, policy):
        if frozen_for(session, meeting) is not None or at < quarter(meeting, policy).freezes_at:
            continue
        kept = freeze_figures(session, meeting, policy.act(None, at), policy, TO_PRINT)
        frozen += 1
        posts_itself = policy.committee_channel is not None
        if not posts_itself or policy.today(at) < quarter(meeting, policy).summary_on:
            dates = meeting_row(meeting, policy)
            message = partial(FiguresFrozen, dates, kept.until, policy.today(at), posts_itself)
            tell_in_hours(session, items.coordinators(session), frozen_topic(meeting), message, at, policy)
    return frozen


def ask_for_next(session: Session, at: datetime, policy: Policy) -> int:
    """Tell the coordinators, once a week, that no meeting is entered after the last; return how many are told."""
    today = policy.today(at)
    last = last_meeting_before(session, today)
    if last is None or next_meeting(session, today) is not None:
        return 0
    week = (today - last.held_on - ONE_DAY).days // _WEEK
    message = partial(NoNextMeeting, last.held_on, today)
    key = f"no-meeting:{last.id}:{week}"
    return tell_in_hours(session, items.coordinators(session), key, message, at, policy)


def coming(session: Session, at: datetime, policy: Policy) -> Iterator[Meeting]:
    """Yield the meetings whose steps may have come and whose summary has not been posted, in order."""
    today = policy.today(at)
    # Working days and days off make at most some three calendar days of one working day.
    horizon = today + timedelta(days=3 * max(policy.digest_working_days, policy.cut_off_working_days) + 14)
    query = (
        every_meeting()
        .outerjoin(Summary)
        .where(
            Summary.published_at.is_(None),
            Meeting.held_on <= horizon,
            Meeting.held_on >= today - LATEST,
        )
    )
    yield from (each for each in session.scalars(query.order_by(Meeting.held_on)) if _comes_by_itself(each))


def _comes_by_itself(meeting: Meeting) -> bool:
    """Say whether anything is done for the meeting by itself: one entered after it was held is history."""
    return meeting.known_since <= meeting.held_on


def _last_call(session: Session, meeting: Meeting, at: datetime, policy: Policy) -> int:
    today, key = policy.today(at), f"last-call:{meeting.id}:{meeting.revision}"
    if not inbox.accept(session, key, at):
        return 0
    away = away_on(session, today)
    quiet: dict[Person, list[int]] = {}
    for item in figures.standing(session, meeting, today).quiet:
        to = recipient(session.get_one(Recommendation, item.id), away).person
        if to is not None:
            quiet.setdefault(to, []).append(item.id)
    dates = meeting_row(meeting, policy)
    for person, ids in quiet.items():
        found = [session.get_one(Recommendation, each) for each in ids]
        message = LastCall(dates, tuple(row(item, today) for item in found), today)
        opens_at = person.next_opening(at, policy.calendar)
        outbox.enqueue(
            session,
            f"{key}:{person.id}",
            freeze(message),
            at,
            person=person,
            sends_at=opens_at,
            items=found,
            topic=key,
        )
    return len(quiet)


def _preview(session: Session, meeting: Meeting, at: datetime, policy: Policy) -> PreviewReady:
    today = policy.today(at)
    found = checks.findings(session, figures.standing(session, meeting, today))
    findings = tuple(Finding(each.check, each.references, each.facts) for each in found)
    return PreviewReady(meeting_row(meeting, policy), findings, today)
