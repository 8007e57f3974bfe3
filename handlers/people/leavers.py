"""Leavers: what they held is seen, and given on, all at once or part by part."""

import re

from sqlalchemy.orm import Session

from handlers.form_values import chosen_person
from handlers.people.allocation import tell_heir
from handlers.request import Request
from handlers.roles import coordinators_only
from models.outbox import outbox
from models.people.hand_over import HandOver, HeldItems, give, hand_over_of, held_by
from models.people.person import Person
from models.queries import items, statements
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

_TO = re.compile(r"\sto\s", re.IGNORECASE)


def hand_over(session: Session, request: Request) -> Message:
    """Give everything that a leaver held to one person, or show what they hold if nobody is named.

    Raises CoordinatorsOnly, HandOverUnreadable, NoSuchPerson, SeveralPeople, HasNotLeft, HandsNothingOver or
    OwnerHasLeft.
    """
    coordinators_only(session, request)
    leaver, *to = (name.strip() for name in _TO.split(request.words.strip(), maxsplit=1))
    if not leaver:
        raise HandOverUnreadable
    begun = _begun(session, items.person_by_name(session, leaver))
    held = held_by(session, begun.leaver)
    if not to:
        return hand_over_list(begun, held, request.today)
    return _give(session, request, begun, held, items.person_by_name(session, to[0]))


def open_form(session: Session, request: Request) -> Message:
    """Return the form for the hand-over that the button names. Raises CoordinatorsOnly or HandsNothingOver."""
    coordinators_only(session, request)
    begun = _numbered(session, request)
    return _form(begun, held_by(session, begun.leaver))


def take_form(session: Session, request: Request) -> Message:
    """Give what was chosen to the person who was chosen; what is left is asked for by the next form.

    Raises CoordinatorsOnly, HandsNothingOver, ReceiverMissing, NotInTheRegister, NothingToGive or OwnerHasLeft.
    """
    coordinators_only(session, request)
    begun = _numbered(session, request)
    if not request.filled("to"):
        raise ReceiverMissing
    to = chosen_person(session, request.account(request.filled("to")), field="to")
    if not to.active:
        raise OwnerHasLeft(name=to.name, at_field="to")
    chosen = frozenset(request.chosen("given"))
    held = held_by(session, begun.leaver)
    some = HeldItems(
        [item for item in held.owned if f"owned:{item.id}" in chosen],
        [item for item in held.deputised if f"deputised:{item.id}" in chosen],
        [team for team in held.teams if f"team:{team.id}" in chosen],
        (),
    )
    if not some.anything:
        raise NothingToGive
    return _give(session, request, begun, some, to)


def _give(session: Session, request: Request, begun: HandOver, held: HeldItems, to: Person) -> Message:
    number = len(held.owned) + len(held.deputised) + len(held.teams)
    give(session, held, to, request.act)
    told = tell_heir(session, to, begun.leaver, held, request.act, request.policy, request.source)
    left = held_by(session, begun.leaver)
    begun.finish(session, request.act)
    _show(session, request, begun, left)
    if left.anything:
        return _form(begun, left)
    facts = {"name": begun.leaver.name, "to": to.name, "number": str(number)}
    facts |= {"cannot": to.name} if told.cannot else {}
    return Acknowledged("handed_over", facts)


def _show(session: Session, request: Request, begun: HandOver, left: HeldItems) -> None:
    """Keep what every coordinator was told true to what is left."""
    message = freeze(hand_over_list(begun, left, request.today))
    for outbox_message in statements.told_under(session, f"hand-over:{begun.id}"):
        outbox.amend(
            session, outbox_message, f"given:{outbox_message.id}:{request.source}", message, request.at
        )


def _form(begun: HandOver, held: HeldItems) -> HandOverForm:
    return HandOverForm(begun.id, who(begun.leaver), holdings(held))


def _begun(session: Session, leaver: Person) -> HandOver:
    if leaver.active:
        raise HasNotLeft(name=leaver.name)
    begun = hand_over_of(session, leaver)
    if begun is None:
        raise HandsNothingOver(name=leaver.name)
    return begun


def _numbered(session: Session, request: Request) -> HandOver:
    begun = numbered(session, HandOver, request.words)
    if begun is None:
        raise HandOverUnreadable
    if begun.finished_at is not None:
        raise HandsNothingOver(name=begun.leaver.name)
    return begun
