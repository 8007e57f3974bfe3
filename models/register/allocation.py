"""Allocation: who owns items, who stands in, which team works on them, and under what they are filed.

Each change is a verb of the item, with its event in the ledger. Many items are changed in one transaction, or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.imports.changes import change as in_words
from models.ledger.audit_context import AuditContext
from models.people.person import Person, Team
from models.refusals.forms import DeputyIsOwner, HasEnded
from models.register.fields import Place, plain_in
from models.register.recommendation import Recommendation

MOST_AT_ONCE = 200
"""Items that are changed by one form."""

Wanted = Mapping[str, Any]
"""What is to be set, by attribute; None takes away, and what is not there stays as it is."""

FILED = tuple(column.field.attribute for column in plain_in(Place.LIST_FORM))
"""What many items are filed under, or judged as."""

CHANGEABLE = ("owner", "deputy", "team", *FILED)
"""What allocation changes, by attribute, in the order in which it is set and told."""


@dataclass(frozen=True)
class Changed:
    """One item with what was changed, in words, and whose it was before. Nothing changed where `what` is empty.

    `was_disowned` says that its owner had said that it is not theirs.
    """

    item: Recommendation
    what: tuple[str, ...]
    was_owner: Person | None
    was_deputy: Person | None
    was_disowned: bool = False


def change_all(items: Sequence[Recommendation], wanted: Wanted, audit: AuditContext) -> list[Changed]:
    """Change all of `items` as is `wanted`; return what became of each.

    Raises HasEnded, OwnerHasLeft or DeputyIsOwner, and then the caller rolls back.
    """
    return [change(item, wanted, audit) for item in items]


def change(item: Recommendation, wanted: Wanted, audit: AuditContext) -> Changed:
    """Change one item as is `wanted`; return what became of it.

    What is given to a team alone is owned by its lead. What is given to a person outside its team leaves the team.
    A deputy who becomes the owner is the deputy no more. Raises HasEnded, OwnerHasLeft or DeputyIsOwner.
    """
    if not item.is_open:
        raise HasEnded(reference=item.reference, status=item.status)
    before = {name: getattr(item, name) for name in CHANGEABLE}
    was_disowned = item.disowned_on is not None
    following = _following(item, wanted)
    for role in ("owner", "deputy"):
        person: Person | None = following.get(role)
        if person is not None:
            person.take_on()
    if "owner" in following:
        item.assign(following["owner"], audit)
    for name in CHANGEABLE[1:]:
        if name in following:
            item.correct(name, following[name], audit)
    what = tuple(
        in_words(name, was, getattr(item, name)) for name, was in before.items() if getattr(item, name) != was
    )
    return Changed(item, what, before["owner"], before["deputy"], was_disowned)


def _following(item: Recommendation, wanted: Wanted) -> dict[str, Any]:
    """Return what is wanted with what follows from it."""
    following: dict[str, Any] = dict(wanted)
    team: Team | None = following.get("team")
    if team is not None and following.get("owner") is None:
        following["owner"] = team.lead
    owner: Person | None = following.get("owner", item.owner)
    if item.team is not None and "team" not in following and owner not in (item.owner, *item.team.members):
        following["team"] = None
    deputy: Person | None = following.get("deputy", item.deputy)
    if owner is not None and owner is deputy:
        if wanted.get("deputy") is not None:
            raise DeputyIsOwner(name=owner.name, reference=item.reference)
        following["deputy"] = None
    return following
