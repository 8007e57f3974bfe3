"""Hand-over: what somebody who left held, and to whom it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import At, Base, Instant, Key
from models.deadlines.extension import ExtensionRequest
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.people.person import Person, Team
from models.register.recommendation import Recommendation


class HandOver(Base):
    """What `leaver` held when it began: the ids of `owned` and of `deputised` items, all still to be given on.

    `finished_at` is set once the leaver holds nothing open any more.
    """

    __tablename__ = "hand_over"

    id: Mapped[Key]
    leaver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[At]
    owned: Mapped[list[int]] = mapped_column(JSON, default=list)
    deputised: Mapped[list[int]] = mapped_column(JSON, default=list)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    leaver: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    def finish(self, session: Session, audit: AuditContext) -> bool:
        """Finish it if the leaver holds nothing open any more; return whether it is finished by that."""
        if self.finished_at is not None or held_by(session, self.leaver).anything:
            return False
        self.finished_at = audit.at
        note(session, EventKind.HAND_OVER_FINISHED, audit, person=self.leaver.name)
        return True


@dataclass(frozen=True)
class HeldItems:
    """What somebody holds that is open: items as owner or deputy, teams that they lead, requests not decided."""

    owned: Sequence[Recommendation]
    deputised: Sequence[Recommendation]
    teams: Sequence[Team]
    requests: Sequence[ExtensionRequest]

    @property
    def anything(self) -> bool:
        """Whether there is anything to be given on; requests are decided by the coordinators, and are not."""
        return bool(self.owned or self.deputised or self.teams)


def held_by(session: Session, person: Person) -> HeldItems:
    """Return what `person` holds, items most pressing first."""
    items = select(Recommendation).order_by(Recommendation.pressing_on, Recommendation.id)
    is_open = items.where(Recommendation.is_open)
    return HeldItems(
        session.scalars(is_open.where(Recommendation.owner_id == person.id)).all(),
        session.scalars(is_open.where(Recommendation.deputy_id == person.id)).all(),
        session.scalars(select(Team).where(Team.lead_id == person.id).order_by(Team.name)).all(),
        session.scalars(
            select(ExtensionRequest)
            .where(ExtensionRequest.by_id == person.id, ExtensionRequest.decision.is_(None))
            .order_by(ExtensionRequest.id)
        ).all(),
    )


def hand_over_of(session: Session, person: Person) -> HandOver | None:
    """Return the hand-over of `person` that is not finished, or None."""
    return session.scalar(
        select(HandOver).where(HandOver.leaver_id == person.id, HandOver.finished_at.is_(None))
    )


def leave(session: Session, person: Person, audit: AuditContext) -> HandOver | None:
    """Let `person` go, and begin the hand-over of what they hold; return it, or None if they hold nothing.

    A hand-over that is under way is returned as it is.
    """
    if person.active or person.left_on is None:
        person.active, person.left_on = False, audit.on
        note(session, EventKind.PERSON_LEFT, audit, person=person.name)
    known = hand_over_of(session, person)
    if known is not None:
        return known
    held = held_by(session, person)
    if not held.anything:
        return None
    begun = HandOver(
        leaver=person,
        began_at=audit.at,
        owned=[item.id for item in held.owned],
        deputised=[item.id for item in held.deputised],
    )
    session.add(begun)
    session.flush()
    return begun


def give(session: Session, held: HeldItems, to: Person, audit: AuditContext) -> None:
    """Give what is `held` to one person: what somebody owned, deputised or led, they do.

    Whoever only read becomes an owner by it. Raises OwnerHasLeft.
    """
    to.take_on()
    for item in held.owned:
        item.assign(to, audit)
    for item in held.deputised:
        # Nobody is their own deputy: who owns the item by now needs no second role in it.
        item.correct("deputy", None if item.owner is to else to, audit)
    for team in held.teams:
        note(
            session,
            EventKind.PERSON_CHANGED,
            audit,
            field="lead",
            team=team.name,
            was=team.lead.name,
            to=to.name,
        )
        team.lead = to
        if to not in team.members:
            team.members.append(to)
    session.flush()
