"""What passes between owners and HMICFRS's Force Liaison Lead: help that is asked for, and meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from models.committee.period import Period
from models.enums import Role
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.people.person import Person
from models.refusals.items import NotYet
from models.refusals.progress import HelpNeedsWords, ItemHasEnded, NoItemMet, NothingAgreed
from models.register.recommendation import Recommendation
from models.reviews.liaison import HelpRequest, LiaisonMeeting, liaison_meeting_item


@dataclass(frozen=True)
class Met:
    """That an owner met the Force Liaison Lead, called `lead`, on the local date `held_on`, and what was agreed."""

    held_on: date
    lead: str
    agreed: str
    source: str


def meet(
    session: Session, items: Sequence[Recommendation], owner: Person, met: Met, audit: AuditContext
) -> LiaisonMeeting:
    """Record a meeting about `items` once; return it. The ledger is told of it for each item, without its words.

    Raises NoItemMet, NotYet for a day to come, or NothingAgreed.
    """
    known = session.scalar(select(LiaisonMeeting).where(LiaisonMeeting.source == met.source))
    if known is not None:
        return known
    if not items:
        raise NoItemMet
    if met.held_on > audit.today:
        raise NotYet(day=met.held_on, at_field="held_on")
    if not met.agreed.strip():
        raise NothingAgreed
    meeting = LiaisonMeeting(
        held_on=met.held_on,
        owner=owner,
        lead=met.lead,
        agreed=met.agreed,
        by=audit.by,
        recorded_at=audit.at,
        source=met.source,
        items=list(items),
    )
    session.add(meeting)
    session.flush()
    for item in items:
        item.note(EventKind.LEAD_MET, audit.effective(met.held_on), meeting=meeting.id)
    return meeting


def ask_for_help(
    session: Session, item: Recommendation, text: str, source: str, audit: AuditContext
) -> HelpRequest:
    """Ask the Force Liaison Lead for help with `item`, once; return the request, which stays open until answered.

    Raises ItemHasEnded or HelpNeedsWords.
    """
    known = session.scalar(select(HelpRequest).where(HelpRequest.source == source))
    if known is not None:
        return known
    if not item.is_open:
        raise ItemHasEnded(reference=item.reference)
    if not text.strip():
        raise HelpNeedsWords(reference=item.reference)
    request = HelpRequest(recommendation=item, by=audit.by, text=text, asked_at=audit.at, source=source)
    session.add(request)
    session.flush()
    item.note(EventKind.HELP_ASKED, audit, request=request.id)
    return request


def answer_help(request: HelpRequest, audit: AuditContext, meeting: LiaisonMeeting | None = None) -> bool:
    """Close a request, perhaps by a meeting; return False if it was closed before."""
    if request.answered_at is not None:
        return False
    request.answered_at = audit.at
    request.liaison_meeting_id = meeting.id if meeting else None
    request.recommendation.note(
        EventKind.HELP_ANSWERED, audit, request=request.id, meeting=meeting and meeting.id
    )
    return True


def answered_by(session: Session, request: HelpRequest) -> Person | None:
    """Return who closed a request, or None while it is open."""
    if request.answered_at is None:
        return None
    closed = select(Event.by_id, Event.facts).where(
        Event.recommendation_id == request.recommendation_id, Event.kind == EventKind.HELP_ANSWERED
    )
    by = next((by for by, facts in session.execute(closed) if facts["request"] == request.id), None)
    return session.get(Person, by) if by is not None else None


def leads(session: Session) -> Sequence[Person]:
    """Return the people who are HMICFRS's Force Liaison Lead here."""
    query = select(Person).where(Person.role == Role.LIAISON_LEAD, Person.active)
    return session.scalars(query.order_by(Person.name)).all()


@dataclass(frozen=True)
class Engagement:
    """That the Force Liaison Lead, by the names `leads`, met `owners` in so many `meetings` about `items`."""

    leads: tuple[str, ...]
    owners: tuple[str, ...]
    meetings: int
    items: tuple[str, ...]


def engagement(session: Session, period: Period) -> Engagement:
    """Return how the Force Liaison Lead met owners, as is told in `period` and was not before."""
    told = session.scalars(select(Event).where(Event.kind == EventKind.LEAD_MET, period.told))
    numbers = {event.facts["meeting"] for event in told}
    query = select(LiaisonMeeting).where(LiaisonMeeting.id.in_(numbers))
    found = session.scalars(query.order_by(LiaisonMeeting.held_on, LiaisonMeeting.id)).all()
    return Engagement(
        tuple(dict.fromkeys(meeting.lead for meeting in found)),
        tuple(sorted({meeting.owner.name for meeting in found})),
        len(found),
        tuple(sorted({item.reference for meeting in found for item in meeting.items})),
    )


def open_requests(session: Session, item: Recommendation | None = None) -> Sequence[HelpRequest]:
    """Return the requests that nobody has answered, the oldest first; of one item, or of all."""
    query = select(HelpRequest).where(HelpRequest.answered_at.is_(None)).order_by(HelpRequest.id)
    if item is not None:
        query = query.where(HelpRequest.recommendation_id == item.id)
    return session.scalars(query).all()


def meetings_of(session: Session, item: Recommendation, most: int) -> Sequence[LiaisonMeeting]:
    """Return up to `most` meetings about `item`, the latest first."""
    about = liaison_meeting_item.c.recommendation_id == item.id
    return _meetings(session, about, most)


def meetings_since(session: Session, since: date, most: int) -> Sequence[LiaisonMeeting]:
    """Return up to `most` meetings held on the local date `since` or later, the latest first."""
    return _meetings(session, LiaisonMeeting.held_on >= since, most)


def _meetings(session: Session, condition: ColumnElement[bool], most: int) -> Sequence[LiaisonMeeting]:
    return session.scalars(
        select(LiaisonMeeting)
        .join(liaison_meeting_item)
        .where(condition)
        .options(selectinload(LiaisonMeeting.items))
        .distinct()
        .order_by(LiaisonMeeting.held_on.desc(), LiaisonMeeting.id.desc())
        .limit(most)
    ).all()
