"""Leave: whoever stands in is told when it begins, and whoever comes back what has happened meanwhile."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Date, bindparam, or_, select
from sqlalchemy.orm import Session

from models.ledger.event import Event
from models.outbox import outbox
from models.people.absence import Absence, away_on, standing_in_topic
from models.people.person import Person
from models.people.recipient import recipient
from models.policy import Policy
from models.queries import items as queries
from models.register.recommendation import Recommendation
from templates.messages.leave import Happened, StandingIn, WelcomeBack
from templates.presenters.rows import rows, who
from templates.serialization import freeze

LATEST = timedelta(days=90)
"""A return that an outage has let pass is not welcomed after so long."""

_TODAY = bindparam("today", type_=Date)
_BEGUN = (
    select(Absence)
    .where(
        Absence.starts_on <= _TODAY,
        Absence.ends_on >= _TODAY,
        Absence.cancelled_at.is_(None),
        Absence.begin_told_at.is_(None),
    )
    .order_by(Absence.id)
)
_OVER = (
    select(Absence)
    .where(
        Absence.begin_told_at.is_not(None),
        or_(Absence.ends_on < _TODAY, Absence.cancelled_at.is_not(None)),
        Absence.ends_on >= bindparam("since", type_=Date),
        Absence.end_told_at.is_(None),
    )
    .order_by(Absence.id)
)
"""Leave that had begun, and was told of, and is over or was called off."""


def leave(session: Session, at: datetime, policy: Policy) -> int:
    """Tell of leave that has begun, and of leave that is over; return of how many."""
    today = policy.today(at)
    begun = session.scalars(_BEGUN, {"today": today}).all()
    for absence in begun:
        absence.begin_told_at = at
        _tell_those_who_stand_in(session, absence, at, policy)
    over = session.scalars(_OVER, {"today": today, "since": today - LATEST}).all()
    back = [absence for absence in over if _is_back(session, absence, today)]
    for absence in back:
        absence.end_told_at = at
        _welcome(session, absence, at, policy)
    return len(begun) + len(back)


def _is_back(session: Session, absence: Absence, today: date) -> bool:
    return absence.person.reachable and absence.person_id not in away_on(session, today)


def _tell_those_who_stand_in(session: Session, absence: Absence, at: datetime, policy: Policy) -> None:
    """Tell each who gets the reminders of `absence.person` now: it can be another one for each item."""
    away = away_on(session, policy.today(at))
    owned = session.scalars(
        select(Recommendation)
        .where(Recommendation.is_open, Recommendation.owner_id == absence.person_id)
        .order_by(Recommendation.pressing_on, Recommendation.id)
    ).all()
    by_person: dict[Person, list[Recommendation]] = {}
    for item in owned:
        to = recipient(item, away).person
        if to is not None:
            by_person.setdefault(to, []).append(item)
    today = policy.today(at)
    for person, items in by_person.items():
        message = StandingIn(who(absence.person), absence.ends_on, rows(items, today), today)
        topic = standing_in_topic(absence)
        outbox.enqueue(
            session,
            f"{topic}:{person.id}",
            freeze(message),
            at,
            person=person,
            sends_at=person.next_opening(at, policy.calendar),
            topic=topic,
        )


def _welcome(session: Session, absence: Absence, at: datetime, policy: Policy) -> None:
    person, today = absence.person, policy.today(at)
    message = WelcomeBack(
        to=who(person),
        since=absence.starts_on,
        today=today,
        happened=tuple(_happened(session, absence, policy)),
    )
    opens_at = person.next_opening(at, policy.calendar)
    outbox.enqueue(
        session, f"leave-ended:{absence.id}", freeze(message), at, person=person, sends_at=opens_at
    )


def _happened(session: Session, absence: Absence, policy: Policy) -> Iterator[Happened]:
    """Yield what others did to the items of whoever was away, in order."""
    began = datetime.combine(absence.starts_on, time(), policy.zone)
    theirs = session.scalars(select(Recommendation.id).where(queries.of_owner(absence.person_id))).all()
    events: Sequence[Event] = session.scalars(
        select(Event)
        .where(
            Event.recommendation_id.in_(theirs),
            Event.recorded_at >= began,
            or_(Event.by_id.is_(None), Event.by_id != absence.person_id),
        )
        .order_by(Event.id)
    ).all()
    references = {item.id: item.reference for item in queries.items_by_ids(session, theirs)}
    people = {person.id: person for person in session.scalars(select(Person))} if events else {}
    for event in events:
        by = people.get(event.by_id) if event.by_id else None
        item = references[event.recommendation_id or 0]
        yield Happened(item, event.kind.value, who(by) if by else None, policy.today(event.recorded_at))
