"""Who acts, for themselves and for those they stand in for, and by which policy."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from models.address import Account
from models.people.absence import ACTS, IS_AWAY, Absence
from models.people.person import Person
from models.policies.decision import PolicyDecision


@dataclass(frozen=True)
class Acting:
    """Somebody who acts; `decision` is the number of the latest decision about policy, 0 where there was none."""

    who: Person
    decision: int


_ACTING = (
    select(Person, Absence.person_id, select(func.max(PolicyDecision.id)).scalar_subquery())
    .outerjoin(Absence, and_(Absence.deputy_id == Person.id, *IS_AWAY))
    .where(Person.account == bindparam("account"), Person.surface == bindparam("surface"))
)
"""Every command begins with this: it is built once, and asked in one go."""


def who_acts(session: Session, account: Account, day: date) -> Acting | None:
    """Return the person with this account, or None; whoever does more than read acts for those they stand in for.

    Those are the people who are away on the local date `day` and have named them.
    """
    found = session.execute(_ACTING, {"account": account.id, "surface": account.surface, "day": day}).all()
    if not found:
        return None
    who, _, decision = found[0]
    if who.role in ACTS:
        who.stand_in_for(frozenset(away for _, away, _ in found if away is not None))
    return Acting(who, decision or 0)
