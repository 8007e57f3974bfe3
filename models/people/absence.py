"""Leave: from when to when somebody is away, and who stands in."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import At, Base, Instant, Key
from models.enums import Role
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.people.person import Person
from models.refusals.leave import (
    DeputyCannotAct,
    DeputyIsOneself,
    LeaveAlreadyOver,
    LeaveBackwards,
    LeaveOverlaps,
    LeaveTooLong,
)

ACTS = frozenset({Role.COORDINATOR, Role.OWNER})
"""Whoever acts for items of their own can stand in for others."""

LONGEST = timedelta(days=366)
"""Whoever is away for longer has their items handed over."""


class Absence(Base):
    """`person` is away from the local date `starts_on` up to `ends_on`; `deputy`, if named, stands in.

    One that was called off before it ended has `cancelled_at`. That it began, and that it is over, was told at
    `begin_told_at` and `end_told_at`.
    """

    __tablename__ = "absence"
    __table_args__ = (Index("ix_absence_person", "person_id", "ends_on"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    entered_at: Mapped[At]
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    begin_told_at: Mapped[datetime | None] = mapped_column(Instant)
    end_told_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined", innerjoin=True)
    deputy: Mapped[Person | None] = relationship(foreign_keys=deputy_id, lazy="joined")

    def call_off(self, session: Session, audit: AuditContext) -> bool:
        """Call it off from now on. Return False if that was done before; raises LeaveAlreadyOver."""
        if self.cancelled_at is not None:
            return False
        if self.ends_on < audit.today:
            raise LeaveAlreadyOver(ends_on=self.ends_on)
        self.cancelled_at = audit.at
        _note(session, EventKind.LEAVE_CANCELLED, self, audit)
        return True


def enter(
    session: Session,
    person: Person,
    starts_on: date,
    ends_on: date,
    deputy: Person | None,
    audit: AuditContext,
) -> Absence:
    """Enter that `person` is away on these local dates, both included; return it.

    Raises LeaveBackwards, LeaveAlreadyOver, LeaveTooLong, LeaveOverlaps, DeputyIsOneself or DeputyCannotAct.
    """
    if ends_on < starts_on:
        raise LeaveBackwards(starts_on=starts_on, ends_on=ends_on)
    if ends_on < audit.today:
        raise LeaveAlreadyOver(ends_on=ends_on)
    if ends_on - starts_on > LONGEST:
        raise LeaveTooLong(days=LONGEST.days)
    if deputy is person:
        raise DeputyIsOneself
    if deputy is not None and (not deputy.reachable or deputy.role not in ACTS):
        raise DeputyCannotAct(name=deputy.name)
    for other in leave_of(session, person, starts_on):
        if other.starts_on <= ends_on:
            raise LeaveOverlaps(name=person.name, starts_on=other.starts_on, ends_on=other.ends_on)
    absence = Absence(person=person, deputy=deputy, starts_on=starts_on, ends_on=ends_on, entered_at=audit.at)
    session.add(absence)
    session.flush()
    _note(session, EventKind.LEAVE_ENTERED, absence, audit)
    return absence


def standing_in_topic(absence: Absence) -> str:
    """Return the topic under which people are told that they stand in during `absence`."""
    return f"leave-begins:{absence.id}"


def leave_of(session: Session, person: Person, today: date) -> Sequence[Absence]:
    """Return the leave of `person` that is not over by the local date `today`, the earliest first."""
    query = select(Absence).where(
        Absence.person_id == person.id, Absence.ends_on >= today, Absence.cancelled_at.is_(None)
    )
    return session.scalars(query.order_by(Absence.starts_on)).all()


def away_on(session: Session, day: date) -> dict[int, Absence]:
    """Return who is away on the local date `day`: their leave, by the number of the person."""
    return {each.person_id: each for each in session.scalars(_AWAY, {"day": day})}


def stood_in_for(session: Session, person: Person, day: date) -> frozenset[int]:
    """Return the numbers of the people for whom `person` is named to stand in on the local date `day`."""
    named = select(Absence.person_id).where(Absence.deputy_id == person.id, *IS_AWAY)
    return frozenset(session.scalars(named, {"day": day}))


IS_AWAY = (
    Absence.starts_on <= bindparam("day"),
    Absence.ends_on >= bindparam("day"),
    Absence.cancelled_at.is_(None),
)
_AWAY = select(Absence).where(*IS_AWAY)


def _note(session: Session, what: EventKind, absence: Absence, audit: AuditContext) -> None:
    note(
        session,
        what,
        audit,
        person=absence.person.name,
        begins=absence.starts_on,
        ends=absence.ends_on,
        deputy=absence.deputy.name if absence.deputy else None,
    )
