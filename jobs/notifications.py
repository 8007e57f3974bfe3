"""Telling people what a job found, each once and within their own hours."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from models.outbox import outbox
from models.people.person import Person
from models.policy import Policy
from models.queries import items
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.serialization import freeze


def tell_of_events_held_back(session: Session, since: datetime, at: datetime, policy: Policy) -> int:
    """Tell the coordinators, once a day, that the surface holds back since an instant what people write."""
    facts = {"since": f"{since.astimezone(policy.zone):%H:%M}"}
    key = f"events-held-back:{policy.today(at)}"
    message = partial(Acknowledged, "events_held_back", facts)
    return tell_in_hours(session, items.coordinators(session), key, message, at, policy)


def tell_in_hours(
    session: Session,
    people: Iterable[Person],
    key: str,
    message: Callable[[], Message],
    at: datetime,
    policy: Policy,
) -> int:
    """Put a message into the outbox for each of `people` who can be reached and has not been told by this `key`.

    They are told under the topic `key`, when their hours next open, at or after the aware instant `at`. Return how
    many are told by it; `message` is made only where somebody is, for jobs come round when all has long been told.
    """
    waiting = not_told(session, people, key)
    if not waiting:
        return 0
    frozen = freeze(message())
    for person in waiting:
        opens_at = person.next_opening(at, policy.calendar)
        outbox.enqueue(session, f"{key}:{person.id}", frozen, at, person=person, sends_at=opens_at, topic=key)
    return len(waiting)


def not_told(session: Session, people: Iterable[Person], key: str) -> list[Person]:
    """Return those of `people` who can be reached and have not been told by this `key`."""
    return [person for person in people if person.reachable and not outbox.has(session, f"{key}:{person.id}")]
