"""Giving an item to its owner."""

import re

from sqlalchemy.orm import Session

from handlers.ask import Ask
from handlers.disowning import show_settled
from handlers.rights import coordinators_only
from models import queries
from models.kinds import Role
from models.refusals import OwnerHasLeft, OwnerMissing, ReferenceMissing
from templates.messages import Acknowledged, Message

_REFERENCE_AND_NAME = re.compile(r"(\S+)\s*(.*)", re.DOTALL)


def assign(session: Session, ask: Ask) -> Message:
    """Give the item that the words name to the person whom they name after it.

    Raises CoordinatorsOnly, ReferenceMissing, NoSuchItem, OwnerMissing, NoSuchPerson, SeveralPeople or
    OwnerHasLeft.
    """
    coordinators_only(session, ask)
    parts = _REFERENCE_AND_NAME.match(ask.words.strip())
    if parts is None:
        raise ReferenceMissing(command="assign")
    item = queries.item_by_reference(session, parts[1])
    if not parts[2].strip():
        raise OwnerMissing(reference=item.reference)
    owner = queries.person_by_name(session, parts[2])
    if not owner.active:
        raise OwnerHasLeft(name=owner.name)
    if owner.role is Role.READER:
        owner.role = Role.OWNER
    was = item.owner.name if item.owner else ""
    was_disowned = item.disowned_on is not None
    item.assign(owner, ask.act)
    if was_disowned:
        session.flush()
        show_settled(session, item, ask)
    return Acknowledged("assigned", {"reference": item.reference, "owner": owner.name, "was": was})
