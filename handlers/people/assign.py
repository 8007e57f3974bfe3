"""Giving items to an owner, a deputy or a team, by command."""

import re

from sqlalchemy.orm import Session

from handlers.arguments import references_and_rest
from handlers.people.allocation import tell_all
from handlers.people.resolve_user import person_named
from handlers.request import Request
from handlers.roles import coordinators_only
from models.people.teams import find_team
from models.queries import items as queries
from models.refusals.forms import NoSuchPersonOrTeam
from models.refusals.items import OwnerMissing, ReferenceMissing
from models.refusals.people import NoSuchPerson
from models.register.allocation import Changed, change_all
from templates.messages import Message
from templates.messages.allocation import ChangedItems, Told
from templates.messages.answers import Acknowledged

_DEPUTY = re.compile(r"\bdeputy\b", re.IGNORECASE)


def assign(session: Session, request: Request) -> Message:
    """Give the items that the words name to the person or the team after them, and perhaps to a deputy.

    Raises CoordinatorsOnly, ReferenceMissing, NoSuchItem, OwnerMissing, NoSuchPerson, NoSuchPersonOrTeam,
    SeveralPeople, OwnerHasLeft, HasEnded, DeputyIsOwner, NotIntroduced or FromOutsideOwnsNothing.
    """
    coordinators_only(session, request)
    references, rest = references_and_rest(request.words)
    if not references or references[0].startswith("@"):
        raise ReferenceMissing(command="assign")
    items = [queries.item_by_reference(session, reference) for reference in dict.fromkeys(references)]
    to, deputy = _to_and_deputy(rest)
    if not to and not deputy:
        raise OwnerMissing(reference=items[0].reference)
    wanted = _named(session, request, to) if to else {}
    if deputy:
        wanted["deputy"] = person_named(session, request, deputy)
    changed = change_all(list(dict.fromkeys(items)), wanted, request.act)
    session.flush()
    told = tell_all(session, changed, request.act, request.policy, request.source)
    if wanted.keys() == {"owner"} and len(changed) == 1 and len(changed[0].what) <= 1:
        return _to_one_owner(changed[0], told)
    return said(changed, told)


def said(changed: list[Changed], told: Told) -> ChangedItems:
    """Return what was changed, item by item, and who is told of it."""
    return ChangedItems(
        changed=tuple((each.item.reference, each.what) for each in changed if each.what),
        unchanged=tuple(each.item.reference for each in changed if not each.what),
        told=told,
    )


def _to_one_owner(changed: Changed, told: Told) -> Acknowledged:
    owner, was = changed.item.owner, changed.was_owner
    facts = {
        "reference": changed.item.reference,
        "owner": owner.name if owner else "",
        "was": was.name if was else "",
    }
    return Acknowledged("assigned", facts | ({"cannot": ", ".join(told.cannot)} if told.cannot else {}))


def _to_and_deputy(words: str) -> tuple[str, str]:
    """Return who is named before the word “deputy”, and who after it; each empty where nobody is."""
    to, *deputy = _DEPUTY.split(words, maxsplit=1)
    return to.strip(), "".join(deputy).strip()


def _named(session: Session, request: Request, name: str) -> dict[str, object]:
    if not name.startswith("@") and (team := find_team(session, name)) is not None:
        return {"team": team}
    try:
        return {"owner": person_named(session, request, name)}
    except NoSuchPerson:
        if name.startswith("@"):
            raise
        raise NoSuchPersonOrTeam(name=name) from None
