"""Leading a coordinator through the first hour of a register, step by step, from what is there already."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from handlers.handler import Handler
from handlers.request import Request
from handlers.roles import coordinators_only
from models.outbox import outbox
from models.people.person import Person
from models.queries import first_hour as queries
from models.register.recommendation import Recommendation
from templates.messages import Message
from templates.messages.allocation import Allocation
from templates.presenters.first_hour import first_hour
from templates.presenters.rows import rows, who
from templates.serialization import freeze


def start(session: Session, request: Request) -> Message:
    """Return how far the register has come, with what comes next. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    return first_hour(session, request.who.name, request.today, request.policy)


def unless_begun(handler: Handler) -> Handler:
    """Return what leads a coordinator through the first hour of an empty register, else does `handler`."""

    def led(session: Session, request: Request) -> Message:
        leads = request.who.is_coordinator and not request.words.strip() and queries.is_empty(session)
        return start(session, request) if leads else handler(session, request)

    return led


def invite(session: Session, request: Request) -> Message:
    """Tell every owner and deputy who can be reached what is theirs, each once; return how far that has come.

    It comes within their working hours. Raises CoordinatorsOnly.
    """
    coordinators_only(session, request)
    told = queries.invited(session)
    for person in queries.owners(session):
        if person.reachable and person.id not in told:
            opens_at = person.next_opening(request.at, request.policy.calendar)
            outbox.enqueue(
                session,
                f"{queries.INVITATION}:{person.id}",
                freeze(_invitation(session, request, person, request.policy.today(opens_at))),
                request.at,
                person=person,
                sends_at=opens_at,
                topic=queries.INVITATION,
            )
    session.flush()
    return start(session, request)


def _invitation(session: Session, request: Request, person: Person, today: date) -> Allocation:
    """Return what is theirs, as it reads on the local date `today`, on which it comes."""
    held = or_(Recommendation.owner_id == person.id, Recommendation.deputy_id == person.id)
    found = session.scalars(
        select(Recommendation)
        .where(Recommendation.is_open, held)
        .order_by(Recommendation.pressing_on, Recommendation.id)
    ).all()
    owned = [item for item in found if item.owner_id == person.id]
    covered = [item for item in found if item.owner_id != person.id]
    return Allocation(who(person), who(request.who), today, rows(owned, today), rows(covered, today))
