"""People whom the bot cannot reach are reported to the coordinators before a reminder to them falls due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from jobs.run import Run, nothing
from models.outbox import inbox, outbox
from models.people.person import Person
from models.policy import Policy
from models.queries import items as queries
from models.register.recommendation import AT_NEXT_SWEEP, Recommendation
from templates.messages.leavers import OutOfReach, Unreachable
from templates.presenters.rows import who
from templates.serialization import freeze

LOOKS_AHEAD = timedelta(days=14)


def report_unreachable(session: Session, at: datetime, policy: Policy) -> int:
    """Tell the coordinators who of the owners cannot be reached and is to be reminded soon; return how many.

    It looks once a day, and tells of each person once for every day on which they would be reminded next. Leavers
    are told of by their hand-over.
    """
    return reckon_unreachable(session, at, policy)(session, at, policy)


def reckon_unreachable(session: Session, at: datetime, policy: Policy) -> Run:
    """Find, once a day, who cannot be reached and is to be reminded soon; return what tells of them.

    All open items of theirs are looked through.
    """
    today = policy.today(at)
    if inbox.has_accepted(session, _key(today)):
        return nothing
    return partial(_report, tuple(_out_of_reach(session, today)))


def _key(today: date) -> str:
    return f"reach:{today}"


def _report(
    out_of_reach: tuple[tuple[int, OutOfReach], ...], session: Session, at: datetime, policy: Policy
) -> int:
    today = policy.today(at)
    if not inbox.accept(session, _key(today), at):
        return 0
    found = tuple(
        each
        for person, each in out_of_reach
        if inbox.accept(session, f"unreachable:{person}:{each.reminded_on}", at)
    )
    if not found:
        return 0
    for coordinator in queries.coordinators(session):
        if coordinator.reachable:
            key = f"unreachable:{today}:{coordinator.id}"
            message = freeze(Unreachable(who(coordinator), today, found))
            opens_at = coordinator.next_opening(at, policy.calendar)
            outbox.enqueue(session, key, message, at, person=coordinator, sends_at=opens_at)
    return len(found)


def _out_of_reach(session: Session, today: date) -> Iterator[tuple[int, OutOfReach]]:
    """Yield them by name, each with their number."""
    next_on = func.min(Recommendation.remind_on)
    # Of items that are looked at again some day, so that there is a next reminder.
    query = (
        select(Person, next_on, func.count())
        .join(Recommendation, Recommendation.owner_id == Person.id)
        .where(
            Recommendation.is_open,
            Recommendation.remind_on > AT_NEXT_SWEEP,
            Person.active,
            or_(Person.account.is_(None), Person.unreachable_since.is_not(None)),
        )
        .group_by(Person.id)
        .having(next_on <= today + LOOKS_AHEAD)
        .order_by(Person.name)
    )
    for person, on, items in session.execute(query):
        if on is not None:
            yield person.id, OutOfReach(who(person), person.unreachable_since, on, items)
