"""The steps before a meeting of the committee: last call, preview, and the freeze of its figures."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from jobs.notifications import not_told, tell_in_hours
from jobs.run import Run, nothing
from models.calendar import ONE_DAY
from models.committee import checks, figures
from models.committee.figures import (
    Standing,
    every_meeting,
    is_frozen,
    last_meeting_before,
    next_meeting,
)
from models.committee.meeting import Meeting
from models.committee.period import Period
from models.committee.publication import Reckoned, freeze as freeze_figures, frozen_topic, reckon
from models.committee.quarter import quarter
from models.committee.summary import Summary
from models.outbox import inbox, outbox
from models.people.absence import away_on
from models.people.person import Person
from models.people.recipient import recipient
from models.policy import Policy
from models.queries import items
from models.register.recommendation import Recommendation
from models.reminders.silence import is_quiet
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
    return reckon_announcements(session, at, policy)(session, at, policy)


def reckon_announcements(session: Session, at: datetime, policy: Policy) -> Run:
    """Reckon what is announced before figures freeze; return what announces it. Nothing is reckoned that was."""
    meeting = figures.next_to_freeze(session, policy.today(at))
    if meeting is None or not _is_announced(session, meeting, at, policy):
        return nothing
    steps, today = quarter(meeting, policy), policy.today(at)
    calls = steps.last_call_on is not None and today >= steps.last_call_on
    calls = calls and not inbox.has_accepted(session, _last_call_key(meeting))
    previews = today >= steps.preview_on
    previews = previews and bool(not_told(session, items.coordinators(session), _preview_key(meeting)))
    if not (calls or previews):
        return nothing
    standing = figures.standing(session, meeting, today)
    number, revision, period = meeting.id, meeting.revision, standing.period
    quiet = [item.id for item in standing.quiet] if calls else []
    findings = _findings(session, standing) if previews else ()

    def tell(session: Session, at: datetime, policy: Policy) -> int:
        meeting = session.get_one(Meeting, number)
        # Somebody may have given it other dates meanwhile, or frozen its figures.
        if meeting.revision != revision or not _is_announced(session, meeting, at, policy):
            return 0
        told = _last_call(session, meeting, quiet, period, at, policy) if calls else 0
        if previews:
            message = partial(PreviewReady, meeting_row(meeting, policy), findings, policy.today(at))
            told += tell_in_hours(
                session, items.coordinators(session), _preview_key(meeting), message, at, policy
            )
        return told

    return tell


def freeze_due(session: Session, at: datetime, policy: Policy) -> int:
    """Freeze the figures of the next meeting whose hour for it has come; return how many.

    The coordinators are told. Where the summary is posted at the same time, that says it.
    """
    return _freeze_next(None, session, at, policy)


def reckon_freeze(session: Session, at: datetime, policy: Policy) -> Run:
    """Reckon the figures of the next meeting whose hour has come to freeze them; return what freezes them."""
    meeting = next(_to_freeze(session, at, policy), None)
    if meeting is None:
        return nothing
    reckoned = reckon(session, meeting, policy.today(at), policy, TO_PRINT, to_post=False)
    return partial(_freeze_next, reckoned)


def _freeze_next(reckoned: Reckoned | None, session: Session, at: datetime, policy: Policy) -> int:
    meeting = next(_to_freeze(session, at, policy), None)
    if meeting is None:
        return 0
    kept = freeze_figures(session, meeting, policy.act(None, at), policy, TO_PRINT, reckoned)
    posts_itself = policy.committee_channel is not None
    if not posts_itself or policy.today(at) < quarter(meeting, policy).summary_on:
        dates = meeting_row(meeting, policy)
        message = partial(FiguresFrozen, dates, kept.until, policy.today(at), posts_itself)
        tell_in_hours(session, items.coordinators(session), frozen_topic(meeting), message, at, policy)
    return 1


def _to_freeze(session: Session, at: datetime, policy: Policy) -> Iterator[Meeting]:
    for meeting in coming(session, at, policy):
        if at >= quarter(meeting, policy).freezes_at and not is_frozen(session, meeting):
            yield meeting


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


def _is_announced(session: Session, meeting: Meeting, at: datetime, policy: Policy) -> bool:
    return (
        meeting.cancelled_at is None
        and _comes_by_itself(meeting)
        and at < quarter(meeting, policy).freezes_at
        and not is_frozen(session, meeting)
    )


def _last_call_key(meeting: Meeting) -> str:
    return f"last-call:{meeting.id}:{meeting.revision}"


def _preview_key(meeting: Meeting) -> str:
    return f"preview:{meeting.id}:{meeting.revision}"


def _last_call(
    session: Session, meeting: Meeting, quiet: Iterable[int], period: Period, at: datetime, policy: Policy
) -> int:
    """Call those who answer for the items with the ids `quiet`, of which nobody has said a word since either."""
    today, key = policy.today(at), _last_call_key(meeting)
    if not inbox.accept(session, key, at):
        return 0
    away = away_on(session, today)
    by_person: dict[Person, list[Recommendation]] = {}
    for item in items.items_by_ids(session, quiet):
        to = recipient(item, away).person
        if to is not None and item.is_open and is_quiet(item, period.heard_from, period.until):
            by_person.setdefault(to, []).append(item)
    dates = meeting_row(meeting, policy)
    for person, found in by_person.items():
        outbox.enqueue(
            session,
            f"{key}:{person.id}",
            freeze(LastCall(dates, tuple(row(item, today) for item in found), today)),
            at,
            person=person,
            sends_at=person.next_opening(at, policy.calendar),
            items=found,
            topic=key,
        )
    return len(by_person)


def _findings(session: Session, standing: Standing) -> tuple[Finding, ...]:
    found = checks.findings(session, standing)
    return tuple(Finding(each.check, each.references, each.facts) for each in found)
