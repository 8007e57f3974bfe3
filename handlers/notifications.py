"""Telling the people whom an act concerns, and keeping what they were told true."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from handlers.request import Request
from models.outbox import outbox
from models.people.person import Person
from models.queries import items as queries, statements
from models.register.recommendation import Recommendation
from templates.messages import Message
from templates.presenters.completion import outcome
from templates.serialization import freeze


def tell_each(
    session: Session,
    request: Request,
    people: Iterable[Person],
    topic: str,
    message: Message,
    items: Sequence[Recommendation] = (),
) -> tuple[str, ...]:
    """Tell all of `people` who can be reached of `items`, each once under `topic`; return their names."""
    told = [person for person in people if person.reachable]
    for person in told:
        outbox.enqueue(
            session,
            f"{topic}:{person.id}",
            freeze(message),
            request.at,
            person=person,
            items=items,
            topic=topic,
        )
    return tuple(person.name for person in told)


def tell_owners(
    session: Session, request: Request, what: str, items: Sequence[Recommendation], reason: str = ""
) -> None:
    """Tell the owners of `items` what became of them, each in one message; nobody is told what they did themselves.

    Who cannot be reached is stood in for by the deputy. `what` is the name that Outcome knows.
    """
    by_person: dict[Person, list[Recommendation]] = {}
    for item in items:
        person = next((each for each in (item.owner, item.deputy) if each and each.reachable), None)
        if person is not None and person is not request.who:
            by_person.setdefault(person, []).append(item)
    for person, theirs in by_person.items():
        message = outcome(what, theirs, request.who, theirs[0].status_since, request.today, reason)
        outbox.enqueue(
            session,
            f"outcome:{what}:{request.source}:{person.id}",
            freeze(message),
            request.at,
            person=person,
        )


def tell_again(session: Session, request: Request, topics: Iterable[str], now: Message) -> None:
    """Have what was told under these topics say `now`, where it stands; what was not sent yet is not sent at all.

    The one in which the asker has just pressed a button is left to the answer to that.
    """
    place = request.place
    pressed = statements.posted_message(session, place.message) if place.message else None
    for outbox_message in statements.told_under(session, *topics):
        if outbox_message is pressed:
            continue
        outbox_message.withdraw()
        outbox.amend(
            session, outbox_message, f"again:{outbox_message.id}:{request.source}", freeze(now), request.at
        )


def coordinators_but(session: Session, request: Request) -> list[Person]:
    """Return the coordinators, without the asker."""
    return [person for person in queries.coordinators(session) if person is not request.who]
