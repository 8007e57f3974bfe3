"""What coordinators have decided: one row a decision, the latest of each policy holds."""

from datetime import date

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import At, Base, Key, Name, Words
from models.ledger.records import Recorded
from models.people.person import Person


class PolicyDecision(Recorded, Base):
    """What was decided of the policy `name`: its `value` as it is kept, or None to go back to what else holds.

    Rows are only ever added. `decided_on` is the force's local date then.
    """

    __tablename__ = "policy_decision"

    id: Mapped[Key]
    name: Mapped[Name]
    value: Mapped[Words | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[At]
    decided_on: Mapped[date]

    by: Mapped[Person | None] = relationship(lazy="joined")


_LATEST = select(func.max(PolicyDecision.id))
_ALL = select(PolicyDecision).order_by(PolicyDecision.id)


def latest(session: Session) -> int:
    """Return the number of the latest decision, 0 where nothing was decided: while it is the same, so is policy.

    Whoever decides is alone with the register, so no lower number comes later.
    """
    return session.connection().execute(_LATEST).scalar() or 0


def decisions(session: Session, until: int | None = None) -> dict[str, PolicyDecision]:
    """Return the latest decision of each policy by its name, up to the decision of the number `until`."""
    made = _ALL if until is None else _ALL.where(PolicyDecision.id <= until)
    return {each.name: each for each in session.scalars(made)}
