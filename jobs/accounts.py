"""Whether people's accounts still work: the surface is asked about everybody who holds something open.

It also tells by itself when an account is closed; nothing hangs on that one event.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobs.leavers import HOLDS, hand_overs
from jobs.notifications import tell_in_hours
from models.address import Account
from models.enums import Role
from models.people.hand_over import leave
from models.people.person import Person
from models.policy import Policy
from models.queries import items
from templates.messages.answers import Acknowledged

AT_A_TIME = 20
ASKED_EVERY = timedelta(hours=1)
AGAIN_AFTER = timedelta(minutes=5)
"""When the surface is asked again where it did not answer."""


class AccountState(StrEnum):
    """What the surface says of an account: a GUEST's is open too; UNKNOWN where it did not answer."""

    OPEN = "open"
    CLOSED = "closed"
    GUEST = "guest"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AccountCheck:
    """An account whose state is to be asked for; `person` is the number of whose it is.

    It `is_unreachable` if messages to it could not be delivered: then it is open if they can be now.
    """

    person: int
    account: Account
    is_unreachable: bool = False


def claim(session: Session, at: datetime) -> list[AccountCheck]:
    """Take up to AT_A_TIME accounts that are to be asked about at the aware instant `at`."""
    long_ago = or_(Person.account_checked_at.is_(None), Person.account_checked_at <= at - ASKED_EVERY)
    people = session.scalars(
        select(Person)
        .where(Person.account.is_not(None), long_ago, _MATTERS)
        .order_by(Person.account_checked_at.is_not(None), Person.account_checked_at, Person.id)
        .limit(AT_A_TIME)
        .with_for_update(skip_locked=True)
    ).all()
    for person in people:
        person.account_checked_at = at
    return [
        AccountCheck(person.id, person.address, person.unreachable_since is not None)
        for person in people
        if person.address
    ]


def settle(session: Session, asked: AccountCheck, state: AccountState, at: datetime, policy: Policy) -> None:
    """Write down what the surface said of an account."""
    person = session.get_one(Person, asked.person)
    if person.address != asked.account:
        return
    if state is AccountState.UNKNOWN:
        person.account_checked_at = at - ASKED_EVERY + AGAIN_AFTER
    elif state is AccountState.MISSING:
        person.unreachable_since = person.unreachable_since or policy.today(at)
    else:
        if state is not AccountState.CLOSED and asked.is_unreachable:
            person.unreachable_since = None
        noted(session, asked.account, at, policy, state)


def is_news(session: Session, account: Account, state: AccountState) -> bool:
    """Whether anything follows from this account being closed, being open, or being a guest's."""
    person = items.person_by_account(session, account)
    if person is None:
        return False
    return person.active is (state is not AccountState.OPEN) or state is AccountState.GUEST


def noted(session: Session, account: Account, at: datetime, policy: Policy, state: AccountState) -> None:
    """Take note that an account is closed, which begins a hand-over, or that it is open.

    One that is open again, or has become a guest's, is only told of: nothing that was given on is taken back
    silently, and a guest can be one of the register's people on purpose.
    """
    person = items.person_by_account(session, account)
    if person is None:
        return
    is_closed = state is AccountState.CLOSED
    if state is AccountState.GUEST and person.active:
        message = partial(Acknowledged, "account_is_guest", {"name": person.name})
        key = f"account-is-guest:{person.id}:{account}"
        tell_in_hours(session, items.coordinators(session), key, message, at, policy)
    if is_closed and person.active:
        if leave(session, person, policy.act(None, at)) is None:
            _tell(session, "left_with_nothing", person, at, policy)
        hand_overs(session, at, policy)
    elif not is_closed and not person.active and person.left_on is not None:
        _tell(session, "account_is_back", person, at, policy)


def _tell(session: Session, what: str, person: Person, at: datetime, policy: Policy) -> None:
    """Tell the coordinators something of a leaver, once for each time that they leave."""
    message = partial(Acknowledged, what, {"name": person.name})
    key = f"{what}:{person.id}:{person.left_on}"
    tell_in_hours(session, items.coordinators(session), key, message, at, policy)


_MATTERS = or_(
    Person.active & or_(Person.role == Role.COORDINATOR, Person.unreachable_since.is_not(None)), HOLDS
)
"""Something hangs on this person, or nothing can be sent to them."""
