"""Leavers: what they held is seen, and given on, all at once or part by part."""

import re
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.form_values import chosen_person
from handlers.request import Ask
from handlers.roles import coordinators_only
from models.outbox import outbox
from models.outbox.message import Notice
from models.people.hand_over import HandOver, Held, give, hand_over_of, held_by
from models.people.person import Person
from models.queries import items
from models.queries.numbered import numbered
from models.refusals.items import OwnerHasLeft
from models.refusals.leavers import (
    HandOverUnreadable,
    HandsNothingOver,
    HasNotLeft,
    NothingToGive,
    ReceiverMissing,
)
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.leavers import HandOverForm
from templates.presenters.leavers import hand_over_list, holdings
from templates.presenters.rows import who
from templates.serialization import freeze

_FROM_TO = re.compile(r"(?P<leaver>.+?)(?:\s+to\s+(?P<to>.+))?", re.IGNORECASE)


def hand_over(session: Session, ask: Ask) -> Message:
    """Give everything that a leaver held to one person, or show what they hold if nobody is named.

    Raises CoordinatorsOnly, HandOverUnreadable, NoSuchPerson, SeveralPeople, HasNotLeft, HandsNothingOver or
    OwnerHasLeft.
    """
    coordinators_only(session, ask)
    found = _FROM_TO.fullmatch(ask.words.strip())
    if found is None:
        raise HandOverUnreadable
    begun = _begun(session, items.person_by_name(session, found["leaver"]))
    held = held_by(session, begun.leaver)
    if not found["to"]:
        return hand_over_list(begun, held, ask.today)
    return _give(session, ask, begun, held, items.person_by_name(session, found["to"]))


def open_form(session: Session, ask: Ask) -> Message:
    """Return the form for the hand-over that the button names. Raises CoordinatorsOnly or HandsNothingOver."""
    coordinators_only(session, ask)
    begun = _numbered(session, ask)
    return _form(begun, held_by(session, begun.leaver))


def take_form(session: Session, ask: Ask) -> Message:
    """Give what was chosen to the person who was chosen; what is left is asked for by the next form.

    Raises CoordinatorsOnly, HandsNothingOver, ReceiverMissing, NotInTheRegister, NothingToGive or OwnerHasLeft.
    """
    coordinators_only(session, ask)
    begun = _numbered(session, ask)
    if not ask.filled("to"):
        raise ReceiverMissing
    to = chosen_person(session, ask.filled("to"), field="to")
    if not to.active:
        raise OwnerHasLeft(name=to.name, at_field="to")
    chosen = frozenset(ask.chosen("given"))
    held = held_by(session, begun.leaver)
    some = Held(
        [item for item in held.owned if f"owned:{item.id}" in chosen],
        [item for item in held.deputised if f"deputised:{item.id}" in chosen],
        [team for team in held.teams if f"team:{team.id}" in chosen],
        (),
    )
    if not some.anything:
        raise NothingToGive
    return _give(session, ask, begun, some, to)


def _give(session: Session, ask: Ask, begun: HandOver, held: Held, to: Person) -> Message:
    number = len(held.owned) + len(held.deputised) + len(held.teams)
    give(session, held, to, ask.act)
    left = held_by(session, begun.leaver)
    begun.finish(session, ask.act)
    _show(session, ask, begun, left)
    if left.anything:
        return _form(begun, left)
    facts = {"name": begun.leaver.name, "to": to.name, "number": str(number)}
    return Acknowledged("handed_over", facts)


def _show(session: Session, ask: Ask, begun: HandOver, left: Held) -> None:
    """Keep what every coordinator was told true to what is left."""
    message = freeze(hand_over_list(begun, left, ask.today))
    for notice in _told(session, begun):
        outbox.change(session, notice, f"given:{notice.id}:{ask.source}", message, ask.at)


def _told(session: Session, begun: HandOver) -> Iterator[Notice]:
    key = f"hand-over:{begun.id}:"
    yield from session.scalars(select(Notice).where(Notice.key.startswith(key, autoescape=True))).all()


def _form(begun: HandOver, held: Held) -> HandOverForm:
    return HandOverForm(begun.id, who(begun.leaver), holdings(held))


def _begun(session: Session, leaver: Person) -> HandOver:
    if leaver.active:
        raise HasNotLeft(name=leaver.name)
    begun = hand_over_of(session, leaver)
    if begun is None:
        raise HandsNothingOver(name=leaver.name)
    return begun


def _numbered(session: Session, ask: Ask) -> HandOver:
    begun = numbered(session, HandOver, ask.words)
    if begun is None:
        raise HandOverUnreadable
    if begun.finished_at is not None:
        raise HandsNothingOver(name=begun.leaver.name)
    return begun
