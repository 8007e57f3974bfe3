"""The summary that goes to the committee's channel by itself, once before every meeting, and its corrections."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.quarter import coming
from jobs.run import Run, nothing
from models.address import MessageRef
from models.calendar import opening
from models.committee.asof import item_once_called
from models.committee.bridge import head
from models.committee.figures import is_frozen, standing_again
from models.committee.meeting import Meeting
from models.committee.publication import Reckoned, canonical, key_of, publish, reckon
from models.committee.quarter import quarter
from models.committee.summary import Summary
from models.outbox import outbox
from models.outbox.message import MessageKind, OutboxState
from models.people.person import USUAL_HOURS
from models.policy import Policy
from models.queries import statements
from templates.messages.publication import Correction, FigureChange
from templates.presenters.corrections import corrections
from templates.presenters.summary import TO_PRINT, printed_again, summary
from templates.serialization import freeze


def post_digest(session: Session, at: datetime, policy: Policy) -> int:
    """Post the summary of the next meeting whose day for it has come, from its frozen figures; return how many.

    The day is so many working days before the meeting. A meeting entered after it was held gets none.
    """
    return _post_next(None, session, at, policy)


def reckon_digest(session: Session, at: datetime, policy: Policy) -> Run:
    """Reckon what has been recorded since the figures that are posted next were frozen; return what posts them."""
    meeting = next(_to_post(session, at, policy), None)
    if meeting is None:
        return nothing
    return partial(_post_next, reckon(session, meeting, policy.today(at), policy, TO_PRINT, to_post=True))


def _post_next(reckoned: Reckoned | None, session: Session, at: datetime, policy: Policy) -> int:
    meeting = next(_to_post(session, at, policy), None)
    if meeting is None:
        return 0
    publish(session, meeting, policy.act(None, at), policy, TO_PRINT, reckoned)
    return 1


def _to_post(session: Session, at: datetime, policy: Policy) -> Iterator[Meeting]:
    if policy.committee_channel is None or opening(at, policy.zone, USUAL_HOURS, policy.calendar) != at:
        return
    for meeting in coming(session, at, policy):
        if is_frozen(session, meeting) and policy.today(at) >= quarter(meeting, policy).summary_on:
            yield meeting


def post_corrections(session: Session, at: datetime, policy: Policy) -> int:
    """Say, under a summary that was posted, what has been recorded since that changes it; return how many.

    That ends with the meeting: what is recorded later is restated in the next summary.
    """
    return reckon_corrections(session, at, policy)(session, at, policy)


def reckon_corrections(session: Session, at: datetime, policy: Policy) -> Run:
    """Reckon what has been recorded since summaries were posted that changes them; return what says it.

    It is the same whatever is recorded until it is said: that is found at the next round.
    """
    today, now = policy.today(at), head(session)
    query = select(Summary).join(Meeting)
    query = query.where(Meeting.held_on >= today, Meeting.cancelled_at.is_(None), Summary.checked_to < now)
    found = [
        _Reckoned(kept.id, now, _changes(session, kept, today, policy))
        for kept in session.scalars(query).all()
        if _posted(session, kept) is not None
    ]

    def say(session: Session, at: datetime, policy: Policy) -> int:
        return sum(_say(session, each, at, policy) for each in found)

    return say


@dataclass(frozen=True)
class _Reckoned:
    """The `changes` of the summary with this number, as the ledger stood at its fact `known_to`."""

    summary: int
    known_to: int
    changes: tuple[FigureChange, ...]


def _posted(session: Session, kept: Summary) -> MessageRef | None:
    told_by = statements.message_by_key(session, key_of(kept.meeting))
    return told_by.posted if told_by and told_by.state is OutboxState.SENT else None


def _changes(session: Session, kept: Summary, today: date, policy: Policy) -> tuple[FigureChange, ...]:
    again = summary(session, standing_again(session, kept, today), policy)

    def called_now(reference: str) -> str:
        item = item_once_called(session, reference)
        return item.reference if item else reference

    return corrections(printed_again(kept), again, called_now)


def _say(session: Session, reckoned: _Reckoned, at: datetime, policy: Policy) -> bool:
    kept = session.get_one(Summary, reckoned.summary)
    posted = _posted(session, kept)
    # Another Reckoner may have said it meanwhile, and somebody may have cancelled the meeting.
    if posted is None or kept.meeting.cancelled_at is not None or kept.checked_to >= reckoned.known_to:
        return False
    kept.checked_to = reckoned.known_to
    told = canonical([asdict(change) for change in reckoned.changes])
    if told == kept.told:
        return False
    kept.told = told
    outbox.enqueue(
        session,
        f"correction:{kept.meeting.held_on}:{reckoned.known_to}",
        freeze(Correction(kept.meeting.held_on, policy.today(at), reckoned.changes)),
        at,
        conversation=posted.conversation,
        thread=posted,
        kind=MessageKind.PUBLICATION,
    )
    return True
