"""Accounts of people whom the register knows by name only: looked for, and taken where there is no doubt."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobs.leavers import HOLDS
from jobs.notifications import tell_in_hours
from models.address import Account
from models.ledger.event import EventKind
from models.ledger.note import note
from models.people.person import Person
from models.policy import Policy
from models.queries import items
from models.register.same_name import as_compared
from templates.messages.answers import Acknowledged

SEARCHED_EVERY = timedelta(days=1)
AGAIN_AFTER = timedelta(minutes=10)
"""When it is searched again where a surface could not be asked."""

AT_A_TIME = 200

AccountsByName = Mapping[str, Sequence[Account]]
"""Accounts by the names of whoever has them, as names compare."""


def claim(session: Session, at: datetime) -> dict[int, str]:
    """Take the people who hold something open and have no account, and whose turn it is; return names by number."""
    long_ago = or_(Person.account_checked_at.is_(None), Person.account_checked_at <= at - SEARCHED_EVERY)
    people = session.scalars(
        select(Person)
        .where(Person.active, Person.account.is_(None), HOLDS, long_ago)
        .order_by(Person.id)
        .limit(AT_A_TIME)
        .with_for_update(skip_locked=True)
    ).all()
    for person in people:
        person.account_checked_at = at
    return {person.id: person.name for person in people}


def settle(
    session: Session, searched: Mapping[int, str], found: AccountsByName | None, at: datetime, policy: Policy
) -> int:
    """Give each of those who were `searched` for the one account that has their name; return how many that is.

    It is not sure where several accounts or several people have the name, or the account is somebody else's: then
    the coordinators choose. They are told whose was found. Where nobody could be asked it is tried again.
    """
    people = [session.get_one(Person, number) for number in searched]
    if found is None:
        for person in people:
            person.account_checked_at = at - SEARCHED_EVERY + AGAIN_AFTER
        return 0
    known = [as_compared(name) for name in session.scalars(select(Person.name))]
    matched = []
    for person in people:
        name = as_compared(person.name)
        accounts = found.get(name, ())
        is_sure = len(accounts) == 1 and known.count(name) == 1 and person.account is None
        if is_sure and items.person_by_account(session, accounts[0]) is None:
            person.surface, person.account = accounts[0].surface, accounts[0].id
            note(
                session, EventKind.PERSON_CHANGED, policy.act(None, at), name=person.name, fields=["account"]
            )
            matched.append(person.name)
    if matched:
        message = partial(Acknowledged, "accounts_found", {"names": ", ".join(sorted(matched))})
        key = f"accounts-found:{min(searched)}:{at.isoformat()}"
        tell_in_hours(session, items.coordinators(session), key, message, at, policy)
    return len(matched)
